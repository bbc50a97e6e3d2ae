"""`secself generate`: the workbook and the questionnaire for one User."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import click

from secself import carrying, catalogue, lifecycle, questionnaire
from secself.cli import screen
from secself.cli.moment import now
from secself.cli.options import Settings, common
from secself.formats import archived
from secself.formats.documents import files_document
from secself.model import (
    AssessmentReference,
    Decision,
    PastAssessment,
    Profile,
    Questionnaire,
    Submission,
    read_reference,
)
from secself.phrases import name_of
from secself.problems import Origin, Problem, Refused
from secself.store import asked, files, packs
from secself.store.archive import recording
from secself.store.assessments import Assessed, assess, receive
from secself.store.baselines import Baseline, recorded_for
from secself.store.frameworks import DEFAULT, Library, load_profile, shelf
from secself.store.remarks import still_open


@click.command(
    epilog="Example: secself generate northfell-energy.yaml "
    "--prior northfell-energy-2025-vusa.xlsx -o packs"
)
@click.argument("profile", type=click.Path(path_type=Path), required=False)
@click.option(
    "--framework", "reference", metavar="REF", help="ID or ID@EDITION [default: newest sec-scf]."
)
@click.option("--kind", metavar="KIND", help="ssa, vusa, fusa or followup [default: ssa].")
@click.option(
    "--year",
    type=click.IntRange(2000, 2100),
    help="The assessment's year [default: the one after the last].",
)
@click.option(
    "--prior",
    "prior_files",
    type=click.Path(path_type=Path),
    multiple=True,
    help="The prior assessment, to prefill from; name it twice for a workbook and a questionnaire.",
)
@click.option(
    "--from",
    "reviewed",
    type=click.Path(path_type=Path),
    metavar="REVIEW",
    help="Ask again what an assessor wants more on: a reviewed workbook, or USER/YEAR-KIND.",
)
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The folder to write to [default: this one].",
)
@click.option(
    "--from-report",
    is_flag=True,
    help="Mark it as filled in from an assessor's report: a baseline where there is no older file.",
)
@click.option("--force", is_flag=True, help="Replace files that are already there.")
@common
def generate(  # noqa: PLR0913  one argument for each option
    settings: Settings,
    *,
    profile: Path | None,
    reference: str | None,
    kind: str | None,
    year: int | None,
    prior_files: tuple[Path, ...],
    reviewed: Path | None,
    folder: Path,
    from_report: bool,
    force: bool,
) -> int:
    """Write the Validation workbook and the questionnaire for one User.

    PROFILE is a file of YAML that says who the User is. The answers are left blank; what was
    answered last time stands beside them: as --prior has it, else as the archive has it, if there
    is one. Where an archive is named, what was issued is recorded in it.

    With --from, the workbook holds just the rows with the view “More evidence needed”, or with a
    suggested action, that are not resolved; what the User answered stands in them. Its answers are
    recorded as a further submission of the same assessment, all else as it was answered before.
    PROFILE then only gives the User's name, and can be left out. With --kind followup besides, it
    is the workbook of the User's Response, with every row of which a view is not “No concern”.
    """
    library = Library(shelf(settings.controls))
    if reviewed is not None:
        if reference or prior_files or from_report or (year and not kind):
            raise click.UsageError("--from says of itself what is asked; leave out other options.")
        made = _from_review(settings, library, reviewed, profile, kind, year)
        return _send(settings, made, folder, force=force)
    if profile is None:
        raise click.UsageError("Missing argument 'PROFILE'.")
    kind = kind or "ssa"
    user = load_profile(profile)
    ways = settings.passwords, settings.archive
    prior = assess(prior_files, library, *ways) if prior_files else None
    framework = library.framework(reference or DEFAULT)
    faults = list(catalogue.check_profile(framework, user, str(profile)))
    faults += _kind_faults(kind, [known.id for known in framework.kinds])
    if faults:
        raise Refused(*faults)
    found = Baseline(assessed=prior, files=tuple(map(str, prior_files)))
    if prior is None:
        found = recorded_for(user.id, year, kind, framework, library, settings.archive)
        prior = found.assessed
    drawn = questionnaire.select(framework, user, year or _year(user, prior, profile), kind)
    drawn = replace(
        drawn,
        source="report" if from_report else "",
        asked_before=tuple(_still_asked(found, drawn.year)),
    )
    problems = packs.check_baseline(
        drawn.profile.id, drawn.year, framework.id, prior, name=", ".join(found.files)
    )
    problems += [*found.problems, *_unexpected(drawn, prior, str(profile))]
    carried = carrying.carry(prior.framework, framework) if prior else ()
    beside = carrying.brought_over(prior.submission, carried) if prior else None
    said = still_open(user.id, drawn.year, framework, prior, found.files, library, settings.archive)
    pack = packs.make(
        carrying.marked(drawn, carried),
        beside,
        marking=settings.marking,
        comments=said,
    )
    places = files.save({folder / name: data for name, data in pack.items()}, force=force)
    if settings.names_archive:
        _record(settings, drawn, pack)
    elif settings.archive.is_there:
        settings.progress(
            f"Not recorded in {settings.archive.address}; name it with --archive to record what "
            "was issued."
        )
    _tell(settings, drawn, [str(place) for place in places], problems, prior)
    return 0


def _from_review(  # noqa: PLR0913, PLR0917  what the options say
    settings: Settings,
    library: Library,
    reviewed: Path,
    profile: Path | None,
    kind: str | None,
    year: int | None,
) -> asked.AskedPack:
    """Ask again what an assessor wants more on, or for the Response to all that was found."""
    received = receive(reviewed, library, settings.passwords, settings.archive)
    user = load_profile(profile) if profile else None
    if kind is None:
        return asked.ask_again(received, user, marking=settings.marking)
    follows = received.framework.lifecycle if received.framework else None
    if follows is not None and kind != follows.follow_up:
        message = f"--from asks again, or with --kind {follows.follow_up} for the Response."
        raise click.UsageError(message)
    return asked.respond(received, user, kind, year, marking=settings.marking)


def _send(settings: Settings, made: asked.AskedPack, folder: Path, *, force: bool) -> int:
    drawn = made.questionnaire
    places = files.save({folder / name: data for name, data in made.files.items()}, force=force)
    if settings.names_archive:
        _record(settings, drawn, made.files)
    if settings.as_json:
        more = {
            "asked": [
                *(each.item.id for each in drawn.questions),
                *(each.item.id for each in drawn.controls),
            ],
            "follows": drawn.follows or None,
        }
        screen.print_json({**files_document("generate", map(str, places), made.problems), **more})
        return 0
    screen.say_problems(made.problems)
    screen.show(
        f"{drawn.name}{', asked again' if drawn.follows else ''}: {len(drawn.questions)} questions "
        f"and {len(drawn.controls)} controls of {drawn.framework.reference} on which "
        f"{'more is wanted' if drawn.follows else 'something was found'}."
    )
    for place in places:
        screen.show(f"    {place}")
    return 0


def _record(settings: Settings, drawn: Questionnaire, pack: Mapping[str, bytes]) -> None:
    """Record what was issued, so that it can be shown what was asked."""
    reference = AssessmentReference(user=drawn.profile.id, year=drawn.year, kind=drawn.kind)
    moment = now()
    with settings.archive.recording(moment) as ledger:
        recording.record_pack(ledger, reference, pack, moment, follows=drawn.follows)
        settings.progress(archived.receipt_text(ledger.receipt()))


def _year(user: Profile, prior: Assessed | None, profile: Path) -> int:
    if prior and prior.submission.marks.year:
        return prior.submission.marks.year + 1
    if user.assessments:
        return user.assessments[-1].year + 1
    raise Refused(
        Problem(
            code="year-unknown",
            origin=Origin(file=str(profile)),
            what="The profile names no past assessment to count the year from.",
            remedy="Say the year with --year, such as --year 2026.",
        )
    )


def _still_asked(found: Baseline, year: int) -> Iterator[Decision]:
    """Give the decisions on assessments before a year whose actions are not all done."""
    for decision in found.decided_before:
        reference = read_reference(decision.subject)
        if reference and reference.year < year and decision.open_actions:
            yield decision


def _kind_faults(kind: str, known: list[str]) -> list[Problem]:
    if kind in known:
        return []
    what = f"“{kind}” is not a kind of assessment."
    return [Problem(code="kind-unknown", what=what, remedy=f"Use one of: {', '.join(known)}.")]


def _unexpected(drawn: Questionnaire, prior: Assessed | None, file: str) -> list[Problem]:
    """Remark on a kind that the cycle does not expect in this year; what it leaves open is fine."""
    user, marks = drawn.profile, prior.submission.marks if prior else None
    known = {past.year for past in user.assessments}
    if marks and marks.kind and marks.year and marks.year < drawn.year and marks.year not in known:
        # The baseline is an assessment that took place, whether or not the profile names it.
        past = PastAssessment(kind=marks.kind, year=marks.year)
        user = replace(user, assessments=(*user.assessments, past))
    expected = lifecycle.expected_kind(drawn.framework, user, drawn.year)
    if not expected.kinds or drawn.kind in expected.kinds:
        return []
    short = {kind.id: kind.abbreviation for kind in drawn.framework.kinds}
    return [
        Problem(
            level="warning",
            code="kind-unexpected",
            origin=Origin(file=file),
            what=f"The cycle expects {short[expected.kinds[0]]} in {drawn.year}, not "
            f"{short[drawn.kind]}. {expected.because}",
            remedy="Check --kind and --year, and the premises and past assessments of the profile; "
            "“secself schedule” gives the whole reasoning.",
        )
    ]


def _tell(
    settings: Settings,
    drawn: Questionnaire,
    places: list[str],
    problems: list[Problem],
    prior: Assessed | None,
) -> None:
    if settings.as_json:
        screen.print_json(files_document("generate", places, problems))
        return
    screen.say_problems(problems)
    submission: Submission | None = prior.submission if prior else None
    screen.show(
        f"{drawn.name}: {len(drawn.questions)} questions and {len(drawn.controls)} controls of "
        f"{drawn.framework.reference}, "
        + (f"beside the answers of {name_of(submission.marks)}." if submission else "no prior.")
    )
    for place in places:
        screen.show(f"    {place}")
