"""The team drafts charters and plans, and publishes them. What was published is never changed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.partnership.charter_errors import CharterError
from heard.partnership.models import Charter, CharterKind, CharterVersion, Commitment
from heard.partnership.services.charters_telling import signatories_tell

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User

# What stands at the place of a charter in addresses of the tracker.
RESERVED = frozenset({"landlords", "rule", "verdict", "changes"})


@dataclass(frozen=True, slots=True)
class Promise:
    """What a commitment says."""

    title: str
    text: str
    effective_from: date
    every: int
    effective_to: date | None = None
    shown_by: str = ""
    measures: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    evidence_kinds: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """Values of the row."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in found.items()
        }


@transaction.atomic
def charter_create(
    *,
    slug: str,
    kind: str,
    title: str,
    introduction: str,
    report_within: int,
    by: User | None,
) -> Charter:
    """Begin a charter or plan, with a first draft.

    Raises:
        CharterError: the short name is taken or can't be one, or there is no title.
    """
    if slug in RESERVED or Charter.objects.filter(slug=slug).exists():
        raise CharterError(_("This short name is taken. Choose another one."), field="slug")
    if kind not in CharterKind.values:
        raise CharterError(_("Choose what it is."), field="kind")
    charter = Charter(slug=slug, kind=kind, **authored(by))
    _clean(charter)
    charter.save()
    version = CharterVersion(
        charter=charter,
        number=1,
        title=title.strip(),
        introduction=introduction.strip(),
        report_within=report_within,
        **authored(by),
    )
    _clean(version)
    version.save()
    audit_record(event="charter.create", target=charter, by=by, about=slug, after={"kind": kind})
    return charter


@transaction.atomic
def version_begin(*, charter: Charter, by: User | None) -> CharterVersion:
    """A new draft that says what the version in force says. Its promises keep their lines.

    Raises:
        CharterError: there is a draft already, or the charter has ended.
    """
    held = charter_lock(charter)
    if held.versions.filter(published_at=None).exists():
        raise CharterError(_("There is a draft already."))
    old = held.versions.get(superseded_at=None)
    new = CharterVersion.objects.create(
        charter=held,
        number=old.number + 1,
        title=old.title,
        introduction=old.introduction,
        report_within=old.report_within,
        **authored(by),
    )
    Commitment.objects.bulk_create(
        Commitment(
            version=new,
            line=one.line,
            number=one.number,
            **{each.name: getattr(one, each.name) for each in fields(Promise)},
        )
        for one in old.commitments.all()
    )
    audit_record(
        event="charter.draft", target=new, by=by, about=held.slug, after={"version": new.number}
    )
    return new


@transaction.atomic
def version_save(
    *,
    version: CharterVersion,
    title: str,
    introduction: str,
    changes: str,
    report_within: int,
    by: User | None,
) -> CharterVersion:
    """Keep what a draft says besides its commitments.

    Raises:
        CharterError: it was published, or there is no title.
    """
    held = draft_lock(version)
    held.title, held.introduction = title.strip(), introduction.strip()
    held.changes, held.report_within = changes.strip(), report_within
    _clean(held)
    held.save()
    audit_record(event="charter.change", target=held, by=by, about=held.charter.slug)
    return held


@transaction.atomic
def commitment_save(
    *, version: CharterVersion, promise: Promise, number: int | None, by: User | None
) -> Commitment:
    """Keep a commitment of a draft: a new one at the end, or the one of that number.

    Raises:
        CharterError: the version was published, or what is promised makes no sense.
    """
    held = draft_lock(version)
    if number is None:
        last = held.commitments.aggregate(last=Max("number"))["last"] or 0
        row = Commitment(version=held, number=last + 1)
    else:
        row = held.commitments.get(number=number)
    for name, value in promise.values().items():
        setattr(row, name, value)
    _clean(row)
    row.save()
    audit_record(
        event="commitment.change",
        target=row,
        by=by,
        about=held.charter.slug,
        after={"version": held.number, "number": row.number, "title": row.title},
    )
    return row


@transaction.atomic
def commitment_remove(*, version: CharterVersion, number: int, by: User | None) -> None:
    """Take a commitment out of a draft; the others move up.

    Raises:
        CharterError: the version was published.
    """
    held = draft_lock(version)
    held.commitments.get(number=number).delete()
    for row in held.commitments.filter(number__gt=number).order_by("number"):
        row.number -= 1
        row.save(update_fields=["number"])
    audit_record(
        event="commitment.remove",
        target=held,
        by=by,
        about=held.charter.slug,
        after={"number": number},
    )


@transaction.atomic
def version_publish(*, version: CharterVersion, by: User | None) -> CharterVersion:
    """Put a draft in force. What was signed of earlier versions stays, in those words.

    Signatories are told that there is something to sign.

    Raises:
        CharterError: it has no commitments, or a changed charter doesn't say what changed.
    """
    held = draft_lock(version)
    if not held.commitments.exists():
        raise CharterError(_("Write at least one commitment first."))
    if held.number > 1 and not held.changes:
        raise CharterError(_("Say what changed, and why."), field="changes")
    now = timezone.now()
    held.charter.versions.filter(published_at__isnull=False, superseded_at=None).update(
        superseded_at=now
    )
    held.published_at = now
    held.save(update_fields=["published_at"])
    audit_record(
        event="charter.publish",
        target=held,
        by=by,
        about=held.charter.slug,
        after={"version": held.number},
    )
    signatories_tell(held)
    return held


@transaction.atomic
def draft_discard(*, version: CharterVersion, by: User | None) -> None:
    """Throw a draft away, and with a first draft the whole charter, which nobody has seen.

    Raises:
        CharterError: it was published.
    """
    held = draft_lock(version)
    charter = held.charter
    audit_record(
        event="charter.discard",
        target=held,
        by=by,
        about=charter.slug,
        after={"version": held.number},
    )
    held.delete()
    if not charter.versions.exists():
        charter.signatories.all().delete()
        charter.delete()


def charter_lock(charter: Charter) -> Charter:
    """The charter, held until the transaction is over, if it still runs.

    Raises:
        CharterError: it has ended.
    """
    held = Charter.objects.select_for_update().get(pk=charter.pk)
    if held.ended_on is not None:
        raise CharterError(_("This charter has ended."))
    return held


def draft_lock(version: CharterVersion) -> CharterVersion:
    """The draft, held until the transaction is over.

    Raises:
        CharterError: it was published, or the charter has ended.
    """
    charter_lock(version.charter)
    held = CharterVersion.objects.select_for_update().get(pk=version.pk)
    if held.published_at is not None:
        raise CharterError(_("This version is published. Begin a new version to change it."))
    return held


def _clean(row: Charter | CharterVersion | Commitment) -> None:
    """Let the model refuse what makes no sense."""
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        field, said = next(iter(error.message_dict.items()))
        raise CharterError(said[0], field=field) from error
