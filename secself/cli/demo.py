"""`secself demo`: the whole cycle on the shipped samples, by the commands a person would type."""

import contextlib
import io
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from secself.cli import screen
from secself.cli.check import check
from secself.cli.consolidate import consolidate
from secself.cli.decide import decide
from secself.cli.diff import diff
from secself.cli.ending import DONE
from secself.cli.generate import generate
from secself.cli.ingest import ingest
from secself.cli.options import Settings, common
from secself.cli.report import report
from secself.cli.review import review
from secself.cli.status import status
from secself.store import files
from secself.store.samples import Committee, Sample, committee, samples

_COMMANDS = {
    "check": check,
    "consolidate": consolidate,
    "decide": decide,
    "diff": diff,
    "generate": generate,
    "ingest": ingest,
    "report": report,
    "review": review,
    "status": status,
}


@dataclass(slots=True)
class _Run:
    """One run of the demonstration: where it writes, and what it has done."""

    settings: Settings
    folder: Path
    steps: list[dict[str, object]] = field(default_factory=list)

    def tell(self, text: str) -> None:
        if not self.settings.as_json:
            screen.show(text)

    def command(self, *words: str, into: str = "") -> str:
        """Run a command as a person would type it, and give what it printed."""
        line = shlex.join(["secself", *words]) + (f" > {into}" if into else "")
        self.tell(f"\n$ {line}")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = _COMMANDS[words[0]].main(list(words[1:]), standalone_mode=False)
        self.steps.append({"command": line, "exit_code": code})
        return printed.getvalue()

    def kept(self, place: Path, *words: str) -> None:
        """Run a command and keep what it printed."""
        files.save({place: self.command(*words, into=str(place)).encode()}, force=True)

    def quietly(self, *words: str) -> None:
        """Run a command of which the last line is enough."""
        lines = self.command(*words).rstrip("\n").splitlines()
        self.tell("\n".join(line for line in lines[-2:] if line))

    def shown(self, *words: str) -> None:
        """Run a command and show what it printed."""
        self.tell(self.command(*words).rstrip("\n"))


@click.command(epilog="Example: secself demo my-first-look")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("secself-demo"))
@common
def demo(settings: Settings, *, folder: Path) -> int:
    """Run the whole cycle on the shipped samples into DIR, telling each step.

    DIR is made if it is not there (default: secself-demo); what a demo wrote there is replaced.
    """
    run = _Run(settings, folder)
    told = [place for sample in samples() for place in _tell(run, sample)]
    told += _tell_committee(run, committee())
    if settings.as_json:
        document = {"format": "secself/demo@1", "files": [str(place) for place in told]}
        screen.print_json({**document, "steps": run.steps, "problems": []})
        return DONE
    run.tell("\nOpen these next:")
    for place in told:
        run.tell(f"    {place}")
    return DONE


def _tell(run: _Run, sample: Sample) -> Iterator[Path]:
    folder = run.folder / sample.user
    day = ["--as-of", sample.as_of]
    current = [_near(place) for place in sample.returned]
    prior = _near(sample.prior)
    run.tell(f"\n{'=' * 88}\n{sample.title}")
    run.tell("\n1. The framework becomes a workbook and a questionnaire for this User.")
    pack = ["--prior", prior, "-o", str(folder), "--force"]
    run.shown("generate", _near(sample.profile), *pack)
    run.tell("\n2. The User fills them in and sends them back. Are they complete?")
    run.shown("check", *current, *day)
    run.kept(folder / "check.json", "check", *current, *day, "--format", "json")
    run.tell("\n3. What changed since the last assessment, and what of it matters?")
    compared = [current[0], *(w for other in current[1:] for w in ("--with", other))]
    compared += ["--prior", prior, *day]
    run.shown("diff", *compared, "-o", str(folder / "diff.html"), "--force")
    run.kept(folder / "diff.json", "diff", *compared, "--format", "json")
    yield from (place.absolute() for place in sorted(folder.iterdir()))


def _tell_committee(run: _Run, all_of_them: Committee) -> Iterator[Path]:
    """Tell what becomes of all Users: recorded, reviewed, put before the committee, decided."""
    folder, told = run.folder / "committee", all_of_them
    archive = ["--archive", str(run.folder / "archive.db")]
    day = ["--as-of", told.as_of]
    run.tell(f"\n{'=' * 88}\nAll Users of the samples, before the committee")
    run.tell("\n1. What was sent last year is recorded, and what the committee asked for then.")
    run.quietly("ingest", *map(_near, told.priors), *archive)
    first, *others = told.decisions
    _decide(run, told, first, archive)
    run.tell("\n2. What came back this year is recorded, with what the assessor said of it.")
    run.quietly("ingest", *map(_near, told.returned), *archive)
    run.quietly("ingest", _near(told.reviewed), *archive)
    run.tell("\n3. Who has sent what, and what is late?")
    run.shown("status", "--year", "2026", "--profile", _near(told.folder), *day, *archive)
    run.tell("\n4. The assessor's workbook of one User, and the assessor's report on it.")
    user = others[0]["assessment"]
    name = user.replace("/", "-")
    run.shown("review", user, *day, *archive, "-o", str(folder / f"{name}-review.xlsx"), "--force")
    run.shown("report", user, *day, *archive, "-o", str(folder / f"{name}-report.docx"), "--force")
    run.tell("\n5. The committee's pack: the gravest first, and what several Users have in common.")
    pack = ["--profile", _near(told.folder), *day, *archive]
    run.shown("consolidate", *pack, "-o", str(folder / "pack"))
    run.tell("\n6. The same for members who compete with those assessed; the key stays here.")
    run.quietly("consolidate", *pack, "--alias", "-o", str(folder / "neutral"))
    run.tell("\n7. What is decided, with the letter and the workbook to report progress in.")
    for decision in others:
        _decide(run, told, decision, archive)
    yield from sorted(place.absolute() for place in folder.rglob("*") if place.is_file())


def _decide(
    run: _Run, told: Committee, decision: Mapping[str, str], archive: Sequence[str]
) -> None:
    """Record a decision with its letter."""
    name = decision["assessment"]
    said = [(f"--{option}", text) for option, text in decision.items() if option != "assessment"]
    more = (("--by", told.by), ("--as-of", decision["on"]))
    words = [word for pair in (*said, *more) for word in pair]
    profile = _near(told.folder / name.partition("/")[0] / "profile.yaml")
    letters = str(run.folder / "committee" / "letters")
    run.shown("decide", name, *words, "--profile", profile, *archive, "-o", letters, "--force")


def _near(place: Path) -> str:
    """Name a file as a person in this folder would."""
    here = Path.cwd()
    return str(place.relative_to(here) if place.is_relative_to(here) else place)
