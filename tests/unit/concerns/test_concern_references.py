from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heard.concerns.references import ALPHABET, SIZE, reference_make, reference_of, reference_read

SIGNS = st.text(ALPHABET, min_size=SIZE - 1, max_size=SIZE - 1)


def test_reference_is_made_to_be_read_out():
    made = reference_make()
    assert made[:2] == "H-"
    assert len(made) == 11
    assert reference_read(made) == made


@given(SIGNS)
def test_reference_is_read_however_it_was_typed(signs):
    made = reference_of(signs)
    for typed in (
        made.lower(),
        made.replace("-", ""),
        made[2:],
        f"  {made} ",
        made.replace("-", " "),
    ):
        assert reference_read(typed) == made


@given(SIGNS, st.integers(0, SIZE - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_found(signs, place, other):
    whole = reference_of(signs).replace("-", "")[1:]
    wrong = whole[:place] + other + whole[place + 1 :]
    assert (reference_read("H-" + wrong) is None) == (wrong != whole)


@given(SIGNS, st.integers(0, SIZE - 2))
def test_two_signs_that_changed_places_are_found(signs, place):
    whole = reference_of(signs).replace("-", "")[1:]
    wrong = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert (reference_read("H-" + wrong) is None) == (wrong != whole)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    found = reference_read(text)
    assert found is None or reference_read(found) == found
