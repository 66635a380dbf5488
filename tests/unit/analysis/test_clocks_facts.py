"""What the order, repetition, correction and zone of facts must not change, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

import pytest
from tests.unit.analysis.clock_cases import LONG_AFTER, at, fact, on, run

from heard.analysis.clocks import KINDS, Happening, clocks_run
from heard.analysis.clocks.lines import HAPPENED, TENURES
from heard.analysis.clocks.rules import TENURES as KNOWN_TENURES
from heard.concerns.rules import england_calendar, rule_packs

ANSWER = "complaint-code.stage-1.answer"
CASE = (
    fact("complaint", "2026-06-01"),
    fact("complaint-acknowledged", "2026-06-01"),
    fact("extended", "2026-06-15", clock=ANSWER, days=5, reason="x"),
    fact("complaint-answered", "2026-06-22"),
)


def clocks(*facts):
    return clocks_run(facts, rule_packs(), england_calendar(), now=LONG_AFTER)


def test_the_order_of_facts_does_not_matter():
    first = clocks(*CASE)

    assert all(clocks(*order) == first for order in permutations(CASE))


def test_the_same_fact_twice_is_one():
    assert clocks(*CASE, *CASE) == clocks(*CASE)


@pytest.mark.parametrize(
    "zone", [UTC, timezone(timedelta(hours=-8)), timezone(timedelta(hours=13))]
)
def test_the_zone_that_a_moment_is_written_in_does_not_matter(zone):
    elsewhere = [Happening(**{**as_dict(one), "at": one.at.astimezone(zone)}) for one in CASE]

    assert clocks(*elsewhere) == clocks(*CASE)


def as_dict(one: Happening) -> dict:
    return {name: getattr(one, name) for name in Happening.__slots__}


def test_facts_are_dated_by_the_day_in_england():
    # 23:30 UTC in summer is past midnight in London
    late = Happening("complaint", datetime(2026, 6, 1, 23, 30, tzinfo=UTC))

    assert run(late)["complaint-code.stage-1.acknowledge"].due_on == on("2026-06-09")


def test_a_correction_takes_the_place_of_what_it_corrects():
    wrong = fact("complaint", "2026-06-01", ref="7")
    right = fact("complaint", "2026-06-03", ref="9", corrects="7")

    assert clocks(wrong, right)[0].started_at == at("2026-06-03")
    assert clocks(right, wrong) == clocks(wrong, right)
    again = fact("complaint", "2026-06-04", corrects="9")
    assert clocks(wrong, again, right)[0].started_at == at("2026-06-04")


def test_a_fact_taken_back_never_was():
    wrong = fact("complaint", "2026-06-01", ref="7")

    assert clocks(wrong, fact("retracted", "2026-06-02", corrects="7")) == ()


def test_the_first_entry_of_the_same_fact_is_the_one_that_tells_when_heard_learnt_of_it():
    early = fact("complaint", "2026-06-01", entered_at=at("2026-06-01"))
    late = fact("complaint", "2026-06-01", entered_at=at("2026-07-01"))

    assert clocks(late, early) == clocks(early)


def test_what_comes_after_now_has_not_happened():
    found = run(*CASE, now=at("2026-06-10"))

    assert found[ANSWER].state == "running"
    assert found[ANSWER].extended_by == 0


def test_clocks_come_soonest_first():
    found = clocks(*CASE, fact("raised", "2026-06-01"), fact("referred", "2026-06-02"))

    assert [clock.due_at for clock in found] == sorted(clock.due_at for clock in found)
    assert len({clock.key for clock in found}) == len(found)


def test_an_unknown_kind_and_a_moment_without_a_zone_are_refused():
    with pytest.raises(ValueError, match="no kind of happening"):
        fact("complained", "2026-06-01")
    with pytest.raises(ValueError, match="no time zone"):
        Happening("complaint", datetime(2026, 6, 1))  # noqa: DTZ001 - what must be refused
    with pytest.raises(ValueError, match="no time zone"):
        clocks_run((), (), england_calendar(), now=datetime(2026, 6, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="is no tenure"):
        run(*CASE, tenure="rented")


def test_no_facts_no_clocks():
    assert clocks() == ()


def test_every_kind_and_tenure_has_words():
    assert set(HAPPENED) == set(KINDS)
    assert set(TENURES) == set(KNOWN_TENURES)
