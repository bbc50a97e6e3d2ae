"""What `check` makes of a folder of workbooks from anywhere, as a table of outcomes.

None may end in an exception, hang, or bring the tool down. Each file is read in a process of its
own, with a limit of time. Run it with `make corpus DIR=folder`; `--each` prints every file.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".docx", ".docm", ".ods")
LONGEST = 30
SLOW = 1.5
BROKEN = ("crash", "hang", "bug")


def main() -> int:
    """Check every file, print how many came out how, and leave with 1 if one broke the tool."""
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print("Name a folder: make corpus DIR=folder")
        return 2
    counted: Counter[str] = Counter()
    slow: list[str] = []
    found = sorted(Path(sys.argv[1]).rglob("*"))
    for file in (one for one in found if one.suffix.lower() in ENDINGS and one.is_file()):
        start = time.perf_counter()
        became = outcome(file)
        seconds = time.perf_counter() - start
        counted[became] += 1
        if seconds > SLOW:
            slow.append(f"{seconds:6.2f} s  {file!s:.200}")
        if "--each" in sys.argv or became.startswith(BROKEN):
            print(f"{became:40} {str(file)!a}")
    for became, number in counted.most_common():
        print(f"{number:6}  {became}")
    print("\n".join((f"{len(slow)} took over {SLOW} s, the start of the program included", *slow)))
    return int(any(became.startswith(BROKEN) for became in counted))


def outcome(file: Path) -> str:
    """Check one file, and say in a word what became of it."""
    command = [sys.executable, "-m", "secself", "check", "--format", "json", "--", str(file)]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return "hang"
    try:
        results = json.loads(ended.stdout)["results"]
    except (ValueError, KeyError, TypeError):
        return "bug" if ended.returncode >= 0 else f"crash by signal {-ended.returncode}"
    problems = results[0]["problems"]
    refused = results[0].get("digest") is None
    codes = sorted({one["code"] for one in problems if one["level"] == "error"})
    return f"refused {' '.join(codes[:3])}" if refused else "accepted"


if __name__ == "__main__":
    sys.exit(main())
