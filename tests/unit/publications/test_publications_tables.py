from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from tests.unit.publications.samples import COLUMNS, PROVENANCE, ROWS, sample

from heard.publications.tables import Column, tidy
from heard.publications.wording import provenance_lines, shown


def test_values_keep_unknown_apart_from_zero():
    rows = list(sample().values())
    assert rows[1][1:4] == (None, None, None)
    assert rows[2][1:4] == (0.0, 0, -1.5)


def test_tidy_turns_numpy_numbers_into_plain_ones():
    value = tidy(np.int64(3), Column("n", "N", "count"))
    assert (value, type(value)) == (3, int)
    assert type(tidy(np.float64(0.5), Column("n", "N", "share"))) is float
    assert tidy(np.float64("inf"), Column("n", "N", "share")) is None


def test_tidy_takes_the_day_of_a_time():
    column = Column("d", "D", "date")
    assert tidy(datetime(2026, 1, 2, 3, tzinfo=UTC), column) == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("value", "kind"),
    [("12", "count"), (True, "count"), (1, "flag"), ("2026-01-01", "date"), ("a", "list")],
)
def test_tidy_refuses_a_value_of_another_kind(value, kind):
    with pytest.raises(TypeError, match="Column 'x' holds"):
        tidy(value, Column("x", "X", kind))


def test_tables_need_every_key_once():
    with pytest.raises(ValueError, match="each key once"):
        sample(columns=(Column("a", "A"), Column("a", "B")))
    with pytest.raises(ValueError, match="needs columns"):
        sample(columns=())


def test_shown_words_every_kind():
    words = [shown(column, ROWS[0]) for column in COLUMNS]
    assert words == ["Thameside Homes", "64%", "1,204", "42.5", "31 March 2025", "Yes", ""]


def test_shown_says_why_a_value_is_unknown():
    assert shown(COLUMNS[1], ROWS[1]) == "Not known: left blank by the landlord"
    assert shown(COLUMNS[3], ROWS[1]) == "Not known"
    assert shown(COLUMNS[5], ROWS[2]) == "No"


def test_shown_never_writes_a_minus_before_zero():
    column = Column("x", "X", "share", digits=1)
    assert shown(column, {"x": -0.0001}) == "0.0%"
    assert shown(column, {"x": -0.031}) == "\N{MINUS SIGN}3.1%"


def test_provenance_lines_leave_out_what_is_not_known():
    bare = replace(PROVENANCE, published=None, source_files=(), notes=(), address="")
    assert [heading for heading, _ in provenance_lines(bare)] == [
        "Source",
        "Retrieved",
        "Licence",
        "Attribution",
        "Method version",
    ]


def test_provenance_lines_say_what_is_made_up():
    lines = dict(provenance_lines(replace(PROVENANCE, made_up=True)))
    assert lines["Made up"].startswith("MADE-UP DATA")
