"""Words that stand in many rows."""


def test_the_first_of_the_rows_is_noted_once(heard):
    """Ten questions are explained alike."""
    found = heard(
        "explanation-repeated",
        """
        | sheet | ref | column | before | after |
        """,
    )

    assert ["Q01.1"] == found


def test_words_of_their_own_are_not_noted(heard):
    """Every row says something else."""
    found = heard(
        "explanation-repeated",
        """
        | sheet | ref | column | before | after |
        | Questions | Q01.1 | explanation | One words of its own | One words of its own |
        | Questions | Q07.1 | explanation | Two words of its own | Two words of its own |
        | Questions | Q07.2 | explanation | Three words of its own | Three words of its own |
        | Questions | Q08.1 | explanation | Four words of its own | Four words of its own |
        | Questions | Q09.1 | explanation | Five words of its own | Five words of its own |
        | Questions | Q10.1 | explanation | Six words of its own | Six words of its own |
        | Questions | Q11.1 | explanation | Seven words of its own | Seven words of its own |
        | Questions | Q12.1 | explanation | Eight words of its own | Eight words of its own |
        | Questions | Q16.1 | explanation | Nine words of its own | Nine words of its own |
        | Questions | Q16.2 | explanation | Ten words of its own | Ten words of its own |
        """,
    )

    assert [] == found


def test_fewer_rows_than_set_are_not_noted(heard):
    """Only two are alike."""
    found = heard(
        "explanation-repeated",
        """
        | sheet | ref | column | before | after |
        | Questions | Q07.2 | explanation | Three words of its own | Three words of its own |
        | Questions | Q08.1 | explanation | Four words of its own | Four words of its own |
        | Questions | Q09.1 | explanation | Five words of its own | Five words of its own |
        | Questions | Q10.1 | explanation | Six words of its own | Six words of its own |
        | Questions | Q11.1 | explanation | Seven words of its own | Seven words of its own |
        | Questions | Q12.1 | explanation | Eight words of its own | Eight words of its own |
        | Questions | Q16.1 | explanation | Nine words of its own | Nine words of its own |
        | Questions | Q16.2 | explanation | Ten words of its own | Ten words of its own |
        """,
    )

    assert [] == found


def test_case_and_spaces_do_not_matter(heard):
    """Somebody typed it by hand."""
    found = heard(
        "explanation-repeated",
        """
        | sheet | ref | column | before | after |
        | Questions | Q08.1 | explanation | Four words of its own | Four words of its own |
        | Questions | Q09.1 | explanation | Five words of its own | Five words of its own |
        | Questions | Q10.1 | explanation | Six words of its own | Six words of its own |
        | Questions | Q11.1 | explanation | Seven words of its own | Seven words of its own |
        | Questions | Q12.1 | explanation | Eight words of its own | Eight words of its own |
        | Questions | Q16.1 | explanation | Nine words of its own | Nine words of its own |
        | Questions | Q16.2 | explanation | Ten words of its own | Ten words of its own |
        | Questions | Q01.1 | explanation | as in  the POLICY. | as in  the POLICY. |
        """,
    )

    assert ["Q01.1"] == found


def test_short_words_may_stand_anywhere(heard):
    """Four words are too few for the setting of five."""
    found = heard(
        "explanation-repeated",
        """
        | sheet | ref | column | before | after |
        """,
        from_words="5",
    )

    assert [] == found
