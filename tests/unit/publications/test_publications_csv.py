from __future__ import annotations

import csv
import io
from dataclasses import replace

from tests.unit.publications.samples import PROVENANCE, sample

from heard.publications.csv import csv_bytes


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_csv_is_headed_by_the_keys_on_its_first_line():
    first = csv_bytes(sample()).split(b"\r\n")[0].decode()
    assert first.startswith("name,value,base,rate,surveyed,weighted,flags,source,")


def test_csv_leaves_unknown_empty_and_keeps_numbers_whole():
    known, unknown, zero = read(csv_bytes(sample()))
    assert (known["value"], known["base"], known["surveyed"]) == ("0.6384", "1204", "2025-03-31")
    assert (unknown["value"], unknown["base"], unknown["rate"]) == ("", "", "")
    assert unknown["flags"] == "left blank by the landlord"
    assert (zero["value"], zero["rate"], zero["weighted"]) == ("0.0", "-1.5", "false")


def test_csv_guards_text_that_a_spreadsheet_would_run():
    assert read(csv_bytes(sample()))[1]["name"].startswith("'=HYPERLINK")


def test_csv_carries_source_date_licence_and_method_on_every_row():
    for row in read(csv_bytes(sample())):
        assert row["source"] == PROVENANCE.source
        assert row["retrieved"] == "2026-10-03"
        assert row["published"] == "2025-11-25"
        assert row["licence"] == "Open Government Licence v3.0"
        assert row["method_version"] == "benchmark 1.0"
        assert row["made_up"] == "false"


def test_csv_says_what_is_made_up():
    table = sample(provenance=replace(PROVENANCE, made_up=True))
    assert {row["made_up"] for row in read(csv_bytes(table))} == {"true"}


def test_csv_can_leave_the_provenance_to_others():
    first = csv_bytes(sample(), provenance=False).split(b"\r\n")[0]
    assert first == b"name,value,base,rate,surveyed,weighted,flags"


def test_csv_of_no_rows_still_has_its_header():
    assert csv_bytes(sample(rows=())).count(b"\r\n") == 1
