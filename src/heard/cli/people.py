"""`heard people invite|list|forget`: who holds which role, and asking people to take one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from heard.errors import HeardError, NotFoundError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from heard.landlords.models import Landlord, Ward

ROLES = (  # as in access/roles.py, which needs Django; a test compares them
    "representative",
    "ward-councillor",
    "champion",
    "council-officer",
    "council-administrator",
    "landlord-officer",
    "landlord-lead",
    "auditor",
)


class NotTheRightNameError(HeardError):
    """A name that belongs to several, or to none."""


def configure(parser: ArgumentParser) -> None:
    """Words of the verb."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    asking = acts.add_parser("invite", help="send somebody a link by which they take a role")
    asking.add_argument("email", metavar="EMAIL")
    asking.add_argument("--role", choices=ROLES, required=True)
    asking.add_argument("--landlord", default="", metavar="CODE", help="whom they work for")
    asking.add_argument("--ward", default="", metavar="NAME", help="a councillor's ward")
    asking.add_argument("--restricted", action="store_true", help="an officer who sees flags too")
    listing = acts.add_parser("list", help="who holds which role")
    listing.add_argument("--json", action="store_true", help="the same as JSON")
    lost = acts.add_parser("forget", help="forget the lost phone or passkey of somebody")
    lost.add_argument("email", metavar="EMAIL")


def run(args: Namespace, *, out: TextIO) -> int:
    """Do what was asked."""
    act = {"invite": _invite, "list": _list, "forget": _forget}[args.act]
    act(args, out)
    return 0


def _invite(args: Namespace, out: TextIO) -> None:
    from django.conf import settings

    from heard.accounts.invitations import DAYS, invitation_send

    invitation, link = invitation_send(
        email=args.email,
        role=args.role,
        landlord=_landlord(args.landlord),
        ward=_ward(args.ward),
        sees_restricted=args.restricted,
        by=None,
    )
    print(
        f"Invited {invitation.email} to be: {invitation.get_role_display()}. "
        f"The link works for {DAYS} days, once.",
        file=out,
    )
    if "console" in settings.EMAIL_BACKEND.lower():  # nobody would get to see the message
        print(f"  {settings.SITE_URL}{link}", file=out)


def _list(args: Namespace, out: TextIO) -> None:
    from heard.accounts.models import Membership

    rows = Membership.objects.filter(ended_at=None).select_related("user", "landlord", "ward")
    listed = [
        {
            "email": row.user.email,
            "name": row.user.get_full_name(),
            "role": row.role,
            "landlord": row.landlord.name if row.landlord else "",
            "ward": row.ward.name if row.ward else "",
            "sees_restricted": row.sees_restricted,
            "since": row.granted_at.date().isoformat(),
        }
        for row in rows.order_by("role", "user__email")
    ]
    if args.json:
        print(json.dumps(listed, ensure_ascii=False), file=out)
        return
    for each in listed:
        place = each["landlord"] or each["ward"]
        role = f"{each['role']}, {place}" if place else each["role"]
        print(f"{each['email']:<40} {role}", file=out)


def _forget(args: Namespace, out: TextIO) -> None:
    from heard.accounts.factors import factors_forget
    from heard.accounts.people import person_find

    user = person_find(args.email)
    if user is None:
        raise NotFoundError(f"Nobody is known by {args.email}.")
    factors_forget(user=user, by=None)
    print(f"{user.email} sets up a new second factor when they next sign in.", file=out)


def _landlord(code: str) -> Landlord | None:
    from heard.landlords.models import LandlordCode

    if not code:
        return None
    found = LandlordCode.objects.filter(code__iexact=code).select_related("landlord").first()
    if found is None:
        raise NotFoundError(f"No landlord has the code {code}. `heard landlords find` knows names.")
    return found.landlord


def _ward(name: str) -> Ward | None:
    from heard.landlords.models import Ward

    if not name:
        return None
    found = list(Ward.objects.filter(name__iexact=name, valid_to=None)[:2])
    if not found:
        raise NotFoundError(f"No ward is called {name} today.")
    if len(found) > 1:
        raise NotTheRightNameError(f"More than one ward is called {name}: invite by the pages.")
    return found[0]
