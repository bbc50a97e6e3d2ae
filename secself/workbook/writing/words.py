"""The instructions of the Validation workbook, in plain English."""

STEPS: tuple[tuple[str, bool], ...] = (
    ("On Profile, correct what is out of date.", False),
    (
        (
            "On Evidence, list every document once under a short id of your own, such as E01. "
            "Elsewhere, cite documents by that id; separate ids with commas."
        ),
        False,
    ),
    ("On Questions, give an Answer in every row and explain it in a sentence or two.", False),
    (
        (
            "On Validation, choose a Position (how far the obligation is met today) and a Change "
            "(whether anything about it is different from the last assessment). For Changed, say "
            "what changed. For Met and Partly met, cite at least one document."
        ),
        False,
    ),
    ("On Remediation plan, write a line for every Not met: what, who, by when.", False),
    (
        (
            "The Prior columns show what was answered last time. Nothing is carried over by "
            "itself. Where an earlier answer still holds, give it again and choose Yes in "
            "Reaffirmed."
        ),
        True,
    ),
    (
        (
            "The To do column names what a row still lacks, and says Done when it lacks nothing. "
            "Leave blank what you do not know yet; a blank is never taken for an answer."
        ),
        False,
    ),
    (
        (
            "Several people can work on this file one after the other, or together where it is "
            "shared. What the assessor must know belongs in the cells: in Explanation, or in What "
            "changed."
        ),
        False,
    ),
    (
        (
            "You may filter, and make rows and columns taller, wider or hidden. To sort, first "
            "choose Review, Unprotect Sheet; there is no password. The drop-down lists of Answer "
            "stay where they are when rows are sorted, so filter Questions rather than sort it."
        ),
        False,
    ),
    (
        (
            "Leave Ref as it is: it says which item a row answers. Paste values only, so that the "
            "formats and lists of the cells stay."
        ),
        False,
    ),
    (
        (
            "When everything is done, fill in Declaration and send this file back. "
            "It is a draft until it is declared."
        ),
        False,
    ),
)
"""What to do, in order; True marks a step that needs a prior assessment."""

TASKS = {
    "Profile": "Correct what is out of date.",
    "Questions": "Answer every question.",
    "Validation": "State your position on every obligation.",
    "Evidence": "List the documents that you cite. The number says how many are listed.",
    "Providers": (
        "Check the Shared Resource Providers you rely on, and when you accepted their documents."
    ),
    "Remediation plan": "Plan the actions that mend what is not met.",
    "Interpretations": "For reading: how terms are understood.",
    "Declaration": "Declare that the answers are complete and true; do this last.",
}
"""What to do on each sheet."""

LEGEND = (
    ("heading_yours", "Blue heading", "A column for you to fill in."),
    ("heading_ours", "Grey heading", "A column for reading; its cells are locked."),
    ("past", "Grey cell", "What was answered last time, where there was a last time."),
    ("sample_open", "Pale yellow", "Still to do; the To do column names it."),
    ("sample_done", "Pale green", "Nothing left to do in this row."),
    (
        "sample_check",
        "Pale orange",
        (
            "Look again: Met or Partly met without evidence, or No change although the position is "
            "another than last time."
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
