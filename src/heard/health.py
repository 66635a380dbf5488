"""Whether the store can be read and written."""

from __future__ import annotations

from django.db import Error, connection, transaction
from django.utils.timezone import now

from heard.accounts.models import HealthCheck


def store_faults() -> list[str]:
    """What keeps the store from being read and written; nothing when all is well.

    Writes one row in place and reads it back: a store on a full or read-only disk answers
    reads for long, and a page that says "ok" then would be a lie.
    """
    try:
        with transaction.atomic():
            written, _made = HealthCheck.objects.update_or_create(pk=1, defaults={"at": now()})
            kept = HealthCheck.objects.get(pk=1)  # inside, so that no other check comes between
        if kept.at != written.at:
            return ["The store doesn't give back what was written."]
    except Error as error:
        return [f"The store can't be read and written ({connection.vendor}): {error}"]
    return []
