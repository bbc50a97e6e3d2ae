"""`secself meeting minutes`: what the committee decided at a meeting."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.formats.documents import files_document
from secself.letters import papers
from secself.store import files, meetings


@click.command(epilog="Example: secself meeting minutes 2026-07-02.yaml -o papers")
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
def minutes(settings: Settings, *, file: Path, folder: Path | None, force: bool) -> int:
    """Write the list of decisions for the minutes, as the archive has them.

    FILE is that of the agenda. What stands in it and was not recorded is listed as not decided;
    record it first with “secself decide --from FILE”.
    """
    meeting = meetings.load(file)
    with settings.archive.reading() as ledger:
        words = meetings.minutes(meeting, ledger, settings.marking)
    saved: list[str] = []
    if folder:
        made = papers.write(words, files.template(papers.MINUTES), papers.MINUTES, meeting.date)
        stem = folder / f"{meeting.date}-minutes"
        contents = {
            stem.with_suffix(".docx"): made,
            stem.with_suffix(".txt"): papers.text(words).encode(),
        }
        saved = [str(place) for place in files.save(contents, force=force)]
    if settings.as_json:
        more = {
            "decisions": [meetings.plain(one) for one in words.decisions],
            "undecided": list(words.undecided),
            "due": [meetings.plain(line) for line in words.due],
            "receipt": words.receipt or None,
        }
        screen.print_json({**files_document("meeting-minutes", saved, []), **more})
        return DONE
    screen.show(papers.text(words).rstrip("\n"))
    for place in saved:
        screen.show(f"    {place}")
    return DONE
