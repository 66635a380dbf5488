"""The texts of a study: concerns of its period, or the rows of a file."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from heard.concerns.selectors.counting import counted_concerns
from heard.landlords.selectors.lineage import line_of
from heard.themes.models import Text
from heard.themes.selectors.texts import counted
from heard.themes.services.locking import study_locked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from heard.concerns.models import Concern
    from heard.themes.models import Study
    from heard.themes.reading import Answer

BATCH = 1_000


def concerns_of(study: Study) -> QuerySet[Concern]:
    """The concerns that a study is of: those that count, of its period, category and places."""
    rows = counted_concerns()
    if study.first:
        rows = rows.filter(raised_at__gte=_start(study.first))
    if study.last:
        rows = rows.filter(raised_at__lt=_start(study.last + timedelta(days=1)))
    if study.category:
        rows = rows.filter(category=study.category)
    if study.landlord_id:
        rows = rows.filter(landlord__in=line_of([study.landlord_id]))
    if study.ward_id:
        rows = rows.filter(Q(estate__ward=study.ward_id) | Q(estate=None, ward=study.ward_id))
    return rows


def concerns_new(study: Study) -> QuerySet[Concern]:
    """Those of them that aren't among its texts yet."""
    there = Text.objects.filter(study=study, concern=OuterRef("pk"))
    return concerns_of(study).filter(~Exists(there))


def concerns_gather(study: Study) -> int:
    """Put new concerns among the study's texts; how many. Doing it twice does no harm.

    Raises:
        ThemeError: the study was removed.
    """
    rows = (
        concerns_new(study)
        .order_by("raised_at", "pk")
        .values_list("pk", "raised_at", "landlord_id", "ward_id", "estate__ward_id", "tenure")
    )
    texts = [
        Text(
            study=study,
            concern_id=pk,
            day=timezone.localdate(raised_at),
            landlord_id=landlord,
            ward_id=estate_ward or ward,
            tenure=tenure,
        )
        for pk, raised_at, landlord, ward, estate_ward, tenure in rows.iterator(BATCH)
    ]
    with transaction.atomic():
        study_locked(study.pk)
        Text.objects.bulk_create(texts, batch_size=BATCH, ignore_conflicts=True)
        texts_correct(study)
        texts_count(study)
    return len(texts)


def texts_correct(study: Study) -> int:
    """Follow corrections of where concerns are about; how many texts were corrected."""
    ward = Coalesce("concern__estate__ward", "concern__ward")
    rows = Text.objects.filter(study=study, concern__isnull=False).annotate(
        now_ward=ward,
        same=Q(landlord=F("concern__landlord")) | Q(landlord=None, concern__landlord=None),
        there=Q(ward=F("now_ward")) | Q(ward=None, now_ward=None),
    )
    old = rows.exclude(same=True, there=True, tenure=F("concern__tenure"))
    fields = ("landlord_id", "ward_id", "tenure")
    now = ("concern__landlord_id", "now_ward", "concern__tenure")
    texts = [
        Text(pk=pk, **dict(zip(fields, found, strict=True)))
        for pk, *found in old.values_list("pk", *now)
    ]
    return Text.objects.bulk_update(texts, ("landlord", "ward", "tenure"), batch_size=BATCH)


def answers_gather(study: Study, answers: Sequence[Answer]) -> None:
    """Put the rows of a file among the study's texts. Within the caller's transaction."""
    texts = [
        Text(
            study=study,
            mark=one.mark,
            words=one.words,
            day=one.day,
            landlord_id=one.landlord,
            ward_id=one.ward,
            tenure=one.tenure,
        )
        for one in answers
    ]
    Text.objects.bulk_create(texts, batch_size=BATCH)
    texts_count(study)


def texts_count(study: Study) -> None:
    """Write down how many texts there are that count."""
    study.texts_count = counted(Text.objects.filter(study=study)).count()
    study.save(update_fields=["texts_count"])


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
