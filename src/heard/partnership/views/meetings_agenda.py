"""Pages on which the agenda is made and papers are put to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look
from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.partnership.forms.groups import WhyForm
from heard.partnership.forms.meetings import ItemForm, PaperForm, ProposalsForm
from heard.partnership.selectors.meetings_finding import (
    item_get,
    meeting_get_for,
    paper_get_for,
)
from heard.partnership.selectors.meetings_pages import proposals_for
from heard.partnership.services.meetings_agenda import (
    DOWN,
    UP,
    item_add,
    item_change,
    item_remove,
    item_shift,
    items_take,
    paper_add,
    paper_withdraw,
)
from heard.partnership.views.meetings_answers import deed_answer, form_answer, meeting_crumbs
from heard.safety.guard import private_page
from heard.uploads.receiving import takes_files
from heard.uploads.serving import file_link

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CHANGE = allow(Thing.GROUP_WORK, Action.CHANGE)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def propose_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose what goes onto the agenda from what is due and what was noticed."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    proposed = proposals_for(meeting)
    form = ProposalsForm(posted(request), proposed=proposed)
    taken = set(form.data.getlist("take")) if form.is_bound else set(form.proposals)  # type: ignore[attr-defined] # a QueryDict
    return form_answer(
        request,
        form=form,
        doing=lambda _given: items_take(
            meeting=meeting, proposals=form.chosen(), by=signed_in(request)
        ),
        heading=_("What could go onto the agenda"),
        button=_("Put the ticked ones onto the agenda"),
        done=_("Added to the agenda. Put the items in order, and take off what you don’t need."),
        back=meeting.get_absolute_url() + "#agenda",
        crumbs=meeting_crumbs(meeting),
        template="propose",
        proposed=proposed,
        taken=taken,
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def item_add_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put an item of one's own onto the agenda."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    return form_answer(
        request,
        form=ItemForm(posted(request)),
        doing=lambda given: item_add(meeting=meeting, by=signed_in(request), **given),
        heading=_("Add an item"),
        button=_("Add it"),
        done=_("Added at the end of the agenda."),
        back=meeting.get_absolute_url() + "#agenda",
        crumbs=meeting_crumbs(meeting),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def item_view(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Word an item anew."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    item = item_get(meeting, key)
    initial = {"title": item.title, "words": item.words, "minutes_long": item.minutes_long}
    return form_answer(
        request,
        form=ItemForm(posted(request), initial=initial),
        doing=lambda given: item_change(item=item, by=signed_in(request), **given),
        heading=_("Change an item"),
        button=_("Save"),
        done=_("Saved."),
        back=meeting.get_absolute_url() + "#agenda",
        crumbs=meeting_crumbs(meeting),
    )


@CHANGE
@private_page
@require_POST
@missing_is_404
def item_act_view(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Put an item up, down, or off the agenda."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    item, way, by = item_get(meeting, key), request.POST.get("do"), signed_in(request)
    back = meeting.get_absolute_url() + "#agenda"
    if way in {UP, DOWN}:
        said = _("Moved: %(title)s.") % {"title": item.title}
        return deed_answer(
            request, doing=lambda: item_shift(item=item, way=way, by=by), done=said, back=back
        )
    if way != "remove":
        raise Http404
    said = _("Taken off the agenda: %(title)s.") % {"title": item.title}
    return deed_answer(request, doing=lambda: item_remove(item=item, by=by), done=said, back=back)


@CHANGE
@takes_files()
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def paper_add_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put a paper to a meeting."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    form = PaperForm(posted(request), request.FILES or None, meeting=meeting)
    return form_answer(
        request,
        form=form,
        doing=lambda given: paper_add(
            meeting=meeting,
            item=given["item"],
            title=given["title"],
            file=given["file"][0],
            by=signed_in(request),
        ),
        heading=_("Add a paper"),
        button=_("Add it"),
        done=_("Added. Members get it when you send the agenda, or send it again."),
        back=meeting.get_absolute_url() + "#agenda",
        crumbs=meeting_crumbs(meeting),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def paper_withdraw_view(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Take a paper back."""
    reader = reader_of(request)
    meeting = meeting_get_for(reader, slug, number)
    paper = paper_get_for(reader, meeting, key)
    return form_answer(
        request,
        form=WhyForm(posted(request)),
        doing=lambda given: paper_withdraw(
            paper=paper, reason=given["reason"], by=signed_in(request)
        ),
        heading=_("Take back “%(title)s”?") % {"title": paper.title},
        hint=_("The file is deleted. This can’t be undone, but you can add another."),
        button=_("Take it back"),
        done=_("The paper was taken back."),
        back=meeting.get_absolute_url() + "#agenda",
        crumbs=meeting_crumbs(meeting),
        warning=True,
    )


@allow(Thing.GROUP, Action.READ)
@private_page
@require_safe
@missing_is_404
def paper_view(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    """A paper, by an address that holds for a minute. Opening one is logged."""
    reader = reader_of(request)
    paper = paper_get_for(reader, meeting_get_for(reader, slug, number), key)
    audit_look(target=paper, by=signed_in(request), event="paper.look", about=paper.title)
    return redirect(file_link(paper.file))
