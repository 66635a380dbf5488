"""Whether the log holds, and if not, which row is the first that doesn't and how."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from heard.audit.chain import head_mark, key_mark, reason_digest, row_digest, row_mark
from heard.audit.models import Entry, Head
from heard.audit.said import SAID, said_in
from heard.audit.services.erasing import ERASED
from heard.audit.services.sealing import HEAD, audit_seal, head_holds, key_holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from django.utils.functional import _StrPromise

CHUNK = 2000


class What(StrEnum):
    """How a row doesn't hold."""

    ALTERED = "altered"
    REMOVED = "removed"
    REORDERED = "reordered"
    INSERTED = "inserted"
    HEAD = "head"
    KEY = "key"

    @property
    def words(self) -> _StrPromise:
        """The same in words."""
        return WORDS[self]


WORDS = {
    What.ALTERED: _("was altered after it was written"),
    What.REMOVED: _("was removed"),
    What.REORDERED: _("stands in another place than it was given"),
    What.INSERTED: _("was put in by something other than Heard"),
    What.HEAD: _("is where the log's head doesn't agree with its rows"),
    What.KEY: _("can't be checked: the log was made with another key"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that doesn't hold. A row that was removed has a number and no key."""

    number: int | None
    id: int | None
    what: What

    def __str__(self) -> str:
        row = f"Row {self.number}" if self.number is not None else f"The row with key {self.id}"
        return f"{row} {self.what.words}."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: how many rows hold, and the first fault if there is one."""

    rows: int
    fault: Fault | None
    last: str = ""  # the digest of the last row that holds

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return self.fault is None

    def as_dict(self) -> dict[str, object]:
        """The verdict as JSON output has it."""
        fault = self.fault
        found = {"number": fault.number, "id": fault.id, "what": str(fault.what)} if fault else None
        return {"ok": self.ok, "rows": self.rows, "first_fault": found}


class Witness(NamedTuple):
    """How far the log was when it was last verified, remembered outside the store."""

    number: int
    digest: str


class _Row(NamedTuple):
    number: int
    pk: int
    mark: str
    previous: str
    digest: str
    text: str | None  # of its reason, if that is still there
    salt: str | None
    said: dict[str, object]


class _Fault(Exception):  # noqa: N818 - carries a fault out of the walk
    def __init__(self, number: int | None, pk: int | None, what: What) -> None:
        self.fault = Fault(number, pk, what)


def audit_verify(
    *, witness: Witness | None = None, progress: Callable[[int], None] | None = None
) -> Verdict:
    """Seal what waits, then walk the whole chain. Memory doesn't grow with the log.

    With a `witness` a log that was taken back to an earlier state shows too.
    """
    audit_seal()
    walk = _Walk(witness, progress)
    try:
        walk.all()
    except _Fault as found:
        return Verdict(walk.rows, found.fault, walk.last)
    return Verdict(walk.rows, None, walk.last)


def audit_verify_end(*, rows: int = 200) -> Verdict:
    """Whether the head and the last rows hold: quick, and no promise about those before."""
    walk = _Walk(None, None)
    try:
        head = walk.head()
        walk.start(max(head.number - rows, 0))
        walk.chain(head)
        walk.end()
    except _Fault as found:
        return Verdict(walk.rows, found.fault, walk.last)
    return Verdict(walk.rows, None, walk.last)


class _Walk:
    """One walk along the chain; `rows` and `last` say how far it holds."""

    def __init__(self, witness: Witness | None, progress: Callable[[int], None] | None) -> None:
        self.witness = witness
        self.progress = progress
        self.rows = 0
        self.last = ""
        self.missing: Fault | None = None  # the first entry whose reason isn't there
        self.without_reason = 0
        self.erased = 0

    def all(self) -> None:
        head = self.head()
        if not head_holds(head):  # a fault in a row says more
            self.chain(head, known=False)
            raise _Fault(self.rows, None, What.HEAD)
        self.chain(head)
        self.end()
        self.waiting()
        self.reasons()

    def head(self) -> Head:
        head = Head.objects.filter(pk=HEAD).first()
        if head is None:
            first = Entry.objects.filter(number__isnull=False).order_by("number").first()
            if first or self.witness:
                raise _Fault(first.number if first else 1, first.pk if first else None, What.HEAD)
            return Head(
                mark=head_mark(settings.AUDIT_KEY, number=0, digest=""),
                key_mark=key_mark(settings.AUDIT_KEY),
            )
        if not key_holds(head):
            raise _Fault(head.number, None, What.KEY)
        return head

    def start(self, number: int) -> None:
        """Begin after this row, taking its digest as it stands."""
        self.rows = number
        self.last = (
            Entry.objects.filter(number=number).values_list("digest", flat=True).first() or ""
        )

    def chain(self, head: Head, *, known: bool = True) -> None:
        """Walk the rows that the head counted; all of them, where its count isn't to be trusted."""
        rows = _rows(self.rows, head.number if known else None)
        for row, after in pairwise(chain(rows, [None])):
            if row is not None:
                self.step(row, after)
        if not known:
            return
        if self.rows < head.number:
            raise _Fault(self.rows + 1, None, What.REMOVED)
        if self.witness and self.rows < self.witness.number:
            raise _Fault(self.rows + 1, None, What.REMOVED)

    def step(self, row: _Row, after: _Row | None) -> None:
        number = self.rows + 1
        if row.number > number:
            raise _Fault(number, None, What.REMOVED)
        if row.number < number:
            raise _Fault(row.number, row.pk, What.INSERTED)
        what = _fault_of(row, self.last, after)
        if what is not None:
            raise _Fault(number, row.pk, what)
        self.reason(row)
        if self.witness and number == self.witness.number and row.digest != self.witness.digest:
            raise _Fault(number, row.pk, What.ALTERED)
        self.rows, self.last = number, row.digest
        if self.progress is not None and number % 100_000 == 0:
            self.progress(number)

    def reason(self, row: _Row) -> None:
        given, kept = row.said["reason_digest"], row.text is not None
        self.erased += _erased_by(row.said)
        if not kept:
            self.without_reason += bool(given)
            if given and self.missing is None:
                self.missing = Fault(row.number, row.pk, What.REMOVED)
            return
        if not given:
            raise _Fault(row.number, row.pk, What.INSERTED)
        if given != reason_digest(settings.AUDIT_KEY, salt=row.salt or "", text=row.text or ""):
            raise _Fault(row.number, row.pk, What.ALTERED)

    def end(self) -> None:
        """Hold the chain against the head as it is now, while nobody seals."""
        with transaction.atomic():
            head = Head.objects.select_for_update().filter(pk=HEAD).first() or Head()
            self.chain(head)  # what was sealed meanwhile
            beyond = next(_rows(head.number, None), None)
            if beyond is not None:
                genuine = _fault_of(beyond, self.last, None) is None
                what = What.HEAD if genuine else What.INSERTED
                raise _Fault(beyond.number, beyond.pk, what)
            if head.pk and not (head_holds(head) and head.digest == self.last):
                raise _Fault(head.number, None, What.HEAD)

    def waiting(self) -> None:
        """Rows that sealing left out because something else wrote them."""
        rows = Entry.objects.filter(number=None).order_by("pk")
        for pk, mark, *said in rows.values_list("pk", "mark", *SAID).iterator(CHUNK):
            if mark != row_mark(settings.AUDIT_KEY, said_in(said)):
                raise _Fault(None, pk, What.INSERTED)
            self.erased += _erased_by(said_in(said))  # committed, and about to be sealed

    def reasons(self) -> None:
        """Reasons may go, but not without the log saying how many."""
        if self.missing and self.without_reason > self.erased:
            raise _Fault(self.missing.number, self.missing.id, What.REMOVED)


def _erased_by(said: Mapping[str, object]) -> int:
    """How many reasons a row tells were removed."""
    if said["event"] != ERASED:
        return 0
    return int(json.loads(str(said["after"])).get("reasons", 0))


def _rows(above: int, until: int | None) -> Iterator[_Row]:
    """Rows of the chain by number. From the start, rows with impossible numbers come too."""
    found = Entry.objects.filter(number__isnull=False).order_by("number")
    if above:
        found = found.filter(number__gt=above)
    if until is not None:
        found = found.filter(number__lte=until)
    columns = ("number", "pk", "mark", "previous", "digest", *_REASON)
    for row in found.values_list(*columns, *SAID).iterator(CHUNK):
        number, pk, mark, previous, digest, text, salt, *said = row
        yield _Row(number, pk, mark, previous, digest, text, salt, said_in(said))


_REASON = ("reason_kept__text", "reason_kept__salt")


def _fault_of(row: _Row, last: str, after: _Row | None) -> What | None:
    key = settings.AUDIT_KEY
    if row.mark != row_mark(key, row.said):
        # Put in between, if the next genuine row stands on the one before.
        between = after is not None and after.previous == last
        return What.INSERTED if between else What.ALTERED
    due = row_digest(key, number=row.number, pk=row.pk, mark=row.mark, previous=last)
    if (row.digest, row.previous) == (due, last):
        return None
    if row.digest == due:  # only what it says of the row before
        return What.ALTERED
    followed = after is None or after.previous == due
    return What.ALTERED if row.previous == last and followed else What.REORDERED
