"""Finds the shipped samples, and says what is in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path
from typing import TypedDict

from secself import yamltext
from secself.schemas.story import StorySchema
from secself.store import files


class _Entry(TypedDict):
    user: str
    title: str
    prior: str
    returned: tuple[str, ...]
    as_of: str


class _Committee(TypedDict):
    as_of: str
    by: str
    reviewed: str
    decisions: tuple[Mapping[str, str], ...]


class _Story(TypedDict):
    users: tuple[_Entry, ...]
    committee: _Committee


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One invented User, with everything it sent."""

    user: str
    """Its id, which is the name of its folder."""
    title: str
    """Who it is, and what happened, in a sentence."""
    profile: Path
    """Its profile."""
    prior: Path
    """Its prior assessment."""
    returned: tuple[Path, ...]
    """The completed files it sent back, the workbook first."""
    as_of: str
    """The day on which the demonstration judges it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """What follows when all Users of the samples have sent in what they will."""

    folder: Path
    """The samples; each folder in it is a User."""
    priors: tuple[Path, ...]
    """Last year's workbook of every User."""
    returned: tuple[Path, ...]
    """What came back this year."""
    reviewed: Path
    """The assessor's workbook of one of them."""
    as_of: str
    """The day on which the committee reads."""
    by: str
    """Who decides."""
    decisions: tuple[Mapping[str, str], ...]
    """What is decided, by the options of `secself decide`; the assessment under its own name."""


def samples() -> list[Sample]:
    """List the samples in the order in which they are told; samples/demo.yaml says it."""
    folder = _folder()
    return [
        Sample(
            user=entry["user"],
            title=entry["title"],
            profile=folder / entry["user"] / "profile.yaml",
            prior=folder / entry["user"] / entry["prior"],
            returned=tuple(folder / entry["user"] / name for name in entry["returned"]),
            as_of=entry["as_of"],
        )
        for entry in _story()["users"]
    ]


def committee() -> Committee:
    """Give what follows over all Users; samples/demo.yaml says it."""
    folder, told = _folder(), _story()["committee"]
    return Committee(
        folder=folder,
        priors=tuple(sorted(folder.glob("*/2025-vusa.xlsx"))),
        returned=tuple(sorted(folder.glob("*/returned/*"))),
        reviewed=folder / told["reviewed"],
        as_of=told["as_of"],
        by=told["by"],
        decisions=told["decisions"],
    )


def _folder() -> Path:
    return Path(str(package_files("secself.samples")))


def _story() -> _Story:
    """Read the story, which is shipped with the samples and whole."""
    place = _folder() / "demo.yaml"
    plain = yamltext.parse(files.read_text(place), str(place)).content
    story: _Story = StorySchema().load(plain if isinstance(plain, dict) else {})
    return story
