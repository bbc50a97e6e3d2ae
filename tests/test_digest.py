"""The digest of answers: the same for what says the same, another for everything else."""

from dataclasses import replace
from datetime import date

import pytest
from submissions import changed, pair, quiet_submission

from secself.digest import canonical, digest
from secself.model import Declaration, Response, Statement, Submission
from secself.problems import Origin


def test_a_digest_says_how_it_was_made():
    """Algorithm, colon, 64 hex digits."""
    algorithm, _, digits = digest(quiet_submission()).partition(":")

    assert ("sha256", 64) == (algorithm, len(digits))


def test_the_order_of_rows_does_not_matter():
    """Somebody sorted every sheet the other way round."""
    submission = quiet_submission()
    turned = replace(
        submission,
        issued=submission.issued[::-1],
        responses=submission.responses[::-1],
        statements=submission.statements[::-1],
        evidence=submission.evidence[::-1],
        remediation=submission.remediation[::-1],
    )

    assert canonical(submission) == canonical(turned)


def test_where_an_answer_stands_does_not_matter():
    """The same answers came in another file."""
    submission = quiet_submission()
    elsewhere = tuple(
        replace(row, origin=Origin(file="copy.xlsx"), fingerprint=None)
        for row in submission.responses
    )

    assert digest(submission) == digest(replace(submission, responses=elsewhere))


def test_a_blank_row_is_as_good_as_none():
    """A row that was put to the User and left blank says nothing, as a missing one does."""
    submission = quiet_submission()
    blank = Response(section="questions", ref="Q16.3")
    unsaid = Statement(label="Contact")
    more = replace(
        submission,
        responses=(*submission.responses, blank),
        statements=(*submission.statements, unsaid),
    )

    assert digest(submission) == digest(more)


def test_a_whole_number_is_the_same_with_and_without_a_point():
    """Some programs save 2 as 2.0."""
    submission = quiet_submission()
    digests = {
        digest(replace(submission, responses=(Response(section="questions", ref="Q", answer=n),)))
        for n in (2, 2.0)
    }

    assert 1 == len(digests)


def test_a_date_is_not_the_text_that_looks_like_it():
    """Nor is what could not be read."""
    submission = quiet_submission()
    answers = (date(2025, 3, 31), "2025-03-31", changed_to("?2025-03-31"), 2.5, float("inf"))
    digests = {
        digest(replace(submission, responses=(Response(section="questions", ref="Q", answer=a),)))
        for a in answers
    }

    assert len(answers) == len(digests)


def changed_to(text: str) -> object:
    """The answer that a table writes so."""
    submission = changed(quiet_submission(), "Questions", "Q12.1", "answer", text)
    row = submission.response("questions", "Q12.1")
    return row.answer if row else None


@pytest.mark.parametrize(
    "cells",
    [
        "| Questions        | Q12.1             | answer  | 2   | 0        |",
        "| Questions        | Q12.1             | answer  |     | 0        |",
        "| Validation       | G1.1              | position| Met | Not met  |",
        "| Validation       | G1.1              | evidence| E01 | E01, E02 |",
        "| Profile          | User Systems      | value   | 1   | 2        |",
        "| Evidence         | E01               | version | 1   | 2        |",
        "| Evidence         | E09               | id      | -   | E09      |",
        "| Providers        | gridlink-adapters | service |     | Adapters |",
        "| Remediation plan | G1.2              | done on |     | done     |",
        "| Remediation plan | The lobby         | ref     | -   | The lobby|",
    ],
)
def test_every_cell_counts(cells):
    """One cell of any sheet gives another digest; 0 is not blank."""
    before, after = pair(f"| sheet | ref | column | before | after |\n{cells}")

    assert digest(before) != digest(after)


def test_the_declaration_counts():
    """It is an answer like any other."""
    submission = quiet_submission()

    assert digest(submission) != digest(replace(submission, declaration=Declaration()))


def test_nothing_at_all_has_a_digest_too():
    """An empty file is a file."""
    submission = quiet_submission()
    empty = Submission(marks=submission.marks, carries=(), issued=())

    assert b'"responses":[]' in canonical(empty)
