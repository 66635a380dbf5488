"""Studies: begun of concerns or of a file, shown to landlords, published, taken back, removed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.landlords.models import Landlord, LandlordName, Tenure, Ward
from heard.runs.errors import RunError
from heard.runs.models import LIVE
from heard.runs.steering import run_stop
from heard.themes.errors import ThemeError
from heard.themes.models import Sorting, Source, Study, Text, What
from heard.themes.reading import Register, folded, read_answers
from heard.themes.selectors.studies import kept_themes
from heard.themes.services.gathering import answers_gather
from heard.themes.services.locking import study_locked
from heard.themes.services.naming import theme_none
from heard.themes.services.sorting import sorting_begin, sorting_request

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User
    from heard.themes.reading import Answers


@dataclass(frozen=True, slots=True)
class Scope:
    """Which concerns a study is of. Without `last` it goes on; empty parts leave nothing out."""

    first: date
    last: date | None = None
    category: str = ""
    landlord: Landlord | None = None
    ward: Ward | None = None


@transaction.atomic
def study_of_concerns(
    *, title: str, scope: Scope, by: User | None, k: int | None = None, enqueue: bool = True
) -> Study:
    """Begin a study of concerns and have themes found in it, in the background if `enqueue`.

    Raises:
        ThemeError: the period ends before it starts, or starts in the future.
    """
    if scope.last and scope.last < scope.first:
        raise ThemeError(_("The last day is before the first."), field="last")
    if scope.first > timezone.localdate():
        raise ThemeError(_("That date is in the future."), field="first")
    study = Study.objects.create(
        title=title.strip(),
        source=Source.CONCERNS,
        first=scope.first,
        last=scope.last,
        category=scope.category,
        landlord=scope.landlord,
        ward=scope.ward,
        **authored(by),
    )
    return _begun(study, by=by, k=k, enqueue=enqueue)


@transaction.atomic
def study_of_file(
    *,
    title: str,
    question: str,
    data: bytes,
    file: str,
    column: str,
    by: User | None,
    k: int | None = None,
    enqueue: bool = True,
) -> tuple[Study, Answers]:
    """Begin a study of the texts of a CSV file; with what was left out and why.

    Raises:
        BadInputError: the file can't be read, has no such column, or no text.
    """
    answers = read_answers(data, file, column=column, register=register_names())
    study = Study.objects.create(
        title=title.strip(),
        source=Source.FILE,
        question=question.strip(),
        file_name=file[-200:],
        left_out=answers.left_out,
        **authored(by),
    )
    answers_gather(study, answers.rows)
    return _begun(study, by=by, k=k, enqueue=enqueue), answers


def _begun(study: Study, *, by: User | None, k: int | None, enqueue: bool) -> Study:
    theme_none(study)
    audit_record(event="themes.begin", target=study, by=by, after={"source": str(study.source)})
    if enqueue:
        sorting_request(study=study, what=What.FIND, by=by, k=k)
    else:
        sorting_begin(study=study, what=What.FIND, by=by, k=k)
    return study


def register_names() -> Register:
    """What names in a file mean: landlords by every name they ever had, wards, tenures."""
    landlords = {
        folded(name): pk for name, pk in LandlordName.objects.values_list("name", "landlord_id")
    }
    landlords |= {folded(name): pk for name, pk in Landlord.objects.values_list("name", "pk")}
    wards = {folded(name): pk for name, pk in Ward.objects.values_list("name", "pk")}
    tenures = {
        folded(str(word)): value for value, label in Tenure.choices for word in (value, label)
    }
    return Register(landlords, wards, tenures, timezone.localdate())


@transaction.atomic
def study_show(*, study: Study, to_everybody: bool, by: User | None) -> Study:
    """Show a study's kept themes to landlords, or to everybody.

    Raises:
        ThemeError: it has no kept theme, is removed, or has texts that weren't sorted.
    """
    held = study_locked(study.pk)
    if not kept_themes(held):
        raise ThemeError(_("Keep some themes first: only kept themes are shown."))
    now = timezone.now()
    if to_everybody:
        held.published_at = held.published_at or now
    held.shared_at = held.shared_at or now
    held.save(update_fields=["published_at", "shared_at"])
    event = "themes.publish" if to_everybody else "themes.share"
    audit_record(event=event, target=held, by=by)
    return held


@transaction.atomic
def study_hide(*, study: Study, by: User | None) -> Study:
    """Show it to nobody outside the team any more."""
    held = study_locked(study.pk)
    held.published_at = held.shared_at = None
    held.save(update_fields=["published_at", "shared_at"])
    audit_record(event="themes.hide", target=held, by=by)
    return held


@transaction.atomic
def study_watch(*, study: Study, by: User | None) -> Study:
    """Warn of what rises by the kept themes of this study; of no other any more.

    Raises:
        ThemeError: it has an end, is of a file, leaves concerns out, or has no kept theme.
    """
    held = study_locked(study.pk)
    whole = not (held.category or held.landlord_id or held.ward_id)
    if not held.goes_on or not whole:
        raise ThemeError(_("Only a study of all concerns that goes on can be warned by."))
    if not kept_themes(held):
        raise ThemeError(_("Keep some themes first: only kept themes are warned of."))
    Study.objects.exclude(pk=held.pk).filter(watched_at__isnull=False).update(watched_at=None)
    held.watched_at = held.watched_at or timezone.now()
    held.save(update_fields=["watched_at"])
    audit_record(event="themes.watch", target=held, by=by)
    return held


@transaction.atomic
def study_unwatch(*, study: Study, by: User | None) -> Study:
    """Warn by categories alone again."""
    held = study_locked(study.pk)
    held.watched_at = None
    held.save(update_fields=["watched_at"])
    audit_record(event="themes.unwatch", target=held, by=by)
    return held


@transaction.atomic
def study_rename(*, study: Study, title: str, by: User | None) -> Study:
    """Give a study another title."""
    held = study_locked(study.pk)
    before, held.title = held.title, title.strip()
    held.save(update_fields=["title"])
    audit_record(
        event="themes.retitle",
        target=held,
        by=by,
        before={"title": before},
        after={"title": held.title},
    )
    return held


@transaction.atomic
def study_remove(*, study: Study, by: User | None) -> None:
    """Take a study off every list. Words of a file go for good; its themes and counts stay."""
    held = study_locked(study.pk)
    held.published_at = held.shared_at = held.watched_at = None
    held.removed_at, held.removed_by = timezone.now(), by
    held.save()
    for run in Sorting.objects.filter(study=held, state__in=LIVE):
        with suppress(RunError):  # it is over by now
            run_stop(run, by=by)
    Text.objects.filter(study=held).delete()
    audit_record(event="themes.remove", target=held, by=by)
