"""Reads of notices: what waits, what failed, one message, the wordings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.errors import NotFoundError
from heard.notices.masking import hide_links, mask_address
from heard.notices.models import SETTLED, Notice, QuietHours, State, TemplateVersion
from heard.notices.shipped import shipped_list
from heard.notices.timing import Quiet

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.notices.shipped import Shipped

PER_PAGE = 50
COUNTED = (State.FAILED, State.HELD, State.QUEUED)  # few at any time, so quick to count


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of messages, newest first; `older` is where the next page starts, if any."""

    rows: Sequence[Notice]
    older: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as this reader may see it; `text` is None where they may not."""

    notice: Notice
    to: str
    subject: str
    text: str | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A kind of message, and its version in force: none while it is Heard's own wording."""

    shipped: Shipped
    version: TemplateVersion | None


def quiet_hours() -> Quiet:
    """The hours at which nobody is written to."""
    row = QuietHours.objects.first()
    return Quiet(row.start, row.end) if row else Quiet()


def notice_list_for(
    reader: Reader, *, state: str = "", about: str = "", before: int | None = None
) -> Listing:
    """Messages that the reader may know of, without their text and with masked addresses."""
    rows = _visible(reader).defer("body", "subject", "wish")
    if state:
        rows = rows.filter(state=state)
    if state and state not in SETTLED:
        rows = rows.filter(settled_at=None)  # few of all, and they have an index of their own
    if about:
        rows = rows.filter(about__in={about, about.upper()})
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PER_PAGE + 1])
    page = found[:PER_PAGE]
    for notice in page:
        notice.to = mask_address(notice.to)
    return Listing(page, page[-1].pk if len(found) > PER_PAGE else None)


def notice_counts_for(reader: Reader) -> dict[str, int]:
    """How many messages are in each state that somebody may have to look after."""
    rows = _visible(reader).filter(settled_at=None, state__in=COUNTED).order_by()
    counted = dict(rows.values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in COUNTED}


def notice_get_for(reader: Reader, pk: int) -> Notice:
    """One message.

    Raises:
        NotFoundError: there is none, or none that the reader may know of.
    """
    notice = _visible(reader).filter(pk=pk).first()
    if notice is None:
        raise NotFoundError(_("There is no such message."))
    return notice


def notices_get_for(reader: Reader, pks: Collection[int]) -> list[Notice]:
    """Those of the messages that the reader may know of."""
    return list(_visible(reader).filter(pk__in=pks).order_by("pk"))


def notice_shown(reader: Reader, notice: Notice) -> Shown:
    """The message as the reader may see it.

    Who keeps Heard running sees whether messages arrive; what they say is for those who may
    read cases. Links into Heard are cut, because some let in whoever has them.
    """
    if not reader.may(Thing.CASEWORK, Action.READ):
        why = _("Only those who work on cases may read what a message says.")
        return Shown(notice, mask_address(notice.to), "", None, why)
    if notice.secret or not notice.body:
        why = _("The text lets somebody in, so nobody else may read it.")
        return Shown(notice, notice.to, "", None, why)
    site = settings.SITE_URL
    return Shown(notice, notice.to, notice.subject, hide_links(notice.body, site=site))


def template_list() -> list[Listed]:
    """Every kind of message with the version in force, in the order of the file."""
    newest: dict[str, TemplateVersion] = {}
    for row in TemplateVersion.objects.select_related("edited_by").order_by("version"):
        newest[row.code] = row
    return [
        Listed(shipped, None if row is None or row.is_shipped else row)
        for code, shipped in shipped_list().items()
        for row in [newest.get(code)]
    ]


def template_history(code: str) -> list[TemplateVersion]:
    """Every version of a wording, newest first."""
    rows = TemplateVersion.objects.filter(code=code).select_related("edited_by")
    return list(rows.order_by("-version"))


def template_version(code: str, version: int) -> TemplateVersion:
    """One version of a wording.

    Raises:
        NotFoundError: there is none.
    """
    row = TemplateVersion.objects.filter(code=code, version=version).first()
    if row is None:
        raise NotFoundError(_("There is no such version."))
    return row


def _visible(reader: Reader) -> QuerySet[Notice]:
    """Messages about restricted matters are there for those only who may see the flag."""
    if reader.may(Thing.RESTRICTED, Action.READ):
        return Notice.objects.all()
    return Notice.objects.filter(restricted=False)
