"""A sealed file is the same, or it is said what is not: its answers, or the texts it came with.

What another program does to a file is done by that program; what an ordinary tool can check is
checked with it.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from secself.cli.commands import secself
from secself.cli.ending import DONE, FLAGGED, WRONG, run
from secself.schemas import strict_json
from secself.sealing import read

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
CURRENT = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
WORD = USER / "issued" / "northfell-energy-2026-ssa.docx"
PRIOR = USER / "2025-vusa.xlsx"
HERE = "filled.xlsx"
SEAL = "filled.xlsx.seal.json"

with_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is missing")
with_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is missing")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Every test stands in a folder of its own, with a completed workbook and no archive."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SECSELF_ARCHIVE", raising=False)
    shutil.copy(CURRENT, HERE)


@pytest.fixture
def verdict(asked):
    """Verify one file: exit code, verdict, and the codes of what is told."""

    def ask(*words: object) -> tuple[int, str, set[str]]:
        code, document = asked("verify", *words)
        (result,) = document["results"]
        return code, result["verdict"], {one["code"] for one in result["problems"]}

    return ask


@pytest.fixture
def keys() -> tuple[str, str]:
    """Make a pair of keys as anybody can, and give the names of their files."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing")
    openssl("genpkey", "-algorithm", "ed25519", "-out", "private.pem")
    openssl("pkey", "-in", "private.pem", "-pubout", "-out", "public.pem")
    return "private.pem", "public.pem"


def openssl(*words: str) -> "subprocess.CompletedProcess[str]":
    """Run openssl."""
    return subprocess.run(["openssl", *words], check=False, capture_output=True, text=True)


def edited(name: str, sheet: str, heading: str, text: str, row: int = 0) -> str:
    """Save a copy in which one cell below a heading holds another text, and give its name."""
    book = openpyxl.load_workbook(HERE)
    page = book[sheet]
    (at,) = [cell for line in page.iter_rows() for cell in line if cell.value == heading]
    cell = page.cell(at.row + 1 + row, at.column)
    assert text != cell.value
    cell.value = text
    book.save(name)
    return name


def office(source: str, folder: str = "saved") -> str:
    """Open a workbook in LibreOffice, save it as it is, and give the name of what it saved."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={Path('settings').absolute().as_uri()}", "--headless",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, source],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return f"{folder}/{source}"


@with_office
@pytest.mark.slow
def test_the_three_right_verdicts_on_a_sealed_submission(asked, verdict):
    """Changed in an answer, saved again by LibreOffice without change, an issued text edited."""
    asked("seal", HERE)
    answer = edited("answer.xlsx", "Validation", "Owner", "Somebody else")
    text = edited("text.xlsx", "Validation", "Obligation", "You may do as you like.")
    told = {
        name: verdict(office(name), "--seal", SEAL, "--prior", PRIOR, "--original", HERE)
        for name in (HERE, answer, text)
    }

    assert (DONE, "same-answers") == told[HERE][:2]
    assert (FLAGGED, "altered") == told[answer][:2]
    assert (FLAGGED, "texts-altered") == told[text][:2]
    assert "answer-altered" in told[answer][2] - told[HERE][2]
    assert "issued-altered" not in told[HERE][2] | told[answer][2]
    assert {"issued-altered"} == told[text][2] - told[HERE][2]


def test_the_sealed_file_itself_is_byte_for_byte_what_was_sealed(asked, verdict):
    """Under whatever name."""
    code, document = asked("seal", HERE)
    Path(HERE).rename("renamed.xlsx")

    assert (DONE, "secself/sealed@1", [str(Path(SEAL).absolute())]) == (
        code, document["format"], document["files"],
    )  # fmt: skip
    assert (DONE, "as-sealed") == verdict("renamed.xlsx", "--seal", SEAL)[:2]


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [
        ("Validation", "Position"),
        ("Validation", "Residual risk"),
        ("Questions", "Explanation"),
        ("Questions", "Evidence"),
        ("Evidence", "Title"),
        ("Providers", "Name"),
        ("Remediation plan", "Action"),
    ],
)
def test_any_answer_that_is_another_is_found(asked, verdict, sheet, heading):
    """Without the file that was sealed that one is; with it, which."""
    asked("seal", HERE)
    other = edited("other.xlsx", sheet, heading, "Something else")
    alone = verdict(other, "--seal", SEAL)
    named = verdict(other, "--seal", SEAL, "--original", HERE)

    assert (FLAGGED, "altered") == alone[:2] == named[:2]
    assert "answers-unsealed" in alone[2]
    assert "answer-altered" in named[2]


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [
        ("Validation", "Obligation"),
        ("Validation", "Subject"),
        ("Validation", "Standing"),
        ("Validation", "Why this row is here"),
        ("Validation", "Expected evidence"),
        ("Validation", "Prior position"),
        ("Questions", "Question"),
        ("Questions", "Answer with"),
        ("Questions", "Prior answer"),
        ("Interpretations", "Term"),
    ],
)
def test_any_issued_text_that_is_another_is_found_without_a_seal(asked, verdict, sheet, heading):
    """It is issued once more, and the two are held together."""
    as_issued = verdict(HERE, "--prior", PRIOR)
    other = edited("other.xlsx", sheet, heading, "Something else")
    code, document = asked("verify", other, "--prior", PRIOR)
    (result,) = document["results"]
    told = [one for one in result["problems"] if one["code"] == "issued-altered"]

    assert (DONE, "as-issued") == as_issued[:2]
    assert (FLAGGED, "texts-altered", 1) == (code, result["verdict"], len(told))
    assert sheet == told[0]["sheet"]


def test_prior_columns_that_are_held_against_nothing_are_said(verdict):
    """What cannot be judged is not called unaltered in silence."""
    other = edited("other.xlsx", "Validation", "Prior position", "Something else")

    assert "prior-unheld" in verdict(other)[2]
    assert "prior-unheld" not in verdict(HERE, "--prior", PRIOR)[2]


def test_a_row_that_was_taken_out_is_an_issued_text_that_is_gone(verdict):
    """Its absence is named by its Ref."""
    book = openpyxl.load_workbook(HERE)
    book["Validation"].delete_rows(8)
    book.save("shorter.xlsx")

    assert (FLAGGED, "texts-altered") == verdict("shorter.xlsx")[:2]


def test_every_sample_as_issued_and_as_returned_has_the_texts_it_was_issued_with(verdict):
    """The check cries only where there is something."""
    files = [*USER.parent.glob("*/issued/*.*"), *USER.parent.glob("*/returned/*.*")]
    told = {str(file): verdict(file)[:2] for file in files if file.suffix in (".xlsx", ".docx")}

    assert {(DONE, "as-issued")} == set(told.values())


def test_of_a_word_file_it_is_said_what_was_held_against_nothing(verdict):
    """Only its questions are compared."""
    assert "issued-unheld" in verdict(WORD)[2]


def test_a_seal_tells_no_answer_and_is_the_same_each_time(asked):
    """It holds digests, and whose file it is; its text does not hang on the day."""
    asked("seal", HERE)
    first = Path(SEAL).read_bytes()
    again, refused = asked("seal", HERE)
    asked("seal", HERE, "-o", "second.json")
    plain = json.loads(first)

    assert first == Path("second.json").read_bytes()
    assert (WRONG, "file-exists") == (again, refused["problems"][0]["code"])
    assert {"_type", "format", "subject", "predicateType", "predicate"} == plain.keys()
    assert {"answers", "assessment", "framework", "issued"} == plain["predicate"].keys()
    assert ["sha256"] == list(plain["predicate"]["answers"])


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
def test_a_seal_is_readable_by_its_owner_only(asked):
    """Like all that is saved."""
    asked("seal", HERE)

    assert 0 == Path(SEAL).stat().st_mode & 0o077


@with_openssl
def test_a_signature_is_checked_by_openssl_and_by_us(asked, verdict, keys):
    """Just as the page for people says it, and with no tool of ours."""
    private, public = keys
    asked("seal", HERE, "--key", private)
    checked = openssl(
        "pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin",
        "-in", SEAL, "-sigfile", f"{SEAL}.sig",
    )  # fmt: skip

    assert (0, "Signature Verified Successfully") == (checked.returncode, checked.stdout.strip())
    assert (DONE, "as-sealed") == verdict(HERE, "--seal", SEAL, "--pubkey", public)[:2]
    assert {"signature-unchecked"} <= verdict(HERE, "--seal", SEAL)[2]


@with_openssl
def test_a_signature_that_openssl_made_is_one_of_ours(asked, verdict, keys):
    """So that a key may stay in a place that only openssl reaches."""
    private, public = keys
    asked("seal", HERE)
    openssl("pkeyutl", "-sign", "-inkey", private, "-rawin", "-in", SEAL, "-out", f"{SEAL}.sig")

    assert (DONE, "as-sealed") == verdict(HERE, "--seal", SEAL, "--pubkey", public)[:2]


@with_openssl
@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: Path(f"{SEAL}.sig").unlink(), "signature-missing"),
        (lambda: Path(f"{SEAL}.sig").write_bytes(bytes(64)), "signature-wrong"),
        (lambda: Path(f"{SEAL}.sig").write_bytes(b"short"), "signature-wrong"),
        (lambda: swap(Path(SEAL), b"filled.xlsx", b"filler.xlsx"), "signature-wrong"),
    ],
    ids=["gone", "of nothing", "short", "of another seal"],
)
def test_a_seal_that_its_signature_does_not_hold_proves_nothing(
    asked, verdict, keys, act: Callable[[], object], code
):
    """Though the file is the one it names."""
    private, public = keys
    asked("seal", HERE, "--key", private)
    act()
    told = verdict(HERE, "--seal", SEAL, "--pubkey", public)

    assert (FLAGGED, "seal-broken") == told[:2]
    assert code in told[2]


def swap(place: Path, old: bytes, new: bytes) -> None:
    """Write another word into a file."""
    content = place.read_bytes()
    assert old in content
    place.write_bytes(content.replace(old, new))


@with_openssl
def test_a_key_of_another_kind_is_refused_and_nothing_of_it_is_shown(asked, keys):
    """Nothing is saved then."""
    private, public = keys
    openssl("genpkey", "-algorithm", "rsa", "-out", "rsa.pem")
    secret = Path(private).read_text(encoding="utf-8").splitlines()[1]
    for name in (public, "rsa.pem", HERE):
        code, document = asked("seal", HERE, "--key", name)

        assert (WRONG, "key-unusable") == (code, document["problems"][0]["code"])
        assert secret not in json.dumps(document)
    assert [] == list(Path().glob("*.seal.json*"))


def test_what_signs_is_loaded_only_where_something_is_signed():
    """Sealing works without the extra; asked to sign, it says what to install."""
    script = (
        "import sys\n"
        "sys.modules['cryptography'] = None\n"
        "sys.argv = ['secself', *sys.argv[1:]]\n"
        "from secself.cli import main\nmain()"
    )
    words = [sys.executable, "-c", script, "seal", HERE]
    signing = subprocess.run([*words, "--key", HERE], check=False, capture_output=True, text=True)
    sealing = subprocess.run(words, check=False, capture_output=True, text=True)

    assert (WRONG, DONE) == (signing.returncode, sealing.returncode), signing.stderr
    assert "secself[sign]" in signing.stderr


def test_a_seal_of_another_assessment_holds_nothing(asked, verdict):
    """It says so, whatever the answers are."""
    asked("seal", HERE)
    told = verdict(PRIOR, "--seal", SEAL)

    assert (FLAGGED, "altered") == told[:2]
    assert "seal-of-another" in told[2]


def test_what_is_no_seal_is_refused(asked):
    """And so is one that says more than a seal does, or says it twice."""
    asked("seal", HERE)
    plain = json.loads(Path(SEAL).read_bytes())
    more = json.dumps({**plain, "more": 1})
    for text in ("", "[]", "{}", "[" * 100_000, "nonsense", more, '{"a": 1, "a": 2}'):
        Path("bad.json").write_text(text, encoding="utf-8")
        code, document = asked("verify", HERE, "--seal", "bad.json")

        assert (WRONG, "seal-unreadable") == (code, document["problems"][0]["code"]), text[:20]
    assert read(strict_json.parse(Path(SEAL).read_bytes())) is not None


def test_an_original_that_was_not_sealed_is_not_compared_with(asked):
    """What it says might be anything."""
    asked("seal", HERE)
    other = edited("other.xlsx", "Validation", "Owner", "Somebody else")
    code, document = asked("verify", other, "--seal", SEAL, "--original", PRIOR)

    assert (WRONG, "original-unsealed") == (code, document["problems"][0]["code"])


@pytest.mark.parametrize(
    "words",
    [
        ["--seal", SEAL],
        [HERE, HERE, "--seal", SEAL],
        [HERE, "--pubkey", "key.pem"],
        [HERE, "--original", HERE],
        ["--prior", HERE],
    ],
    ids=" ".join,
)
def test_words_that_say_nothing_together_are_refused(asked, words):
    """None of them is passed over."""
    code, document = asked("verify", *words)

    assert (WRONG, "usage") == (code, document["problems"][0]["code"])


def test_nothing_is_written_into_the_file_that_is_sealed_or_the_key(asked):
    """Not even with --force."""
    shutil.copy(CURRENT, "key.sig")
    for output in (HERE, "key"):
        code, document = asked("seal", HERE, "--key", "key.sig", "-o", output, "--force")

        assert (WRONG, "file-is-source") == (code, document["problems"][0]["code"])


def test_with_an_archive_altered_texts_are_said_beside_the_same_answers(asked, verdict):
    """The archive's verdict on a file that came just so is not touched."""
    asked("ingest", HERE)
    text = edited("text.xlsx", "Validation", "Expected evidence", "None.")

    assert (DONE, "as-received") == verdict(HERE)[:2]
    assert (FLAGGED, "texts-altered") == verdict(text)[:2]


def test_a_person_reads_the_verdict_and_what_changed(capsys):
    """In words, with the place."""
    for words in (
        ["seal", HERE],
        ["verify", edited("other.xlsx", "Validation", "Owner", "X"), "--seal", SEAL,
         "--original", HERE],
    ):  # fmt: skip
        with pytest.raises(SystemExit):
            run(secself, words)
    printed = capsys.readouterr().out

    assert f"Saved {Path(SEAL).absolute()}" in printed
    assert f"other.xlsx: altered: its answers are others ({SEAL})" in printed
    assert "here stands “X”" in printed
