"""Who can sign in to a demonstration."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from heard.access import LANDLORD, Role
from heard.accounts.models import Membership, User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
GROUPS, LETTERS_EACH = 4, 4  # 78 bits


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up, to sign in as."""

    username: str
    first_name: str
    last_name: str
    may: str
    role: Role = Role.RESIDENT


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person with the password that holds until the demonstration is started again."""

    person: Person
    password: str


# Those of `concerns.staff` get their landlord or ward when the demonstration is loaded.
PEOPLE = (
    Person(
        "staff@demo.example",
        "Rosalind",
        "Achebe",
        "take up concerns, edit and import, as a council officer",
        Role.OFFICER,
    ),
    Person(
        "champion@demo.example",
        "Marguerite",
        "Okonjo",
        "take up concerns, as the Champion",
        Role.CHAMPION,
    ),
    Person(
        "landlord@demo.example",
        "Imelda",
        "Ferrant",
        "answer for Osiermead Homes",
        Role.LANDLORD_OFFICER,
    ),
    Person(
        "lead@demo.example",
        "Gerald",
        "Quennell",
        "answer for Osiermead Homes, and invite its people",
        Role.LANDLORD_LEAD,
    ),
    Person(
        "councillor@demo.example",
        "Tobias",
        "Wynter",
        "see what was put to a ward councillor",
        Role.COUNCILLOR,
    ),
    Person(
        "ambassador@demo.example",
        "Hester",
        "Amankwah",
        "walk estates, as a residents' representative",
        Role.REPRESENTATIVE,
    ),
    Person(
        "resident@demo.example",
        "",
        "",
        "follow concerns of one's own, as a resident",
    ),
    Person(
        "administrator@demo.example",
        "Ines",
        "Vallely",
        "invite people and word messages",
        Role.ADMINISTRATOR,
    ),
    Person("auditor@demo.example", "Walter", "Prys", "read the audit log", Role.AUDITOR),
)
USERNAMES = frozenset(person.username for person in PEOPLE)
NEEDS_PLACE = LANDLORD | {Role.COUNCILLOR}


def sign_ins_renew() -> list[SignIn]:
    """Give each demonstration sign-in a new random password.

    A well-known one would open every demonstration that others can reach.
    """
    return [SignIn(person, _renew(person)) for person in PEOPLE]


def _renew(person: Person) -> str:
    password = "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(LETTERS_EACH)) for _ in range(GROUPS)
    )
    user, _new = User.objects.update_or_create(
        username=person.username,
        defaults={
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": person.username,
            "is_made_up": True,
            "is_active": True,
            "is_superuser": False,
            "password": make_password(password),
        },
    )
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    if person.role not in {Role.RESIDENT, *NEEDS_PLACE}:
        Membership.objects.get_or_create(user=user, role=person.role, ended_at=None)
    return password
