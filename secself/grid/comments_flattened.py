"""Knows threads again that another program has written out as the text of a note.

Only what is certain is taken apart: the words that Excel puts before such a text lead to one page
of its maker's, and Google Sheets begins each entry with a number of its own. All else stays whole.
"""

import re
from itertools import pairwise

from secself.model import Comment, Reply, moment_of, state_of

RESOLVED = "\n------\nState: resolved (kept by secself)"
"""What ends a thread that we write out as a note, if it was resolved; it is nobody's words."""
UNDATED = "undated"
"""What we write for the time of an entry that has none."""
_LINK = "linkid=870924"
"""The page that Excel's explanation of such a note leads to, in every language."""
_EXPLAINED = 2_000
"""The explanation ends within so many characters."""
_INDENT = "    "
_REPLY = re.compile(r"\nReply:\n {4}")
_GOOGLE = re.compile(
    r"(?:\A======|\n------)\nID#[A-Za-z0-9_-]+\n"
    r"(?P<author>[^\n]*?) {2,}\((?P<written>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
    rf"|{UNDATED})\)\n"
)


def is_stand_in(text: str) -> bool:
    """Tell whether a note is what Excel shows to programs that know no threads."""
    return text.startswith("[") and _LINK in text[:_EXPLAINED]


def flattened(text: str) -> Comment | None:
    """Make a thread of a note that was one; None if it was none, or that is not certain."""
    if is_stand_in(text):
        return _by_excel(text)
    return _by_google(text)


def _by_excel(text: str) -> Comment:
    """Take off the explanation; the labels are known in English, and replies are by them alone."""
    words = text[text.index(_LINK) + len(_LINK) :].partition("\n")[2].lstrip("\n")
    label, line_end, said = words.partition("\n")
    if line_end and label.rstrip().endswith(":") and said.startswith(_INDENT):
        words = said.removeprefix(_INDENT)
    first, *rest = _REPLY.split(words) if label == "Comment:" else [words]
    return Comment(kind="thread", text=first, replies=tuple(Reply(text=one) for one in rest))


def _by_google(text: str) -> Comment | None:
    is_settled = text.endswith(RESOLVED)
    text = text.removesuffix(RESOLVED)
    heads = list(_GOOGLE.finditer(text))
    if not heads or heads[0].start() != 0:
        return None
    ends = [*(later.start() for _, later in pairwise(heads)), len(text)]
    said = [
        Reply(
            text=text[head.end() : end],
            author=head["author"].strip() or None,
            written=moment_of(head["written"]),
        )
        for head, end in zip(heads, ends, strict=True)
    ]
    first, replies = said[0], tuple(said[1:])
    return Comment(
        kind="thread",
        text=first.text,
        author=first.author,
        written=first.written,
        replies=replies,
        state=state_of(first.author, replies, is_settled=is_settled),
    )
