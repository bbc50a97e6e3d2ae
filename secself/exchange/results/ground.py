"""What every part of the results shares: who took part, what was reviewed, what is referred to."""

from collections.abc import Iterator
from datetime import date, datetime

from secself.exchange.oscal_words import Json, filled, identifier, line, own, tokens
from secself.model import Assessment, EvidenceItem, Submission
from secself.phrases import name_of

VERSION = "1.2.3"
"""The edition of OSCAL that is written."""
_ACTIONS = {"satisfactory": "approval"}
"""What OSCAL calls a decision; every other one asks for something."""
_OSCAL = "http://csrc.nist.gov/ns/oscal"
_SHA256 = 64


def stamped(moment: date | datetime) -> str:
    """Write a day, or a moment whose zone nobody knows, as OSCAL wants it: with a zone."""
    if isinstance(moment, datetime):
        return f"{moment.isoformat(timespec='seconds')}+00:00"
    return f"{moment.isoformat()}T00:00:00+00:00"


class Ground:
    """What stands around one assessment."""

    def __init__(self, assessment: Assessment) -> None:
        """Take it up; identifiers are made from the assessment's name, so they stay."""
        self.assessment = assessment
        self.framework = assessment.comparison.framework
        self.tokens = tokens(self.framework)
        marks = assessment.comparison.current.marks
        self.name = name_of(marks)
        self.user_id = line(marks.user or "") or "unknown"
        self.day = assessment.comparison.current.declared_on or assessment.comparison.as_of
        self.user = identifier("party", "user", self.user_id)
        self.committee = identifier("party", "committee")
        self.tool = identifier("component", "secself")

    def result(self, which: str) -> str:
        """Give the identifier of a round: `current` or `prior`."""
        comparison = self.assessment.comparison
        side = comparison.current if which == "current" else comparison.prior
        return identifier("result", name_of(side.marks) if side else self.name)

    def author(self, name: str | None) -> str:
        """Give the identifier of an assessor; those without a name are one."""
        return identifier("party", "assessor", name or "")

    def token(self, section: str, ref: str) -> str | None:
        """Give the id that the catalog has for an item, or None."""
        return self.tokens.get(("control" if section == "validation" else "question", ref))

    def observation(self, which: str, section: str, ref: str) -> str:
        """Give the identifier of what a User answered."""
        return identifier("observation", self.result(which), section, ref)

    def risk(self, rule: str, ref: str) -> str:
        """Give the identifier of a risk; the same rule on the same item is the same risk."""
        return identifier("risk", self.name, rule, ref)

    def document(self, item: EvidenceItem) -> str:
        """Give the identifier of a document of the register."""
        return identifier("evidence", self.user_id, item.id)

    def metadata(self, what: str) -> Json:
        """Give what stands at the head of every document."""
        held = self.assessment
        marking = [{"name": "marking", "value": line(held.marking)}] if line(held.marking) else []
        people = [{"party-uuids": [self.user], "role-id": "user"}]
        if self._authors():
            people.append({"party-uuids": self._people(), "role-id": "assessor"})
        return filled(
            {
                "title": f"{self.name}: {what}",
                "last-modified": stamped(self._newest()),
                "version": held.digest[:19] or self.framework.edition,
                "oscal-version": VERSION,
                "props": [*marking, *own("framework", self.framework.reference)],
                "roles": [
                    {"id": "user", "title": "DCC User"},
                    {"id": "assessor", "title": "Assessor of the User CIO"},
                    {"id": "committee", "title": "Security Sub-Committee"},
                ],
                "parties": list(self._parties()),
                "responsible-parties": people,
                "actions": list(self._decided()),
                "remarks": self.framework.notice.strip(),
            }
        )

    def reviewed(self, submission: Submission) -> Json:
        """List the items that were put to the User."""
        ids = [self.token(one.section, one.ref) for one in submission.issued]
        chosen = [{"control-id": token} for token in dict.fromkeys(filter(None, ids))]
        selection: Json = {"include-controls": chosen} if chosen else {"include-all": {}}
        return {"control-selections": [selection]}

    def local_definitions(self) -> Json:
        """Name the program that compared and judged."""
        tool: Json = {
            "uuid": self.tool,
            "type": "software",
            "title": "secself",
            "description": "Compares the answers with the baseline and judges the differences.",
            "status": {"state": "operational"},
        }
        return {"components": [tool]}

    def resources(self) -> Iterator[Json]:
        """List the documents of the register; none of them is in the file."""
        for item in self.assessment.comparison.current.evidence:
            digest = str(item.sha256 or "").strip().lower()
            is_digest = len(digest) == _SHA256 and all(one in "0123456789abcdef" for one in digest)
            hashes = [{"algorithm": "SHA-256", "value": digest}] if is_digest else []
            yield filled(
                {
                    "uuid": self.document(item),
                    "title": line(str(item.title or "")) or line(item.id),
                    "props": [
                        {"name": "type", "value": "evidence"},
                        *own("id", item.id),
                        *own("version", str(item.version or "")),
                        *own("dated", str(item.date or "")),
                        *(own("sha256", digest) if is_digest else []),
                    ],
                    "rlinks": [{"href": f"urn:sha256:{digest}", "hashes": hashes}]
                    if hashes
                    else [],
                }
            )

    def _authors(self) -> list[str | None]:
        return list(dict.fromkeys(one.comment.author for one in self.assessment.comments))

    def _people(self) -> list[str]:
        return [self.author(name) for name in self._authors()]

    def _parties(self) -> Iterator[Json]:
        yield {"uuid": self.user, "type": "organization", "name": self.user_id}
        for name in self._authors():
            named = line(name or "") or "An assessor whose name the file does not say"
            yield {"uuid": self.author(name), "type": "person", "name": named}
        if self.assessment.decision:
            yield {"uuid": self.committee, "type": "organization", "name": "The committee"}

    def _decided(self) -> Iterator[Json]:
        decision = self.assessment.decision
        if decision:
            yield {
                "uuid": identifier("decision", self.name, str(decision.entry)),
                "date": stamped(decision.on),
                "type": _ACTIONS.get(decision.outcome, "request-changes"),
                "system": _OSCAL,
                "props": own("outcome", decision.outcome),
                "responsible-parties": [{"party-uuids": [self.committee], "role-id": "committee"}],
                "remarks": decision.reason.strip() or "No reason was recorded.",
            }

    def _newest(self) -> datetime:
        """Give the newest moment that the data name; the clock says nothing here."""
        held = self.assessment
        days: list[date] = [self.day, *([held.decision.on] if held.decision else [])]
        said = [one.comment.written for one in held.comments if one.comment.written]
        return max(
            [datetime(day.year, day.month, day.day) for day in days] + said  # noqa: DTZ001  no zone
        )
