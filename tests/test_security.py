"""What SECURITY.md promises of networks, modes of files and what we depend on."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
NETWORK = {
    "aiohttp", "asyncio", "email", "ftplib", "http", "httpx", "imaplib", "poplib", "requests",
    "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser",
    "xmlrpc",
}  # fmt: skip
BARRED = """
import sys

def bar(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        print(event, arguments, file=sys.stderr)
        raise SystemExit(99)

sys.addaudithook(bar)
{then}
"""
RUN = "from secself.cli import main; main()"


def barred(then: str, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a program that ends with 99 as soon as anything of it reaches for the network."""
    return subprocess.run(
        [sys.executable, "-c", BARRED.format(then=then), *words],
        check=False, capture_output=True, text=True, cwd=folder,
        env={**os.environ, "SECSELF_CACHE": str(folder / "cache"), "PYTHONUTF8": "1"},
    )  # fmt: skip


def test_no_file_of_ours_imports_what_reaches_a_network():
    """The PostgreSQL client is the one that connects, and only to the archive that is named."""
    found = {
        (file.relative_to(REPOSITORY).as_posix(), name)
        for file in (REPOSITORY / "secself").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if name.partition(".")[0] in NETWORK
    }

    # Taking an address apart reaches nothing.
    assert {("secself/store/archive/postgres.py", "urllib.parse")} == found


@pytest.mark.slow
def test_the_whole_cycle_runs_with_every_connection_barred(tmp_path):
    """Generating, checking, comparing, recording, sealing and verifying."""
    file = REPOSITORY / "samples/northfell-energy/returned/northfell-energy-2026-ssa.xlsx"
    for words in (
        ["demo"],
        ["ingest", str(file)],
        ["verify"],
        ["verify", str(file)],
        ["seal", str(file), "-o", "a.seal.json"],
        ["verify", str(file), "--seal", "a.seal.json"],
    ):
        done = barred(RUN, tmp_path, *words)

        assert 0 == done.returncode, (words, done.stderr)


def test_the_bar_itself_holds(tmp_path):
    """What reaches for the network under it is caught."""
    reach = "import socket; socket.create_connection(('127.0.0.1', 9))"

    assert 99 == barred(reach, tmp_path).returncode


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
def test_archives_and_outputs_are_readable_by_their_owner_only(tmp_path):
    """Whatever the system would give to new files."""
    samples = REPOSITORY / "samples" / "northfell-energy"
    file = samples / "returned" / "northfell-energy-2026-ssa.xlsx"
    for words in (
        ["ingest", str(file)],
        ["seal", str(file), "-o", "a.seal.json"],
        ["diff", str(file), "--prior", str(samples / "2025-vusa.xlsx"), "-o", "changes.html"],
        ["archive", "export", "copy"],
    ):
        assert 0 == barred(f"import os; os.umask(0); {RUN}", tmp_path, *words).returncode, words
    files = [one for one in tmp_path.rglob("*") if one.is_file() and "cache" not in one.parts]
    open_to_others = {str(one) for one in files if one.stat().st_mode & 0o077}

    assert {"a.seal.json", "changes.html", "secself.db"} <= {one.name for one in files}
    assert set() == open_to_others


def test_every_make_target_that_a_page_names_is_there():
    """And those of this page are."""
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    page = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"make ([a-z]+)", page))

    assert {"audit", "sbom"} == named
    assert named <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a script of POSIX")
@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        ({"pypi": {"a": [], "b-c": []}}, 0, "2 packages were asked about, 0 have known faults."),
        ({"pypi": {"a": [{"id": "CVE-1"}], "b-c": []}}, 1, "a 1.0: CVE-1"),
        ({"pypi": {"a": []}, "osv": {"b-c": []}}, 0, "2 packages"),
        ({"pypi": {"a": []}, "osv": {}}, 2, "Nobody could be asked about 1: b_c==2.0."),
        ({}, 2, "The service osv gave no answer."),
    ],
)
def test_an_audit_says_what_it_could_not_ask_about(tmp_path, answers, code, said):
    """What nobody was asked about does not pass for what is in order."""
    tool = tmp_path / "tool"
    tool.write_text(
        f"#!{sys.executable}\n"
        "import json, sys\n"
        f"answers = {answers!r}.get(sys.argv[2])\n"
        "asked = open(sys.argv[-1]).read().replace('_', '-').split()\n"
        "found = [line.split('==') for line in asked]\n"
        "print(answers and json.dumps({'dependencies': [\n"
        "    {'name': name, 'version': number, 'vulns': answers[name]} if name in answers\n"
        "    else {'name': name, 'skip_reason': 'not there'} for name, number in found]}))\n",
        encoding="utf-8",
    )
    tool.chmod(0o755)
    (tmp_path / "requirements.txt").write_text("a==1.0\nb_c==2.0\n", encoding="utf-8")
    audit = [sys.executable, str(REPOSITORY / "benchmarks" / "audit.py"), str(tool)]
    done = subprocess.run(
        [*audit, str(tmp_path / "requirements.txt")], check=False, capture_output=True, text=True
    )

    assert code == done.returncode, done.stderr
    assert said in done.stdout
