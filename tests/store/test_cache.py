"""Frameworks kept between runs: the right one or none, and never a word of trouble."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from frameworks import tiny_framework
from hypothesis import given, settings
from hypothesis import strategies as st

from secself.problems import Refused
from secself.store.cache import MOST, Cache, key_of, of_user
from secself.store.frameworks import Library, shelf

REPOSITORY = Path(__file__).parent.parent.parent
CONTROLS = REPOSITORY / "controls"
EDITIONS = ("2.0", "2.3", "2.5")
TINY = tiny_framework()
IS_POSIX = os.name == "posix"
only_posix = pytest.mark.skipif(not IS_POSIX, reason="rights and pipes are of POSIX systems")


@pytest.fixture
def cache(tmp_path):
    """A cache in which nothing is kept yet."""
    return Cache(folder=tmp_path / "cache")


@pytest.fixture
def private(tmp_path):
    """A copy of the shipped frameworks, on a shelf of its own."""
    return shutil.copytree(CONTROLS / "sec-scf", tmp_path / "private" / "sec-scf")


def load(cache: Cache, reference: str = "sec-scf", *more: Path) -> object:
    """Load a framework as a new run does."""
    return Library(shelf(more), cache=cache).framework(reference)


def kept(cache: Cache) -> list[Path]:
    """The files in the folder of a cache."""
    return sorted(cache.folder.iterdir()) if cache.folder and cache.folder.exists() else []


def mark(cache: Cache, framework: object) -> None:
    """Put a sign on the one framework that is kept, by which it is known when it comes back."""
    [place] = kept(cache)
    cache.keep(place.stem.removeprefix("framework-"), replace(framework, notice="kept"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_kept_framework_is_the_one_that_was_loaded(cache, edition):
    """What comes from the cache equals what was loaded, with file and line of every item."""
    loaded = load(Cache(folder=None), f"sec-scf@{edition}")

    first, second = (load(cache, f"sec-scf@{edition}") for _ in range(2))

    assert loaded == first == second
    assert repr(loaded) == repr(first) == repr(second)


def test_the_next_run_reads_no_yaml(cache):
    """A second run takes what the first one kept."""
    mark(cache, load(cache))

    assert "kept" == load(cache).notice


def test_without_a_folder_nothing_is_kept(tmp_path, monkeypatch):
    """A cache that is turned off writes nothing, wherever one is."""
    monkeypatch.chdir(tmp_path)

    load(Cache(folder=None))

    assert [] == list(tmp_path.iterdir())


def test_licensed_wording_is_not_kept(cache, private):
    """A framework of another folder leaves no copy of itself behind, unless that is asked for."""
    ours, theirs = load(cache), load(cache, "sec-scf", private.parent)

    assert ours == theirs
    assert 1 == len(kept(cache))
    assert str(private).encode() not in kept(cache)[0].read_bytes()

    load(replace(cache, keeps_private=True), "sec-scf", private.parent)

    assert 2 == len(kept(cache))


def test_what_lies_over_ours_is_private(cache, tmp_path):
    """An edition of a private folder is not kept for lying over one of ours."""
    place = tmp_path / "mine" / "sec-scf" / "2.5"
    place.mkdir(parents=True)
    text = "format: 1\nid: sec-scf\nedition: '2.5'\nextends: sec-scf@2.5\ntitle: Licensed\n"
    (place / "framework.yaml").write_text(text, encoding="utf-8")

    assert "Licensed" == load(cache, "sec-scf@2.5", tmp_path / "mine").title
    assert [] == kept(cache)
    asked = replace(cache, keeps_private=True)
    assert ["Licensed"] * 2 == [
        load(asked, "sec-scf@2.5", tmp_path / "mine").title for _ in range(2)
    ]
    assert 1 == len(kept(cache))


def _reword(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\ntitle: ", "\ntitle: Reworded ", 1), encoding="utf-8")
    assert text != file.read_text(encoding="utf-8")


def _comment(file: Path) -> None:
    file.write_text("# A line more\n" + file.read_text(encoding="utf-8"), encoding="utf-8")


def _rename(file: Path) -> None:
    file.rename(file.with_name("renamed.yaml"))


def _divide(file: Path) -> None:
    file.with_name("z.yaml").write_text("format: 1\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "file"),
    [
        (_reword, "2.5/framework.yaml"),
        (_comment, "2.0/framework.yaml"),
        (_comment, "2.3/framework.yaml"),
        (_comment, "2.5/framework.yaml"),
        (_comment, "2.5/questions.yaml"),
        (_rename, "2.5/questions.yaml"),
        (_divide, "2.0/framework.yaml"),
        (_divide, "2.5/framework.yaml"),
    ],
)
def test_a_change_of_any_file_is_seen(cache, private, change, file):
    """What is kept of an edition is passed over when a file of it, or beneath it, is another."""
    cache = replace(cache, keeps_private=True)
    load(cache, "sec-scf@2.0", private.parent)
    change(private / file)

    loaded = load(Cache(folder=None), "sec-scf@2.0", private.parent)
    again = load(cache, "sec-scf@2.0", private.parent)

    assert repr(loaded) == repr(again)
    assert 2 == len(kept(cache))


def test_another_edition_beneath_is_seen(cache, private, tmp_path):
    """What lies beneath may come to stand on another shelf; the texts of that one are taken."""
    cache = replace(cache, keeps_private=True)
    mine, between = tmp_path / "mine", tmp_path / "between"
    place = mine / "own" / "1"
    place.mkdir(parents=True)
    text = "format: 1\nid: own\nedition: '1'\nextends: sec-scf@2.5\n"
    (place / "framework.yaml").write_text(text, encoding="utf-8")
    between.mkdir()
    before = load(cache, "own@1", between, mine)

    shutil.copytree(private / "2.5", between / "sec-scf" / "2.5")
    _reword(between / "sec-scf" / "2.5" / "framework.yaml")

    assert "Reworded" not in before.title
    assert 2 == sum("Reworded" in load(cache, "own@1", between, mine).title for _ in range(2))


def test_a_file_that_is_only_touched_is_the_same(cache, private):
    """What counts is what stands in a file, not when it was saved."""
    cache = replace(cache, keeps_private=True)
    mark(cache, load(cache, "sec-scf", private.parent))

    for file in private.glob("2.5/*.yaml"):
        os.utime(file, (0, 0))

    assert "kept" == load(cache, "sec-scf", private.parent).notice


def test_what_is_laid_in_an_unusual_spelling_is_not_kept(cache, private):
    """Where YAML sees an edition beneath that a glance does not, the framework is loaded anew."""
    cache = replace(cache, keeps_private=True)
    file = private / "2.3" / "framework.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\nextends:", '\n"extends":'), encoding="utf-8")

    assert text != file.read_text(encoding="utf-8")
    assert load(cache, "sec-scf@2.3", private.parent) == load(cache, "sec-scf@2.3")
    assert 1 == len(kept(cache))  # the shipped one


def test_what_is_wrong_is_said_every_time(cache, private):
    """A framework that is refused is not kept, and the same is said of it again."""
    cache = replace(cache, keeps_private=True)
    load(cache, "sec-scf@2.5", private.parent)
    text = (private / "2.5" / "framework.yaml").read_text(encoding="utf-8")
    (private / "2.5" / "framework.yaml").write_text(f"{text}\nunknown: key\n", encoding="utf-8")

    said = []
    for _ in range(2):
        with pytest.raises(Refused) as refusal:
            load(cache, "sec-scf@2.5", private.parent)
        said.append(refusal.value.problems)

    assert said[0] == said[1]
    assert ["data-shape"] == [problem.code for problem in said[0]]
    assert 1 == len(kept(cache))


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """A framework as it is kept, and what it is kept under."""
    cache = Cache(folder=tmp_path_factory.mktemp("sealed") / "cache")
    cache.keep("0" * 64, TINY)
    [place] = kept(cache)
    return cache, place, place.read_bytes()


@pytest.mark.property
@settings(max_examples=200)
@given(data=st.data())
def test_what_was_damaged_is_thrown_away(sealed, data):
    """Whatever byte is another, missing or too many: there is no framework, and no file, then."""
    cache, place, content = sealed
    at = data.draw(st.integers(0, len(content) - 1))
    put = data.draw(st.binary(max_size=3).filter(lambda put: put != content[at : at + 1]))
    place.write_bytes(content[:at] + put + content[at + 1 :])

    assert cache.find("0" * 64) is None
    assert [] == kept(cache)


@pytest.mark.parametrize("content", [b"", b"\n", b"{}", b"\x80\x04N.", b"[" * 100_000])
def test_what_was_never_kept_is_thrown_away(sealed, content):
    """A file of that name that is no framework is none of ours."""
    cache, place, _ = sealed
    place.write_bytes(content)

    assert cache.find("0" * 64) is None
    assert [] == kept(cache)


def test_what_is_kept_under_another_key_is_thrown_away(sealed):
    """A file that somebody renamed is not taken for what its name says."""
    cache, place, content = sealed
    other = place.with_name(f"framework-{'1' * 64}.json")
    other.write_bytes(content)

    assert cache.find("1" * 64) is None
    assert not other.exists()


def test_a_damaged_framework_is_kept_anew(cache):
    """After a fall the framework is loaded and kept once more."""
    loaded = load(cache)
    [place] = kept(cache)
    place.write_bytes(place.read_bytes()[:-100])

    assert repr(loaded) == repr(load(cache))
    mark(cache, loaded)
    assert "kept" == load(cache).notice


@only_posix
@pytest.mark.parametrize("what", ["writable", "pipe", "link", "folder"])
def test_what_others_may_have_put_there_is_not_read(cache, tmp_path, what):
    """A file that others can write, or that is no file, is passed over, and nobody waits."""
    loaded = load(cache)
    mark(cache, loaded)
    [place] = kept(cache)
    if what == "writable":
        place.chmod(0o666)
    else:
        content = place.read_bytes()
        place.unlink()
        if what == "pipe":
            os.mkfifo(place, 0o600)
        elif what == "link":
            (tmp_path / "elsewhere").write_bytes(content)
            (tmp_path / "elsewhere").chmod(0o600)
            place.symlink_to(tmp_path / "elsewhere")
        else:
            place.mkdir()

    assert loaded == load(cache)


@only_posix
@pytest.mark.skipif(not IS_POSIX or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("where", ["file", "folder"])
def test_what_belongs_to_another_is_left_alone(cache, where):
    """What somebody else owns is neither believed nor changed."""
    loaded = load(cache)
    mark(cache, loaded)
    [place] = kept(cache)
    os.chown(place, 12345, 12345)
    if where == "folder":
        os.chown(place.parent, 12345, 12345)
    content = place.read_bytes()

    assert loaded == load(cache)
    assert (where == "folder") == (content == place.read_bytes())


@only_posix
def test_only_the_owner_can_read(cache):
    """The folder and what is in it are for the person who ran the command."""
    cache.keep("0" * 64, TINY)

    assert 0o700 == cache.folder.stat().st_mode & 0o777
    assert [0o600] == [place.stat().st_mode & 0o777 for place in kept(cache)]


@pytest.mark.parametrize("where", ["file", "below a file", "too long"])
def test_a_place_that_cannot_be_used_is_no_hindrance(tmp_path, where):
    """Where no folder can be made, frameworks are loaded as if there were no cache."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    folder = {
        "file": tmp_path / "file",
        "below a file": tmp_path / "file" / "cache",
        "too long": tmp_path / ("x" * 1000),
    }[where]

    assert load(Cache(folder=folder)) == load(Cache(folder=None))
    assert "mine" == (tmp_path / "file").read_text(encoding="utf-8")


@only_posix
def test_a_disk_that_is_full_is_no_hindrance(tmp_path):
    """Where a file cannot be written to its end, nothing of it is left, and the command goes on."""
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000));"
        "from secself.cli import main; sys.argv = ['secself', 'frameworks']; main()"
    )

    done = run([sys.executable, "-c", script], tmp_path / "cache")

    assert (0, "") == (done.returncode, done.stderr)
    assert "sec-scf@2.5" in done.stdout
    assert [] == list((tmp_path / "cache").iterdir())


def run(words: list[str], folder: Path | str) -> subprocess.CompletedProcess[str]:
    """Run a command with its cache in a folder."""
    return subprocess.run(
        words,
        env={**os.environ, "SECSELF_CACHE": str(folder)},
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_many_processes_may_keep_at_once(tmp_path):
    """Commands that run side by side say the same, and leave whole files only."""
    words = [sys.executable, "-m", "secself", "frameworks", "--format", "json"]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: run(words, tmp_path / "cache"), range(4)))
    alone = run(words, "")

    assert {(0, alone.stdout, "")} == {(one.returncode, one.stdout, one.stderr) for one in done}
    cache = Cache(folder=tmp_path / "cache")
    left = [place.name for place in kept(cache)]
    keys = [name.removeprefix("framework-").removesuffix(".json") for name in left]
    assert set(EDITIONS) == {framework.edition for framework in map(cache.find, keys)}


def test_a_check_says_the_same_from_the_cache(tmp_path):
    """A command prints the same, byte for byte, whether its framework was loaded or kept."""
    file = REPOSITORY / "samples" / "northfell-energy" / "2025-vusa.xlsx"
    words = [sys.executable, "-m", "secself", "check", str(file), "--as-of", "2026-06-01"]

    off, cold, warm = (run(words, place) for place in ("", tmp_path / "c", tmp_path / "c"))

    assert off.stdout
    assert off.stdout == cold.stdout == warm.stdout
    assert off.returncode == cold.returncode == warm.returncode


def test_what_is_kept_does_not_pile_up(cache):
    """Of too many the oldest go, and what was left half written a day ago; nothing else does."""
    cache.folder.mkdir()
    others = ["framework-notes.json", "framework-writing-now", "mine.txt"]
    for name in (*others, "framework-writing-once"):
        (cache.folder / name).write_text("", encoding="utf-8")
    os.utime(cache.folder / "framework-writing-once", (1, 1))
    for number in range(MOST + 5):
        key = f"{number:064x}"
        cache.keep(key, TINY)
        os.utime(cache.folder / f"framework-{key}.json", (2**30 + number, 2**30 + number))
    cache.keep("f" * 64, TINY)

    names = {place.name for place in kept(cache)}
    assert {*others} == {name for name in names if len(name) < 64}
    assert MOST == len(names) - len(others)
    assert cache.find("f" * 64) == TINY == cache.find(f"{MOST + 4:064x}")
    assert cache.find("0" * 64) is None


@given(
    texts=st.lists(
        st.dictionaries(st.text(max_size=3), st.binary(max_size=3), max_size=3),
        min_size=2,
        max_size=2,
    )
)
@pytest.mark.property
def test_other_files_have_another_key(texts):
    """The key tells apart which bytes stand in which file, and in which order they lie."""
    one, other = texts

    assert (list(one.items()) == list(other.items())) == (key_of(one) == key_of(other))


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"HOME": "/home/a"}, "linux", "/home/a/.cache/secself"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "/var/c"}, "linux", "/var/c/secself"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "here"}, "linux", "/home/a/.cache/secself"),
        ({"HOME": "/Users/a"}, "darwin", "/Users/a/Library/Caches/secself"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/secself/cache"),
        ({"HOME": "/home/a", "SECSELF_CACHE": "/mine"}, "linux", "/mine"),
        ({"LOCALAPPDATA": "/local", "SECSELF_CACHE": "/mine"}, "win32", "/mine"),
        ({"HOME": "/home/a", "SECSELF_CACHE": ""}, "linux", None),
        ({"HOME": "/home/a", "SECSELF_CACHE": " "}, "linux", None),
        ({}, "linux", None),
        ({}, "darwin", None),
        ({}, "win32", None),
    ],
)
def test_it_stands_where_caches_stand(environment, platform, folder):
    """The place is the one of the system, or the one that is named; an empty name turns it off."""
    found = of_user(environment, platform)

    assert found == Cache(folder=None if folder is None else Path(folder))


@pytest.mark.parametrize(("said", "keeps"), [("yes", True), ("", False), ("no", False)])
def test_private_frameworks_are_kept_when_it_is_asked_for(said, keeps):
    """Only a plain yes has licensed wording copied."""
    environment = {"HOME": "/home/a", "SECSELF_CACHE_PRIVATE": said}

    assert keeps == of_user(environment, "linux").keeps_private
