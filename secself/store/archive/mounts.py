"""Tells whether a folder lies on a network, where SQLite's log cannot be shared safely."""

from pathlib import Path

_NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "lustre", "gluster", "fuse.")
_MOUNTS = Path("/proc/self/mounts")


def is_network(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """Tell whether a folder lies on a network, as far as the system says.

    A file system that somebody's program provides counts as one: nothing is known of its locks.
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
        place = folder.resolve()
    except OSError:
        return False
    found = [line.split(" ")[1:3] for line in lines if line.count(" ") > 1]
    over = [
        (len(Path(_spelt(where)).parts), number, system)
        for number, (where, system) in enumerate(found)
        if place.is_relative_to(_spelt(where))
    ]
    return max(over)[2].startswith(_NETWORK) if over else False


def _spelt(where: str) -> str:
    """Read a folder's name as the system writes it, blanks as octal numbers."""
    return where.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
