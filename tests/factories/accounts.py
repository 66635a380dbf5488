"""People for tests, all of them made up, and sessions for them."""

from __future__ import annotations

import time

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from heard.access import LANDLORD, STAFF, Role
from heard.accounts.models import Membership, User
from heard.accounts.sessions import session_start
from tests.factories.landlords import LandlordFactory, WardFactory


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory("tests.factories.accounts.PersonFactory")
    role = Role.OFFICER
    landlord = factory.Maybe(
        factory.LazyAttribute(lambda row: row.role in LANDLORD), factory.SubFactory(LandlordFactory)
    )
    ward = factory.Maybe(
        factory.LazyAttribute(lambda row: row.role == Role.COUNCILLOR),
        factory.SubFactory(WardFactory),
    )


class PersonFactory(DjangoModelFactory):
    """`PersonFactory(role=..., landlord=..., ward=..., sees_restricted=...)`: somebody with a
    proved e-mail address and an open membership; a resident unless a role is given."""

    class Meta:
        model = User

    role = None
    landlord = None
    ward = None
    sees_restricted = False
    username = factory.Sequence(lambda n: f"person-{n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    first_name = "Ada"
    last_name = factory.Sequence(lambda n: f"Person{n}")

    @classmethod
    def _create(cls, model_class, *args, role, landlord, ward, sees_restricted, **fields):
        user = model_class(**fields)
        user.set_unusable_password()
        user.save()
        if user.email:
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if role not in {None, Role.RESIDENT}:
            scope = {"landlord": landlord, "ward": ward}
            given = {name: value for name, value in scope.items() if value is not None}
            MembershipFactory(user=user, role=role, sees_restricted=sees_restricted, **given)
        return user


def start_session(client, user, *, strong=True, now=None):
    """Sign somebody in as if by two factors, or by an e-mail code alone."""
    client.force_login(user)
    session = client.session
    session_start(session, now=now)
    session["account_authentication_methods_user"] = str(user.pk)
    method = {"method": "mfa", "type": "totp"} if strong else {"method": "code"}
    session["account_authentication_methods"] = [{**method, "at": time.time()}]
    session.save()
    return user


def sign_in(client, role=None, *, user=None, strong=None, **scope):
    """Sign a new person of the role in with the client, and return the person."""
    person = user or PersonFactory(role=role, **scope)
    return start_session(client, person, strong=role in STAFF if strong is None else strong)
