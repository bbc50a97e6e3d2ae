"""Seals a file, and holds a file against its seal: the answers, and the texts that were issued."""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from secself import digest, sealing
from secself.model import Standing, Verdict
from secself.problems import NotFound, Origin, Problem, Refused
from secself.schemas import strict_json
from secself.sealing import Seal
from secself.store import files, issued
from secself.store.assessments import Assessed, Received
from secself.store.verifying import altered

SUFFIX = ".seal.json"
"""What a seal's name ends in, after that of its file."""
SIGNATURE = ".sig"
"""What a signature's name ends in, after that of its seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a file is held against."""

    name: str
    """The seal's file."""
    seal: Seal
    """What it says."""
    problems: tuple[Problem, ...] = ()
    """What its signature leaves open, or why it proves nothing."""

    @property
    def is_broken(self) -> bool:
        """Tell whether the seal proves nothing."""
        return any(problem.level == "error" for problem in self.problems)


def made(received: Received, output: Path, key: Path | None) -> Mapping[Path, bytes]:
    """Give the files of a seal: the statement, and with a key the signature over its bytes."""
    if received.submission is None or received.framework is None or received.file_sha256 is None:
        raise Refused(*received.problems)
    content = sealing.text(
        sealing.seal(
            Path(received.file).name,
            received.file_sha256,
            digest.digest(received.submission),
            received.submission.marks,
            received.framework,
        )
    )
    if key is None:
        return {output: content}
    return {output: content, beside(output): _signing(key).sign(content, key)}


def beside(seal: Path) -> Path:
    """Name the file of a seal's signature."""
    return seal.with_name(seal.name + SIGNATURE)


def proof(place: Path, pubkey: Path | None) -> Proof:
    """Read a seal; with a public key it proves something only if its owner signed it."""
    content = files.read(place)
    try:
        found = sealing.read(strict_json.parse(content))
    except (ValueError, RecursionError):
        found = None
    if found is None:
        what = "This is no seal, or not as secself writes one."
        remedy = "Name the file that “secself seal” wrote."
        raise NotFound(_problem("seal-unreadable", place, what, remedy))
    return Proof(name=str(place), seal=found, problems=tuple(_signed(place, content, pubkey)))


def hold(
    received: Received, seal: Proof, prior: Assessed | None = None, original: Received | None = None
) -> Verdict:
    """Hold a file against its seal; what changed is named where the sealed file is at hand."""
    alone = issued.verdict(received, prior)
    if received.submission is None:
        return replace(alone, seal=seal.name)
    found = [*seal.problems, *_apart(received, seal)]
    is_same = alone.digest == f"sha256:{seal.seal.answers}"
    if not is_same:
        found += _changes(received, seal, original)
    standing: Standing = alone.standing
    if seal.is_broken:
        standing = "seal-broken"
    elif not is_same or any(problem.level == "error" for problem in found):
        standing = "altered"
    elif received.file_sha256 == seal.seal.file_sha256:
        # Texts that were altered before it was sealed are said too, and are what was sealed.
        standing = "as-sealed"
    elif standing == "as-issued":
        standing = "same-answers"
    return replace(alone, standing=standing, seal=seal.name, problems=(*found, *alone.problems))


def _signed(place: Path, content: bytes, pubkey: Path | None) -> Iterator[Problem]:
    signature = beside(place)
    if pubkey is None:
        if signature.exists():
            what = "The seal is signed, and its signature was not checked."
            yield replace(
                _problem("signature-unchecked", place, what, "Name the key with --pubkey."),
                level="note",
            )
    elif not signature.exists():
        what = f"The seal has no signature; {signature.name} is not there."
        yield _problem("signature-missing", place, what, "Ask for it; anyone can write a seal.")
    elif not _signing(pubkey).is_signed(content, files.read(signature), pubkey):
        what = f"{signature.name} is no signature of this seal by the owner of {pubkey.name}."
        yield _problem(
            "signature-wrong", place, what, "Ask its sender for seal, signature and key."
        )


def _apart(received: Received, seal: Proof) -> Iterator[Problem]:
    """Say where the seal is of another assessment, or the edition has other texts now."""
    place = Path(received.file)
    if received.submission is not None and received.submission.marks != seal.seal.marks:
        what = "The file says that it is of another assessment, or for others, than the seal does."
        yield _problem("seal-of-another", place, what, "Check that this is the seal of this file.")
    framework = received.framework
    if framework is not None and sealing.framework_digest(framework) != seal.seal.framework:
        what = f"{framework.reference} has other texts here than when the file was sealed."
        remedy = "Name the folder of that edition with --controls."
        yield replace(_problem("framework-apart", place, what, remedy), level="warning")


def _changes(received: Received, seal: Proof, original: Received | None) -> list[Problem]:
    """Name the answers that are others, from the file that was sealed if it is there."""
    if original is not None and original.submission is not None and received.submission is not None:
        if digest.digest(original.submission) != f"sha256:{seal.seal.answers}":
            what = "The answers of this file are not those that were sealed."
            remedy = "Name the file that was sealed with --original, or leave it out."
            raise Refused(_problem("original-unsealed", Path(original.file), what, remedy))
        found = list(altered(original.submission, received.submission, received))
        if found:
            return found
    what = "Its answers are not those that were sealed."
    remedy = "Name the file that was sealed with --original to see what changed."
    return [_problem("answers-unsealed", Path(received.file), what, remedy)]


def _signing(key: Path) -> ModuleType:
    """Load what signs; without the extra nothing else is kept from working."""
    try:
        importlib.import_module("cryptography")
    except ModuleNotFoundError:
        what = "Signatures need the library cryptography, which is not installed."
        remedy = "Install it with: pip install “secself[sign]”."
        raise NotFound(_problem("signing-library", key, what, remedy)) from None
    return importlib.import_module("secself.store.signing")


def _problem(code: str, place: Path, what: str, remedy: str) -> Problem:
    return Problem(code=code, origin=Origin(file=str(place)), what=what, remedy=remedy)
