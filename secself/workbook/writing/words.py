"""The words of `Read me`, in plain English."""

from dataclasses import dataclass
from typing import Literal

from secself.workbook.layout import (
    DECLARATION,
    EVIDENCE,
    INTERPRETATIONS,
    PROFILE,
    PROVIDERS,
    QUESTIONS,
    REMEDIATION,
    VALIDATION,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of what to do."""

    sheet: str
    """The sheet it leads to, or what is said instead where it leads to a block of `Read me`."""
    text: str
    """What to do there."""
    leads_to: Literal["", "missing", "parts"] = ""
    """The block of `Read me` it leads to; empty for a sheet."""
    only_with_prior: bool = False
    """Whether it needs a prior assessment."""
    again: str = ""
    """What to do there where a User is asked again, if that is something else."""


STEPS = (
    Step(
        PROFILE.sheet,
        "Correct what is out of date. What stands there when you send this file is what counts.",
    ),
    Step(
        EVIDENCE.sheet,
        "List every document once, under a short id of your own such as E01. Elsewhere, cite "
        "documents by that id, with commas between ids.",
    ),
    Step(
        QUESTIONS.sheet,
        "Give an Answer in every row, and say in Explanation in a sentence or two what stands "
        "behind it.",
    ),
    Step(
        VALIDATION.sheet,
        "Choose a Position (how far the obligation is met today) and a Change (whether anything "
        "about it is different from last time). For Changed, say what changed. For Met and Partly "
        "met, cite a document.",
    ),
    Step(
        "Reaffirm",
        "Nothing is carried over by itself. Where last year's answer still holds, give it again "
        "and choose Yes in Reaffirmed. Where all of a theme or section was read again and is "
        "unchanged, say so once, in the table further down.",
        leads_to="parts",
        only_with_prior=True,
        again="What you answered stands in the cells. Change it or add to it as the assessor asks; "
        "what is asked stands in the same row.",
    ),
    Step(
        PROVIDERS.sheet,
        "Check the Shared Resource Providers you rely on, and when you accepted their documents.",
    ),
    Step(
        REMEDIATION.sheet,
        "Write a line for every Not met: what will be done, by whom and by when.",
    ),
    Step(
        INTERPRETATIONS,
        "For reading: how the terms of questions and obligations are understood.",
    ),
    Step(
        "What is missing",
        "The To do column of each sheet names what a row still lacks, and says Done when it lacks "
        "nothing. The table below adds it up. A blank is never taken for an answer.",
        leads_to="missing",
    ),
    Step(
        DECLARATION.sheet,
        "Last of all, a director declares that the answers are complete and true. Until then "
        "every page says DRAFT. Then send this file back.",
    ),
)
"""What to do, in order."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One line of what is missing."""

    section: str
    """The table it is counted in."""
    text: str
    """What is missing."""
    words: str = ""
    """What its `To do` cells then say; nothing for whatever is still to be done."""
    is_so_at_first: bool = False
    """Whether it is missing in every row that is not blank while nobody has written."""
    is_check: bool = False
    """Whether nothing is missing, and the row wants a second look."""
    is_row: bool = False
    """Whether it is the row itself that is missing."""


MISSING = (
    Missing("questions", "Questions that were sent to you and are not there", is_row=True),
    Missing("validation", "Obligations that were sent to you and are not there", is_row=True),
    Missing("questions", "Questions without an Answer", "Answer", is_so_at_first=True),
    Missing("validation", "Rows without a Position", "Position", is_so_at_first=True),
    Missing("validation", "Rows without a Change", "Change", is_so_at_first=True),
    Missing("validation", "Changed, and What changed is blank", "What changed"),
    Missing("validation", "Met or Partly met, and no Evidence is cited", "Evidence"),
    Missing("evidence", "Documents without an Id, a Title or a Date"),
    Missing("providers", "Providers of whom something is missing", is_so_at_first=True),
    Missing("remediation", "Actions without a Ref, words, an Owner or a Due date"),
    Missing("questions", "Questions that want a second look; To do says why", is_check=True),
    Missing("validation", "Obligations that want a second look; To do says why", is_check=True),
    Missing("evidence", "Documents that want a second look; To do says why", is_check=True),
    Missing("remediation", "Actions that want a second look; To do says why", is_check=True),
)
"""What may be missing, in order."""

TIPS = (
    (
        "Several people",
        (
            "Work on this file one after the other, or together where it is shared. Put your name "
            "in Owner, and what the assessor must know in the cells, not in comments."
        ),
    ),
    (
        "Filter and sort",
        (
            "You may filter, and make rows and columns taller, wider or hidden. To sort, first "
            "choose Review, Unprotect Sheet; there is no password. Filter Questions rather than "
            "sort it: the drop-down lists of Answer stay where they are."
        ),
    ),
    (
        "Paste",
        (
            "Paste values only, so that formats and lists stay. Leave Ref as it is: it says which "
            "item a row answers."
        ),
    ),
)
"""What is good to know."""

LEGEND = (
    ("heading_yours", "Dark blue heading", "A column for you to fill in."),
    ("sample_yours", "Pale blue, framed", "A cell for you to fill in."),
    ("heading_ours", "Grey heading", "A column for reading; its cells are locked."),
    ("past", "Grey cell", "What was answered last time, where there was a last time."),
    ("sample_open", "Pale yellow", "Still to do; the To do column names it."),
    ("sample_done", "Pale green", "Nothing left to do in this row."),
    ("sample_not_needed", "Darker grey", "Not needed because of another answer; To do says which."),
    (
        "sample_check",
        "Pale orange",
        (
            "Look again: No change although the position is another than last time, an id that is "
            "not on Evidence, a date in the future and the like; the To do column says which."
        ),
    ),
)
"""Style, name and meaning of each colour."""

MARKS = (
    ("Verified", "Seen in a public source by those who wrote this framework file."),
    (
        "Recalled",
        (
            "Written from memory of the code and not checked against it. Check it against the "
            "current text of the code before you rely on it."
        ),
    ),
    ("Proposed", "A suggestion of those who wrote this framework file; no source says it."),
    (
        "Clause unverified",
        ("The duty is there, but its clause number may be another: numbers move between editions."),
    ),
    (
        "Roles recalled",
        "Which User Roles a row binds is recalled (or proposed), and not verified.",
    ),
    (
        "(recalled), (proposed)",
        "The same, said of one line: a kind of expected evidence, for example.",
    ),
)
"""What the words of the Standing column mean."""
