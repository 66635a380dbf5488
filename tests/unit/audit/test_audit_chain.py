"""What is signed is the same for the same values, and different for any other."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from heard.access import Role
from heard.audit.chain import canonical, head_mark, key_mark, reason_digest, row_digest, row_mark
from heard.audit.export import COLUMNS, row_of
from heard.audit.models import Entry
from heard.audit.selectors import Difference, differences_of
from heard.audit.wording import event_words, person_words

KEY = b"a key"
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_order_of_names_does_not_matter():
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"\\u00e9","b":1}'


def test_moment_is_the_same_in_every_zone():
    summer = NOON.astimezone(timezone(timedelta(hours=1)))
    assert canonical({"at": NOON}) == canonical({"at": summer})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 7, 1), '"2026-07-01"'),
        (Decimal("1.50"), '"1.50"'),
        (Role.AUDITOR, '"auditor"'),
        ({"b", "a"}, '["a","b"]'),
        (Entry(pk=7), "7"),
        (None, "null"),
    ],
)
def test_values_that_json_does_not_know(value, text):
    assert canonical(value) == text


def test_purposes_are_kept_apart():
    """A digest made for one purpose can't be passed off as another's."""
    made = {
        row_mark(KEY, {}),
        row_digest(KEY, number=1, pk=1, mark="", previous=""),
        reason_digest(KEY, salt="", text=""),
        head_mark(KEY, number=1, digest=""),
        key_mark(KEY),
    }
    assert len(made) == 5


def test_other_key_signs_otherwise():
    assert row_mark(KEY, {"a": 1}) != row_mark(b"another", {"a": 1})
    assert key_mark(KEY) != key_mark(b"another")


def test_event_in_words():
    assert event_words("landlord-code.create") == "Landlord code: create"


@pytest.mark.parametrize(
    ("actor", "roles", "words"),
    [
        (12, "council-officer", "Person 12, council officer"),
        (12, "", "Person 12"),
        (None, "resident", "resident"),
        (None, "", "Nobody signed in, or a command"),
        (3, "auditor,gone-role", "Person 3, auditor, gone role"),
    ],
)
def test_people_are_numbers(actor, roles, words):
    assert person_words(Entry(actor=actor, actor_roles=roles)) == words


def test_differences_are_told_by_name():
    entry = Entry(before='{"a":1,"b":null}', after='{"a":"one","c":[2]}')
    assert differences_of(entry) == [
        Difference("a", "1", "one"),
        Difference("b", "null", None),
        Difference("c", None, "[2]"),
    ]


def test_columns_of_the_file_are_those_of_a_row():
    assert tuple(row_of(Entry(at=NOON))) == COLUMNS
