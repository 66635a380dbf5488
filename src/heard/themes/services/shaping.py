"""What people do with themes: name, keep, merge, split, add, and put texts where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.themes.errors import ThemeError
from heard.themes.models import Text, Theme
from heard.themes.selectors.studies import standing
from heard.themes.services.labelling import settle
from heard.themes.services.locking import gone, study_locked, theme_locked
from heard.themes.services.naming import free_code, theme_none

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from heard.accounts.models import User
    from heard.themes.models import Study


@transaction.atomic
def theme_name(*, theme: Theme, name: str, description: str = "", by: User | None) -> Theme:
    """Give a theme a person's name and say what belongs to it. That keeps it.

    Raises:
        ThemeError: another theme of the study has the name.
    """
    held = _held(theme)
    said = " ".join(name.split())
    if said != held.person_name and name_taken(held, said):
        raise ThemeError(_("Another theme has this name. Merge the two instead."), field="name")
    before = {"name": held.name}
    held.person_name, held.description = said, description.strip()
    theme_hold(held, by)
    held.save()
    _record("name", held, by, before=before, after={"name": said})
    return held


@transaction.atomic
def theme_keep(*, theme: Theme, by: User | None) -> Theme:
    """Take a theme for one, under the name it has. The next search leaves it as it is."""
    held = _held(theme)
    theme_hold(held, by)
    held.save(update_fields=["kept_at", "kept_by"])
    _record("keep", held, by)
    return held


@transaction.atomic
def themes_keep(*, study: Study, by: User | None) -> int:
    """Keep all themes that stand; how many were not kept before."""
    study_locked(study.pk)
    rows = Theme.objects.filter(study=study, is_none=False, kept_at=None).filter(standing())
    found = list(rows.order_by("pk"))
    for one in found:
        theme_keep(theme=one, by=by)
    return len(found)


@transaction.atomic
def theme_release(*, theme: Theme, by: User | None) -> Theme:
    """Leave a theme to the machine again: the next search may put others in its place.

    Raises:
        ThemeError: a person named it, put texts in it, approved quotes of it, or merged others
            into it.
    """
    held = _held(theme)
    touched = held.person_name or held.merged.exists() or Text.objects.filter(person=held).exists()
    if touched or held.quotes.filter(approved_at__isnull=False).exists():
        raise ThemeError(
            _("People named it, put texts in it or approved quotes of it, so it stays.")
        )
    held.kept_at = held.kept_by = None
    held.save(update_fields=["kept_at", "kept_by"])
    _record("release", held, by)
    return held


@transaction.atomic
def theme_add(*, study: Study, name: str, description: str = "", by: User | None) -> Theme:
    """Add a theme that the machine didn't find. Texts are put in it by people, or by sorting again.

    Raises:
        ThemeError: a theme of the study has the name.
    """
    held = study_locked(study.pk)
    said = " ".join(name.split())
    taken = set(Theme.objects.filter(study=held).values_list("code", flat=True))
    theme = Theme(
        study=held,
        code=free_code(said, taken),
        person_name=said,
        description=description.strip(),
        kept_at=timezone.now(),
        kept_by=by,
        **authored(by),
    )
    if name_taken(theme, said):
        raise ThemeError(_("Another theme has this name."), field="name")
    theme.save(force_insert=True)
    _record("add", theme, by, after={"name": said})
    return theme


@transaction.atomic
def theme_merge(*, theme: Theme, into: Theme, by: User | None) -> Theme:
    """Count a theme's texts in another. It can be undone: the machine's themes stay as they were.

    Raises:
        ThemeError: they are one, or of two studies.
    """
    held, target = _held(theme), _held(into)
    if held.pk == target.pk or held.study_id != target.study_id or target.is_none:
        raise ThemeError(_("Choose another theme of this study."), field="into")
    for one in (held, target):
        theme_hold(one, by)
    held.merged_into = target
    held.save()
    target.save(update_fields=["kept_at", "kept_by"])
    settle(held.study)
    _record("merge", held, by, after={"into": target.code})
    return target


@transaction.atomic
def theme_unmerge(*, theme: Theme, by: User | None) -> Theme:
    """Let a merged theme stand by itself again.

    Raises:
        ThemeError: it isn't merged.
    """
    held = theme_locked(theme)
    if held.merged_into_id is None:
        raise ThemeError(_("It isn’t merged."))
    held.merged_into = None
    held.save(update_fields=["merged_into"])
    settle(held.study)
    _record("unmerge", held, by)
    return held


@transaction.atomic
def theme_unsplit(*, theme: Theme, by: User | None) -> Theme:
    """Put a split theme together again: what its parts have counts in it.

    Raises:
        ThemeError: it isn't split.
    """
    held = theme_locked(theme)
    if held.split_at is None:
        raise ThemeError(_("It isn’t split."))
    _put_together(held, by)
    settle(held.study)
    _record("unsplit", held, by)
    return held


def _put_together(theme: Theme, by: User | None) -> None:
    """Its parts count in it, those that were split themselves with theirs."""
    theme.split_at = None
    theme_hold(theme, by)
    theme.save(update_fields=["split_at", "kept_at", "kept_by"])
    for part in theme.parts.filter(merged_into=None):
        if part.split_at is not None:
            _put_together(part, by)
        theme_hold(part, by)
        part.merged_into = theme
        part.save(update_fields=["merged_into", "kept_at", "kept_by"])


@transaction.atomic
def theme_remove(*, theme: Theme, by: User | None) -> None:
    """Take a theme away; its texts have none then. It can be undone."""
    held = _held(theme)
    held.removed_at = timezone.now()
    theme_hold(held, by)
    held.save()
    settle(held.study)
    _record("remove", held, by)


@transaction.atomic
def theme_restore(*, theme: Theme, by: User | None) -> Theme:
    """Bring a removed theme back, with its texts.

    Raises:
        ThemeError: it isn't removed.
    """
    held = theme_locked(theme)
    if held.removed_at is None:
        raise ThemeError(_("It isn’t removed."))
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    settle(held.study)
    _record("restore", held, by)
    return held


@transaction.atomic
def texts_move(*, study: Study, texts: Collection[int], to: Theme | None, by: User | None) -> int:
    """Put texts in a theme, or in none of them; how many there were. The machine's theme stays.

    Raises:
        ThemeError: no text is chosen, or the theme can't have texts.
    """
    held = study_locked(study.pk)
    target = Theme.objects.filter(pk=(to or theme_none(held)).pk).first()
    if target is None:
        raise ThemeError(gone(), field="to")
    if target.study_id != held.pk or not target.is_standing:
        raise ThemeError(_("Choose a theme of this study."), field="to")
    rows = Text.objects.filter(study=held, pk__in=list(texts))
    moved = rows.update(person=target, person_by=by, person_at=timezone.now(), theme=target)
    if not moved:
        raise ThemeError(_("Choose at least one text."), field="texts")
    if not target.is_none:
        theme_hold(target, by)
        target.save(update_fields=["kept_at", "kept_by"])
    _record("move", target, by, after={"texts": moved})
    return moved


@transaction.atomic
def texts_leave(*, study: Study, texts: Collection[int], by: User | None) -> int:
    """Take people's themes off texts again, so that the machine's count; how many there were."""
    held = study_locked(study.pk)
    rows = Text.objects.filter(study=held, pk__in=list(texts)).exclude(person=None)
    left = rows.update(person=None, person_by=None, person_at=None)
    settle(held)
    audit_record(event="themes.leave", target=held, by=by, after={"texts": left})
    return left


def _held(theme: Theme) -> Theme:
    """The theme, its row held.

    Raises:
        ThemeError: it was merged, split or removed, or stands for texts without any.
    """
    held = theme_locked(theme)
    if not held.is_standing or held.is_none:
        raise ThemeError(_("This theme was merged, split or removed."))
    return held


def theme_hold(theme: Theme, by: User | None) -> None:
    """Mark a theme as kept: whatever a person does to it keeps it. The caller saves it."""
    if theme.kept_at is None:
        theme.kept_at, theme.kept_by = timezone.now(), by


def name_taken(theme: Theme, name: str) -> bool:
    """Whether another theme of its study that stands is called so."""
    others = Theme.objects.filter(study=theme.study, is_none=False).filter(standing())
    return any(one.name.casefold() == name.casefold() for one in others.exclude(pk=theme.pk))


def _record(
    what: str,
    theme: Theme,
    by: User | None,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    audit_record(event=f"themes.{what}", target=theme, by=by, before=before, after=after)
