"""Whatever is written, the log holds; whatever is then tampered with, it doesn't."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.audit.guards import guards_lift
from heard.audit.models import Entry, Head, Reason
from heard.audit.services import (
    Deed,
    audit_erase_reasons,
    audit_record,
    audit_record_many,
    audit_seal,
    audit_verify,
)

pytestmark = pytest.mark.django_db
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
values = st.none() | st.integers() | st.booleans() | words | st.dates() | st.decimals()
writing = st.tuples(
    st.just("write"), words, st.dictionaries(words, values, max_size=3), st.integers(1, 3)
)
others = st.sampled_from([("seal",), ("erase",), ("roll back",), ("verify",)])
histories = st.lists(writing | others, min_size=1, max_size=12)


def write(history):
    """Do what the history says; how many rows should be there."""
    rows = 0
    for number, (what, *rest) in enumerate(history):
        if what == "write":
            reason, said, count = rest
            deed = Deed(event="case.note", reason=reason, after=said, about=f"H-{number % 3}")
            audit_record_many(deeds=[deed] * count)
            rows += count
        elif what == "seal":
            audit_seal()
        elif what == "erase":
            rows += audit_erase_reasons(by=None, about=f"H-{number % 3}") > 0
        elif what == "verify":
            assert audit_verify().ok
        else:
            roll_back()
    return rows


def roll_back():
    with transaction.atomic():
        audit_record(event="case.note", target=None, by=None)
        transaction.set_rollback(True)


class _Store:
    """A store that is as it was afterwards."""

    def __enter__(self):
        self.point = transaction.savepoint()
        guards_lift(connection)

    def __exit__(self, *_rest):
        transaction.savepoint_rollback(self.point)


@FEW
@given(history=histories)
def test_log_that_only_heard_wrote_holds(history):
    with _Store():
        rows = write(history)
        verdict = audit_verify()
        assert verdict.ok, verdict.fault
        assert verdict.rows == rows
        numbers = Entry.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, rows + 1))


def remove(data, numbers):
    number = data.draw(st.sampled_from(numbers))
    Reason.objects.filter(entry__number=number).delete()
    Entry.objects.filter(number=number).delete()
    if data.draw(st.booleans()):  # and close the gap
        for later in numbers[numbers.index(number) + 1 :]:
            Entry.objects.filter(number=later).update(number=later - 1)


def alter(data, numbers):
    row = Entry.objects.get(number=data.draw(st.sampled_from(numbers)))
    column = data.draw(st.sampled_from(["event", "after", "target_label", "digest", "previous"]))
    Entry.objects.filter(pk=row.pk).update(**{column: "x" + getattr(row, column)[1:]})


def swap(data, numbers):
    one = data.draw(st.sampled_from(numbers))
    other = data.draw(st.sampled_from([number for number in numbers if number != one] or [one + 1]))
    for old, new in ((one, -99), (other, one), (-99, other)):
        Entry.objects.filter(number=old).update(number=new)


def insert(data, numbers):
    number = data.draw(st.sampled_from(numbers))
    for later in reversed(numbers[numbers.index(number) :]):
        Entry.objects.filter(number=later).update(number=later + 1)
    copied = Entry.objects.values().get(number=numbers[0] + (number == numbers[0]))
    copied.pop("id")
    Entry.objects.create(**copied | {"number": number, "nonce": "forged"})


def cut(data, numbers):
    """Remove the last rows and make the head say so, without the key."""
    last = data.draw(st.sampled_from(numbers))
    gone = Entry.objects.filter(number__gte=last)
    Reason.objects.filter(entry__in=gone).delete()
    gone.delete()
    before = Entry.objects.filter(number=last - 1).first()
    Head.objects.update(number=last - 1, digest=before.digest if before else "")


@FEW
@given(data=st.data(), history=histories, later=st.booleans())
def test_whatever_is_tampered_with_is_found(data, history, later):
    with _Store():
        write([*history, ("write", "because", {"stage": 1}, 2)])
        audit_seal()
        numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
        data.draw(st.sampled_from([remove, alter, swap, insert, cut]))(data, numbers)
        if later:
            audit_record(event="case.note", target=None, by=None)
        assert not audit_verify().ok
        assert audit_verify().fault.number is not None
