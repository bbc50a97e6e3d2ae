"""`secself diff`: what changed since the prior assessment, and what of it matters."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from secself import challenge, materiality
from secself.cli import compared, diffs, screen
from secself.cli.desk import Desk
from secself.cli.ending import DONE, FLAGGED
from secself.cli.options import Settings, common
from secself.formats import formats, json, of, sampling, simulation, terminal, tracing
from secself.model import Assessment, Trace, Tried
from secself.phrases import one_line
from secself.problems import NotFound, Problem
from secself.store import files, simulated
from secself.store.assessments import assess
from secself.store.baselines import baseline
from secself.store.frameworks import Library, shelf
from secself.store.judgements import judge
from secself.store.remarks import comments_for


@click.command(
    epilog="Example: secself diff northfell-energy-2026-ssa.xlsx "
    "--prior northfell-energy-2025-vusa.xlsx"
)
@click.argument("current", type=click.Path(path_type=Path))
@compared.prior
@compared.others
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Save it too; the ending chooses the format (.json, .html, .xlsx); of a folder, a page of "
    "each User into the folder named.",
)
@click.option(
    "--why",
    "refs",
    metavar="REF",
    multiple=True,
    help="Say of one item which rules looked at it, and why they spoke or did not.",
)
@click.option(
    "--simulate",
    "trial",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Try other settings of the rules, and say which findings would come and go.",
)
@compared.sampled
@click.option(
    "--fail-on",
    type=click.Choice(["material"]),
    help="Leave with exit code 1 if a finding is material.",
)
@compared.force
@common
def diff(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    current: Path,
    prior: tuple[Path, ...],
    others: tuple[Path, ...],
    output: Path | None,
    refs: tuple[str, ...],
    trial: Path | None,
    size: int | None,
    seed: str | None,
    fail_on: str | None,
    force: bool,
) -> int:
    """Compare an assessment with the prior one and flag what matters.

    CURRENT is a completed workbook, questionnaire or submission, or a folder of them: then the
    newest assessment of each User in it is compared, a line each, and -o names a folder of pages.
    """
    if current.is_dir():
        apart = {"--with": others, "--why": refs, "--simulate": trial}
        return diffs.compare(
            Desk(settings, prior, size, seed),
            current,
            output,
            apart=[name for name, given in apart.items() if given],
            fails_on_material=bool(fail_on),
            force=force,
        )
    room = of(output.suffix.lower()) if output else None
    if output and room is None:
        raise click.UsageError(f"-o takes a file that ends in {' or '.join(formats())}.")
    library = Library(shelf(settings.controls))
    now = assess([current, *others], library, settings.passwords, settings.archive)
    before = baseline(prior, now, library, settings.passwords, settings.archive)
    names = tuple(map(str, (current, *others)))
    judged = judge(
        now,
        before,
        files=names,
        as_of=settings.as_of,
        today=settings.today,
        marking=settings.marking,
        comments=comments_for(now, names, before, library, settings.archive),
    )
    assessment = _with_asides(replace(judged, past=before.past), trial, size, seed, refs)
    saved: list[str] = []
    if output and room:
        template = files.template(room.TEMPLATE) if room.TEMPLATE else None
        places = files.save({output: room.diff(assessment, template)}, force=force)
        saved = [str(place) for place in places]
    if settings.as_json:
        screen.print_json({**json.whole(assessment), "files": saved})
    elif refs:
        screen.show(tracing.text(assessment.comparison, assessment.traces, assessment.past))
    else:
        screen.show(terminal.diff(assessment), has_color=settings.has_color)
        for text in _besides(assessment):
            screen.show(f"\n{text}")
    for place in saved if not settings.as_json else ():
        settings.progress(f"Saved: {one_line(str(place))}")
    return FLAGGED if fail_on and assessment.material else DONE


def _with_asides(
    assessment: Assessment,
    trial: Path | None,
    size: int | None,
    seed: str | None,
    refs: tuple[str, ...],
) -> Assessment:
    """Add what was asked for besides the comparison."""
    compared = assessment.comparison
    tried = drawn = None
    if trial:
        changed = simulated.with_settings(compared.framework, trial)
        tried = Tried(name=str(trial), simulation=materiality.simulate(compared, changed))
    if size:
        drawn = challenge.sample(compared, size, seed or assessment.digest)
    traces = tuple(_traces(assessment, refs))
    return replace(assessment, tried=tried, probed=drawn, traces=traces)


def _besides(assessment: Assessment) -> Iterator[str]:
    """Say in text what was asked for besides the comparison."""
    tried, drawn = assessment.tried, assessment.probed
    if tried:
        yield simulation.text(tried.name, tried.simulation)
    if drawn:
        yield sampling.text(assessment.comparison, drawn)


def _traces(assessment: Assessment, refs: tuple[str, ...]) -> list[Trace]:
    comparison = assessment.comparison
    found = {ref: materiality.trace(comparison, ref) for ref in refs}
    known = list(dict.fromkeys(delta.ref for delta in comparison.deltas))
    unknown = [_unknown(ref, known) for ref, traces in found.items() if not traces]
    if unknown:
        raise NotFound(*unknown)
    return [trace for traces in found.values() for trace in traces]


def _unknown(ref: str, known: list[str]) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(ref.upper(), known, n=3)
    return Problem(
        code="item-unknown",
        ref=ref,
        what=f"Neither side has an item “{ref}”.",
        remedy=f"Did you mean {' or '.join(near)}?" if near else "Name a Ref, such as G3.9.",
    )
