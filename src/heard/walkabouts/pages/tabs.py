"""The tabs above lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise as Lazy


class Tab(NamedTuple):
    """One tab: what stands in the address, and what people read."""

    code: str
    label: Lazy


WALKABOUT_TABS = (
    Tab("coming", _("Today and to come")),
    Tab("unsaid", _("Not said whether held")),
    Tab("held", _("Held")),
    Tab("cancelled", _("Cancelled")),
    Tab("all", _("All")),
)
ACTION_TABS = (
    Tab("open", _("Open")),
    Tab("late", _("Late")),
    Tab("not-done", _("Residents say not done")),
    Tab("closed", _("Done")),
    Tab("all", _("All")),
)


def tabs_of(wanted: str, tabs: Sequence[Tab]) -> tuple[str, Sequence[Tab]]:
    """The tab that was asked for, the first if there is no such, and all of them."""
    known = {tab.code for tab in tabs}
    return (wanted if wanted in known else tabs[0].code), tabs
