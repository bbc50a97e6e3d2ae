"""Loads frameworks and profiles: text, schema and laws joined, or all that is wrong said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files as package_files
from pathlib import Path

from secself import carrying, catalogue, challenge, consolidation, lifecycle, yamltext
from secself.model import Framework, Profile, edition_age
from secself.problems import NotFound, Origin, Problem, Refused
from secself.schemas import framework as framework_schema
from secself.schemas import profile as profile_schema
from secself.store import cache, files, layers, makings
from secself.store.cache import Cache
from secself.store.layers import Layer, read_layer

DEFAULT = "sec-scf"
"""The framework used where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The folders in which frameworks are looked for, ours first."""

    folders: tuple[Path, ...]
    """Each holds `<framework>/<edition>/*.yaml`."""

    def editions(self) -> dict[str, list[str]]:
        """Name every framework with its editions, oldest first."""
        found: dict[str, set[str]] = {}
        for folder in self.folders:
            for file in folder.glob("*/*/framework.yaml"):
                found.setdefault(file.parent.parent.name, set()).add(file.parent.name)
        return {name: sorted(found[name], key=edition_age) for name in sorted(found)}

    def folder_of(self, reference: str) -> Path:
        """Find the folder of `ID` or `ID@EDITION`; without an edition the newest."""
        name, _, edition = reference.partition("@")
        editions = self.editions().get(name, [])
        wanted = edition or (editions[-1] if editions else "")
        # Later folders win, so that a private framework may stand in for ours.
        for folder in reversed(self.folders):
            place = folder / name / wanted
            if wanted in editions and (place / "framework.yaml").is_file():
                return place
        raise NotFound(self._unknown(reference))

    def up_to(self, place: Path, *, below: bool = False) -> "Shelf":
        """Give the shelves up to the one on which a folder stands, or only those below it."""
        own = place.parent.parent.resolve()
        standing = [n for n, folder in enumerate(self.folders) if folder.resolve() == own]
        last = standing[-1] if standing else len(self.folders)
        return Shelf(folders=self.folders[: last if below else last + 1])

    def _unknown(self, reference: str) -> Problem:
        known = [f"{name}@{e}" for name, editions in self.editions().items() for e in editions]
        return Problem(
            code="framework-unknown",
            what=f"There is no framework “{reference}” here.",
            remedy=f"Use one of: {', '.join(known)}; or name its folder with --controls.",
        )


def shelf(extra: Iterable[Path] = ()) -> Shelf:
    """Give the shelf of our own frameworks and those of other folders."""
    others = tuple(extra)
    for folder in others:
        if not folder.is_dir():
            raise NotFound(
                Problem(
                    code="folder-unknown",
                    origin=Origin(file=str(folder)),
                    what="There is no such folder of controls.",
                    remedy="Name a folder that holds FRAMEWORK/EDITION/framework.yaml.",
                )
            )
    return Shelf(folders=(_ours(), *others))


def _ours() -> Path:
    return Path(str(package_files("secself.controls")))


def load_framework(place: Path, on: Shelf | None = None) -> Framework:
    """Load the framework of a folder, or raise Refused with everything that is wrong in it.

    Editions that it extends are looked for on the shelf: ours and its neighbours, if none is named.
    """
    return Library(on or neighbours(place)).load(place)


def neighbours(place: Path, extra: Iterable[Path] = ()) -> Shelf:
    """Give the shelf on which the editions beneath a folder are looked for."""
    return shelf(dict.fromkeys((*extra, place.parent.parent)))


def load_profile(path: Path) -> Profile:
    """Load the profile of a User, or raise Refused with everything that is wrong in it."""
    document = yamltext.parse(files.read_text(path), str(path))
    profile, faults = profile_schema.load_profile(document.content)
    place = Layer({}, lambda way: Origin(file=str(path), line=document.line_of(way)))
    problems = [*document.problems]
    if not problems:
        problems += [place.problem(fault) for fault in faults]
    if profile is None or problems:
        raise Refused(*problems)
    return _placed(profile, place)


def _placed(profile: Profile, place: Layer) -> Profile:
    """Let what may be found wrong only later know its line."""
    assessments = tuple(
        replace(past, origin=place.place(("assessments", n)))
        for n, past in enumerate(profile.assessments)
    )
    providers = tuple(
        replace(provider, origin=place.place(("shared_resource_providers", n)))
        for n, provider in enumerate(profile.providers)
    )
    return replace(profile, assessments=assessments, providers=providers)


@dataclass(frozen=True, slots=True)
class Library:
    """The frameworks of a shelf, each loaded once."""

    shelf: Shelf
    cache: Cache = field(default_factory=cache.of_user)
    loaded: dict[Path, Framework] = field(default_factory=dict)
    layers: dict[Path, Layer] = field(default_factory=dict)
    beneath: dict[Path, Path] = field(default_factory=dict)

    def framework(self, reference: str) -> Framework:
        """Load `ID` or `ID@EDITION`; without an edition the newest."""
        return self.load(self.shelf.folder_of(reference))

    def load(self, place: Path) -> Framework:
        """Load the framework of a folder, or raise Refused with everything that is wrong in it."""
        if place not in self.loaded:
            self.loaded[place] = self._kept(place)
        return self.loaded[place]

    def texts(self, reference: str) -> tuple[tuple[str, str], ...]:
        """Give the texts an edition is made of, those it extends included, each with its name."""
        found = makings.at_a_glance(self.shelf.folder_of(reference), self._folder_beneath)
        return tuple(
            ("/".join(Path(name).parts[-3:]), content.decode("utf-8-sig"))
            for name, content in found.items()
        )

    def layer(self, place: Path, above: tuple[Path, ...] = (), *, around: bool = False) -> Layer:
        """Read the files of a folder, laid over those of the editions it extends."""
        if place not in self.layers:
            own = read_layer(sorted(place.glob("*.yaml")), around=around)
            self.layers[place] = self.grounded(own, place, above)
        return self.layers[place]

    def grounded(self, own: Layer, place: Path, above: tuple[Path, ...] = ()) -> Layer:
        """Lay an edition over the one it extends, if it extends one that can be had."""
        named = layers.extended(own)
        if named is None:
            return own
        try:
            base = self._ground(named, place, (*above, place))
        except NotFound as error:
            [problem] = error.problems
            return layers.alone(
                own, layers.ground_unknown(own, named, problem.what, problem.remedy)
            )
        return layers.lay(own, base)

    def _ground(self, named: str, place: Path, above: tuple[Path, ...]) -> Layer:
        if not layers.is_pinned(named):
            what = "It names no edition, so what lies beneath could change unseen."
            raise _ungrounded(what, "Write it as ID@EDITION, such as sec-scf@2.5.")
        folder = self._folder_beneath(named, place)
        if folder in above:
            chain = " extends ".join(f"{one.parent.name}@{one.name}" for one in (*above, folder))
            raise _ungrounded(f"{chain}, which leads in a circle.", "Let one of them stand alone.")
        self.beneath[place] = folder
        return self.layer(folder, above)

    def _folder_beneath(self, named: str, place: Path) -> Path:
        # An edition may be laid over the one of the same name on a lower shelf, never over itself;
        # and what lies under a shipped one does not change with the folders a person names.
        is_itself = named == f"{place.parent.name}@{place.name}"
        try:
            return self.shelf.up_to(place, below=is_itself).folder_of(named)
        except NotFound:
            if is_itself:
                raise
            return self.shelf.folder_of(named)

    def _kept(self, place: Path) -> Framework:
        """Give the framework kept of these very files, or load it and keep it."""
        made_of = self._made_of(place)
        found = self.cache.find(cache.key_of(made_of)) if made_of else None
        if found is not None:
            return found
        framework = self._load(place)
        # Kept only if it was made of just these files, and nobody wrote one of them meanwhile.
        is_certain = makings.folders(made_of) == tuple(self._grounds(place))
        if is_certain and made_of == self._made_of(place):
            self.cache.keep(cache.key_of(made_of), framework)
        return framework

    def _made_of(self, place: Path) -> Mapping[str, bytes]:
        """Give the files a framework is made of; none, where it is not to be kept."""
        if self.cache.folder is None:
            return {}
        try:
            found = makings.at_a_glance(place, self._folder_beneath)
        except NotFound:
            return {}  # The loading says what is missing.
        ours = _ours().resolve()
        shipped = all(folder.parent.parent.resolve() == ours for folder in makings.folders(found))
        return found if shipped or self.cache.keeps_private else {}

    def _grounds(self, place: Path) -> Iterator[Path]:
        """Name the folders a framework was made of, from the top down."""
        yield place
        while place in self.beneath:
            place = self.beneath[place]
            yield place

    def _load(self, place: Path) -> Framework:
        layer = self.layer(place)
        framework, faults = framework_schema.load_framework(layer.content)
        known = layers.unsaid(layer, faults)
        problems = [*layer.problems, *(layer.problem(fault) for fault in known)]
        if framework is None or problems:
            raise Refused(*problems)
        placed = locate(framework, layer)
        broken = [layer.placed(problem) for problem in check(placed, place)]
        if broken:
            raise Refused(*broken)
        return placed


def check(framework: Framework, place: Path) -> tuple[Problem, ...]:
    """Hold a framework against its laws and its folder."""
    broken = (
        *catalogue.check(framework),
        *lifecycle.check(framework),
        *carrying.check(framework),
        *challenge.check(framework),
        *consolidation.check(framework),
    )
    if (framework.id, framework.edition) != (place.parent.name, place.name):
        return (*broken, misplaced(framework, place))
    return broken


def locate(framework: Framework, layer: Layer) -> Framework:
    """Give every item the line it stands on."""
    return replace(
        framework,
        controls=tuple(
            replace(item, origin=layer.place(("controls", number)))
            for number, item in enumerate(framework.controls)
        ),
        questions=tuple(
            replace(item, origin=layer.place(("questions", number)))
            for number, item in enumerate(framework.questions)
        ),
        interpretations=tuple(
            replace(item, origin=layer.place(("interpretations", number)))
            for number, item in enumerate(framework.interpretations)
        ),
        rules=tuple(
            replace(item, origin=layer.place(("rules", number)))
            for number, item in enumerate(framework.rules)
        ),
    )


def _ungrounded(what: str, remedy: str) -> NotFound:
    return NotFound(Problem(code="base-unknown", what=what, remedy=remedy))


def misplaced(framework: Framework, place: Path) -> Problem:
    """Say that a folder holds an edition which says it is another."""
    return Problem(
        code="framework-misplaced",
        origin=Origin(file=str(place / "framework.yaml")),
        what=f"{place.parent.name}/{place.name} holds a file that says {framework.reference}.",
        remedy="Make the two agree.",
    )
