from datetime import date

import pytest

from heard.ingest.csv_columns import CellError
from heard.landlords.exchange.lists import (
    EarlierName,
    Predecessor,
    join_list,
    read_codes,
    read_earlier_names,
    read_predecessors,
    split_list,
)


@pytest.mark.parametrize(
    "parts",
    [[], ["a"], ["a", "b"], ["a; b", "c\\d", "\\;"], ["ends with \\"]],
)
def test_lists_come_back(parts):
    assert split_list(join_list(parts)) == parts


def test_codes_are_divided_in_any_way():
    assert read_codes("L4279;4849, 45ub\tL4279") == ["L4279", "4849", "45UB"]


@pytest.mark.parametrize(
    ("cell", "mend"),
    [
        ("4.88E+03", "Set the column to Text"),
        ("4849.0", "Set the column to Text"),
        ("849", "Set the column to Text"),
        ("L42", "one or two letters and four digits"),
        ("N/A", "one or two letters and four digits"),
    ],
)
def test_code_that_is_none_tells_how_one_looks(cell, mend):
    with pytest.raises(CellError) as caught:
        read_codes(cell)
    assert mend in caught.value.mend


def test_earlier_names_with_and_without_an_end():
    assert read_earlier_names("Old until 2018-10-01; Nick; X until 1/2/2003") == [
        EarlierName("Old", date(2018, 10, 1)),
        EarlierName("Nick", None),
        EarlierName("X", date(2003, 2, 1)),
    ]


@pytest.mark.parametrize(
    "name",
    [
        EarlierName("Here until 2001-01-01", None),
        EarlierName("A until 2001-01-01", date(2002, 1, 1)),
    ],
)
def test_earlier_name_that_looks_dated_comes_back(name):
    assert read_earlier_names(join_list([name])) == [name]


@pytest.mark.parametrize(
    "step",
    [
        Predecessor("Weir", "", "merger", date(2018, 10, 1), True),
        Predecessor("Weir (North)", "L0001", "stock-transfer", date(2018, 10, 1), False),
    ],
)
def test_predecessor_comes_back(step):
    assert read_predecessors(join_list([step])) == [step]


@pytest.mark.parametrize("cell", ["Weir", "Weir (merger)", "Weir (bought, 2018-10-01)"])
def test_predecessor_without_how_and_when_is_refused(cell):
    with pytest.raises(CellError) as caught:
        read_predecessors(cell)
    assert "merger, stock-transfer, group-join, rename" in caught.value.mend
