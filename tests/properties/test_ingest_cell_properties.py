from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.ingest import cells
from heard.ingest.marks import MARKS, mark_in
from heard.ingest.recompute import answers_base, column_decimals, share_of_answers, within_rounding
from heard.ingest.sheets import heading

codes = st.from_regex(cells.RSH_CODE.pattern.replace(r"\d", "[0-9]"), fullmatch=True)
unseen = st.text(st.sampled_from(" \t\u00a0\u200b\ufeff"), max_size=3)
counts = st.floats(0, 1e6, allow_nan=False).map(lambda value: round(value, 1))


@given(codes, unseen, unseen)
def test_cells_code_survives_whatever_surrounds_it(code, before, after):
    assert cells.landlord_code(before + code.lower() + after) == code


@given(st.integers(1000, 9999))
def test_cells_code_survives_being_a_number(number):
    assert cells.landlord_code(number) == cells.landlord_code(float(number)) == str(number)
    assert cells.landlord_code(f"{number}.0") == str(number)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none()))
def test_cells_code_is_a_code_or_refused(raw):
    try:
        code = cells.landlord_code(raw)
    except cells.CellError as error:
        refused = error
    else:
        assert cells.RSH_CODE.match(code)
        return
    assert refused.problem
    assert refused.mend


@given(st.sampled_from(sorted(MARKS)), unseen)
def test_cells_mark_is_never_a_number(mark, around):
    found = cells.number(f"{around}[{mark}]{around}")
    assert (found.value, found.mark) == (None, mark)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none()))
def test_cells_number_is_a_value_or_a_mark_or_refused(raw):
    try:
        found = cells.percent(raw)
    except cells.CellError:
        return
    assert (found.value is None) == bool(found.mark)
    assert found.value is None or 0 <= found.value <= 100


@given(st.floats(0, 1e9, allow_nan=False))
def test_cells_number_is_kept_as_it_is(value):
    assert cells.number(value).value == value


@given(st.integers(1, 9999), st.integers(0, 701))
def test_cells_names_are_different_for_different_cells(row, column):
    letters = cells.column_letters(column)
    back = 0
    for letter in letters:
        back = back * 26 + ord(letter) - ord("A") + 1
    assert back - 1 == column
    assert cells.cell_name(row, column) == f"{letters}{row}"


@given(st.text(max_size=60))
def test_sheets_heading_is_settled_after_one_go(text):
    once = heading(text)
    assert once == once.strip()
    assert "\u200b" not in once


@given(st.tuples(counts, counts, counts, counts, counts), st.integers(0, 3))
def test_recompute_agrees_with_its_own_rounding(answers, decimals):
    keys = ("very_satisfied", "fairly_satisfied", "neither", "fairly_dissatisfied")
    kept = dict(zip((*keys, "very_dissatisfied"), answers, strict=True))
    share = share_of_answers(kept, answers_base(kept))
    if share is None:
        assert sum(answers) == 0
        return
    published = round(100 * share, decimals)
    assert within_rounding(published, 100 * share, decimals=decimals)
    assert not within_rounding(published + 1.1 * 10**-decimals, 100 * share, decimals=decimals)


@given(st.lists(st.integers(0, 1000), min_size=1), st.integers(0, 3))
def test_recompute_sees_how_a_column_is_rounded(values, decimals):
    column = [value / 10**decimals for value in values]
    assert column_decimals(column) <= decimals


@pytest.mark.parametrize("text", ["[X]", "[Z]", "[E]", "[S]", "[U]"])
def test_marks_are_the_regulators(text):
    assert mark_in(text) in MARKS
