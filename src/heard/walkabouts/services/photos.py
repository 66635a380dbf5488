"""Photos of what was seen and done, and which of them residents may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.uploads.services import UploadError, upload_remove, upload_store
from heard.walkabouts.errors import WalkaboutError
from heard.walkabouts.models import Photo

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile

    from heard.accounts.models import User
    from heard.uploads.models import StoredFile
    from heard.walkabouts.models import EstateAction, Observation

ONLY = frozenset({"image"})


def photo_add(
    *,
    observation: Observation,
    key: UUID,
    file: UploadedFile[bytes],
    by: User | None,
    action: EstateAction | None = None,
) -> tuple[Photo, bool]:
    """Keep a photo, once for its key; gives it and whether it is new. Call outside a transaction.

    Raises:
        WalkaboutError: the file can't be taken, or the key is that of another photo.
    """
    found = _known(observation, key)
    if found is not None:
        return found, False
    try:
        stored = upload_store(file=file, by=by, allowed=ONLY)
    except UploadError as error:
        raise WalkaboutError(f"{file.name}: {error}", field="photos") from error
    try:
        with transaction.atomic():
            return _keep(observation, action, key, stored, by), True
    except IntegrityError:
        found = _known(observation, key)
        upload_remove(stored=stored, by=by, reason=_("Sent twice"))
        if found is None:
            raise
        return found, False


@transaction.atomic
def photo_approve(*, photo: Photo, by: User) -> Photo:
    """Let residents see a photo: an officer looked, and nobody can be told by it."""
    locked = Photo.objects.select_for_update().get(pk=photo.pk)
    if locked.approved_at is None:
        locked.approved_at, locked.approved_by = timezone.now(), by
        locked.save(update_fields=["approved_at", "approved_by"])
        _log("walkabout-photo.approve", locked, by)
    return locked


@transaction.atomic
def photo_hide(*, photo: Photo, by: User) -> Photo:
    """Take a photo off the public page again."""
    locked = Photo.objects.select_for_update().get(pk=photo.pk)
    if locked.approved_at is not None:
        locked.approved_at = locked.approved_by = None
        locked.save(update_fields=["approved_at", "approved_by"])
        _log("walkabout-photo.hide", locked, by)
    return locked


def _known(observation: Observation, key: UUID) -> Photo | None:
    found = Photo.objects.filter(key=key).first()
    if found is not None and found.observation_id != observation.pk:
        raise WalkaboutError(_("Another photo was kept under this photo’s key."), field="photos")
    return found


def _keep(
    observation: Observation,
    action: EstateAction | None,
    key: UUID,
    stored: StoredFile,
    by: User | None,
) -> Photo:
    walkabout = observation.walkabout
    photo = Photo.objects.create(
        key=key,
        observation=observation,
        action=action,
        file=stored,
        **authored(by, landlord_id=walkabout.landlord_id),
    )
    _log("walkabout-photo.add", photo, by)
    return photo


def _log(event: str, photo: Photo, by: User | None) -> None:
    audit_record(event=event, target=photo, by=by, about=str(photo.observation.walkabout))
