"""The table of commands, and the way in."""

import gc

import click

from secself import __version__
from secself.cli.group import LazyGroup

_SELDOM = 100_000
"""After how many new things the memory is swept for what nobody holds; Python does it after 700."""

COMMANDS = {
    "demo": "Run the whole cycle on the shipped samples.",
    "frameworks": "List the frameworks and their editions.",
    "framework": "Read, check, compare and convert a framework.",
    "generate": "Write the Validation workbook and the questionnaire for one User.",
    "check": "Report every problem in completed files; store nothing.",
    "ingest": "Check completed files, and record them in the archive.",
    "merge": "Join colleagues' partial workbooks against the one that was issued.",
    "evidence": "List the documents of a folder, for the register of evidence or against it.",
    "diff": "Compare an assessment with the prior one and flag what matters.",
    "review": "Write the assessor's workbook: answers locked, Deltas beside, room to comment.",
    "report": "Write the assessor's report as Word, JSON or OSCAL.",
    "decide": "Record what the committee decided, and write the letter.",
    "consolidate": "Put many Users before the committee, the gravest first.",
    "comments": "List what assessors said, on which answer, and settle it.",
    "actions": "List what Users are still to do, by date.",
    "meeting": "Write the papers of a meeting of the committee.",
    "history": "List what the archive holds.",
    "status": "Show where each User stands, the latest first.",
    "verify": "Tell whether the archive, or a file, is still what was recorded, sealed or issued.",
    "seal": "Save digests of a completed file, to prove later that it is the same.",
    "archive": "Move an archive, and mend what is in it openly.",
    "schedule": "Say which assessment is due when, when it must be booked, and why.",
    "entry": "Show the path to becoming a DCC User, with the earliest dates.",
}
"""Every command with its line of help. The line stands here so that help imports nothing."""


@click.command(
    cls=LazyGroup,
    table=COMMANDS,
    rooms="secself.cli",
    epilog="Example: secself demo    Every command has --help with an example of its own.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="secself")
def secself() -> None:
    """Carry security self-assessments under the Smart Energy Code without loss.

    From a framework of controls it writes questionnaires and Validation workbooks, reads completed
    ones, compares them with the prior assessment and flags material increases in risk.
    """


def main() -> None:
    """Run a command line to its end, and leave with its exit code."""
    from secself.cli.rooms import open_when_entered

    open_when_entered()
    # Most commands are over before there is anything worth sweeping up.
    gc.set_threshold(_SELDOM)
    from secself.cli.ending import run

    try:
        run(secself)
    finally:
        # What is held to the end goes with the process; nobody need look through it once more.
        gc.freeze()
