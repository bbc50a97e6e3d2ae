"""Finds the shipped samples, and says what is in them."""

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


def samples() -> list[Sample]:
    """List the samples in the order in which they are told; samples/demo.yaml says it."""
    folder = Path(str(package_files("secself.samples")))
    text = files.read_text(folder / "demo.yaml")
    plain = yamltext.parse(text, str(folder / "demo.yaml")).content
    story = _story(plain)
    return [
        Sample(
            user=entry["user"],
            title=entry["title"],
            profile=folder / entry["user"] / "profile.yaml",
            prior=folder / entry["user"] / entry["prior"],
            returned=tuple(folder / entry["user"] / name for name in entry["returned"]),
            as_of=entry["as_of"],
        )
        for entry in story
    ]


def _story(plain: yamltext.Plain) -> list[_Entry]:
    if not isinstance(plain, dict):
        return []
    users: list[_Entry] = StorySchema().load(plain)["users"]
    return users
