"""The council's own standard: its limits, pauses, and landlords' answers to it."""

from __future__ import annotations

import pytest
from tests.unit.analysis.clock_cases import at, codes, fact, on, run, said

ENQUIRY, REFER = "council-standard.enquiry", "council-standard.refer"
TELL, ACKNOWLEDGE = "council-standard.tell", "council-standard.acknowledge"
CHECK, NOT_FIXED = "council-standard.check", "council-standard.not-fixed"
REFERRED = fact("referred", "2026-06-01")  # a Monday; due on the 15th


def test_each_promise_has_its_limit():
    clocks = run(
        fact("raised", "2026-06-01"),
        fact("checked", "2026-06-03"),
        fact("referred", "2026-06-10"),
        fact("landlord-answered", "2026-06-24"),
        fact("resident-told", "2026-06-26"),
        fact("not-fixed", "2026-07-01"),
        fact("council-acknowledged", "2026-06-02"),
        fact("reopened", "2026-07-06"),
    )

    assert {code: str(clock.due_on) for code, clock in clocks.items()} == {
        ACKNOWLEDGE: "2026-06-03",
        CHECK: "2026-06-03",
        REFER: "2026-06-10",
        ENQUIRY: "2026-06-24",
        TELL: "2026-06-26",
        NOT_FIXED: "2026-07-06",
        f"{CHECK}#2": "2026-07-08",
    }
    assert {clock.state for code, clock in clocks.items() if "#" not in code} == {"met"}
    assert all(
        clock.rule.who == ("landlord" if code == ENQUIRY else "council")
        for code, clock in clocks.items()
    )


def test_a_pause_leaves_out_the_working_days_from_its_first_to_the_day_it_ends():
    clock = run(
        REFERRED,
        fact("paused", "2026-06-04", reason="waiting for the resident"),
        fact("resumed", "2026-06-09", reason="waiting for the resident"),
        now=at("2026-06-10"),
    )[ENQUIRY]

    assert clock.due_on == on("2026-06-18")  # Thursday, Friday and Monday are left out
    assert "Paused from Thu 4 Jun 2026: days up to Tue 9 Jun 2026, when it went on" in said(clock)
    assert not clock.provisional


def test_a_pause_that_ends_on_its_own_day_leaves_nothing_out():
    clock = run(
        REFERRED, fact("paused", "2026-06-04", "09:00"), fact("resumed", "2026-06-04", "17:00")
    )

    assert clock[ENQUIRY].due_on == on("2026-06-15")


def test_overlapping_pauses_count_once():
    clock = run(
        REFERRED,
        fact("paused", "2026-06-03", reason="a"),
        fact("paused", "2026-06-04", reason="b"),
        fact("resumed", "2026-06-05", reason="a"),
        fact("resumed", "2026-06-09", reason="b"),
    )[ENQUIRY]

    assert len(clock.paused) == 1
    assert clock.due_on == on("2026-06-19")  # 3, 4, 5 and 8 June


def test_a_resumption_without_a_reason_ends_every_pause():
    clock = run(
        REFERRED,
        fact("paused", "2026-06-03", reason="a"),
        fact("paused", "2026-06-03", reason="b"),
        fact("resumed", "2026-06-04"),
    )[ENQUIRY]

    assert clock.due_on == on("2026-06-16")


def test_a_pause_with_an_end_ends_then_unless_resumed_before():
    planned = fact("paused", "2026-06-03", until=at("2026-06-05"))

    assert run(REFERRED, planned)[ENQUIRY].due_on == on("2026-06-17")
    assert run(REFERRED, planned, fact("resumed", "2026-06-04"))[ENQUIRY].due_on == on("2026-06-16")
    again = fact("paused", "2026-06-09", until=at("2026-06-10"))
    assert run(REFERRED, planned, again)[ENQUIRY].due_on == on("2026-06-18")


def test_while_it_is_paused_the_date_is_as_if_it_went_on_today():
    facts = [REFERRED, fact("paused", "2026-06-10")]
    clock = run(*facts, now=at("2026-06-22"))[ENQUIRY]

    assert (clock.state, clock.provisional) == ("paused", True)
    assert clock.due_on == on("2026-06-25")  # on the 10th, 4 days of 10 were left: 22, 23, 24, 25
    assert clock.left == 3
    assert "holds if the clock goes on today" in said(clock)
    assert "once the clock goes on" in said(clock)


def test_a_pause_after_the_deadline_changes_nothing():
    clock = run(REFERRED, fact("paused", "2026-06-16"), now=at("2026-06-30"))[ENQUIRY]

    assert (clock.due_on, clock.state, clock.paused) == (on("2026-06-15"), "missed", ())


def test_a_pause_of_one_clock_leaves_others_running():
    clocks = run(
        fact("checked", "2026-06-01"),
        REFERRED,
        fact("paused", "2026-06-03", clock=ENQUIRY),
        fact("resumed", "2026-06-05", clock=ENQUIRY),
    )

    assert clocks[ENQUIRY].due_on == on("2026-06-17")
    assert not clocks[REFER].paused
    assert not clocks[REFER].warnings


def test_a_pause_on_a_weekend_moves_nothing():
    clock = run(REFERRED, fact("paused", "2026-06-06"), fact("resumed", "2026-06-08", "00:00"))

    assert clock[ENQUIRY].due_on == on("2026-06-15")


def test_an_enquiry_sent_again_after_its_answer_runs_again():
    clocks = run(REFERRED, fact("landlord-answered", "2026-06-05"), fact("referred", "2026-06-08"))

    assert clocks[ENQUIRY].state == "met"
    assert clocks[f"{ENQUIRY}#2"].due_on == on("2026-06-22")


def test_an_extension_belongs_to_the_clock_that_ran_then():
    clocks = run(
        REFERRED,
        fact("extended", "2026-06-03", clock=ENQUIRY, days=5, reason="x"),
        fact("landlord-answered", "2026-06-05"),
        fact("referred", "2026-06-08"),
    )

    assert clocks[ENQUIRY].extended_by == 5
    assert clocks[f"{ENQUIRY}#2"].extended_by == 0


def test_closing_ends_what_the_council_asked_and_not_the_landlords_law():
    clocks = run(
        fact("raised", "2026-06-01"),
        fact("complaint", "2026-06-01"),
        REFERRED,
        fact("closed", "2026-06-02"),
        now=at("2026-06-03"),
    )

    assert clocks[ENQUIRY].state == "lapsed"
    assert clocks["complaint-code.stage-1.acknowledge"].state == "running"


def test_a_clock_recorded_as_lapsed_by_its_code_lapses_alone():
    clocks = run(
        fact("raised", "2026-06-01"),
        fact("lapsed", "2026-06-02", clock=CHECK),
        now=at("2026-06-02"),
    )

    assert clocks[CHECK].state == "lapsed"
    assert clocks[ACKNOWLEDGE].state == "running"


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-06-12", "1 working day left."),
        ("2026-06-13", "1 working day left."),
        ("2026-06-15", "Today is the last day."),
        ("2026-06-16", "Overdue by 1 working day."),
        ("2026-06-18", "Overdue by 3 working days."),
    ],
)
def test_how_it_stands_in_words(now, words):
    assert run(REFERRED, now=at(now))[ENQUIRY].steps[-1].words == words


def test_overdue_over_a_weekend_has_no_working_day_to_count():
    clock = run(fact("referred", "2026-06-05"), now=at("2026-06-20"))[ENQUIRY]  # due Friday 19th

    assert clock.is_overdue
    assert clock.steps[-1].words == "Overdue: the deadline has passed."


def test_a_sum_beyond_the_announced_bank_holidays_is_provisional():
    clock = run(fact("referred", "2027-12-20"), now=at("2027-12-21"))[ENQUIRY]

    assert clock.due_on == on("2028-01-06")
    assert clock.provisional
    assert "Bank holidays after Fri 31 Dec 2027 aren't announced yet" in said(clock)
    assert codes(clock.steps) == ["start", "day-0", "left-out", "due", "unannounced", "left"]


def test_closing_an_overdue_enquiry_leaves_it_missed_but_no_longer_to_do():
    clock = run(REFERRED, fact("closed", "2026-07-01"), now=at("2026-08-01"))[ENQUIRY]

    assert (clock.state, clock.stopped_at, clock.left) == ("missed", None, None)
    assert clock.ended_at == at("2026-07-01")
    assert not clock.is_open
    assert not clock.is_overdue
    assert clock.steps[-1].words == "That was after the deadline."
