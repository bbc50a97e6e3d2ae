"""`secself framework lint`: everything that is wrong in the files of a framework, in one run."""

from pathlib import Path

import click

from secself.cli import screen
from secself.cli.ending import DONE, FLAGGED
from secself.cli.options import Settings, common
from secself.formats import editions
from secself.store.proofs import proofread


@click.command(epilog="Example: secself framework lint controls/")
@click.argument("path", type=click.Path(path_type=Path))
@common
def lint(settings: Settings, *, path: Path) -> int:
    """Report everything that is wrong in the files of a framework.

    PATH is the folder of one edition, of a framework with its editions, or of several frameworks.
    """
    proofs = proofread(path, settings.controls)
    named = [(proof.place, proof.reference, proof.problems) for proof in proofs]
    if settings.as_json:
        screen.print_json(editions.lint_document(named))
    else:
        screen.show(editions.lint_report(named))
    is_flagged = any(one.level == "error" for proof in proofs for one in proof.problems)
    return FLAGGED if is_flagged else DONE
