"""What a seal says of a file: digests only, in the form of an in-toto statement.

The text of a seal is made in one way only, so that the same file gives the same seal; what is
signed are its bytes as they stand in the file.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from secself.model import Framework, Marks

FORMAT = "secself/seal@1"
"""The form of a seal."""
STATEMENT = "https://in-toto.io/Statement/v1"
"""What kind of JSON it is to other tools."""
PREDICATE = "urn:secself:seal:1"
"""What it states, to other tools."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What was sealed."""

    name: str
    """The file's name then; it proves nothing."""
    file_sha256: str
    """The digest of its bytes."""
    answers: str
    """The digest of its answers, without the word sha256."""
    marks: Marks
    """Whose it is, of which year and kind, under which framework, with which roles and facts."""
    framework: str
    """The digest of the edition's texts."""


def seal(name: str, file_sha256: str, answers: str, marks: Marks, framework: Framework) -> Seal:
    """Say what is sealed of a file."""
    return Seal(
        name=name,
        file_sha256=file_sha256,
        answers=answers.removeprefix("sha256:"),
        marks=marks,
        framework=framework_digest(framework),
    )


def framework_digest(framework: Framework) -> str:
    """Give the SHA-256 of the fingerprints of all that an edition puts to Users."""
    parts = {
        "framework": framework.reference,
        "questions": [[item.id, item.fingerprint] for item in framework.questions],
        "controls": [[item.id, item.fingerprint] for item in framework.controls],
        "interpretations": [[item.id, item.fingerprint] for item in framework.interpretations],
    }
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def statement(sealed: Seal) -> dict[str, object]:
    """Give a seal as plain data."""
    marks = sealed.marks
    return {
        "_type": STATEMENT,
        "format": FORMAT,
        "subject": [{"name": sealed.name, "digest": {"sha256": sealed.file_sha256}}],
        "predicateType": PREDICATE,
        "predicate": {
            "answers": {"sha256": sealed.answers},
            "assessment": {"user": marks.user, "year": marks.year, "kind": marks.kind},
            "issued": {
                "roles": list(marks.roles),
                "facts": list(marks.facts),
                "source": marks.source,
            },
            "framework": {"reference": marks.framework, "digest": {"sha256": sealed.framework}},
        },
    }


def text(sealed: Seal) -> bytes:
    """Write a seal as the bytes of its file."""
    return (json.dumps(statement(sealed), indent=2, sort_keys=True) + "\n").encode("ascii")


def read(plain: object) -> Seal | None:
    """Read a seal back; None for what is none, or says more or less than a seal does."""
    subject = _in(plain, "subject")
    first = subject[0] if isinstance(subject, list) and len(subject) == 1 else None
    inside = _in(plain, "predicate")
    said = {
        "name": _in(first, "name"),
        "file_sha256": _in(first, "digest", "sha256"),
        "answers": _in(inside, "answers", "sha256"),
        "framework": _in(inside, "framework", "digest", "sha256"),
    }
    words = {name: value for name, value in said.items() if isinstance(value, str)}
    digests = [words.get(name, "") for name in ("file_sha256", "answers", "framework")]
    if len(words) < len(said) or not all(map(_SHA256.fullmatch, digests)):
        return None
    sealed = Seal(marks=_marks(inside), **words)
    return sealed if plain == statement(sealed) else None


def _marks(inside: object) -> Marks:
    """Read the marks; what is of another kind than it must be is left out, and is missed then."""
    user, year, kind = (_in(inside, "assessment", name) for name in ("user", "year", "kind"))
    reference, source = _in(inside, "framework", "reference"), _in(inside, "issued", "source")
    return Marks(
        user=user if isinstance(user, str) else None,
        year=year if isinstance(year, int) and not isinstance(year, bool) else None,
        kind=kind if isinstance(kind, str) else None,
        framework=reference if isinstance(reference, str) else None,
        roles=_words(_in(inside, "issued", "roles")),
        facts=_words(_in(inside, "issued", "facts")),
        source=source if isinstance(source, str) else "",
    )


def _words(listed: object) -> tuple[str, ...]:
    return tuple(map(str, listed)) if isinstance(listed, list) else ()


def _in(plain: object, *names: str) -> object:
    for name in names:
        plain = plain.get(name) if isinstance(plain, Mapping) else None
    return plain
