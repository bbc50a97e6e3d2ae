"""`secself frameworks`: what there is to assess against."""

import click

from secself.cli import screen
from secself.cli.options import Settings, common
from secself.model import Framework
from secself.store.frameworks import Library, shelf


@click.command(epilog="Example: secself frameworks")
@common
def frameworks(settings: Settings) -> int:
    """List the frameworks and their editions."""
    library = Library(shelf(settings.controls))
    loaded = [
        library.framework(f"{name}@{edition}")
        for name, editions in library.shelf.editions().items()
        for edition in editions
    ]
    if settings.as_json:
        document = {"format": "secself/frameworks@1", "files": [], "problems": []}
        screen.print_json({**document, "frameworks": [_entry(one) for one in loaded]})
    else:
        screen.show("\n".join(_line(one) for one in loaded))
    return 0


def _entry(framework: Framework) -> dict[str, object]:
    origins = [
        *(control.provenance for control in framework.controls),
        *(question.provenance for question in framework.questions),
    ]
    return {
        "id": framework.id,
        "edition": framework.edition,
        "title": framework.title,
        "interpretations_edition": framework.interpretations_edition,
        "controls": len(framework.controls),
        "questions": len(framework.questions),
        "unverified": sum(not provenance.is_verified for provenance in origins),
        "notice": framework.notice,
    }


def _line(framework: Framework) -> str:
    entry = _entry(framework)
    return (
        f"{framework.reference}  {framework.title}\n"
        f"    Controls: {entry['controls']}. Questions: {entry['questions']}. "
        f"Agreed Interpretations: {framework.interpretations_edition or 'none'}. "
        f"{entry['unverified']} of these texts are recalled or proposed, not verified."
    )
