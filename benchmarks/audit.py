"""Asks the public lists of known faults about every package in a file of requirements.

First PyPI's list is asked, then, for what that does not know, the list of OSV. A fault ends it with
1. A package that neither could be asked about ends it with 2, and is named: nothing is known of it,
which is not the same as nothing being wrong with it. `make audit` runs it.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SERVICES = ("pypi", "osv")
NOT_ASKED = (
    "The index in use does not list them, or the services cannot be reached from here. Nothing is "
    "known of them until they are asked about: run this again where pypi.org and api.osv.dev can "
    "be reached."
)
Package = Mapping[str, object]


def main() -> int:
    """Ask, print what was answered, and leave with 0 only if all is known and nothing is wrong."""
    tool, requirements = sys.argv[1], Path(sys.argv[2])
    asked: dict[str, Package] = {}
    open_ones = [line for line in requirements.read_text(encoding="utf-8").split("\n") if line]
    for service in SERVICES:
        answers = answered(tool, service, open_ones)
        asked |= answers
        open_ones = [line for line in open_ones if line.partition("==")[0] not in answers]
        if not open_ones:
            break
    faulty = {name: one["vulns"] for name, one in asked.items() if one["vulns"]}
    for name, faults in faulty.items():
        print(f"{name} {asked[name]['version']}: {', '.join(ids(faults))}")
    print(f"{len(asked)} packages were asked about, {len(faulty)} have known faults.")
    if open_ones:
        print(f"Nobody could be asked about {len(open_ones)}: {', '.join(open_ones)}.")
        print(NOT_ASKED)
    return 1 if faulty else 2 if open_ones else 0


def answered(tool: str, service: str, lines: Sequence[str]) -> dict[str, Package]:
    """Ask one service about packages, and give those it answered for, by their names."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "requirements.txt"
        file.write_text("\n".join(lines), encoding="utf-8")
        options = ("--disable-pip", "--no-deps", "--progress-spinner", "off", "--format", "json")
        done = subprocess.run(
            [tool, "--vulnerability-service", service, *options, "--requirement", str(file)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"The service {service} gave no answer.")
        return {}
    spelled = {key(line.partition("==")[0]): line.partition("==")[0] for line in lines}
    return {spelled[key(one["name"])]: one for one in found if "vulns" in one}


def key(name: str) -> str:
    """Spell a package as the index does."""
    return name.lower().replace("_", "-").replace(".", "-")


def ids(faults: object) -> list[str]:
    """Name known faults."""
    return [str(one["id"]) for one in faults] if isinstance(faults, list) else []


if __name__ == "__main__":
    sys.exit(main())
