"""A file of answers as people's programs write it."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from heard.errors import BadInputError
from heard.themes import reading
from heard.themes.reading import Register, read_answers

REGISTER = Register(
    {"alder homes": 7}, {"northfold": 3}, {"social rent": "social-rent"}, date(2026, 6, 1)
)


def read(text, column="Comment", *, encoding="utf-8"):
    return read_answers(text.encode(encoding), "a.csv", column=column, register=REGISTER)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_encodings_and_delimiters(encoding, mark):
    found = read(f"id{mark}comment\n1{mark}It’s “damp”\n", encoding=encoding)
    assert [(one.mark, one.words) for one in found.rows] == [("1", "It’s “damp”")]


def test_a_text_over_several_lines_and_columns_by_any_writing_of_their_names():
    found = read(
        "Respondent,DATE,Landlord,Ward,Tenure,comment\n"
        'R1,01/05/2026,ALDER  Homes,northfold,Social-Rent,"Line one\nline two"\n'
    )
    (one,) = found.rows
    assert one.words == "Line one\nline two"
    assert (one.mark, one.day, one.landlord, one.ward) == ("R1", date(2026, 5, 1), 7, 3)
    assert one.tenure == "social-rent"


def test_rows_at_fault_are_left_out_and_told():
    found = read(
        "date,comment\n2026-05-01,good\n,\nnever,bad date\n2026-07-01,future\n2026-05-02,\n"
        f"2026-05-03,{'x' * 10_001}\n2026-05-04,\ufffdbroken\n"
    )
    assert [one.words for one in found.rows] == ["good"]
    told = [(one.place, one.problem) for one in found.faults]
    assert [place for place, _ in told] == ["row 4", "row 5", "row 6", "row 7", "row 8"]
    for (_, said), part in zip(
        told, ("is no date", "future", "no text", "10,001", "broken"), strict=True
    ):
        assert part in said
    assert found.left_out == 5


def test_too_many_texts_point_to_the_command_line(monkeypatch):
    monkeypatch.setattr(reading, "MOST_TEXTS", 2)
    with pytest.raises(BadInputError, match="heard themes FILE"):
        read("comment\na\nb\nc\n")


def test_when_every_row_is_at_fault_each_is_told():
    with pytest.raises(BadInputError, match="is no date"):
        read("date,comment\nnever,bad\n")


def test_an_endless_cell_is_one_row_at_fault_and_others_read_as_before():
    before = csv.field_size_limit(50_000)
    try:
        found = read(f"comment\n{'x' * 50_001}\ngood\n")
        assert [one.words for one in found.rows] == ["good"]
        assert csv.field_size_limit() == 50_000
    finally:
        csv.field_size_limit(before)
