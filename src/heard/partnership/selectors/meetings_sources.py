"""What Heard itself proposes for agendas: minutes, actions, reviews, commitments, concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from heard.analysis import share_interval
from heard.concerns.selectors.figures import clocks_met_of, felt_listened_of
from heard.landlords.models import Landlord
from heard.partnership.agenda import MOST, AgendaSource, Proposal, agenda_source_register
from heard.partnership.models import GroupAction, Meeting, Report, Reported
from heard.reviews.models import Address, RecommendedAction, Review, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.concerns.selectors.figures import Figure
    from heard.partnership.agenda import Occasion


def _day(day: object) -> str:
    return str(date_format(day, "j F Y"))  # type: ignore[arg-type] # a date


def minutes_proposed(occasion: Occasion) -> Iterator[Proposal]:
    """Minutes that were sent and not agreed yet, the oldest first."""
    rows = Meeting.objects.filter(
        group=occasion.meeting.group_id, circulated_at__isnull=False, agreed_at=None
    )
    for one in rows.exclude(pk=occasion.meeting.pk).order_by("on")[:MOST]:
        yield Proposal(
            "minutes",
            str(one.key),
            _("Minutes of %(day)s") % {"day": _day(one.on)},
            _("To be agreed."),
            reverse("group:meeting", args=[occasion.meeting.group.slug, one.number]),
        )


def actions_proposed(occasion: Occasion) -> Iterator[Proposal]:
    """All open actions as one item, and each that is late by the meeting as one of its own."""
    rows = GroupAction.objects.filter(
        group=occasion.meeting.group_id, done_at=None, dropped_at=None
    )
    found = list(rows.select_related("organisation__landlord").order_by("due_on", "number"))
    if not found:
        return
    slug = occasion.meeting.group.slug
    count = ngettext("%(n)d action is open.", "%(n)d actions are open.", len(found))
    yield Proposal(
        "actions",
        "open",
        _("Actions from earlier meetings"),
        count % {"n": len(found)},
        reverse("group:actions", args=[slug]),
    )
    for one in [action for action in found if action.due_on < occasion.on][: MOST - 1]:
        yield Proposal(
            "actions",
            str(one.key),
            _("%(action)s: %(what)s") % {"action": one, "what": one.what},
            _("%(owner)s, due %(day)s.")
            % {"owner": one.organisation.name, "day": _day(one.due_on)},
            reverse("group:action", args=[slug, one.number]),
        )


def reviews_proposed(occasion: Occasion) -> Iterator[Proposal]:
    """Reviews published since the last meeting, and those that landlords still take part in."""
    rows = Review.objects.filter(
        Q(stage__in=[Stage.ASSESSING, Stage.COMMENTING])
        | Q(published_at__date__gt=occasion.since, published_at__date__lte=occasion.on),
        subjects__landlord__in=occasion.landlords,
    ).distinct()
    for one in rows.order_by("-period_to", "-pk")[:MOST]:
        if one.is_published:
            title, why = _("What %(title)s found"), _("It was published since the last meeting.")
            link = reverse("reviews:review", args=[one.reference])
        else:
            due = one.comments_due if one.stage == Stage.COMMENTING else one.self_due
            title, link = _("%(title)s: where it stands"), ""
            why = _("Landlords send in what it asks of them by %(day)s.") % {"day": _day(due)}
        yield Proposal("reviews", f"{one.key}:{one.stage}", title % {"title": one.title}, why, link)


def findings_proposed(occasion: Occasion) -> Iterator[Proposal]:
    """Recommendations without an answer by their date, and actions on them that are late.

    Only of published reviews: what isn't published is no business of other members.
    """
    published = {"subject__review__stage": Stage.PUBLISHED}
    late = Address.objects.filter(
        answer="", due_on__lt=occasion.on, subject__landlord__in=occasion.landlords, **published
    ).select_related("recommendation", "subject__landlord")
    for one in late.order_by("due_on", "pk")[: MOST // 2]:
        yield Proposal(
            "findings",
            f"answer:{one.key}",
            _("%(landlord)s: answer to recommendation %(reference)s")
            % {"landlord": one.subject.landlord.name, "reference": one.recommendation.reference},
            _("An answer was due %(day)s.") % {"day": _day(one.due_on)},
        )
    acts = RecommendedAction.objects.filter(
        done_at=None,
        due_on__lt=occasion.on,
        address__subject__landlord__in=occasion.landlords,
        address__subject__review__stage=Stage.PUBLISHED,
    ).select_related("address__recommendation", "address__subject__landlord")
    for act in acts.order_by("due_on", "pk")[: MOST // 2]:
        yield Proposal(
            "findings",
            f"action:{act.key}",
            _("%(landlord)s: action on recommendation %(reference)s")
            % {
                "landlord": act.address.subject.landlord.name,
                "reference": act.address.recommendation.reference,
            },
            _("It was due %(day)s.") % {"day": _day(act.due_on)},
        )


def commitments_proposed(occasion: Occasion) -> Iterator[Proposal]:
    """Reports since the last meeting that a commitment was kept in part or not at all."""
    rows = Report.objects.filter(
        progress__in=[Reported.NOT_DONE, Reported.PARTLY],
        sent_at__date__gt=occasion.since,
        sent_at__date__lte=occasion.on,
        returned_at=None,
        signatory__landlord__in=occasion.landlords,
    ).select_related("signatory__landlord", "commitment")
    order = sorted(rows.order_by("sent_at", "pk"), key=lambda row: row.progress != "not-done")
    for one in order[:MOST]:
        landlord = one.signatory.landlord
        yield Proposal(
            "commitments",
            str(one.key),
            _("%(landlord)s: commitment %(commitment)s")
            % {"landlord": landlord.name if landlord else "", "commitment": one.commitment},
            _("Reported as: %(progress)s.") % {"progress": one.get_progress_display().lower()},
        )


def concerns_proposed(occasion: Occasion) -> Iterator[Proposal]:
    """Landlords whose figures since the last meeting are surely below those of all together.

    Surely: the whole interval of theirs lies below the interval of all landlords of the group. On
    a base under ten nothing is proposed.
    """
    members, first, last = occasion.landlords, occasion.since, occasion.on
    names = dict(Landlord.objects.filter(pk__in=occasion.landlords).values_list("pk", "name"))
    for code, words, figures in (
        ("clocks", _("deadlines kept"), clocks_met_of(members, first=first, last=last)),
        (
            "felt",
            _("residents who felt listened to"),
            felt_listened_of(members, first=first, last=last),
        ),
    ):
        for landlord, one, low, high in _below(figures):
            values = {"words": words, "landlord": names[landlord], "count": one.count}
            values |= {"base": one.base, "low": f"{low:.0%}", "high": f"{high:.0%}"}
            yield Proposal(
                "concerns",
                f"{code}:{landlord}:{occasion.since:%Y%m%d}",
                _("%(landlord)s: %(words)s") % values,
                _(
                    "Since the last meeting %(count)d of %(base)d (%(low)s to %(high)s), below "
                    "the group’s landlords together."
                )
                % values,
            )


def _below(figures: dict[int, Figure]) -> list[tuple[int, Figure, float, float]]:
    """Those surely below all together, the lowest first."""
    base = sum(one.base for one in figures.values())
    if not base:
        return []
    share = sum(one.count for one in figures.values()) / base
    bottom, _top = share_interval(share, base)
    found = []
    for landlord, one in figures.items():
        interval = one.interval
        if interval is not None and interval[1] < bottom:
            found.append((landlord, one, *interval))
    return sorted(found, key=lambda row: row[3])[: MOST // 2]


def sources_register() -> None:
    """Add all of these to what agendas are proposed from."""
    for source in (
        AgendaSource("minutes", lazy("Minutes to agree"), minutes_proposed),
        AgendaSource("actions", lazy("Actions from earlier meetings"), actions_proposed),
        AgendaSource("reviews", lazy("Reviews"), reviews_proposed),
        AgendaSource("findings", lazy("Findings and recommendations"), findings_proposed),
        AgendaSource("commitments", lazy("Commitments"), commitments_proposed),
        AgendaSource("concerns", lazy("What residents’ concerns show"), concerns_proposed),
    ):
        agenda_source_register(source)
