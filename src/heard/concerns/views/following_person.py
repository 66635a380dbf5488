"""What somebody decides about themselves: how to be reached, and who may see what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.access import Action, Thing, open_to_anyone
from heard.concerns.errors import ConcernError
from heard.concerns.forms.following import ReachForm, ShareForm
from heard.concerns.forms.raising_who import ContactFields
from heard.concerns.pages.composing import wanted_of
from heard.concerns.pages.following import may_share
from heard.concerns.services.raising import Shares
from heard.concerns.services.residents import consent_give, consent_withdraw, person_update
from heard.concerns.views.following import actor_of
from heard.concerns.views.following_doors import party_page
from heard.safety.guard import private_page, throttled

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.concerns.models import Party


@open_to_anyone(Thing.OWN_CONCERN, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("concern.add")
@party_page
def reach_view(request: HttpRequest, party: Party) -> HttpResponse:
    """Change how to be reached, what helps and what is safe."""
    form = ReachForm(request.POST if request.method == "POST" else None, person=party.person)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        changes = {name: data[name] for name in ContactFields.base_fields} | wanted_of(data)
        try:
            person_update(
                person=party.person,
                changes=changes,
                concern=party.concern,
                actor=actor_of(request, party),
            )
        except ConcernError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Changed. From now on we reach you like this."))
            return redirect("follow:concern", party.concern.reference)
    context = {"form": form, "heading": _("How we reach you"), "concern": party.concern}
    return render(request, "following/form.html", context)


@open_to_anyone(Thing.OWN_CONCERN, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("concern.add")
@party_page
def share_view(request: HttpRequest, party: Party) -> HttpResponse:
    """Agree that the landlord may see it, and how much of it; in place of what was agreed."""
    landlord = party.concern.landlord
    if landlord is None or not may_share(party):
        raise Http404
    given = party.consents.filter(landlord=landlord, withdrawn_at=None).first()
    chosen = [name for name in Shares.__dataclass_fields__ if given and getattr(given, name)]
    form = ShareForm(request.POST if request.method == "POST" else None, initial={"what": chosen})
    if form.is_bound and form.is_valid():
        what = form.cleaned_data["what"]
        shares = Shares(**{name: name in what for name in Shares.__dataclass_fields__})
        consent_give(party=party, landlord=landlord, shares=shares, actor=actor_of(request, party))
        messages.success(request, _("Thank you. We may share it with %s now.") % landlord.name)
        return redirect("follow:concern", party.concern.reference)
    context = {
        "form": form,
        "heading": _("Share it with %s") % landlord.name,
        "concern": party.concern,
        "landlord": landlord,
        "button": _("Agree"),
    }
    return render(request, "following/form.html", context)


@open_to_anyone(Thing.OWN_CONCERN, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("concern.add")
@party_page
def withdraw_view(request: HttpRequest, party: Party, consent: int) -> HttpResponse:
    """Agree no longer, after a question whether one means it."""
    found = party.consents.filter(pk=consent, withdrawn_at=None).select_related("landlord").first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            consent_withdraw(consent=found, actor=actor_of(request, party))
        except ConcernError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%s can no longer open it.") % found.landlord.name)
        return redirect("follow:concern", party.concern.reference)
    return render(request, "following/withdraw.html", {"consent": found, "concern": party.concern})
