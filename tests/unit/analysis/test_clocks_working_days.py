"""Working days: bank holidays as proclaimed, substitute days, year ends, published sums."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.unit.analysis.clock_cases import on

from heard.analysis.clocks import WorkingCalendar
from heard.analysis.clocks.bank_holidays import bank_holidays_by_rule, easter_sunday
from heard.concerns.rules import england_calendar

# https://www.gov.uk/bank-holidays (England and Wales)
PROCLAIMED = {
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
# England moved or added these by proclamation; no rule foresees them.
ONE_OFFS = {
    on("2020-05-08"),
    on("2022-06-02"),
    on("2022-06-03"),
    on("2022-09-19"),
    on("2023-05-08"),
}
MOVED_AWAY = {on("2020-05-04"), on("2022-05-30")}


@pytest.mark.parametrize(("year", "days"), PROCLAIMED.items())
def test_bank_holidays_are_those_that_were_proclaimed(year, days):
    calendar = england_calendar()

    found = calendar.holidays_between(date(year - 1, 12, 31), date(year, 12, 31))

    assert [f"{day:%m-%d}" for day in found] == days.split()


@pytest.mark.parametrize("year", range(2015, 2036))
def test_the_rule_and_the_list_agree_but_for_proclaimed_days(year):
    calendar = england_calendar()
    listed = set(calendar.holidays_between(date(year - 1, 12, 31), date(year, 12, 31)))

    assert listed ^ bank_holidays_by_rule(year) == {
        day for day in ONE_OFFS | MOVED_AWAY if day.year == year
    }


@pytest.mark.parametrize(
    ("year", "easter"),
    [  # the earliest and the latest that there are, and some between
        (1818, "1818-03-22"),
        (1943, "1943-04-25"),
        (2000, "2000-04-23"),
        (2019, "2019-04-21"),
        (2026, "2026-04-05"),
        (2038, "2038-04-25"),
        (2285, "2285-03-22"),
    ],
)
def test_easter_falls_where_the_church_put_it(year, easter):
    assert easter_sunday(year) == on(easter)


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        ("2025-12-19", 10, "2026-01-07"),  # Christmas 2025
        ("2026-12-18", 10, "2027-01-06"),  # Boxing Day on a Saturday: Monday instead
        ("2027-12-23", 5, "2028-01-04"),  # both on a weekend, and New Year's Day too
        ("2022-12-22", 5, "2023-01-03"),  # Christmas on a Sunday, New Year's Day too
        ("2026-04-02", 1, "2026-04-07"),  # Easter 2026: 3 and 6 April
        ("2026-04-01", 10, "2026-04-17"),
        ("2023-05-05", 1, "2023-05-09"),  # the coronation
        ("2022-09-16", 1, "2022-09-20"),  # the funeral of the Queen
        ("2022-05-31", 3, "2022-06-07"),  # the jubilee: four days in a row
        ("2020-05-06", 2, "2020-05-11"),  # the early May holiday was moved to VE day
        ("2028-02-28", 1, "2028-02-29"),  # leap day
        ("2028-02-28", 2, "2028-03-01"),
        ("2027-02-26", 1, "2027-03-01"),
        ("2026-10-24", 1, "2026-10-26"),  # from a Saturday: Monday is day 1
        ("2026-10-25", 1, "2026-10-26"),
        ("2026-10-23", 1, "2026-10-26"),
        ("2026-10-23", 0, "2026-10-23"),
    ],
)
def test_add_counts_the_first_working_day_after_as_day_1(start, number, due):
    assert england_calendar().add(on(start), number) == on(due)


def test_receipt_on_a_day_off_is_day_0_as_the_information_commissioner_reads_it():
    # FOI requests have the same kind of limit, "the twentieth working day following the date of
    # receipt", without bank holidays of any nation: St Andrew's Day (1 December) and 2 January too.
    # FOIman's list for Christmas 2014 has 2 December due on 5 January 2015, and 1 December on the
    # same day as if it came a day later; confirmordeny.org.uk (23 November 2014) disagrees, and so
    # does the Commissioner's line to take 47: a day off can be the date of receipt.
    uk = bank_holidays_by_rule(2014) | bank_holidays_by_rule(2015)
    uk |= {on("2014-12-01"), on("2015-01-02")}
    last = on("2015-12-31")
    calendar = WorkingCalendar(frozenset(uk), on("2014-01-01"), last, announced=last)

    assert calendar.add(on("2014-12-02"), 20) == on("2015-01-05")
    assert calendar.add(on("2014-12-01"), 20) == on("2014-12-31")


@pytest.mark.parametrize("start", ["2014-12-20", "2035-12-20", "2049-12-20"])
def test_days_outside_the_known_years_are_counted_by_rule(start):
    calendar = england_calendar()
    day, left = on(start), 20
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in bank_holidays_by_rule(day.year)

    assert calendar.add(on(start), 20) == day
    assert calendar.count(on(start), day) == 20


def test_count_is_negative_backwards_and_nought_from_a_day_to_itself():
    calendar = england_calendar()

    assert calendar.count(on("2026-04-07"), on("2026-04-02")) == -1
    assert calendar.count(on("2026-04-07"), on("2026-04-07")) == 0


def test_a_weekend_is_never_listed_among_bank_holidays():
    found = england_calendar().holidays_between(on("2014-12-31"), on("2035-12-31"))

    assert all(day.weekday() < 5 for day in found)
    assert sorted(found) == list(found)
