"""In alias mode no output says who a User is: every byte of all of them is searched."""

import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from secself import yamltext
from secself.cli.commands import secself
from secself.cli.ending import DONE, WRONG, run

SAMPLES = Path(__file__).parent.parent / "samples"
USERS = sorted(place.parent for place in SAMPLES.glob("*/profile.yaml"))
NAMES = re.compile(
    "northfell|harbourlight|aldgrove|pennard|calder|brightmeter|tidewell|fenmoor|gridlink|halyard"
    "|ashworth|oyelaran|bracewell|caddick|adeyemi|wren|renwick|marwick|lockhart|brock|osei"
    "|lindqvist|quill|tallis|pike",
    re.IGNORECASE,
)


def premises() -> set[str]:
    """Every number of premises that a sample User states, as it may be written."""
    told = set()
    for place in USERS:
        content = yamltext.parse((place / "profile.yaml").read_text("utf-8"), "profile").content
        told |= {number for number in content["premises"].values() if len(number) > 4}
    return told | {f"{int(number):,}" for number in told}


def leaks(name: str, content: bytes) -> list[str]:
    """Whatever of a file says a name, an id, a contact, a path or a number of premises."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return [leak for part in parts.namelist() for leak in leaks(part, parts.read(part))]
    text = f"{name}\n{content.decode('utf-8')}"
    found = {*NAMES.findall(text), *(one for one in premises() if one in text)}
    return [f"{name}: {one}" for one in sorted({*found, *re.findall(r"/samples/|/tmp/\w+", text)})]


@pytest.fixture
def consolidated(capsys, tmp_path, monkeypatch):
    """Put all samples into a pack, and give exit code, output and what was said besides."""
    monkeypatch.delenv("SECSELF_ARCHIVE", raising=False)
    monkeypatch.chdir(tmp_path)

    def command(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        named = ["consolidate", *map(str, USERS), "--as-of", "2026-06-30", *map(str, words)]
        with pytest.raises(SystemExit) as ending:
            run(secself, named)
        said = capsys.readouterr()
        return int(ending.value.code or 0), said.out, said.err

    return command


def test_no_byte_of_any_output_says_who_it_is(consolidated):
    """Names of files, what is in them, what is printed; the key alone knows."""
    code, out, err = consolidated("--alias", "-o", "pack")
    files = {place.name: place.read_bytes() for place in Path("pack").rglob("*") if place.is_file()}
    key = files.pop("alias-key.csv")

    assert DONE == code
    assert {f"consolidated.{form}" for form in ("json", "xlsx", "docx", "html")} <= files.keys()
    assert [] == [leak for name, content in files.items() for leak in leaks(name, content)]
    assert [] == leaks("output", out.encode())
    assert not NAMES.search(err)
    assert b"northfell-energy,Northfell Energy Ltd" in key


def test_the_workbook_tells_premises_in_bands(consolidated):
    """One band in each of the two columns, and answers that count as much likewise."""
    consolidated("--alias", "-o", "pack")
    sheet = openpyxl.load_workbook("pack/consolidated.xlsx")["Users"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    [headings] = [line for line in lines if "Domestic premises" in line]
    at = headings.index("Domestic premises")
    told = {line[headings.index("Name")]: line[at : at + 2] for line in lines}
    answers = [
        (delta["before"]["answer"], delta["after"]["answer"])
        for user in json.loads(Path("pack/consolidated.json").read_bytes())["users"]
        for delta in user["deltas"]
        if delta["ref"] in ("Q05.2", "Q15.2") and delta["before"] and delta["after"]
    ]

    assert ["200,000 to 250,000 domestic", "up to 10,000 non-domestic"] == told["Large Supplier 01"]
    assert answers
    assert all(
        str(one).startswith(("none", "up to", "over")) or " to " in str(one)
        for pair in answers
        for one in pair
        if one is not None
    )


def test_numbers_of_documents_do_not_shorten_a_name(consolidated):
    """`PEN-09` says who Pennard is; `E19` says nothing, and stays."""
    consolidated("--alias", "-o", "pack")
    text = Path("pack/consolidated.json").read_text("utf-8")

    assert not re.search(r"\b(PEN|AE|HP|BM|TD|CV)-?\d\d\b", text)
    assert '"E19"' in text


def test_the_same_key_gives_the_same_aliases(consolidated):
    """In the same folder and, if it is named, in another."""
    consolidated("--alias", "-o", "one")
    first = Path("one/alias-key.csv").read_bytes()
    consolidated("--alias", "-o", "one")
    consolidated("--alias", "-o", "two", "--alias-key", "one/alias-key.csv")
    users = [
        [one["user"] for one in json.loads(Path(place, "consolidated.json").read_bytes())["users"]]
        for place in ("one", "two")
    ]

    assert first == Path("one/alias-key.csv").read_bytes()
    assert first == Path("two/alias-key.csv").read_bytes()
    assert users[0] == users[1]


def test_a_broken_key_stops_the_work(consolidated):
    """Nothing is written, least of all a new key over it."""
    Path("pack").mkdir()
    Path("pack/alias-key.csv").write_bytes(b"kind,alias\r\n")
    code, _, err = consolidated("--alias", "-o", "pack")

    assert WRONG == code
    assert "alias-key-broken" in err
    assert ["alias-key.csv"] == [place.name for place in Path("pack").iterdir()]


def test_a_key_without_alias_is_asked_wrongly(consolidated):
    """Names would be told although somebody meant to hide them."""
    Path("key.csv").write_bytes(b"")
    assert WRONG == consolidated("--alias-key", "key.csv", "-o", "pack")[0]
