import pytest

from heard.landlords.matching import LEAST, likeness

NAMES = [
    "Thames Valley Housing Association",
    "Metropolitan Housing Trust Limited",
    "Richmond Housing Partnership",
    "RHP",
    "L&Q",
    "The Hyde Group",
    "Paragon Asra Housing Limited",
    "Sanctuary Housing Association",
]


def best(text):
    scores = likeness(text, NAMES)
    return NAMES[scores.argmax()] if scores.max() >= LEAST else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("thames valley", "Thames Valley Housing Association"),
        ("Tames Vally Housing Assocation", "Thames Valley Housing Association"),
        ("valley thames", "Thames Valley Housing Association"),
        ("metropolitian housing", "Metropolitan Housing Trust Limited"),
        ("richmnd partnership", "Richmond Housing Partnership"),
        ("rhp", "RHP"),
        ("l and q", "L&Q"),
        ("L & Q", "L&Q"),
        ("Hyde Ltd", "The Hyde Group"),
        ("sanct", "Sanctuary Housing Association"),
        ("asra", "Paragon Asra Housing Limited"),
        ("zzzzzz", None),
        ("xy", None),
        ("!!!", None),
    ],
)
def test_likeness_finds_what_is_meant(text, name):
    assert best(text) == name


def test_likeness_ranks_the_exact_name_first():
    scores = likeness("Weir Homes", ["Weir Homes North", "Weir Homes", "Weir Home"])
    assert scores.argmax() == 1
    assert scores[1] == 100


def test_likeness_to_nothing_is_empty():
    assert likeness("x", []).tolist() == []
