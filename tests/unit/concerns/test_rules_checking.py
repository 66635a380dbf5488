"""What is wrong with a pack: file, line, field and how to mend it."""

from __future__ import annotations

from importlib import resources

import pytest

from heard.concerns.rules import rule_pack_check

GOOD = (resources.files("heard.concerns.rules") / "packs" / "council-standard.toml").read_text(
    encoding="utf-8"
)


def faults(old: str, new: str) -> list[str]:
    assert old in GOOD
    return [str(fault) for fault in rule_pack_check(GOOD.replace(old, new, 1), file="own.toml")]


def test_a_good_pack_has_no_faults():
    assert rule_pack_check(GOOD) == ()


@pytest.mark.parametrize("pack", ["complaint-code", "awaabs-law"])
def test_the_packs_of_law_have_none_either(pack):
    file = resources.files("heard.concerns.rules") / "packs" / f"{pack}.toml"

    assert rule_pack_check(file.read_text(encoding="utf-8"), file=file.name, code="") == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'within = "2 working days"',
            'within = "two days"',
            "versions[1].rules[1].within: 'two days' is no length of time.",
        ),
        ('within = "2 working days"', 'within = "0 days"', "'0 days' is no length of time."),
        ('within = "2 working days"', 'within = "401 days"', "'401 days' is no length of time."),
        ('within = "2 working days"', "within = 2", "within: It isn't a text."),
        ('starts = ["raised"]', 'starts = ["rased"]', "rules[1].starts: 'rased' isn't known."),
        ('starts = ["raised"]', "starts = []", "rules[1].starts: It is missing or empty."),
        ('starts = ["raised"]', 'starts = "raised"', "starts: It isn't a list of texts."),
        ('who = "council"', 'who = "us"', "rules[1].who: 'us' isn't known."),
        ('name = "Check the concern"', 'nam = "Check"', "rules[2].nam: There is no such field."),
        ('name = "Check the concern"', 'name = ""', "rules[2].name: It is missing."),
        ("from = 2015-01-01", 'from = "2015"', "versions[1].from: It isn't a date."),
        ("from = 2015-01-01", "from = 2015-01-01T00:00:00", "from: It isn't a date."),
        ("from = 2015-01-01", "from = 2015-01-01\nuntil = 2014-01-01", "It ends before it begins."),
        ("again = false", 'again = "no"', "rules[1].again: It is neither true nor false."),
        ('code = "check"', 'code = "Check!"', "rules[2].code: 'Check!' is no code."),
        ('code = "check"', 'code = "acknowledge"', "rules[2].code: The code is there twice."),
        ('code = "check"', 'code = "check"\nafter = "chek"', "after: It names no other rule."),
        (
            'stops = ["checked", "referred"]',
            'stops = ["raised"]',
            "'raised' both starts and ends it.",
        ),
        ('most = "10 working days"', 'most = "2 weeks"', "most: It counts in another unit"),
        (
            'most = "10 working days"',
            'most = "10 working days"\ntimes = 0',
            "times: It isn't a whole",
        ),
        ('code = "council-standard"', 'code = "standard"', "code: The code is 'standard'."),
        ('basis = "standard"', 'basis = "whim"', "basis: 'whim' isn't known."),
        ('version = "1"', "", "versions[1].version: It is missing."),
        ("[versions.source]", "[versions.sauce]", "versions[1].source: It is missing."),
        ("[[versions]]", "[versions]", "versions: It isn't a list of tables."),
        ("may_pause = true", 'may_pause = true\ntenures = ["rented"]', "'rented' isn't known."),
    ],
)
def test_each_slip_is_named_with_its_field(old, new, fault):
    found = faults(old, new)

    assert any(fault in each for each in found), found
    assert all(each.startswith("own.toml") for each in found)


def test_a_fault_names_its_line():
    line = GOOD[: GOOD.index('within = "10 working days"')].count("\n") + 1

    [found] = faults('within = "10 working days"', 'within = "ten days"')

    assert found.startswith(f"own.toml, line {line}, versions[1].rules[4].within: ")
    assert found.endswith('Write it as "10 working days", "5 days", "12 weeks" or "24 hours".')


def test_text_that_is_no_toml_names_its_line():
    [fault] = rule_pack_check("code = \nname = 1")

    assert "line 1" in str(fault)


def test_an_empty_file_lacks_what_matters():
    found = " ".join(str(fault) for fault in rule_pack_check(""))

    for name in ("code", "name", "basis", "versions"):
        assert f"{name}: It is missing" in found


def test_versions_that_overlap_are_a_fault():
    second = GOOD[GOOD.index("[[versions]]") :]
    text = GOOD.replace("from = 2015-01-01", "from = 2015-01-01\nuntil = 2027-01-01", 1) + second

    found = [
        str(fault)
        for fault in rule_pack_check(text.replace("from = 2015-01-01\n\n", "from = 2026-01-01\n\n"))
    ]

    assert any("overlap" in fault for fault in found), found


def test_every_fault_is_found_at_once():
    text = GOOD.replace('within = "2 working days"', 'within = "soon"').replace(
        'who = "council"', "who = 1"
    )

    assert len(rule_pack_check(text)) > 5


def test_a_bank_holiday_needs_its_day_and_name():
    text = GOOD.replace("[[versions]]", '[[bank_holidays]]\nday = "x"\n\n[[versions]]', 1)
    found = " ".join(str(fault) for fault in rule_pack_check(text))

    assert "bank_holidays[1].day: There is no such field" in found
    assert "bank_holidays[1].on: It isn't a date" in found
    assert "bank_holidays[1].name: It is missing" in found
