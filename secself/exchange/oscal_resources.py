"""What an OSCAL catalog links to: interpretations, standards and sources."""

from secself.exchange.oscal_words import Json, filled, line, own, resource, standing
from secself.model import Framework


def resources(framework: Framework) -> list[Json]:
    """List the interpretations, standards and sources that are linked to."""
    return [
        *(
            _resource(
                framework,
                ("interpretation", one.id),
                f"{one.id}: {one.term}",
                one.text,
                [
                    *own("edition", one.edition),
                    *own("fingerprint", one.fingerprint),
                    *standing(one.provenance),
                ],
            )
            for one in framework.interpretations
        ),
        *(
            _resource(
                framework,
                ("standard", one.id),
                one.title,
                one.title,
                [
                    *own("edition-named", one.edition_named),
                    *own("edition-current", one.edition_current),
                    *standing(one.provenance),
                ],
            )
            for one in framework.standards
        ),
        *(
            _resource(
                framework,
                ("source", one.code),
                one.title,
                one.title,
                [*own("place", one.place), *own("retrieved", one.retrieved)],
            )
            for one in framework.sources
        ),
    ]


def _resource(
    framework: Framework, key: tuple[str, str], title: str, text: str, props: list[Json]
) -> Json:
    what, ref = key
    return filled(
        {
            "uuid": resource(framework, what, ref),
            "title": line(title),
            "description": text.strip(),
            "props": [*own("what", what), *own("ref", ref), *props],
        }
    )
