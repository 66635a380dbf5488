from datetime import date

from heard.landlords.lineage import Edge, ancestors, closes_circle, descendants, today

NOW = date(2026, 1, 1)
EDGES = [
    Edge(1, 2, date(2007, 1, 1), whole=True),
    Edge(2, 3, date(2017, 1, 1), whole=True),
    Edge(4, 3, date(2017, 1, 1), whole=True),
    Edge(5, 3, date(2020, 1, 1), whole=False),
]


def test_ancestors_are_found_in_any_number_of_steps():
    assert ancestors(EDGES, 3) == {1, 2, 4, 5}
    assert ancestors(EDGES, 1) == set()


def test_descendants_are_found_in_any_number_of_steps():
    assert descendants(EDGES, 1) == {2, 3}


def test_today_is_the_last_whole_successor():
    assert today(EDGES, 1, NOW) == 3
    assert today(EDGES, 3, NOW) == 3


def test_today_does_not_follow_some_homes_only():
    assert today(EDGES, 5, NOW) == 5


def test_today_on_an_earlier_day_is_who_stood_then():
    assert today(EDGES, 1, date(2010, 1, 1)) == 2
    assert today(EDGES, 1, date(2000, 1, 1)) == 1


def test_today_takes_the_later_of_two():
    later = [*EDGES, Edge(4, 6, date(2019, 1, 1), whole=True)]
    assert today(later, 4, NOW) == 6
    assert today(later[::-1], 4, NOW) == 6


def test_a_circle_is_seen():
    assert closes_circle(EDGES, 3, 1)
    assert closes_circle(EDGES, 3, 3)
    assert not closes_circle(EDGES, 3, 9)
