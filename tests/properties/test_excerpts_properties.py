"""What is shown of a text is verbatim, whatever somebody sends."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from heard.analysis.themes.excerpts import GAP, excerpt, pieces_of

WORDS = st.lists(
    st.text(st.characters(categories=["L", "N", "P"], exclude_characters="…[]."), min_size=1),
    min_size=1,
    max_size=12,
)
SPACES = st.sampled_from([" ", "  ", "\n", " \n "])


@given(WORDS, st.data())
def test_any_words_taken_out_leave_pieces_that_say_the_rest(words, data):
    source = "".join(word + data.draw(SPACES) for word in words)
    kept = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    if not any(kept):
        kept[0] = True
    shown, gap = [], False
    for word, stays in zip(words, kept, strict=True):
        if stays:
            shown.append(word)
        elif not gap:
            shown.append(GAP)
        gap = not stays
    pieces = pieces_of(source, " ".join(shown))
    told = excerpt(source, pieces) if pieces else " ".join(source.split())
    assert [one for one in " ".join(told.split()).split(GAP) if one.strip()]
    for part in told.split(GAP):
        assert " ".join(part.split()) in " ".join(source.split())
    ends = [end for _start, end in pieces]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(source) for start, end in pieces)


@given(WORDS, st.text(min_size=1))
def test_what_is_not_in_the_text_is_never_shown(words, added):
    source = " ".join(words)
    assume(not (" ".join(added.split()) in source or GAP in added or "[" in added or "…" in added))
    with pytest.raises(ValueError, match=r".+|^$"):
        pieces_of(source, f"{source} {added}")


@pytest.mark.parametrize(
    ("source", "shown", "pieces", "told"),
    [
        ("Mould again.", "Mould again.", (), "Mould again."),
        ("Mould  again.\n", "Mould again.", (), "Mould  again.\n"),
        ("My son Ali has it.", "My son […] has it.", ((0, 6), (11, 18)), "My son […] has it."),
        ("My son Ali has it.", "My son [...] has it.", ((0, 6), (11, 18)), "My son […] has it."),
        ("One two three", "[…] two […]", ((4, 7),), "[…] two […]"),
        ("Well… it broke.", "Well… it broke.", (), "Well… it broke."),
        ("Well… it broke.", "Well… it […]", ((0, 8),), "Well… it […]"),
        ("Ask [name] […] now", "Ask [name] […] now", (), "Ask [name] […] now"),
        ("that cat sat at home", "[…] at home", ((13, 20),), "[…] at home"),
        ("Priya’s lift", "[…]’s lift", ((5, 12),), "[…] ’s lift"),
    ],
)
def test_examples(source, shown, pieces, told):
    assert pieces_of(source, shown) == pieces
    assert excerpt(source, pieces) == told


@pytest.mark.parametrize(
    ("source", "shown"),
    [("I am unhappy", "I am […] happy"), ("not suitable", "[…] suit"), ("It leaks", "It leak […]")],
)
def test_no_word_is_cut_so_that_it_says_another(source, shown):
    with pytest.raises(ValueError, match=r"\w+"):
        pieces_of(source, shown)


@pytest.mark.parametrize("shown", ["", "[…]", "three two", "One four", "ONE two three"])
def test_nothing_added_reordered_or_changed(shown):
    with pytest.raises(ValueError, match=r"[^…]*"):
        pieces_of("One two three", shown)
