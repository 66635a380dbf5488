"""Who can sign in to a demonstration."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from heard.accounts.models import User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
GROUPS, LETTERS_EACH = 4, 4  # 78 bits


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up, to sign in as."""

    username: str
    first_name: str
    last_name: str
    may: str
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person with the password that holds until the demonstration is started again."""

    person: Person
    password: str


PEOPLE = (
    Person(
        "staff@demo.example", "Rosalind", "Achebe", "edit and import, as the council's staff", True
    ),
    Person("councillor@demo.example", "Tobias", "Wynter", "read, as a councillor"),
)
USERNAMES = frozenset(person.username for person in PEOPLE)


def sign_ins_renew() -> list[SignIn]:
    """Give each demonstration sign-in a new random password.

    A well-known one would open every demonstration that others can reach.
    """
    return [SignIn(person, _renew(person)) for person in PEOPLE]


def _renew(person: Person) -> str:
    password = "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(LETTERS_EACH)) for _ in range(GROUPS)
    )
    User.objects.update_or_create(
        username=person.username,
        defaults={
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": person.username,
            "is_staff": person.is_staff,
            "is_active": True,
            "is_superuser": False,
            "password": make_password(password),
        },
    )
    return password
