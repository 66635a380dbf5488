"""Keeping reply templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow
from heard.concerns.errors import ConcernError
from heard.concerns.forms.reply_templates import ReplyTemplateForm
from heard.concerns.replies import PLACES
from heard.concerns.selectors.team import reply_templates
from heard.concerns.services.replying import reply_template_keep, reply_template_retire
from heard.concerns.views.team import page
from heard.landlords.views.answers import posted, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.concerns.models import ReplyTemplate


@allow(Thing.CASEWORK, Action.READ)
@require_safe
def templates_view(request: HttpRequest) -> HttpResponse:
    """Templates in use."""
    return page(request, "reply_templates", templates=list(reply_templates()))


@allow(Thing.CASEWORK, Action.CHANGE)
@require_http_methods(["GET", "POST"])
def template_add_view(request: HttpRequest) -> HttpResponse:
    """Add a template."""
    return _edit(request, None)


@allow(Thing.CASEWORK, Action.CHANGE)
@require_http_methods(["GET", "POST"])
def template_edit_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a template."""
    return _edit(request, _get(pk))


@allow(Thing.CASEWORK, Action.CHANGE)
@require_POST
def template_retire_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a template no longer."""
    template = _get(pk)
    reply_template_retire(template=template, by=signed_in(request))
    messages.success(request, _("“%(title)s” isn’t offered any more.") % {"title": template})
    return redirect("cases:templates")


def _get(pk: int) -> ReplyTemplate:
    template = reply_templates().filter(pk=pk).first()
    if template is None:
        raise Http404
    return template


def _edit(request: HttpRequest, template: ReplyTemplate | None) -> HttpResponse:
    initial = {"title": template.title, "body": template.body} if template else None
    form = ReplyTemplateForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            reply_template_keep(**form.cleaned_data, by=signed_in(request), template=template)
        except ConcernError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("The template is kept."))
            return redirect("cases:templates")
    return page(
        request,
        "reply_template",
        form=form,
        template=template,
        places=PLACES.items(),
        crumbs=[(_("Reply templates"), reverse("cases:templates"))],
    )
