"""What must hold of every clock, and that two other ways of counting agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties import naive_clocks as naive

from heard.analysis.clocks import KINDS, Happening, clocks_run
from heard.concerns.rules import england_calendar, rule_packs

LONDON = ZoneInfo("Europe/London")
CALENDAR = england_calendar()
PACKS = rule_packs()
HOLIDAYS = set(CALENDAR.holidays)
BUSDAYS = np.busdaycalendar(holidays=sorted(HOLIDAYS))
ENQUIRY, ANSWER = "council-standard.enquiry", "complaint-code.stage-1.answer"
FIRST, LAST = datetime(2025, 11, 1, tzinfo=UTC), datetime(2028, 6, 1, tzinfo=UTC)
NEVER = datetime(2034, 1, 1, tzinfo=UTC)

days = st.dates(date(2015, 1, 1), date(2034, 1, 1))
numbers = st.integers(0, 60)
moments = st.integers(0, int((LAST - FIRST).total_seconds())).map(
    lambda seconds: FIRST + timedelta(seconds=seconds)
)
hazards = st.sampled_from(["", "damp-mould", "fire", "crowding"])
# half of them such as start, extend or pause something, so that cases come to something
busy = ["referred", "complaint", "landlord-aware", "hazard-significant", "hazard-emergency"]
busy += ["extended", "paused", "resumed", "investigated", "complaint-acknowledged", "escalated"]
facts = st.builds(
    Happening,
    kind=st.sampled_from(busy) | st.sampled_from(KINDS),
    at=moments,
    entered_at=st.none() | moments,
    clock=st.sampled_from(["", ANSWER, ENQUIRY, "awaabs-law", "complaint-code.stage-2"]),
    days=st.none() | st.integers(-3, 30),
    until=st.none() | moments,
    reason=st.sampled_from([None, "", "a", "b"]),
    party=st.sampled_from(["", "L1", "L2"]),
    hazard=hazards,
)
cases = st.lists(facts, max_size=14)
tenures = st.sampled_from(["", "social-tenancy", "shared-ownership"])


def run(happenings, now=NEVER, tenure=""):
    return clocks_run(happenings, PACKS, CALENDAR, now=now, tenure=tenure)


def only(happenings, code, now=NEVER):
    return next(clock for clock in run(happenings, now) if clock.rule.code == code)


@given(days, numbers)
def test_adding_agrees_with_numpy(day, number):
    if number == 0:
        assert CALENDAR.add(day, 0) == day
        return
    # numpy rolls a day off forward to a worked one: day 0 of it is day 1 of ours
    rolled = number if CALENDAR.is_working(day) else number - 1
    expected = np.busday_offset(day, rolled, roll="forward", busdaycal=BUSDAYS).astype(date)

    assert CALENDAR.add(day, number) == expected


@given(days, days)
def test_counting_agrees_with_numpy(one, other):
    after, until = sorted([one, other])
    expected = np.busday_count(after + timedelta(1), until + timedelta(1), busdaycal=BUSDAYS)

    assert CALENDAR.count(after, until) == expected
    assert CALENDAR.count(until, after) == -expected


@given(days, st.integers(1, 60))
def test_as_many_working_days_lie_between_as_were_added(day, number):
    due = CALENDAR.add(day, number)

    assert CALENDAR.count(day, due) == number
    assert CALENDAR.is_working(due)


@given(days, days, numbers)
def test_a_later_start_is_never_due_earlier(one, other, number):
    earlier, later = sorted([one, other])

    assert CALENDAR.add(earlier, number) <= CALENDAR.add(later, number)


@given(cases, st.randoms(use_true_random=False), tenures)
def test_the_order_of_facts_does_not_matter(case, random, tenure):
    shuffled = list(case)
    random.shuffle(shuffled)

    assert run(shuffled, tenure=tenure) == run(case, tenure=tenure)


@given(cases)
def test_repeating_facts_changes_nothing(case):
    assert run([*case, *case]) == run(case)


@given(cases, st.sampled_from([LONDON, timezone(timedelta(hours=-11)), ZoneInfo("Asia/Tokyo")]))
def test_the_zone_that_moments_are_written_in_does_not_matter(case, zone):
    elsewhere = [
        replace(
            fact,
            at=fact.at.astimezone(zone),
            until=fact.until.astimezone(zone) if fact.until else None,
            entered_at=fact.entered_at.astimezone(zone) if fact.entered_at else None,
        )
        for fact in case
    ]

    assert run(elsewhere, now=NEVER.astimezone(zone)) == run(case)


@given(cases, moments)
def test_what_happens_after_now_changes_nothing(case, now):
    past = [fact for fact in case if fact.at <= now]

    assert run(case, now) == run(past, now)


@given(cases, moments, tenures)
def test_every_clock_is_sound(case, now, tenure):
    starts = {fact.at for fact in case}
    for clock in run(case, now, tenure):
        assert clock.started_by.at in starts
        assert clock.started_by.at <= now
        assert clock.pack.confirmed
        assert clock.due_on == clock.due_at.astimezone(LONDON).date()
        assert clock.due_on >= clock.first_due_on
        assert clock.due_at > clock.started_by.at
        assert clock.extended_by >= 0
        most = clock.rule.extension.most if clock.rule.extension else 0
        assert clock.extended_by <= most
        if clock.stopped_at and clock.state != "lapsed":
            assert (clock.state == "met") == (clock.stopped_at <= clock.due_at)
        if clock.stopped_at is None and clock.state != "lapsed":
            assert (clock.state == "missed") == (now > clock.due_at)
            assert clock.state != "met"
        assert (clock.left is None) == (not clock.is_open)
        assert not (clock.state == "paused" and not clock.rule.may_pause)


@given(cases, moments)
def test_every_line_can_be_said(case, now):
    for clock in run(case, now):
        lines = [*clock.steps, *clock.conditions, *clock.warnings]
        assert clock.steps
        assert all("%(" not in line.words and line.words for line in lines)
        assert all(line.said("«{}»".format).startswith("«") for line in lines)


@given(cases)
def test_keys_tell_clocks_apart(case):
    found = [clock.key for clock in run(case)]

    assert len(found) == len(set(found))


@given(
    cases, st.sampled_from(["raised", "council-acknowledged", "checked", "resident-told"]), moments
)
def test_what_the_council_does_never_moves_the_clocks_of_law(case, kind, moment):
    def law(happenings):
        return [clock for clock in run(happenings) if clock.pack.basis != "standard"]

    assert law([*case, Happening(kind, moment)]) == law(case)


pauses = st.lists(
    st.tuples(moments, st.integers(0, 40 * 24)).map(
        lambda pair: (pair[0], pair[0] + timedelta(hours=pair[1]))
    ),
    max_size=4,
)


def paused(start, spans):
    made = [Happening("referred", start)]
    for number, (since, until) in enumerate(spans):
        made.append(Happening("paused", since, reason=str(number)))
        made.append(Happening("resumed", until, reason=str(number)))
    return made


@given(moments, pauses)
def test_a_pause_never_shortens(start, spans):
    dues = [only(paused(start, spans[:size]), ENQUIRY).due_at for size in range(len(spans) + 1)]

    assert dues == sorted(dues)


@given(moments, pauses, st.integers(0, 200))
def test_a_longer_pause_never_shortens(start, spans, hours):
    longer = [(since, until + timedelta(hours=hours)) for since, until in spans]

    assert only(paused(start, longer), ENQUIRY).due_at >= only(paused(start, spans), ENQUIRY).due_at


extensions = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 15)), max_size=4)


def extended(start, told):
    made = [Happening("complaint", start), Happening("complaint-acknowledged", start)]
    return made + [
        Happening("extended", start + timedelta(days=after), clock=ANSWER, days=more)
        for after, more in told
    ]


@given(moments, extensions, st.integers(0, 3), st.integers(0, 10))
def test_a_longer_extension_never_shortens(start, told, which, more):
    longer = [
        (after, asked + (more if place == which else 0))
        for place, (after, asked) in enumerate(told)
    ]

    assert (
        only(extended(start, longer), ANSWER).due_at >= only(extended(start, told), ANSWER).due_at
    )


@given(moments, moments)
def test_an_extension_to_any_date_never_shortens(start, until):
    plain = only(extended(start, []), ANSWER)
    case = [*extended(start, []), Happening("extended", start, clock=ANSWER, until=until)]

    assert only(case, ANSWER).due_at >= plain.due_at


@given(moments, pauses, extensions)
@settings(deadline=None)
def test_a_plain_walk_through_the_calendar_agrees_on_enquiries(start, spans, told):
    case = paused(start, spans)
    given_ = sorted({start + timedelta(days=after): more for after, more in told}.items())
    case += [Happening("extended", moment, clock=ENQUIRY, days=more) for moment, more in given_]

    expected = naive.due(start, 10, "working-days", HOLIDAYS, spans, given_, most=10)

    assert only(case, ENQUIRY).due_at == expected


@pytest.mark.parametrize("number", [10, 20])
@given(start=moments, told=extensions)
def test_a_plain_walk_agrees_on_answers_to_complaints(number, start, told):
    first, second = (
        ("complaint", "complaint-acknowledged"),
        ("escalated", "escalation-acknowledged"),
    )
    received, acknowledged = first if number == 10 else second
    code = ANSWER if number == 10 else "complaint-code.stage-2.answer"
    given_ = sorted({start + timedelta(days=after): more for after, more in told}.items())
    case = [Happening(received, start), Happening(acknowledged, start)]
    case += [Happening("extended", moment, clock=code, days=more) for moment, more in given_]

    expected = naive.due(start, number, "working-days", HOLIDAYS, [], given_, most=number)

    assert only(case, code).due_at == expected


@given(moments, moments)
def test_a_plain_walk_agrees_on_the_duties_of_awaabs_law(aware, later):
    investigated = max(aware, later)
    case = [
        Happening("hazard-emergency", aware, hazard="damp-mould"),
        Happening("hazard-significant", aware, hazard="damp-mould"),
        Happening("landlord-aware", aware),
        Happening("investigated", investigated),
    ]
    found = {clock.rule.code: clock.due_at for clock in run(case)}

    for code, start, number, unit in [
        ("emergency.make-safe", aware, 24, "hours"),
        ("significant.investigate", aware, 10, "working-days"),
        ("summary", investigated, 3, "working-days"),
        ("significant.make-safe", investigated, 5, "working-days"),
        ("prevent.begin", investigated, 5, "working-days"),
        ("prevent.start", investigated, 12, "weeks"),
    ]:
        assert found[f"awaabs-law.{code}"] == naive.due(start, number, unit, HOLIDAYS), code
