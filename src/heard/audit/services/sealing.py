"""Give rows their place in the chain, just after the change that they tell of was committed.

One lock for all who write would make them wait for each other, and lock each other out. So rows
are written freely and sealed in a short transaction of their own.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from heard.audit.chain import head_mark, key_mark, row_digest, row_mark
from heard.audit.models import Entry, Head
from heard.audit.said import SAID, said_in

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

BATCH = 500
HEAD = 1  # the head's key


def audit_seal() -> int:
    """Seal every row that waits; how many were sealed.

    Nothing is sealed onto a head that doesn't hold: that would hide what was done to it. Nor is a
    row whose mark doesn't hold. `heard audit verify` names either.
    """
    sealed, after = 0, 0
    while True:
        try:
            with transaction.atomic():
                head = _head_locked()
                waiting = _waiting_rows(after) if head else []
                if not head or not waiting:
                    return sealed
                sealed += _seal(head, waiting)
        except IntegrityError:  # the place after the head is taken: the head was taken back
            log.exception("The log's head doesn't hold: nothing is sealed. Run heard audit verify.")
            return sealed
        after = waiting[-1][0]


def head_holds(head: Head) -> bool:
    """Whether the head was written with our key and not altered."""
    mark = head_mark(settings.AUDIT_KEY, number=head.number, digest=head.digest)
    return key_holds(head) and head.mark == mark


def key_holds(head: Head) -> bool:
    """Whether the chain was made with the key that we have."""
    return head.key_mark == key_mark(settings.AUDIT_KEY)


def _head_locked() -> Head | None:
    """The head, held until the transaction ends; none if it can't be built on."""
    head = Head.objects.select_for_update().filter(pk=HEAD).first()
    if head is None:
        if Entry.objects.filter(number__isnull=False).exists():
            log.error("The log has no head: nothing is sealed. Run heard audit verify.")
            return None
        key = settings.AUDIT_KEY
        first = Head(pk=HEAD, mark=head_mark(key, number=0, digest=""), key_mark=key_mark(key))
        Head.objects.bulk_create([first], ignore_conflicts=True)  # another may be first
        head = Head.objects.select_for_update().get(pk=HEAD)
    if not head_holds(head):
        log.error("The log's head doesn't hold: nothing is sealed. Run heard audit verify.")
        return None
    return head


def _waiting_rows(after: int) -> list[tuple[int, str, str]]:
    """Key, mark, and the mark as it should be, of rows that wait."""
    rows = Entry.objects.filter(number=None, pk__gt=after).order_by("pk")
    return [
        (pk, mark, row_mark(settings.AUDIT_KEY, said_in(said)))
        for pk, mark, *said in rows.values_list("pk", "mark", *SAID)[:BATCH]
    ]


def _seal(head: Head, waiting: list[tuple[int, str, str]]) -> int:
    changes = list(_places(head, waiting))
    if not changes:
        return 0
    quote = connection.ops.quote_name
    table = quote(Entry._meta.db_table)  # noqa: SLF001 - Django documents it
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET number = %s, previous = %s, digest = %s WHERE id = %s",  # noqa: S608 - the table is the model's own
            changes,
        )
    head.number, _previous, head.digest, _pk = changes[-1]
    head.mark = head_mark(settings.AUDIT_KEY, number=head.number, digest=head.digest)
    head.save(update_fields=["number", "digest", "mark"])
    return len(changes)


def _places(head: Head, waiting: list[tuple[int, str, str]]) -> Iterator[tuple[int, str, str, int]]:
    number, previous = head.number, head.digest
    for pk, mark, expected in waiting:
        if mark != expected:
            continue
        number += 1
        digest = row_digest(settings.AUDIT_KEY, number=number, pk=pk, mark=mark, previous=previous)
        yield number, previous, digest, pk
        previous = digest
