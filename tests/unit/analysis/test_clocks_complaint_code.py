"""The Complaint Handling Code: acknowledgement, answers, extensions, both stages."""

from __future__ import annotations

import pytest
from tests.unit.analysis.clock_cases import at, codes, fact, on, run, said

ACKNOWLEDGE, ANSWER = "complaint-code.stage-1.acknowledge", "complaint-code.stage-1.answer"
ACKNOWLEDGE_2, ANSWER_2 = "complaint-code.stage-2.acknowledge", "complaint-code.stage-2.answer"
COMPLAINT = fact("complaint", "2025-12-19")


def test_acknowledgement_is_due_5_working_days_after_receipt():
    clock = run(COMPLAINT, now=at("2025-12-22"))[ACKNOWLEDGE]

    assert clock.due_on == on("2025-12-30")
    assert clock.due_at == at("2025-12-30", "23:59:59.999999")
    assert (clock.state, clock.left) == ("running", 4)
    assert clock.rule.source.clause == "6.2"


def test_the_answer_is_due_10_working_days_after_the_acknowledgement_and_not_after_receipt():
    clocks = run(COMPLAINT, fact("complaint-acknowledged", "2025-12-23"))

    assert clocks[ANSWER].due_on == on("2026-01-09")
    assert not clocks[ANSWER].provisional


def test_the_whole_sum_can_be_followed():
    clocks = run(COMPLAINT, fact("complaint-acknowledged", "2025-12-23"), now=at("2026-01-08"))

    assert said(clocks[ANSWER]).splitlines() == [
        "The landlord acknowledged the complaint on Tue 23 Dec 2025.",
        "Tue 23 Dec 2025 is day 0. The first working day after it is day 1.",
        (
            "Left out: Saturdays, Sundays and the bank holidays Thu 25 Dec 2025 (Christmas Day), "
            "Fri 26 Dec 2025 (Boxing Day), Thu 1 Jan 2026 (New Year's Day)."
        ),
        "Working day 10 is Fri 9 Jan 2026: due by the end of that day.",
        "1 working day left.",
    ]


def test_without_an_acknowledgement_the_answer_is_counted_from_the_last_day_for_it():
    clock = run(COMPLAINT, now=at("2026-01-05"))[ANSWER]

    assert clock.due_on == on("2026-01-14")  # 30 December and 10 working days
    assert clock.provisional
    assert clock.started_at is None
    assert clock.started_by.kind == "complaint"
    assert "Not done yet: “Acknowledge the complaint”. Its last day is Tue 30 Dec 2025" in said(
        clock
    )


def test_an_answer_without_an_acknowledgement_meets_both():
    clocks = run(COMPLAINT, fact("complaint-answered", "2025-12-24"))

    assert [clocks[code].state for code in (ACKNOWLEDGE, ANSWER)] == ["met", "met"]


def test_a_late_acknowledgement_is_missed_and_puts_the_answer_off_with_a_warning():
    clocks = run(COMPLAINT, fact("complaint-acknowledged", "2026-01-05"), now=at("2026-01-06"))

    assert clocks[ACKNOWLEDGE].state == "missed"
    assert "3 working days too late" in said(clocks[ACKNOWLEDGE])
    assert clocks[ANSWER].due_on == on("2026-01-19")
    assert codes(clocks[ANSWER].warnings) == ["step-late"]
    assert "would have been due by Wed 14 Jan 2026" in said(clocks[ANSWER])


@pytest.mark.parametrize(("time", "state"), [("23:59", "met"), ("23:59:59.999999", "met")])
def test_the_last_day_counts_to_its_end(time, state):
    clocks = run(COMPLAINT, fact("complaint-acknowledged", "2025-12-30", time))

    assert clocks[ACKNOWLEDGE].state == state


def test_midnight_after_the_last_day_is_too_late():
    clocks = run(COMPLAINT, fact("complaint-acknowledged", "2025-12-31", "00:00"))

    assert clocks[ACKNOWLEDGE].state == "missed"


@pytest.mark.parametrize("day", ["2026-10-23", "2026-10-24", "2026-10-25"])
def test_receipt_on_a_weekend_is_day_0_like_the_friday_before(day):
    assert run(fact("complaint", day))[ACKNOWLEDGE].due_on == on("2026-10-30")


def test_receipt_late_at_night_is_received_that_day():
    assert run(fact("complaint", "2026-10-23", "23:58"))[ACKNOWLEDGE].due_on == on("2026-10-30")


def test_an_extension_within_time_adds_to_the_ten_days():
    clock = run(
        COMPLAINT,
        fact("complaint-acknowledged", "2025-12-23"),
        fact(
            "extended", "2026-01-09", "17:00", clock=ANSWER, days=10, reason="Waiting for a survey"
        ),
    )[ANSWER]

    assert clock.first_due_on == on("2026-01-09")
    assert clock.due_on == on("2026-01-23")
    assert clock.extended_by == 10
    assert not clock.warnings
    assert "took 10 working days more: “Waiting for a survey”" in said(clock)
    assert "Working day 20 is Fri 23 Jan 2026" in said(clock)


def test_an_extension_after_the_deadline_rescues_nothing():
    # "within the timescales above": housing-ombudsman.org.uk, Help if you are waiting
    clock = run(
        COMPLAINT,
        fact("complaint-acknowledged", "2025-12-23"),
        fact("extended", "2026-01-10", "00:00", clock=ANSWER, days=10),
        now=at("2026-01-12"),
    )[ANSWER]

    assert clock.due_on == on("2026-01-09")
    assert clock.state == "missed"
    assert codes(clock.warnings) == ["extension-too-late"]


def test_a_longer_extension_than_the_code_allows_is_shown_as_the_most():
    clock = run(
        COMPLAINT,
        fact("complaint-acknowledged", "2025-12-23"),
        fact("extended", "2026-01-05", clock=ANSWER, days=15, reason="x"),
    )[ANSWER]

    assert clock.due_on == on("2026-01-23")
    assert clock.extended_by == 10
    assert codes(clock.warnings) == ["extension-too-long"]
    assert "The most is 10 working days in all" in said(clock)


def test_extensions_together_add_no_more_than_the_most():
    clock = run(
        COMPLAINT,
        fact("complaint-acknowledged", "2025-12-23"),
        fact("extended", "2026-01-05", clock=ANSWER, days=6, reason="x"),
        fact("extended", "2026-01-15", clock=ANSWER, days=6, reason="y"),
    )[ANSWER]

    assert clock.extended_by == 10
    assert clock.due_on == on("2026-01-23")


@pytest.mark.parametrize(
    ("until", "due"),
    [
        ("2026-01-20", "2026-01-20"),
        ("2026-01-17", "2026-01-17"),  # a Saturday promised is a Saturday due
        ("2026-01-05", "2026-01-09"),  # never brings the deadline forward
        ("2026-03-01", "2026-01-23"),
    ],
)
def test_an_extension_to_a_date_holds_to_that_date_within_the_most(until, due):
    clock = run(
        COMPLAINT,
        fact("complaint-acknowledged", "2025-12-23"),
        fact("extended", "2026-01-02", clock=ANSWER, until=at(until), reason="x"),
    )[ANSWER]

    assert clock.due_on == on(due)


def test_an_extension_without_a_length_or_a_reason_says_so():
    clock = run(
        COMPLAINT,
        fact("complaint-acknowledged", "2025-12-23"),
        fact("extended", "2026-01-02", clock=ANSWER),
        fact("extended", "2026-01-02", clock=ANSWER, days=2, reason=""),
    )[ANSWER]

    assert codes(clock.warnings) == ["extension-no-length", "extension-no-reason"]


def test_an_extension_of_what_cannot_be_extended_is_refused_only_if_it_names_it():
    named = run(COMPLAINT, fact("extended", "2025-12-22", clock=ACKNOWLEDGE, days=5))
    unnamed = run(COMPLAINT, fact("extended", "2025-12-22", days=5))

    assert codes(named[ACKNOWLEDGE].warnings) == ["extension-not-allowed"]
    assert not unnamed[ACKNOWLEDGE].warnings
    assert named[ACKNOWLEDGE].due_on == unnamed[ACKNOWLEDGE].due_on == on("2025-12-30")


def test_an_extension_after_the_answer_means_nothing():
    clock = run(
        COMPLAINT,
        fact("complaint-acknowledged", "2025-12-23"),
        fact("complaint-answered", "2026-01-05"),
        fact("extended", "2026-01-06", clock=ANSWER, days=5),
    )[ANSWER]

    assert (clock.state, clock.extended_by, clock.warnings) == ("met", 0, ())


def test_the_code_knows_no_pauses():
    clock = run(
        COMPLAINT,
        fact("complaint-acknowledged", "2025-12-23"),
        fact("paused", "2025-12-29", clock=ANSWER),
    )[ANSWER]

    assert clock.due_on == on("2026-01-09")
    assert codes(clock.warnings) == ["pause-not-allowed"]


def test_stage_2_runs_from_its_own_acknowledgement():
    clocks = run(
        COMPLAINT,
        fact("complaint-acknowledged", "2025-12-23"),
        fact("complaint-answered", "2026-01-09"),
        fact("escalated", "2026-03-20"),
        fact("escalation-acknowledged", "2026-03-26"),
        fact("extended", "2026-04-20", clock=ANSWER_2, days=20, reason="x"),
        now=at("2026-04-21"),
    )

    assert clocks[ANSWER].state == "met"
    assert clocks[ACKNOWLEDGE_2].state == "met"
    assert clocks[ACKNOWLEDGE_2].due_on == on("2026-03-27")
    assert clocks[ANSWER_2].first_due_on == on("2026-04-27")  # Easter: 3 and 6 April left out
    assert clocks[ANSWER_2].due_on == on("2026-05-27")  # 4 and 25 May left out


def test_a_second_complaint_starts_its_own_clocks():
    clocks = run(
        COMPLAINT,
        fact("complaint-acknowledged", "2025-12-23"),
        fact("complaint-answered", "2026-01-09"),
        fact("complaint", "2026-06-01"),
    )

    assert clocks[f"{ANSWER}#2"].started_by.at == at("2026-06-01")
    assert clocks[f"{ACKNOWLEDGE}#2"].due_on == on("2026-06-08")


def test_a_complaint_told_twice_counts_from_the_first():
    clocks = run(COMPLAINT, COMPLAINT, fact("complaint", "2025-12-22"))

    assert clocks[ACKNOWLEDGE].due_on == on("2025-12-30")
    assert f"{ACKNOWLEDGE}#2" not in clocks


def test_an_acknowledgement_entered_late_of_a_complaint_already_answered_opens_nothing():
    clocks = run(
        COMPLAINT,
        fact("complaint-answered", "2025-12-24"),
        fact("complaint-acknowledged", "2025-12-29"),
    )

    assert f"{ANSWER}#2" not in clocks


def test_an_acknowledgement_without_a_known_complaint_starts_the_answer():
    clocks = run(fact("complaint-acknowledged", "2025-12-23"))

    assert list(clocks) == [ANSWER]
    assert clocks[ANSWER].due_on == on("2026-01-09")


def test_a_complaint_withdrawn_in_time_lapses():
    clocks = run(COMPLAINT, fact("withdrawn", "2025-12-22"))

    assert clocks[ACKNOWLEDGE].state == "lapsed"
    assert not clocks[ACKNOWLEDGE].is_open


def test_a_complaint_withdrawn_after_the_deadline_was_missed():
    clock = run(COMPLAINT, fact("withdrawn", "2026-02-02"))[ACKNOWLEDGE]

    assert clock.state == "missed"
    assert codes(clock.warnings) == ["lapse-too-late"]


@pytest.mark.parametrize(("received", "runs"), [("2024-03-31", False), ("2024-04-01", True)])
def test_the_code_governs_what_was_received_from_1_april_2024(received, runs):
    clocks = run(fact("complaint", received), fact("complaint-acknowledged", "2024-04-02"))

    assert (ANSWER in clocks) is runs  # received before, acknowledged after: not by this Code
    if runs:  # received on Easter Monday, a bank holiday
        assert clocks[ACKNOWLEDGE].due_on == on("2024-04-08")


def test_two_landlords_of_one_case_have_their_own_clocks():
    clocks = run(
        fact("complaint", "2026-06-01", party="L1"),
        fact("complaint", "2026-06-03", party="L2"),
        fact("complaint-acknowledged", "2026-06-04", party="L1"),
    )

    assert clocks[f"{ACKNOWLEDGE}@L1"].state == "met"
    assert clocks[f"{ACKNOWLEDGE}@L2"].due_on == on("2026-06-10")
    assert clocks[f"{ACKNOWLEDGE}@L2"].is_overdue
    assert clocks[f"{ANSWER}@L1"].key == "complaint-code.stage-1.answer/L1/1"
