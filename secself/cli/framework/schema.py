"""`secself framework schema`: the JSON Schema of the YAML files."""

import click

from secself.cli import screen
from secself.cli.ending import DONE
from secself.cli.options import Settings, common
from secself.schemas.published import json_schema


@click.command(epilog="Example: secself framework schema > framework.schema.json")
@common
def schema(settings: Settings) -> int:
    """Print the JSON Schema of the YAML files, so that editors complete and check them."""
    document: dict[str, object] = dict(json_schema())
    if settings.as_json:
        common_keys = {"format": "secself/framework-schema@1", "files": [], "problems": []}
        document = {**common_keys, "schema": document}
    screen.print_json(document)
    return DONE
