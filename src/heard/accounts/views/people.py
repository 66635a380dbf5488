"""People and their roles: for administrators, and for a landlord's lead their own landlord's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.accounts.errors import PeopleError
from heard.accounts.factors import factors_forget
from heard.accounts.forms import InviteForm, OurInviteForm
from heard.accounts.invitations import (
    invitation_resend,
    invitation_revoke,
    invitation_send,
    membership_end,
    membership_restricted,
)
from heard.accounts.selectors import (
    invitation_get_for,
    invitations_for,
    membership_get_for,
    memberships_for,
)
from heard.errors import NotFoundError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.accounts.models import User

ALL, OURS = "accounts:people", "accounts:our-people"


def _list(request: HttpRequest, *, home: str, heading: str) -> HttpResponse:
    reader = reader_of(request)
    context = {
        "heading": heading,
        "memberships": memberships_for(reader, ours=home == OURS),
        "invitations": invitations_for(reader, ours=home == OURS),
        "ours": home == OURS,
        "home": home,
        "invite": reverse(f"{home}-invite"),
    }
    return render(request, "accounts/people.html", context)


@allow(Thing.PEOPLE, Action.READ)
@never_cache
@require_safe
def people_view(request: HttpRequest) -> HttpResponse:
    """Everybody who holds a role, and who is invited."""
    return _list(request, home=ALL, heading=_("People and their roles"))


@allow(Thing.LANDLORD_PEOPLE, Action.READ)
@never_cache
@require_safe
def our_people_view(request: HttpRequest) -> HttpResponse:
    """The people of one's own landlord."""
    return _list(request, home=OURS, heading=_("People of your landlord"))


def _invite(request: HttpRequest, form: Any, *, home: str) -> HttpResponse:
    if form.is_valid():
        sent = _send_all(request, form)
        if sent:
            messages.success(
                request,
                ngettext("%(n)d invitation was sent.", "%(n)d invitations were sent.", sent)
                % {"n": sent},
            )
        if not form.errors:
            return redirect(home)
    context = {
        "form": form,
        "heading": _("Invite people"),
        "button": _("Send invitations"),
        "back": reverse(home),
        "crumbs": [(_("People"), reverse(home))],
    }
    return render(request, "accounts/form.html", context)


def _send_all(request: HttpRequest, form: Any) -> int:
    """Send to each address; those that can't be are left in the box with the reason."""
    values = dict(form.cleaned_data)
    left, sent = [], 0
    for email in values.pop("emails"):
        try:
            invitation_send(email=email, by=cast("User", request.user), **values)
        except PeopleError as error:
            left.append(email)
            form.add_error("emails", f"{email}: {error}" if email not in str(error) else str(error))
        else:
            sent += 1
    if left:
        form.data = form.data.copy()
        form.data["emails"] = "\n".join(left)
    return sent


@allow(Thing.PEOPLE, Action.CHANGE)
@never_cache
@require_http_methods(["GET", "POST"])
def invite_view(request: HttpRequest) -> HttpResponse:
    """Invite anybody to anything."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    return _invite(request, form, home=ALL)


@allow(Thing.LANDLORD_PEOPLE, Action.CHANGE)
@never_cache
@require_http_methods(["GET", "POST"])
def our_invite_view(request: HttpRequest) -> HttpResponse:
    """Invite people to one's own landlord."""
    form = OurInviteForm(
        request.POST if request.method == "POST" else None,
        landlords=reader_of(request).landlords_led,
    )
    return _invite(request, form, home=OURS)


def _act_on_invitation(request: HttpRequest, pk: int, act: str, *, home: str) -> HttpResponse:
    user = cast("User", request.user)
    try:
        invitation = invitation_get_for(reader_of(request), pk, ours=home == OURS)
        if act == "resend":
            invitation_resend(invitation=invitation, by=user)
            messages.success(request, _("The invitation was sent again."))
        elif act == "revoke":
            invitation_revoke(invitation=invitation, by=user)
            messages.success(request, _("The invitation was withdrawn."))
        else:
            raise Http404
    except PeopleError as error:
        messages.error(request, str(error))
    except NotFoundError as error:
        raise Http404(str(error)) from error
    return redirect(home)


@allow(Thing.PEOPLE, Action.CHANGE)
@require_POST
def invitation_act_view(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Send an invitation again, or withdraw it."""
    return _act_on_invitation(request, pk, act, home=ALL)


@allow(Thing.LANDLORD_PEOPLE, Action.CHANGE)
@require_POST
def our_invitation_act_view(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Send an invitation of one's own landlord again, or withdraw it."""
    return _act_on_invitation(request, pk, act, home=OURS)


def _end(request: HttpRequest, pk: int, *, home: str) -> HttpResponse:
    try:
        membership = membership_get_for(reader_of(request), pk, ours=home == OURS)
    except NotFoundError as error:
        raise Http404(str(error)) from error
    if request.method == "POST":
        try:
            membership_end(
                membership=membership,
                by=cast("User", request.user),
                reason=request.POST.get("reason", "").replace("\0", "").strip()[:500],
            )
        except PeopleError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%(person)s no longer has this role.") % _who(membership))
        return redirect(home)
    context = {
        "membership": membership,
        "ours": home == OURS,
        "back": reverse(home),
        "crumbs": [(_("People"), reverse(home))],
    }
    return render(request, "accounts/end.html", context)


@allow(Thing.PEOPLE, Action.CHANGE)
@never_cache
@require_http_methods(["GET", "POST"])
def membership_end_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role away, after a second look."""
    return _end(request, pk, home=ALL)


@allow(Thing.LANDLORD_PEOPLE, Action.CHANGE)
@never_cache
@require_http_methods(["GET", "POST"])
def our_membership_end_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role at one's own landlord away, after a second look."""
    return _end(request, pk, home=OURS)


@allow(Thing.PEOPLE, Action.CHANGE)
@require_POST
def membership_act_view(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Let an officer see restricted cases or not; forget a lost phone or passkey."""
    user = cast("User", request.user)
    try:
        membership = membership_get_for(reader_of(request), pk)
        if act in {"restrict", "unrestrict"}:
            membership_restricted(membership=membership, sees=act == "restrict", by=user)
            messages.success(request, _("Saved."))
        elif act == "forget":
            factors_forget(user=membership.user, by=user)
            messages.success(
                request, _("%(person)s sets up a new second factor next time.") % _who(membership)
            )
        else:
            raise Http404
    except PeopleError as error:
        messages.error(request, str(error))
    except NotFoundError as error:
        raise Http404(str(error)) from error
    return redirect(ALL)


def _who(membership: Any) -> dict[str, str]:
    return {"person": str(membership.user)}
