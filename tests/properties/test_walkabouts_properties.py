from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from heard.analysis.small_numbers import FEWEST, LEAST_BASE
from heard.walkabouts.repeating import repeated_days
from heard.walkabouts.schemes import GradeSaid, grade_of_count
from heard.walkabouts.showing import shown_verdicts

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(1, 24))
def test_repeated_days_keep_their_weekday_and_their_distance(first, every):
    days = list(repeated_days(first, every, first + timedelta(days=1200)))
    assert days[0] == first
    assert {day.weekday() for day in days} == {first.weekday()}
    for earlier, later in pairwise(days):
        assert abs((later - earlier).days - every * 30.44) <= 9


@given(st.integers(0, 400), st.integers(0, 400))
def test_no_shown_number_tells_of_fewer_than_eight(done, not_done):
    shown = shown_verdicts(done=done, not_done=not_done)
    if done + not_done < LEAST_BASE:
        assert (shown.base, shown.done, shown.not_done) == (None, None, None)
        return
    for true, said in ((done, shown.done), (not_done, shown.not_done)):
        assert (said is None) == (0 < true < FEWEST)
        if said is not None:
            assert said % 5 == 0
            assert abs(said - true) <= 2


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6, unique=True), st.integers(0, 500))
def test_every_count_has_one_grade(limits, count):
    grades = [GradeSaid(str(most), most=most) for most in sorted(limits)] + [GradeSaid("rest")]
    found = grade_of_count(grades, count)
    assert found.most is None or count <= found.most
    better = grades[: grades.index(found)]
    assert all(one.most < count for one in better)
