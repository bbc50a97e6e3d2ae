"""Records without end, and says what is acknowledged; started and killed by the tests."""

import sys

from secself.store.archive.place import Archive

ADDRESS, NAME, MOST = sys.argv[1], sys.argv[2], int(sys.argv[3])
MOMENT = "2026-06-30T09:15:00Z"

with Archive(address=ADDRESS).recording(MOMENT) as ledger:
    for number in range(MOST):
        with ledger.writing(MOMENT):
            # Three entries belong together; a third of them is never seen.
            for part in range(3):
                text = f"{NAME} {number} {part} ".encode() * 500
                entry = ledger.append("original", text, subject=f"{NAME}/2026-ssa")
        sys.stdout.write(f"{entry.number}:{entry.hash}\n")
        sys.stdout.flush()
