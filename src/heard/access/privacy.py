"""What personal data a model holds, on what basis, and how long it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model
    from django.utils.functional import _StrPromise

NOT_PERSONAL = ""


@dataclass(frozen=True, slots=True)
class Personal:
    """What a model holds about people: field → what it is in plain words.

    `kept` names a rule of RETENTION and `basis` one of BASES.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    kept: str = NOT_PERSONAL
    basis: str = NOT_PERSONAL


NONE_PERSONAL = Personal()


@dataclass(frozen=True, slots=True)
class Kept:
    """How long something is kept. The council sets this; `years` or `days` are Heard's default."""

    until: _StrPromise
    days: int | None = None


YEAR = 365
# Our defaults, for a council to confirm or replace in its own retention schedule.
RETENTION: Mapping[str, Kept] = {
    "case": Kept(_("6 years after the case is closed"), 6 * YEAR),
    "sensitive": Kept(_("1 year after the case is closed"), YEAR),
    "contact": Kept(_("1 year after the case is closed"), YEAR),
    "message": Kept(_("90 days after it was sent"), 90),
    "account": Kept(_("2 years after the last sign-in"), 2 * YEAR),
    "session": Kept(_("until the session or the code ends")),
    "audit-reason": Kept(_("6 years after it was written"), 6 * YEAR),
    "draft": Kept(_("1 day after it was last changed"), 1),
    "review": Kept(_("6 years after the review is published"), 6 * YEAR),
    "practice": Kept(_("6 years after the practice is withdrawn"), 6 * YEAR),
    "record": Kept(_("as long as the record of who did it")),
    "walkabout": Kept(_("6 years after the walkabout"), 6 * YEAR),
    "meeting": Kept(_("6 years after the meeting"), 6 * YEAR),
    "study": Kept(_("6 years after the study was begun"), 6 * YEAR),
    "warning": Kept(_("6 years after the warning ends"), 6 * YEAR),
    "charter": Kept(_("6 years after the charter ends"), 6 * YEAR),
}

BASES: Mapping[str, _StrPromise] = {
    "public-task": _("Public task, UK GDPR Article 6(1)(e)"),
    "special": _(
        "Public task, and substantial public interest: UK GDPR Articles 6(1)(e) and 9(2)(g), "
        "Data Protection Act 2018 Schedule 1"
    ),
    "consent": _("The person said that it may be shared, UK GDPR Article 6(1)(a)"),
}


def personal_of(model: type[Model]) -> Personal | None:
    """The mark of a model; none if it has none. A history's is that of the model it follows.

    A row of history holds what its model holds, and who changed it and why.
    """
    followed = getattr(model, "instance_type", None)
    if followed is None:
        found = vars(model).get("PERSONAL")
        return found if isinstance(found, Personal) else None
    mark = personal_of(followed)
    if mark is None:
        return None
    who = {"history_user": "who changed it", "history_change_reason": "why, in their own words"}
    return Personal(
        fields={**mark.fields, **who},
        kept=mark.kept or "record",
        basis=mark.basis or "public-task",
    )


def accounts_named_in(model: type[Model]) -> tuple[str, ...]:
    """Fields that name somebody by their account: who did, wrote or was given something.

    They are personal too, and kept as long as the row: a number once the account is gone.
    """
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django documents it
    found = (each for each in fields if each.is_relation and each.related_model is not None)
    return tuple(
        each.name
        for each in found
        if isinstance(each.related_model, type)
        and each.related_model._meta.label == settings.AUTH_USER_MODEL  # noqa: SLF001 - the same
    )


_SIGN_IN = Personal({"user": "whose it is"}, kept="account", basis="public-task")
# What the tables of libraries hold, which can't carry a mark themselves.
LIBRARIES: Mapping[str, Personal] = {
    "account.EmailAddress": Personal(
        {"user": "whose it is", "email": "the address"}, kept="account", basis="public-task"
    ),
    "account.EmailConfirmation": Personal(
        {"key": "what proves an address"}, kept="session", basis="public-task"
    ),
    "auth.Group": NONE_PERSONAL,
    "auth.Permission": NONE_PERSONAL,
    "contenttypes.ContentType": NONE_PERSONAL,
    "django_tasks_database.DBTaskResult": NONE_PERSONAL,  # tasks take keys of rows, never words
    "mfa.Authenticator": _SIGN_IN,
    "sessions.Session": Personal(
        {"session_data": "who is signed in, and what they are in the middle of"},
        kept="session",
        basis="public-task",
    ),
    "socialaccount.SocialAccount": Personal(
        {
            "user": "whose it is",
            "uid": "who they are to their employer's sign-in",
            "extra_data": "what it told of them",
        },
        kept="account",
        basis="public-task",
    ),
    "socialaccount.SocialApp": NONE_PERSONAL,
    "socialaccount.SocialToken": Personal(
        {"account": "whose it is", "token": "what lets Heard ask their employer's sign-in"},
        kept="session",
        basis="public-task",
    ),
    "usersessions.UserSession": Personal(
        {
            "user": "whose it is",
            "ip": "from which address",
            "user_agent": "with which browser",
        },
        kept="session",
        basis="public-task",
    ),
}
