"""What is the same for every User that one command looks at: how it is judged, and by whom."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from secself import challenge
from secself.cli.options import Settings
from secself.model import Assessment
from secself.problems import Origin, Problem, Refused, SecselfError
from secself.store.assessments import Assessed
from secself.store.baselines import baseline
from secself.store.frameworks import Library, shelf
from secself.store.judgements import judge
from secself.store.remarks import comments_for
from secself.store.returned import Folder, Returned, look_through


class Desk:
    """Judges what came back, one User after the other."""

    def __init__(
        self,
        settings: Settings,
        prior: tuple[Path, ...],
        size: int | None = None,
        seed: str | None = None,
    ) -> None:
        """Take what was said on the command line."""
        self.settings, self.prior = settings, prior
        self.library = Library(shelf(settings.controls))
        self._size, self._seed = size, seed

    def judged(
        self, now: Assessed, names: tuple[str, ...], folder: Path | None = None
    ) -> Assessment:
        """Judge what came back against its baseline: as named, else in a folder, else as kept."""
        settings = self.settings
        places = self.prior or ((folder,) if folder else ())
        before = baseline(places, now, self.library, settings.passwords, settings.archive)
        said = judge(
            now,
            before,
            files=names,
            as_of=settings.as_of,
            today=settings.today,
            marking=settings.marking,
            comments=comments_for(now, names, before, self.library, settings.archive),
        )
        drawn = None
        if self._size:
            seed = self._seed or said.digest
            drawn = challenge.sample(said.comparison, self._size, seed)
        return replace(said, past=before.past, probed=drawn)


class Round:
    """A folder of what came back, looked at User by User; one bad file stops none of the others."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        """Read every file of the folder."""
        self._desk, self._folder = desk, folder
        self._found: Folder = look_through(folder, desk.library, desk.settings.passwords)
        self.problems: list[Problem] = list(self._found.problems)
        """What was passed over, what cannot be used, and what was wrong in what was used."""
        self.made: list[Assessment] = []
        """What could be judged, and was done with."""

    def __iter__(self) -> Iterator[tuple[Returned, Assessment]]:
        """Give what came back and what is said of it; what cannot be judged is set down."""
        for one in self._found.returned:
            with_earlier = self._folder if one.has_earlier else None
            try:
                yield one, self._desk.judged(one.assessed, one.files, with_earlier)
            except SecselfError as refusal:
                self.refuse(one, refusal)

    def keep(self, assessment: Assessment) -> None:
        """Set down that one was done with."""
        self.made.append(assessment)
        self.problems += assessment.problems

    def refuse(self, one: Returned, refusal: SecselfError) -> None:
        """Set down why one was not done with."""
        self.problems += [_about(one, problem) for problem in refusal.problems]

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing had to be refused."""
        return self._found.is_whole and len(self.made) == len(self._found.returned)

    def check(self) -> None:
        """Refuse a folder of which nothing could be used."""
        if not self.made:
            raise Refused(*(self.problems or [_nothing(self._folder)]))


def _about(one: Returned, problem: Problem) -> Problem:
    """Say of which User something is wrong, where the Problem names no file."""
    return problem if problem.origin.file else replace(problem, origin=Origin(file=one.files[0]))


def _nothing(folder: Path) -> Problem:
    return Problem(
        code="folder-without-answers",
        origin=Origin(file=str(folder)),
        what="No file in this folder is a completed workbook or questionnaire.",
        remedy="Name the folder with what the Users sent back.",
    )
