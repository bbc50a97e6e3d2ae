"""How much a file may ask is a setting, and a refused file says which, and how it is lifted."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from packages import packed, unpacked

from secself.opc import Limits
from secself.opc.limits import IN_MIB, MIB, NAMES, setting
from secself.problems import Refused
from secself.store.fence import limits_of_user

REPOSITORY = Path(__file__).parents[2]
WORKBOOK = REPOSITORY / "samples/northfell-energy/returned/northfell-energy-2026-ssa.xlsx"
PAGE = REPOSITORY / "docs/reference/limits.md"
LOW = {"parts": 3, "sheets": 2, "rows": 5, "cells": 20, "texts": 10}


def check(file: Path, **settings: str) -> str:
    """Check a file under settings, and give what is printed."""
    done = subprocess.run(
        [sys.executable, "-m", "secself", "check", str(file)], check=False, capture_output=True,
        text=True, env={**os.environ, **settings},
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", LOW)
def test_a_refused_file_says_which_setting_lifts_the_limit(name):
    """And under a higher one it is read."""
    said = check(WORKBOOK, **{setting(name): str(LOW[name])})

    assert f"The limit is {LOW[name]}; if you know whose file it is, set {setting(name)}" in said
    assert "The limit" not in check(WORKBOOK, **{setting(name): "9999999"})


def test_a_file_that_is_too_large_is_read_when_more_is_allowed(tmp_path):
    """Ten MiB are the limit, and no law of nature."""
    large = tmp_path / "large.xlsx"
    picture = {"xl/media/image1.png": os.urandom(11 * MIB)}
    large.write_bytes(packed({**unpacked(WORKBOOK.read_bytes()), **picture}))
    said = check(large)

    assert "set SECSELF_MOST_FILE to a higher number of MiB" in said
    assert "stored" in check(large, SECSELF_MOST_FILE="40")


def test_settings_that_cannot_be_meant_are_refused():
    """With the name of the setting and what it can be."""
    assert Limits() == limits_of_user({})
    assert Limits(file=20 * MIB, rows=7) == limits_of_user(
        {"SECSELF_MOST_FILE": "20", "SECSELF_MOST_ROWS": "7"}
    )
    with pytest.raises(Refused) as refusal:
        limits_of_user({"SECSELF_MOST_ROWS": "many"})

    assert "SECSELF_MOST_ROWS" == refusal.value.problems[0].origin.file


def test_the_page_lists_every_limit_as_it_is():
    """By the name of its setting, with the usual value."""
    rows = dict(
        re.findall(
            r"^\| `(SECSELF_MOST_[A-Z]+)` \| (\d+) \|", PAGE.read_text("utf-8"), re.MULTILINE
        )
    )
    usual = Limits()

    assert rows == {
        setting(name): str(getattr(usual, name) // (MIB if name in IN_MIB else 1)) for name in NAMES
    }
