"""`secself comments`: what assessors said, on which answer, and what became of it."""

from collections.abc import Iterator
from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.moment import now
from secself.cli.options import Settings, common
from secself.formats import comments as forms
from secself.formats.archived import receipt_text
from secself.formats.comments import Listed
from secself.model import Receipt, read_reference
from secself.remarks import Act, rows_of
from secself.store import remarks
from secself.store.assessments import assess
from secself.store.baselines import Baseline
from secself.store.frameworks import Library, shelf


@click.command(epilog="Example: secself comments northfell-energy/2026-ssa")
@click.argument("assessment", type=click.Path(path_type=Path), required=False)
@click.option("--all", "with_settled", is_flag=True, help="Also settled ones of earlier years.")
@click.option("--withdraw", metavar="ID", help="Take a comment back; it stays in the archive.")
@click.option("--resolve", metavar="ID", help="Say that a comment is settled.")
@click.option("--reopen", metavar="ID", help="Open a comment again.")
@click.option("--reason", metavar="TEXT", help="Why; --withdraw wants it.")
@common
def comments(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    assessment: Path | None,
    with_settled: bool,
    withdraw: str | None,
    resolve: str | None,
    reopen: str | None,
    reason: str | None,
) -> int:
    """List the comments that count for an assessment, and settle them.

    ASSESSMENT is a name in the archive, such as acme/2026-ssa, or a file; without it, the newest
    assessment of every User in the archive is looked at. Those of earlier years are listed while
    they are open. Each has an ID that stays the same.
    """
    given: list[tuple[Act, str | None]] = [
        ("withdrawn", withdraw),
        ("resolved", resolve),
        ("reopened", reopen),
    ]
    acts = [(act, name) for act, name in given if name is not None]
    if len(acts) > 1 or (reason is not None and not acts):
        raise click.UsageError(
            "Say one of --withdraw, --resolve and --reopen; --reason goes with it."
        )
    if withdraw is not None and not (reason or "").strip():
        raise click.UsageError("--withdraw ID wants a --reason TEXT.")
    for act, name in acts:
        return _settle(settings, assessment, act, name or "", reason or "")
    listed, place, receipt = _listed(settings, assessment, with_settled=with_settled)
    if settings.as_json:
        screen.print_json(forms.document(listed, place, receipt))
    else:
        screen.show(forms.text(listed, names_assessment=assessment is not None))
    return DONE


def _listed(
    settings: Settings, assessment: Path | None, *, with_settled: bool
) -> tuple[list[Listed], str | None, Receipt | None]:
    library = Library(shelf(settings.controls))
    if assessment is not None and not _is_name(assessment):
        told = assess([assessment], library, settings.passwords, settings.archive)
        file = str(assessment)
        found = remarks.comments_for(told, (file,), Baseline(), library, settings.archive)
        answers = rows_of(told.submission)
        return [Listed(name=file, comments=found, answers=answers)], None, None
    with settings.archive.reading() as ledger:
        names = (assessment.as_posix(),) if assessment else tuple(remarks.newest(ledger))
        listed = [
            Listed(
                name=str(remarks.named(ledger, name)),
                comments=remarks.comments_on(ledger, library, name, with_settled=with_settled),
                answers=rows_of(remarks.answered(ledger, library, name)),
            )
            for name in names
        ]
        return listed, ledger.place, ledger.receipt()


def _is_name(assessment: Path) -> bool:
    return read_reference(assessment.as_posix()) is not None and not assessment.exists()


def _settle(settings: Settings, assessment: Path | None, act: Act, name: str, reason: str) -> int:
    if assessment is not None and not _is_name(assessment):
        raise click.UsageError("A comment is settled in the archive; name an assessment in it.")
    moment, library = now(), Library(shelf(settings.controls))
    within = assessment.as_posix() if assessment else None
    with settings.archive.amending(moment) as ledger:
        found = remarks.settle(ledger, library, within, name, act, reason, moment)
        receipt, place = ledger.receipt(), ledger.place
    if settings.as_json:
        listed = [Listed(name=found.about or "", comments=(found,))]
        screen.print_json({**forms.document(listed, place, receipt), "settled": act})
    else:
        screen.show("\n".join(_told(list(forms.lines(found)), act)))
        screen.show(receipt_text(receipt))
    return DONE


def _told(lines: list[str], act: Act) -> Iterator[str]:
    yield from lines
    yield f"It was {act}; the comment and all that became of it stay in the archive."
