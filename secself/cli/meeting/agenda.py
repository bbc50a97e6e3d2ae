"""`secself meeting agenda`: what is before the committee."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.moment import now
from secself.cli.options import Settings, common
from secself.formats.documents import files_document
from secself.letters import papers
from secself.store import files, meetings
from secself.store.committee import Sitting
from secself.store.frameworks import Library, shelf


@click.command(epilog="Example: secself meeting agenda 2026-07-02.yaml -o papers")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write it as a Word document and as text into this folder too.",
)
@click.option("--force", is_flag=True, help="Replace files that are already there.")
@common
def agenda(settings: Settings, *, file: Path, folder: Path | None, force: bool) -> int:
    """Write the agenda: each assessment with what was found in it, and all open actions by date.

    FILE says date, members, who takes no part in what and why, and the assessments, in YAML.
    """
    meeting = meetings.load(file)
    with settings.archive.reading() as ledger:
        sitting = Sitting(
            ledger=ledger,
            library=Library(shelf(settings.controls)),
            moment=now(),
            today=settings.today,
            as_of=settings.as_of,
            passwords=settings.passwords,
        )
        words = meetings.agenda(meeting, sitting, settings.marking)
    saved: list[str] = []
    if folder:
        made = papers.write(words, files.template(papers.AGENDA), papers.AGENDA, meeting.date)
        stem = folder / f"{meeting.date}-agenda"
        contents = {
            stem.with_suffix(".docx"): made,
            stem.with_suffix(".txt"): papers.text(words).encode(),
        }
        saved = [str(place) for place in files.save(contents, force=force)]
    if settings.as_json:
        more = {"items": [meetings.plain(item) for item in words.items]}
        due = {"due": [meetings.plain(line) for line in words.due]}
        screen.print_json({**files_document("meeting-agenda", saved, []), **more, **due})
        return DONE
    screen.show(papers.text(words).rstrip("\n"))
    for place in saved:
        screen.show(f"    {place}")
    return DONE
