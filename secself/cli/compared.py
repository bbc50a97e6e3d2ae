"""The options of every command that holds an assessment against the one before."""

from collections.abc import Callable
from pathlib import Path

import click

prior = click.option(
    "--prior",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="ASSESSMENT",
    help="The prior assessment, or a folder to find it in; name it twice for a workbook and a "
    "questionnaire.",
)
"""What it is compared with."""
others = click.option(
    "--with",
    "others",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Another file of the current assessment: the questionnaire, or a reviewed workbook.",
)
"""What belongs to it besides."""
force = click.option("--force", is_flag=True, help="Replace a file that is already there.")
"""Whether what is there may be replaced."""
_size = click.option(
    "--challenge",
    "size",
    type=click.IntRange(1),
    metavar="N",
    help="Draw N of the controls declared unchanged, the riskier the likelier, to be probed.",
)
_seed = click.option(
    "--seed",
    metavar="WORDS",
    help="What the sample is drawn with; the same words give the same sample [default: the "
    "digest of the answers].",
)


def sampled(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command draw a sample of what is declared unchanged."""
    return _size(_seed(command))
