"""What each kind of sorting does: reads texts, finds where they belong, and writes that down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.redaction import is_name
from heard.analysis.themes import GivenTheme, find_themes, match_themes
from heard.analysis.themes.joining import NEW, join_themes
from heard.concerns.events import RESIDENT_SAYS
from heard.concerns.models import Words
from heard.runs.steering import (
    StopAskedError,
    run_beat,
)
from heard.themes.asking import ModelError, model
from heard.themes.models import Step, Text, Theme, What
from heard.themes.selectors.quotes import quotes_of
from heard.themes.selectors.studies import kept_themes, themes_standing
from heard.themes.selectors.texts import counted, readable
from heard.themes.services.labelling import Label, labels_write, quotes_propose, settle
from heard.themes.services.naming import (
    proposals_delete,
    proposals_of,
    theme_none,
    themes_found,
)
from heard.themes.words import public_words, words_for_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from heard.analysis.themes import Found
    from heard.themes.models import Sorting, Study


@dataclass(frozen=True, slots=True)
class Row:
    """A text as it is sorted."""

    pk: int
    words: str
    theme: int | None
    person: int | None


def rows_of(study: Study) -> list[Row]:
    """A study's texts that count with their words, in the order in which they came.

    A concern's words are those that it was raised with and what its resident said later.
    """
    later = said_later(study)
    texts = counted(Text.objects.filter(study=study)).select_related("concern").order_by("pk")
    shown = ("words", "theme", "person", "concern__description", "concern__redacted")
    return [
        Row(
            one.pk,
            "\n".join([one.shown_words, *later.get(one.concern_id or 0, ())]),
            one.theme_id,
            one.person_id,
        )
        for one in texts.only(*shown, "concern__redacted_at").iterator(1_000)
    ]


def said_later(study: Study) -> dict[int, list[str]]:
    """Concern → what its resident added, without what was taken out. One query."""
    found: dict[int, list[str]] = {}
    rows = (
        Words.objects.filter(
            event__kind__in=RESIDENT_SAYS,
            event__concern__in=Text.objects.filter(study=study).values("concern"),
        )
        .select_related("event")
        .order_by("event__concern", "event__number")
    )
    for one in rows.iterator(1_000):
        words = one.redacted if one.redacted_at else one.text
        found.setdefault(one.event.concern_id, []).append(words)
    return found


def rest_of(study: Study) -> set[int]:
    """Themes that a search leaves where they are."""
    every = Theme.objects.filter(study=study, is_none=False)
    return set(every.exclude(pk__in=proposals_of(study)).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Since:
    """What people did while a run was under way: it goes before what the run found.

    `free` are texts that are where they were when the run read them, in a theme that nobody took
    for one since. `held` are the themes that a search leaves where they are.
    """

    free: frozenset[int]
    held: frozenset[int]

    @classmethod
    def reading(cls, study: Study, rows: Sequence[Row], rest: set[int]) -> Since:
        """What is so now, with the study held."""
        held = rest_of(study)
        now = dict(Text.objects.filter(study=study).values_list("pk", "theme"))
        same = (row for row in rows if row.pk in now and now[row.pk] == row.theme)
        free = frozenset(row.pk for row in same if row.theme not in held - rest)
        return cls(free, frozenset(held))


@dataclass(frozen=True, slots=True)
class FoundAnew:
    """Themes that were found, for the texts at these places."""

    rows: Sequence[Row]
    found: Found
    split: Theme | None = None

    def keep(self, run: Sorting, since: Since) -> dict[str, object]:
        """Put them in the place of what was found before, or of the theme that was split.

        Raises:
            StopAskedError: somebody changed the theme to be split, or its texts, meanwhile.
        """
        split = self._to_split(since) if self.split else None
        themes = themes_found(study=run.study, found=self.found, split=split, by_run=run.by)
        labels = [
            Label(row.pk, themes[at].pk, score)
            for row, at, score in zip(
                self.rows, self.found.theme.tolist(), self.found.score.tolist(), strict=True
            )
            if row.pk in since.free
        ]
        labels_write(labels)
        taken = {one.theme for one in labels}
        for theme, one in zip(themes, self.found.themes, strict=True):
            if theme.is_none:
                continue
            if theme.pk not in taken:  # people put all its texts elsewhere meanwhile
                theme.delete()
            else:
                quotes = [self.rows[at].pk for at in one.quotes]
                quotes_propose(theme, [pk for pk in quotes if pk in since.free])
        tried = sorted(self.found.tried, key=lambda one: -one.agreement)[:3]
        return {
            "sorted": len(labels),
            "themes": sum(one.pk in taken and not one.is_none for one in themes),
            "steady": [[one.k, round(one.agreement, 2)] for one in tried],
        }

    def _to_split(self, since: Since) -> Theme:
        theme = Theme.objects.filter(pk=self.split.pk).first() if self.split else None
        read = {row.pk for row in self.rows}
        if theme is None or not theme.is_standing or not read <= since.free:
            raise StopAskedError
        if counted(theme.texts.all()).count() != len(read):
            raise StopAskedError
        return theme


@dataclass(frozen=True, slots=True)
class SortedIn:
    """Texts that fell into themes that were there."""

    labels: Sequence[Label]
    all_again: bool = False

    def keep(self, run: Sorting, since: Since) -> dict[str, object]:
        """Write their themes down; where all texts were sorted again, proposals have none."""
        labels = [one for one in self.labels if one.text in since.free]
        labels_write(labels)
        if self.all_again:
            proposals_delete(run.study)
        settle(run.study)  # quotes are of the texts that themes have now
        _fill_quotes(run.study)
        return {"sorted": len(labels)}


def _find(run: Sorting, rows: Sequence[Row]) -> FoundAnew:
    """Themes for what is in none that stays, and wasn't put by a person where it is."""
    rest = rest_of(run.study)
    pool = [row for row in rows if row.person is None and row.theme not in rest]
    return FoundAnew(pool, _themes_in(pool, k=run.k, seed=run.seed))


def _themes_in(pool: Sequence[Row], *, k: int | None, seed: int) -> Found:
    """What texts are about; people's names are in no theme's name."""
    known = words_for_names()
    texts = [row.words for row in pool]
    return find_themes(texts, k=k, seed=seed, unfit=lambda word: is_name(word, known))


def _split(run: Sorting, rows: Sequence[Row]) -> FoundAnew:
    """Themes within a theme; two unless more were asked for.

    Raises:
        StopAskedError: the theme is gone.
    """
    if run.theme is None:
        raise StopAskedError
    pool = [row for row in rows if row.theme == run.theme.pk]
    return FoundAnew(pool, _themes_in(pool, k=run.k or 2, seed=run.seed), split=run.theme)


def _follow(run: Sorting, rows: Sequence[Row]) -> SortedIn:
    """New texts to kept themes, by the words of those that are in them."""
    themes = kept_themes(run.study)
    none = theme_none(run.study)
    at = {one.pk: place for place, one in enumerate(themes)}
    pool = [row for row in rows if row.theme is None or row.theme in at or row.theme == none.pk]
    known = np.array([_place(row, at, none) for row in pool], dtype=np.int64)
    return SortedIn(_joined(pool, known, themes, none))


def _place(row: Row, at: dict[int, int], none: Theme) -> int:
    if row.theme is None:
        return NEW
    return at.get(row.theme, len(at)) if row.theme != none.pk else len(at)


def _joined(
    pool: Sequence[Row], known: np.ndarray, themes: Sequence[Theme], none: Theme
) -> list[Label]:
    given = [given_of(one) for one in themes]
    joined = join_themes([row.words for row in pool], known, given)
    keys = [*(one.pk for one in themes), none.pk]
    return [
        Label(row.pk, keys[int(joined.theme[place])], float(joined.score[place]))
        for place, row in enumerate(pool)
        if known[place] == NEW
    ]


def _given(run: Sorting, rows: Sequence[Row]) -> SortedIn:
    """All texts to kept themes, by their names, descriptions and what people put there."""
    themes = kept_themes(run.study)
    none = theme_none(run.study)
    mine: dict[int, list[str]] = {}
    for row in rows:
        if row.person is not None and row.theme is not None:
            mine.setdefault(row.theme, []).append(row.words)
    given = [given_of(one, mine.get(one.pk, [])) for one in themes]
    found = match_themes([row.words for row in rows], given, seed=run.seed)
    keys = {one.code: one.pk for one in themes}
    labels = [
        Label(row.pk, keys.get(found.themes[at].id, none.pk), score)
        for row, at, score in zip(rows, found.theme.tolist(), found.score.tolist(), strict=True)
    ]
    return SortedIn(labels, all_again=True)


def given_of(theme: Theme, examples: Sequence[str] = ()) -> GivenTheme:
    """A theme as texts are matched with it."""
    words = " ".join(str(one) for one in theme.words)
    description = theme.description or words
    return GivenTheme(theme.name, theme.code, description, tuple(examples))


def _fill_quotes(study: Study) -> None:
    """Propose quotes for themes that have none: their clearest texts."""
    for theme in kept_themes(study):
        if not theme.quotes.exists():
            best = counted(readable(theme.texts.all())).order_by("-score", "pk")
            quotes_propose(theme, list(best.values_list("pk", flat=True)[:3]))


@dataclass(frozen=True, slots=True)
class Named:
    """Names that a language model proposes, by theme."""

    names: Mapping[int, str]
    asked: int
    problem: str

    def keep(self, run: Sorting, since: Since) -> dict[str, object]:  # noqa: ARG002 - no text is sorted
        """Write them down beside the machine's and the person's."""
        for theme in Theme.objects.filter(study=run.study, pk__in=list(self.names)):
            theme.model_name = self.names[theme.pk]
            theme.save(update_fields=["model_name"])
        return {"asked": self.asked, "named": len(self.names), "problem": self.problem}


def _name(run: Sorting, rows: Sequence[Row]) -> Named:  # noqa: ARG001 - texts themselves aren't sent
    """Ask for a name for each theme that no person named."""
    asked = model()
    themes = [one for one in themes_standing(run.study) if not one.person_name and not one.is_none]
    names: dict[int, str] = {}
    problem, done = "", 0
    for theme in themes if asked else ():
        run_beat(run, Step.ASKING, done, len(themes))
        quotes = [one.shown or one.words for one in quotes_of(theme) if not one.is_broken]
        try:
            name = asked.name(public_words(theme), quotes) if asked else None
        except ModelError as error:
            problem = str(error)
            break
        done += 1
        if name:
            names[theme.pk] = name
    return Named(names, done, problem)


WORK: Mapping[What, Callable[[Sorting, Sequence[Row]], FoundAnew | SortedIn | Named]] = {
    What.FIND: _find,
    What.FOLLOW: _follow,
    What.GIVEN: _given,
    What.SPLIT: _split,
    What.NAME: _name,
}
