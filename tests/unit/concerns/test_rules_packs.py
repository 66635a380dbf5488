"""The packs that come with Heard, and a council's own standard in place of one."""

from __future__ import annotations

import logging
import re
import tomllib
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from heard.analysis.clocks import KINDS, TENURES
from heard.concerns.rules import england_calendar, parsing, rule_packs, standard_faults
from heard.concerns.rules.loading import STANDARD

DOCS = Path(__file__).resolve().parents[3] / "docs"
UNITS = {"working-days": "working days", "hours": "hours", "weeks": "weeks"}
OWN = """
code = "council-standard"
name = "Riverton’s standard"
basis = "standard"

[[bank_holidays]]
on = 2026-06-05
name = "Riverton Day"

[[versions]]
version = "2"
from = 2027-04-01
[versions.source]
title = "Cabinet, 3 March 2027"
[[versions.rules]]
code = "acknowledge"
name = "Tell the resident"
duty = "Within a day."
who = "council"
within = "1 working day"
starts = ["raised"]
stops = ["council-acknowledged"]

[[versions]]
version = "1"
from = 2020-01-01
[versions.source]
title = "Cabinet, 2 December 2019"
[[versions.rules]]
code = "acknowledge"
name = "Tell the resident"
duty = "Within 3 days."
who = "council"
within = "3 working days"
starts = ["raised"]
stops = ["council-acknowledged"]
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A council's file, by the setting that names it."""
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("HEARD_STANDARD", str(path))
    return path


@pytest.fixture(autouse=True)
def no_standard(tmp_path, monkeypatch):
    monkeypatch.setenv("HEARD_HOME", str(tmp_path))
    monkeypatch.delenv("HEARD_STANDARD", raising=False)


def by_code(packs):
    return {f"{pack.code} {pack.version}": pack for pack in packs}


def test_law_code_and_standard_come_with_heard_each_from_its_day():
    packs = by_code(rule_packs())

    assert {name: str(pack.since) for name, pack in packs.items()} == {
        "awaabs-law 2025": "2025-10-27",
        "complaint-code 2024": "2024-04-01",
        "council-standard 1": "2015-01-01",
    }
    assert [pack.basis for pack in packs.values()] == ["law", "code", "standard"]


def test_every_limit_is_the_one_of_the_fact_sheet():
    limits = {
        rule.code: f"{rule.within.number} {rule.within.unit}"
        + (f" +{rule.extension.most}" if rule.extension else "")
        for pack in rule_packs()
        for rule in pack.rules
        if pack.basis != "standard"
    }

    assert limits == {
        "complaint-code.stage-1.acknowledge": "5 working-days",
        "complaint-code.stage-1.answer": "10 working-days +10",
        "complaint-code.stage-2.acknowledge": "5 working-days",
        "complaint-code.stage-2.answer": "20 working-days +20",
        "awaabs-law.emergency.investigate": "24 hours",
        "awaabs-law.emergency.make-safe": "24 hours",
        "awaabs-law.significant.investigate": "10 working-days",
        "awaabs-law.summary": "3 working-days",
        "awaabs-law.significant.make-safe": "5 working-days",
        "awaabs-law.prevent.begin": "5 working-days",
        "awaabs-law.prevent.start": "12 weeks",
    }


def test_every_rule_of_law_says_where_it_stands_and_none_can_be_paused():
    for pack in rule_packs():
        for rule in pack.rules:
            if pack.basis == "standard":
                continue
            assert rule.source.url.startswith("https://"), rule.code
            assert rule.source.clause, rule.code
            assert not rule.may_pause, rule.code
            assert rule.who == "landlord", rule.code
            assert pack.transition


def test_only_confirmed_hazards_are_covered_and_codes_are_the_catalogues():
    pack = by_code(rule_packs())["awaabs-law 2025"]
    folder = resources.files("heard.concerns.catalogue") / "data"
    hazards = tomllib.loads((folder / "hazards.toml").read_text(encoding="utf-8"))["hazard"]
    law = {hazard["code"]: hazard.get("significant_from") for hazard in hazards}
    announced = {hazard["code"] for hazard in hazards if hazard.get("announced") == 2026}

    assert {h.code: h.since for h in pack.hazards if h.confirmed} == {
        code: day for code, day in law.items() if day
    }
    assert {hazard.code for hazard in pack.hazards if not hazard.confirmed} == announced
    never = {code for rule in pack.rules for code in rule.not_hazards}
    assert never == {hazard["code"] for hazard in hazards if "emergency_from" not in hazard}


def test_every_kind_that_starts_or_ends_something_is_used_by_a_rule():
    rules = [rule for pack in rule_packs() for rule in pack.rules]
    used = {
        kind
        for rule in rules
        for kind in (*rule.starts, *rule.or_else, *rule.stops, *rule.lapses, *rule.needs)
    }
    about_clocks = {"extended", "paused", "resumed", "lapsed", "retracted"}

    assert used | about_clocks == set(KINDS)


def test_the_councils_file_takes_the_place_of_the_standard_and_of_nothing_else(own):
    packs = by_code(rule_packs())

    assert list(packs) == [
        "awaabs-law 2025", "complaint-code 2024", "council-standard 1", "council-standard 2",
    ]  # fmt: skip
    assert packs["council-standard 1"].until == packs["council-standard 2"].since
    assert packs["council-standard 2"].until is None
    assert not standard_faults()


def test_standard_toml_in_heards_home_is_found_without_a_setting(tmp_path):
    (tmp_path / "standard.toml").write_text(OWN, encoding="utf-8")

    assert "council-standard 2" in by_code(rule_packs())


def test_a_change_of_the_file_counts_at_once(own):
    assert by_code(rule_packs())["council-standard 1"].rules[0].within.number == 3

    own.write_text(OWN.replace('"3 working days"', '"14 working days"'), encoding="utf-8")

    assert by_code(rule_packs())["council-standard 1"].rules[0].within.number == 14


def test_a_bank_holiday_that_the_council_adds_counts(own):
    assert england_calendar().add(date(2026, 6, 4), 1) == date(2026, 6, 8)
    assert england_calendar().names[date(2026, 6, 5)] == "Riverton Day"


def test_the_calendar_is_the_same_object_while_nothing_changes(own):
    assert england_calendar() is england_calendar()


def test_a_file_with_faults_runs_no_standard_and_says_why(own, caplog):
    own.write_text(OWN.replace('"3 working days"', '"three days"'), encoding="utf-8")

    with caplog.at_level(logging.ERROR):
        packs = rule_packs()

    assert STANDARD not in {pack.code for pack in packs}
    assert len(packs) == 2
    [fault] = standard_faults()
    assert fault.place.endswith("versions[2].rules[1].within")
    assert "three days" in caplog.text
    assert england_calendar().is_working(date(2026, 6, 5))


def test_a_setting_that_names_no_file_is_a_fault(tmp_path, monkeypatch):
    monkeypatch.setenv("HEARD_STANDARD", str(tmp_path / "gone.toml"))

    assert "names no file" in str(standard_faults()[0])
    assert STANDARD not in {pack.code for pack in rule_packs()}


def test_a_file_that_is_no_text_is_a_fault(own):
    own.write_bytes(b"\xff\xfe\x00")

    assert "UTF-8" in str(standard_faults()[0])


def test_the_shipped_standard_can_be_taken_as_the_councils_own(own):
    shipped = resources.files("heard.concerns.rules") / "packs" / "council-standard.toml"
    own.write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")

    assert not standard_faults()
    assert "council-standard 1" in by_code(rule_packs())


def test_the_explanation_gives_every_rule_its_limit_and_clause():
    text = (DOCS / "explanation" / "clocks.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1]: row for row in text.splitlines() if row.startswith("| `")}
    rules = {r.code.partition(".")[2]: r for pack in rule_packs() for r in pack.rules}

    assert set(rows) == set(rules)
    for code, rule in rules.items():
        assert f"| {rule.within.number} {UNITS[rule.within.unit]}" in rows[code]
        if rule.code.startswith("complaint-code"):
            assert rows[code].endswith(f"| {rule.source.clause} |")


def test_the_reference_knows_every_field_fact_and_tenure():
    text = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
    fields = parsing._PACK | parsing._VERSION | parsing._RULE | parsing._EXTENSION

    for word in {*fields, *KINDS, *TENURES}:
        assert re.search(rf"`(\[\[?([\w.]+\.)?)?{word}(\]\]?)?`", text), word
