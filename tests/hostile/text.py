"""Text: what runs, hides or turns round elsewhere stays the text that was typed."""

from hostile.good import Good
from hostile.variant import accepted


@accepted(explanation="=1+1")
def looks_like_a_formula(file: Good) -> bytes:
    """Types what looks like a formula."""
    return file.explained("=1+1")


@accepted(explanation="=cmd|'/c calc'!A0")
def looks_like_a_program(file: Good) -> bytes:
    """Types what would start a program in some spreadsheets."""
    return file.explained("=cmd|'/c calc'!A0")


@accepted(explanation="@SUM(1)")
def begins_with_an_at(file: Good) -> bytes:
    """Types what older programs take for a formula."""
    xml = '<c r="{}" t="str"><v>&#64;SUM(1)</v></c>'
    return file.cell("explanation", xml.format("@"))


@accepted(explanation="\t=1+1")
def tab_before_a_formula(file: Good) -> bytes:
    """Types a tab before what looks like a formula."""
    return file.explained("\t=1+1")


@accepted(explanation="#REF!")
def word_that_looks_like_an_error(file: Good) -> bytes:
    """Types the words of an error."""
    return file.explained("#REF!")


@accepted(explanation="<script>alert(1)</script>")
def looks_like_a_script(file: Good) -> bytes:
    """Types a script of a web page."""
    return file.explained("&lt;script&gt;alert(1)&lt;/script&gt;")


@accepted(explanation="]]></t></is></c><c><v>1</v></c>")
def looks_like_our_xml(file: Good) -> bytes:
    """Types the XML of a workbook."""
    return file.explained(
        "]]&gt;&lt;/t&gt;&lt;/is&gt;&lt;/c&gt;&lt;c&gt;&lt;v&gt;1&lt;/v&gt;&lt;/c&gt;"
    )


@accepted(explanation="{{ 7*7 }}{% x %}")
def looks_like_a_template(file: Good) -> bytes:
    """Types an expression of a template."""
    return file.explained("{{ 7*7 }}{% x %}")


@accepted(explanation="'; DROP TABLE entry;--")
def looks_like_a_database(file: Good) -> bytes:
    """Types a statement of a database."""
    return file.explained("'; DROP TABLE entry;--")


@accepted(explanation="../../etc/passwd")
def looks_like_a_path(file: Good) -> bytes:
    """Types the path of a file."""
    return file.explained("../../etc/passwd")


@accepted(explanation="\u202eexe.tpircs")
def turned_round(file: Good) -> bytes:
    """Types a mark that turns the text round."""
    return file.explained("\u202eexe.tpircs")


@accepted(explanation="a\u200bb\u200dc\ufeffd")
def invisible_marks(file: Good) -> bytes:
    """Types marks that nobody sees."""
    return file.explained("a\u200bb\u200dc\ufeffd")


@accepted(explanation="\U0001f469\u200d\U0001f469\u200d\U0001f467")
def joined_emoji(file: Good) -> bytes:
    """Types emoji that are joined to one."""
    return file.explained("\U0001f469\u200d\U0001f469\u200d\U0001f467")


@accepted(explanation="e\u0301\u0301\u0301")
def heaped_accents(file: Good) -> bytes:
    """Types a letter with many accents."""
    return file.explained("e\u0301\u0301\u0301")


@accepted(explanation="_x000B_")
def escape_of_a_control_character(file: Good) -> bytes:
    """Types the escape of a control character, which no text can carry."""
    return file.explained("_x000B_")


@accepted(explanation="_x0041_")
def escape_of_an_escape(file: Good) -> bytes:
    """Saves what looks like an escape as programs save it."""
    return file.explained("_x005F_x0041_")


@accepted(explanation="_xD83D_")
def escape_of_half_a_character(file: Good) -> bytes:
    """Types the escape of half a character."""
    return file.explained("_xD83D_")


@accepted(explanation="\U0001f642")
def escape_of_both_halves(file: Good) -> bytes:
    """Types the escapes of both halves of a character."""
    return file.explained("_xD83D__xDE42_")


@accepted(explanation="\x1b".replace("\x1b", "_x001B_") + "[2J")
def escape_of_a_terminal(file: Good) -> bytes:
    """Types what clears the screen of a terminal."""
    return file.explained("_x001B_[2J")


@accepted("answer-unknown", answer="unreadable")
def letter_of_another_script(file: Good) -> bytes:
    """Types a choice with a letter of another script that looks the same."""
    return file.answered("\u04aes")


@accepted("answer-unknown", answer="unreadable")
def invisible_mark_in_a_choice(file: Good) -> bytes:
    """Types a choice with a mark in it that nobody sees."""
    return file.answered("Y\u200bes")


@accepted("choice-respelled", answer="Yes")
def hard_space_behind_a_choice(file: Good) -> bytes:
    """Types a choice with a hard space behind it."""
    return file.answered("Yes\u00a0")


@accepted("choice-respelled", answer="Yes")
def choice_in_capitals(file: Good) -> bytes:
    """Types a choice in capitals."""
    return file.answered("YES")


@accepted("answer-unknown", answer="unreadable")
def choice_in_full_width(file: Good) -> bytes:
    """Types a choice in wide letters."""
    return file.answered("\uff39\uff45\uff53")


@accepted("answer-unknown", answer="unreadable")
def choice_of_another_question(file: Good) -> bytes:
    """Types the choice of another question."""
    return file.answered("Surpassed")


@accepted("answer-unknown", answer="unreadable")
def choice_as_a_formula(file: Good) -> bytes:
    """Types what looks like a formula where a choice is wanted."""
    return file.answered("=Yes")
