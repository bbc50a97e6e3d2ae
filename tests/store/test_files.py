"""Files are read once and saved whole, or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from secself.problems import NotFound, NotSaved
from secself.store import files


def test_several_files_are_saved_together(tmp_path):
    """All are there, in folders made for them, and their absolute places are told."""
    places = files.save({tmp_path / "a" / "x.txt": b"x", tmp_path / "b" / "y.txt": b"y"})

    assert [b"x", b"y"] == [place.read_bytes() for place in places]
    assert all(place.is_absolute() for place in places)


def test_an_existing_file_stops_all_of_them(tmp_path):
    """Nothing is written, not even the file that had room, and each obstacle is named."""
    (tmp_path / "old.txt").write_bytes(b"old")

    with pytest.raises(NotSaved) as refusal:
        files.save({tmp_path / "fresh.txt": b"1", tmp_path / "old.txt": b"2"})

    assert ["file-exists"] == [problem.code for problem in refusal.value.problems]
    assert {"old.txt": b"old"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}


def test_force_replaces(tmp_path):
    """What was there gives way, and no temporary file stays behind."""
    (tmp_path / "old.txt").write_bytes(b"old")

    files.save({tmp_path / "old.txt": b"fresh"}, force=True)

    assert {"old.txt": b"fresh"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}


def test_a_folder_that_cannot_be_made_leaves_nothing(tmp_path):
    """The second file has no place, so the first is not saved either."""
    (tmp_path / "wall").write_bytes(b"")

    with pytest.raises(NotSaved):
        files.save({tmp_path / "x.txt": b"x", tmp_path / "wall" / "y.txt": b"y"})

    assert ["wall"] == [place.name for place in tmp_path.iterdir()]


def test_a_move_that_fails_takes_back_those_before_it(tmp_path):
    """The second file has a name that no disk takes; what the first replaced is put back."""
    (tmp_path / "old.txt").write_bytes(b"old")
    names = ["old.txt", "fresh.txt", f"{'y' * 300}.txt"]

    with pytest.raises(NotSaved):
        files.save({tmp_path / name: b"x" for name in names}, force=True)

    assert {"old.txt": b"old"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_only_a_file_is_ever_replaced(tmp_path):
    """A folder, a pipe and a link to a device stay what they are, whatever is said."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to(os.devnull)

    for name, said in (("folder", "a folder"), ("pipe", "a pipe"), ("device", "a device")):
        with pytest.raises(NotSaved) as refusal:
            files.save({tmp_path / name: b"x"}, force=True)
        [problem] = refusal.value.problems
        assert problem.code == "place-barred"
        assert said in problem.what

    assert {"folder", "pipe", "device"} == {place.name for place in tmp_path.iterdir()}
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_nobody_waits_for_a_pipe(tmp_path):
    """A pipe into which nobody writes would keep a reader for ever."""
    os.mkfifo(tmp_path / "pipe.yaml")

    with pytest.raises(NotFound) as refusal:
        files.read(tmp_path / "pipe.yaml")

    [problem] = refusal.value.problems
    assert "pipe" in problem.what


@pytest.mark.parametrize(("name", "is_packed"), [("framework.yaml", False), ("acme.xlsx", True)])
def test_what_is_too_large_is_told_what_it_can_do(tmp_path, name, is_packed):
    """Only what can hold pictures is asked to leave them out."""
    (tmp_path / name).write_bytes(b"x" * (files.LARGEST + 1))

    with pytest.raises(NotFound) as refusal:
        files.read(tmp_path / name)

    [problem] = refusal.value.problems
    assert is_packed == ("pictures" in problem.remedy)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_what_is_saved_is_for_its_owner_only(tmp_path):
    """Answers about security are nobody else's business."""
    [place] = files.save({tmp_path / "x.txt": b"x"})

    assert 0o600 == stat.S_IMODE(place.stat().st_mode)


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing", None), ("folder", "folder"), ("large", b"x" * (files.LARGEST + 1))],
)
def test_what_cannot_be_read_is_one_clear_problem(tmp_path, name, content):
    """Missing, a folder, or far too large: place, fault and remedy."""
    place: Path = tmp_path / name
    if content == "folder":
        place.mkdir()
    elif content:
        place.write_bytes(content)

    with pytest.raises(NotFound) as refusal:
        files.read(place)

    [problem] = refusal.value.problems
    assert str(place) == problem.origin.file
    assert problem.remedy


def test_text_that_is_not_utf_8_is_said(tmp_path):
    """A profile saved by an old editor is not half-read."""
    (tmp_path / "profile.yaml").write_bytes("name: Zoë".encode("latin-1"))

    with pytest.raises(NotFound):
        files.read_text(tmp_path / "profile.yaml")
