"""Keeping reply templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.concerns.errors import ConcernError
from heard.concerns.models import ReplyTemplate

if TYPE_CHECKING:
    from heard.accounts.models import User


@transaction.atomic
def reply_template_keep(
    *, title: str, body: str, by: User, template: ReplyTemplate | None = None
) -> ReplyTemplate:
    """Add a template, or change one.

    Raises:
        ConcernError: another has this title.
    """
    kept = template or ReplyTemplate()
    same = ReplyTemplate.objects.filter(title=title).exclude(pk=kept.pk)
    if same.exists():
        raise ConcernError(
            _("There is a template with this title, perhaps retired."), field="title"
        )
    before = {"title": kept.title} if kept.pk else None
    kept.title, kept.body = title, body
    kept.edited_at, kept.edited_by = timezone.now(), by
    kept.retired_at = None
    kept.save()
    audit_record(
        event="reply-template.keep", target=kept, by=by, before=before, after={"title": title}
    )
    return kept


@transaction.atomic
def reply_template_retire(*, template: ReplyTemplate, by: User) -> None:
    """Offer it no longer. What was sent with it stays."""
    template.retired_at = timezone.now()
    template.save(update_fields=["retired_at"])
    audit_record(event="reply-template.retire", target=template, by=by)
