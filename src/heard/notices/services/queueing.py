"""Taking a message into the outbox, within the change that it tells of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from heard.notices.models import Channel, Notice, State
from heard.notices.rendering import render
from heard.notices.selectors import quiet_hours
from heard.notices.services.sending import wake
from heard.notices.shipped import shipped_get
from heard.notices.timing import Wish, send_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_LONGEST_KEY = 200
NO_ADDRESS = "The address can't be written to."


def notice_queue(  # noqa: PLR0913 - one keyword for each thing there is to say about a message
    *,
    key: str,
    template: str,
    to: str,
    context: Mapping[str, str],
    about: str,
    urgent: bool = False,
    discreet: bool = False,
    not_before: datetime | None = None,
    wish: Wish | None = None,
    restricted: bool = False,
) -> Notice | None:
    """Tell somebody something, once for its key; None if it was told already.

    Part of the caller's transaction: should that fail, nothing is told. The message is sent
    after the commit, outside quiet hours and within the person's `wish`. `about` is a reference,
    such as a concern's. `restricted` messages are shown to those only who see restricted flags.
    An address that can't be written to makes a failed message, which stands on the list of these.

    Raises:
        NotFoundError: there is no such template.
        ValueError: the context lacks something that the template needs.
    """
    key = _kept_key(key)
    if Notice.objects.filter(key=key).exists():
        return None
    wish = wish or Wish()
    shipped = shipped_get(template)
    discreet = discreet or wish.discreet
    rendered = render(template, context, discreet=discreet)
    now = timezone.now()
    values = {
        "channel": Channel.EMAIL,
        "to": to.strip(),
        "template": template,
        "wording": rendered.version,
        "subject": rendered.subject,
        "body": rendered.body,
        "about": about,
        "urgent": urgent or shipped.at_once,
        "discreet": discreet,
        "secret": shipped.secret,
        "restricted": restricted,
        # What answers somebody who is waiting for it goes at once, whatever they wished earlier.
        "wish": {} if shipped.at_once and shipped.secret else wish.as_dict(),
        "expires_at": now + timedelta(minutes=shipped.good_for) if shipped.good_for else None,
        "created_at": now,
        "changed_at": now,
    }
    return _keep(key, values, not_before or now, now)


def _keep(
    key: str, values: dict[str, object], not_before: datetime, now: datetime
) -> Notice | None:
    notice = Notice(key=key, **values)
    if is_writable(notice.to):
        notice.state = State.QUEUED
        notice.next_try_at = send_time(
            max(now, not_before),
            wish=Wish.from_dict(notice.wish),
            quiet=quiet_hours(),
            urgent=notice.urgent,
        )
    else:
        notice.state, notice.last_error = State.FAILED, NO_ADDRESS
    fields = {f.attname: getattr(notice, f.attname) for f in Notice._meta.concrete_fields}  # noqa: SLF001 - Django's documented name
    del fields["id"], fields["key"]
    # Another transaction may be telling the same: the second waits for the first, then finds it.
    kept, created = Notice.objects.get_or_create(key=key, defaults=fields)
    if not created:
        return None
    if kept.state == State.QUEUED and kept.next_try_at is not None and kept.next_try_at <= now:
        _wake_after_commit()
    return kept


def _kept_key(key: str) -> str:
    """The key as it is kept: without an address in it, and short enough for the store."""
    if "@" not in key and len(key) <= _LONGEST_KEY:
        return key
    return salted_hmac("heard.notices.key", key, algorithm="sha256").hexdigest()


def is_writable(address: str) -> bool:
    """Whether something can be an e-mail address at all."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= Notice._meta.get_field("to").max_length  # type: ignore[operator] # noqa: SLF001 - Django's documented name


def _wake_after_commit() -> None:
    """Ask for the outbox to be sent once this transaction holds; one asking serves them all."""
    within = set(connection.savepoint_ids)
    for entry in connection.run_on_commit:
        if entry[1] is wake and entry[0] <= within:  # not undone without this one being undone
            return
    transaction.on_commit(wake, robust=True)
