"""A council may write anything into its file: faults come back, never a crash."""

from __future__ import annotations

from importlib import resources

from hypothesis import given
from hypothesis import strategies as st

from heard.concerns.rules import rule_pack_check
from heard.concerns.rules.parsing import parse

FOLDER = resources.files("heard.concerns.rules") / "packs"
LINES = [
    line
    for file in sorted(FOLDER.iterdir(), key=lambda file: file.name)
    if file.name.endswith(".toml")
    for line in file.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
VALUES = [
    "1",
    "true",
    '"x"',
    "[]",
    '["raised"]',
    "2026-01-01",
    "{a = 1}",
    "[{}]",
    "[1]",
    "1.5",
    "nan",
]


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_lines_in_any_order_give_faults_or_packs(lines):
    parsed = parse("\n".join(lines), file="x.toml")

    assert parsed.faults or parsed.packs
    assert all(str(fault).startswith("x.toml") for fault in parsed.faults)


@given(st.data())
def test_any_value_in_any_field_gives_faults_or_none(data):
    text = (FOLDER / "council-standard.toml").read_text(encoding="utf-8").splitlines()
    fields = [place for place, line in enumerate(text) if "=" in line and not line.startswith("#")]
    place = data.draw(st.sampled_from(fields))
    text[place] = text[place].partition("=")[0] + "= " + data.draw(st.sampled_from(VALUES))

    faults = rule_pack_check("\n".join(text))

    assert all(fault.problem and fault.mend for fault in faults)


@given(st.text(max_size=200))
def test_any_text_is_checked(text):
    assert rule_pack_check(text)
