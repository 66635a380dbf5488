"""Awaab's Law: 24 hours that really pass, 10, 3 and 5 working days, 12 weeks, what ends them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.analysis.clock_cases import at, codes, fact, on, run, said

from heard.concerns.rules import rule_packs

INVESTIGATE, SAFE = "awaabs-law.significant.investigate", "awaabs-law.significant.make-safe"
SUMMARY, BEGIN, START = "awaabs-law.summary", "awaabs-law.prevent.begin", "awaabs-law.prevent.start"
URGENT, URGENT_SAFE = "awaabs-law.emergency.investigate", "awaabs-law.emergency.make-safe"
MOULD = {"hazard": "damp-mould"}


def significant(day="2026-10-06", time="10:00"):
    return fact("hazard-significant", day, time, **MOULD)


def emergency(day="2026-10-06", time="09:00", hazard="electrical"):
    return fact("hazard-emergency", day, time, hazard=hazard)


def law(clocks):
    return {code: clock for code, clock in clocks.items() if code.startswith("awaabs-law.")}


def test_a_published_example_of_all_duties_on_a_significant_hazard():
    # The tests of RepairClock's engine (github, found 2026): aware on Tuesday 6 October 2026,
    # investigated on Wednesday 14 October.
    clocks = run(
        significant(),
        fact("landlord-aware", "2026-10-06"),
        fact("investigated", "2026-10-14"),
        tenure="social-tenancy",
        now=at("2026-10-15"),
    )

    assert {code: str(clock.due_on) for code, clock in law(clocks).items()} == {
        INVESTIGATE: "2026-10-20",
        SUMMARY: "2026-10-19",
        SAFE: "2026-10-21",
        BEGIN: "2026-10-21",
        START: "2027-01-06",
    }
    assert clocks[INVESTIGATE].state == "met"
    assert not any(clock.conditions for clock in law(clocks).values())


def test_a_published_example_of_an_emergency():
    # The same: aware at 09:00 on 6 October 2026, looked at at 20:00; due at 08:00 UTC.
    facts = [emergency(), fact("landlord-aware", "2026-10-06", "09:00")]
    clock = run(*facts, now=at("2026-10-06", "20:00"))[URGENT_SAFE]

    assert clock.due_at.isoformat() == "2026-10-07T08:00:00+00:00"
    assert (clock.state, clock.left) == ("running", 13)
    assert run(*facts, now=at("2026-10-07", "10:00"))[URGENT].is_overdue


def test_the_day_of_awareness_is_day_nought():
    # Guidance for social landlords: "The day the landlord becomes aware of a potential hazard is
    # counted as day zero, with day one of timeframes commencing the following working day."
    clocks = run(significant("2025-10-31"), fact("landlord-aware", "2025-10-31"))  # a Friday

    assert clocks[INVESTIGATE].due_on == on("2025-11-14")


@pytest.mark.parametrize(
    ("aware", "due"),
    [
        (("2026-03-28", "14:00"), ("2026-03-29", "15:00")),  # clocks go forward: 25 on the wall
        (("2026-10-24", "14:00"), ("2026-10-25", "13:00")),  # clocks go back
        (("2026-03-27", "14:00"), ("2026-03-28", "14:00")),
        (("2028-02-28", "23:30"), ("2028-02-29", "23:30")),
        (("2026-12-31", "23:30"), ("2027-01-01", "23:30")),
        (("2026-12-25", "03:00"), ("2026-12-26", "03:00")),  # no day off for emergencies
    ],
)
def test_24_hours_really_pass(aware, due):
    clocks = run(emergency(*aware), fact("landlord-aware", *aware))

    assert clocks[URGENT_SAFE].due_at == at(*due)
    assert (
        clocks[URGENT_SAFE].due_at - at(*aware).astimezone(clocks[URGENT].due_at.tzinfo)
    ).total_seconds() == 86_400


def test_the_hour_that_comes_twice_is_told_apart():
    first, second = (
        run(
            emergency("2026-10-24"),
            replace(fact("landlord-aware", "2026-10-25"), at=at("2026-10-25", "01:30", fold)),
        )[URGENT_SAFE]
        for fold in (0, 1)
    )

    assert (second.due_at - first.due_at).total_seconds() == 3600
    assert "Sun 25 Oct 2026 at 01:30 BST" in said(first)
    assert "Sun 25 Oct 2026 at 01:30 GMT" in said(second)


def test_made_safe_at_the_last_second_is_in_time():
    facts = [emergency(), fact("landlord-aware", "2026-10-06", "09:00")]

    assert run(*facts, fact("made-safe", "2026-10-07", "09:00"))[URGENT_SAFE].state == "met"
    assert run(*facts, fact("made-safe", "2026-10-07", "09:00:01"))[URGENT_SAFE].state == "missed"


def test_the_clock_starts_with_the_landlords_awareness_and_not_with_the_councils_entry():
    clocks = run(
        fact("raised", "2026-10-12"),
        fact("hazard-significant", "2026-10-12", **MOULD),
        fact("landlord-aware", "2026-09-21", entered_at=at("2026-10-12")),
        fact("referred", "2026-10-12", "11:00"),
        now=at("2026-10-12", "12:00"),
    )

    clock = clocks[INVESTIGATE]
    assert clock.due_on == on("2026-10-05")
    assert clock.is_overdue
    assert clock.left == -5
    assert codes(clock.warnings) == ["entered-too-late"]
    assert (
        "Heard learnt of this on Mon 12 Oct 2026. The clock counts from when it happened."
        in said(clock)
    )


def test_the_councils_referral_makes_aware_where_nothing_else_did():
    clocks = run(significant("2026-10-05"), fact("referred", "2026-10-06"))

    assert clocks[INVESTIGATE].due_on == on("2026-10-20")


def test_nothing_runs_before_the_landlord_knows_or_without_a_hazard():
    assert not law(run(significant()))
    assert not law(run(fact("landlord-aware", "2026-10-06"), fact("investigated", "2026-10-07")))


def test_reminding_the_landlord_starts_no_second_clock():
    clocks = run(
        significant(),
        fact("landlord-aware", "2026-10-06"),
        fact("investigated", "2026-10-14"),
        fact("landlord-aware", "2026-10-20"),
    )

    assert f"{INVESTIGATE}#2" not in clocks


def test_a_new_hazard_after_the_first_was_investigated_starts_a_second_clock():
    clocks = run(
        significant(),
        fact("landlord-aware", "2026-10-06"),
        fact("investigated", "2026-10-14"),
        significant("2026-11-02"),
        fact("landlord-aware", "2026-11-03"),
    )

    assert clocks[f"{INVESTIGATE}#2"].due_on == on("2026-11-17")


def test_an_awareness_of_the_emergency_alone_leaves_the_other_clocks_where_they_are():
    clocks = run(
        significant("2026-10-05"),
        fact("landlord-aware", "2026-10-06"),
        emergency("2026-10-09", "08:00", hazard="damp-mould"),
        fact("landlord-aware", "2026-10-09", "08:30", clock="awaabs-law.emergency"),
    )

    assert clocks[INVESTIGATE].due_on == on("2026-10-20")
    assert clocks[URGENT_SAFE].due_at == at("2026-10-10", "08:30")


def test_moving_out_in_time_ends_the_duty_to_make_safe_and_later_does_not():
    facts = [emergency(), fact("landlord-aware", "2026-10-06", "09:00")]
    in_time = run(*facts, fact("moved-out", "2026-10-07", "08:00"))[URGENT_SAFE]
    too_late = run(*facts, fact("moved-out", "2026-10-07", "10:00"))[URGENT_SAFE]

    assert in_time.state == "lapsed"
    assert "Everybody who lives there moved out on Wed 7 Oct 2026 at 08:00." in said(in_time)
    assert too_late.state == "missed"
    assert codes(too_late.warnings) == ["lapse-too-late"]


def test_a_refused_consent_ends_the_duty_to_make_safe_but_not_to_investigate():
    clocks = run(
        emergency(),
        fact("landlord-aware", "2026-10-06", "09:00"),
        fact("consent-refused", "2026-10-06", "18:00"),
        now=at("2026-10-06", "19:00"),
    )

    assert clocks[URGENT_SAFE].state == "lapsed"
    assert clocks[URGENT].state == "running"


def test_works_done_within_three_days_need_no_summary():
    facts = [
        significant(),
        fact("landlord-aware", "2026-10-06"),
        fact("investigated", "2026-10-14"),
    ]

    assert run(*facts, fact("works-done", "2026-10-19"))[SUMMARY].state == "lapsed"
    assert run(*facts, fact("works-done", "2026-10-20"))[SUMMARY].state == "missed"


def test_an_emergency_gets_its_summary_too():
    clocks = run(
        emergency(hazard="gas"),
        fact("landlord-aware", "2026-10-06", "09:00"),
        fact("investigated", "2026-10-06", "20:00"),
    )

    assert clocks[SUMMARY].due_on == on("2026-10-09")
    assert not set(law(clocks)) & {SAFE, BEGIN, START, INVESTIGATE}


@pytest.mark.parametrize(("aware", "runs"), [("2025-10-26", False), ("2025-10-27", True)])
def test_the_law_governs_what_the_landlord_knew_from_27_october_2025(aware, runs):
    clocks = run(
        significant(aware),
        fact("landlord-aware", aware, "23:59"),
        fact("referred", "2025-11-03"),
        fact("investigated", "2025-11-05"),
    )

    assert (INVESTIGATE in clocks) is runs
    assert (SUMMARY in clocks) is runs  # the investigation after the law doesn't bring it in


def test_a_material_change_after_the_law_came_is_a_new_start():
    # Housing Ombudsman, "Complaints involving Awaab's Law": "material change on or after 27
    # October 2025"
    clocks = run(
        significant("2025-09-01"),
        fact("landlord-aware", "2025-09-02"),
        significant("2025-11-10"),
        fact("landlord-aware", "2025-11-11"),
        fact("investigated", "2025-11-14"),
    )
    found = law(clocks)

    assert [str(clock.started_at.date()) for clock in found.values()] == [
        "2025-11-14", "2025-11-14", "2025-11-14", "2025-11-11", "2025-11-14",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hazard", "aware"),
    [("excess-cold", "2026-12-01"), ("fire", "2027-02-01"), ("noise", "2027-02-01")],
)
def test_hazards_that_no_law_confirmed_run_no_clock(hazard, aware):
    facts = [fact("hazard-significant", aware, hazard=hazard), fact("landlord-aware", aware)]

    assert not law(run(*facts))


def test_a_hazard_runs_from_its_day_once_it_is_confirmed():
    packs = [
        replace(pack, hazards=tuple(replace(hazard, confirmed=True) for hazard in pack.hazards))
        for pack in rule_packs()
    ]
    before, after = (
        run(
            fact("hazard-significant", day, hazard="excess-cold"),
            fact("landlord-aware", day),
            packs=packs,
        )
        for day in ("2026-11-29", "2026-11-30")
    )

    assert not law(before)
    assert after[INVESTIGATE].due_on == on("2026-12-14")


def test_an_emergency_can_be_any_hazard_but_crowding():
    assert law(run(emergency(hazard="gas"), fact("landlord-aware", "2026-10-06")))
    assert not law(run(emergency(hazard="crowding"), fact("landlord-aware", "2026-10-06")))


@pytest.mark.parametrize(
    ("tenure", "runs"),
    [
        ("social-tenancy", True),
        ("shared-ownership", False),
        ("leasehold", False),
        ("licence", False),
    ],
)
def test_only_social_tenancies_are_covered(tenure, runs):
    facts = [significant(), fact("landlord-aware", "2026-10-06")]

    assert bool(law(run(*facts, tenure=tenure))) is runs


def test_what_is_not_known_is_stated_as_a_condition():
    clock = run(fact("hazard-significant", "2026-10-06"), fact("landlord-aware", "2026-10-06"))[
        INVESTIGATE
    ]

    assert [step.words for step in clock.conditions] == [
        "If the home is a social tenancy.",
        "If the hazard is one of: damp, mould or fungal growth.",
    ]


def test_the_complaint_and_the_hazard_run_at_once_with_the_councils_standard():
    clocks = run(
        fact("raised", "2026-10-05"),
        fact("complaint", "2026-10-06"),
        fact("landlord-aware", "2026-10-06"),
        fact("referred", "2026-10-07"),
        significant("2026-10-05"),
        now=at("2026-10-08"),
    )

    assert {code.partition(".")[0] for code in clocks} == {
        "complaint-code", "awaabs-law", "council-standard",
    }  # fmt: skip
