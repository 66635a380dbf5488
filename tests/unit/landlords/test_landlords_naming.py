import pytest

from heard.landlords.naming import forms, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Weir \t Homes ", "Weir Homes"),
        ("Weir\u200b Homes\ufeff", "Weir Homes"),
        ("Weir\u00a0Homes", "Weir Homes"),
        ("Cafe\u0301", "Caf\u00e9"),
    ],
)
def test_tidy_keeps_what_is_seen(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "name",
    [
        "Hyde",
        "The Hyde Group",
        "Hyde Housing Association Limited",
        "HYDE HA Ltd.",
        "Hyde  housing-association",
    ],
)
def test_core_leaves_out_what_any_landlord_may_be_called(name):
    assert forms(name).core == "hyde"


def test_forms_treat_ampersand_as_and():
    assert forms("Weir & Lock").plain == forms("Weir and Lock").plain == "weir and lock"


def test_forms_of_an_apostrophe_are_one_word():
    assert forms("St John’s").plain == forms("St Johns").plain == forms("st john's").plain


def test_core_of_a_name_without_any_other_word_is_the_whole():
    assert forms("The Housing Association").core == "the housing association"
