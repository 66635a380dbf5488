"""Which stores the demonstration may be loaded into, and how it is taken out of one again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Q

from heard.accounts.models import User
from heard.audit.services import audit_empty
from heard.demo.models import Load
from heard.demo.people import USERNAMES
from heard.errors import HeardError
from heard.landlords.models import Borough, Landlord
from heard.measures.models import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = frozenset({"auth_permission", "django_content_type", "django_migrations"})
LOG = frozenset({"audit_entry", "audit_head", "audit_reason"})  # starts again, and says so
ELSEWHERE = "Give the demonstration a folder of its own: HEARD_HOME=/path/to/folder heard demo"


class NotADemoError(HeardError):
    """The store holds what the demonstration didn't bring."""


def load_get() -> Load | None:
    """The demonstration that is in this store, if one is."""
    return Load.objects.first()


def load_is_with_real() -> bool:
    """Whether the regulator's workbooks were loaded with the demonstration."""
    return Load.objects.filter(with_real=True).exists()


def check_empty() -> None:
    """Make sure that nobody works in this store.

    Raises:
        NotADemoError: somebody does.
    """
    found = [
        f"{model.objects.count()} {model._meta.verbose_name_plural}"  # noqa: SLF001 - Django's documented name
        for model in (Borough, Landlord, Workbook, User)
        if model.objects.exists()
    ]
    if found:
        raise NotADemoError(f"This store isn't empty: it holds {', '.join(found)}. {ELSEWHERE}")


def check_own(load: Load) -> None:
    """Make sure that everything in the store is the demonstration's, so that it may be wiped.

    What its own sign-ins did counts as its own.

    Raises:
        NotADemoError: somebody else has put something in, and it would be lost.
    """
    found = list(_others(load))
    if found:
        raise NotADemoError(
            f"This store holds more than the demonstration: {', '.join(found)}. Nothing was wiped."
            f" {ELSEWHERE}"
        )


def _others(load: Load) -> Iterator[str]:
    for user in User.objects.exclude(username__in=USERNAMES).exclude(is_made_up=True)[:5]:
        yield f"the sign-in {user.get_username()}"
    later = Q(imported_at__gt=load.at) & ~Q(imported_by__username__in=USERNAMES)
    for workbook in Workbook.objects.filter(
        later | Q(imported_by__isnull=True, imported_at__gt=load.at)
    ):
        yield f"the workbook {workbook.file_name}"
    for model in (Borough, Landlord):
        history = model.history.filter(history_date__gt=load.at)
        edits = history.exclude(history_user__username__in=USERNAMES)
        for name in edits.values_list("name", flat=True).distinct()[:5]:
            yield f"changes of {name}"


def wipe() -> None:
    """Empty every table but those that Django itself keeps."""
    connection.check_constraints()  # PostgreSQL empties no table that has a check left to do
    audit_empty()
    tables = set(connection.introspection.django_table_names(only_existing=True)) - KEPT - LOG
    statements = connection.ops.sql_flush(no_style(), sorted(tables))
    connection.ops.execute_sql_flush(statements)
