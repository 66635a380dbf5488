"""What the page of a study says: of what it is, who sees it, how large its themes are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.concerns.catalogue import category_name
from heard.measures.charts import Caption
from heard.measures.charts.interval import IntervalPoint, RowWords, interval_chart
from heard.runs.models import RunState
from heard.themes.models import Source, What

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from heard.measures.charts import Chart, Width
    from heard.themes.models import Sorting, Study, Theme
    from heard.themes.selectors.sizes import Share, Size, Sizes

MOST_DRAWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A theme as the page of its study lists it."""

    theme: Theme
    share: str
    interval: str
    count: int
    trend: str
    tone: str
    quotes: Sequence[str]


def about_of(study: Study, *, outside: bool = False) -> str:
    """Of what a study is, in a sentence; the file's name is for the team, as it may name people."""
    if study.source == Source.FILE:
        if outside:
            asked = _("Answers to “%(question)s”") % {"question": study.question}
            return asked if study.question else ""
        if study.question:
            return _("Answers to “%(question)s”, from %(file)s") % {
                "question": study.question,
                "file": study.file_name,
            }
        return _("Texts from %(file)s") % {"file": study.file_name}
    parts = [period_of(study)]
    if study.category:
        parts.append(_(category_name(study.category)))
    if study.landlord:
        parts.append(study.landlord.name)
    if study.ward:
        parts.append(_("%(ward)s ward") % {"ward": study.ward.name})
    return ", ".join(parts)


def period_of(study: Study) -> str:
    """When the concerns of a study were raised."""
    if study.first is None:
        return ""
    if study.last is None:
        return _("Concerns raised since %(first)s") % {"first": day(study.first)}
    return _("Concerns raised %(first)s to %(last)s") % {
        "first": day(study.first),
        "last": day(study.last),
    }


def day(one: date) -> str:
    """A day in words."""
    return str(date_format(one, "j F Y"))


def who_of(study: Study) -> str:
    """Who sees a study's kept themes."""
    if study.published_at:
        return _("Everybody")
    return _("Landlords") if study.shared_at else _("The team")


def per_cent(share: float) -> str:
    """A share as people write it.

    Examples:
        >>> per_cent(0.0), per_cent(0.004), per_cent(0.1449)
        ('0%', 'under 1%', '14%')
    """
    if 0 < share < 0.01:  # noqa: PLR2004 - one in a hundred
        return _("under 1%")
    return f"{share:.0%}"


def interval_of(share: Share) -> str:
    """Its likely range."""
    low, high = share.interval
    return _("%(low)s to %(high)s") % {"low": f"{low:.0%}", "high": f"{high:.0%}"}


def rows_of(sizes: Sizes, quotes: Mapping[int, Sequence[str]]) -> list[Row]:
    """Themes as rows, in their order."""
    found = []
    for one in sizes.rows:
        if one.theme.is_none and not one.share.count:
            continue
        words, tone = trend_of(one)
        found.append(
            Row(
                theme=one.theme,
                share=per_cent(one.share.value),
                interval=interval_of(one.share),
                count=one.share.count,
                trend=words,
                tone=tone,
                quotes=quotes.get(one.theme.pk, ()),
            )
        )
    return found


def size_of(sizes: Sizes, theme: Theme) -> Row | None:
    """One theme's row; none where it was merged, split or removed."""
    return next((one for one in rows_of(sizes, {}) if one.theme.pk == theme.pk), None)


def trend_of(size: Size) -> tuple[str, str]:
    """How a theme moved, in words, and the colour of its tag."""
    if size.before is None or size.now is None or not size.direction:
        return "", ""
    if size.direction == "same":
        return _("No clear change"), "grey"
    values = {"before": per_cent(size.before.value), "now": per_cent(size.now.value)}
    if size.direction == "more":
        return _("More: %(now)s, was %(before)s") % values, "orange"
    return _("Less: %(now)s, was %(before)s") % values, "turquoise"


def sizes_chart(study: Study, sizes: Sizes, *, width: Width = "wide") -> Chart:
    """How large the themes are, with what luck in who wrote would do."""
    shown = [one for one in sizes.rows if not one.theme.is_none][:MOST_DRAWN]
    caption = Caption(
        _("What do people write about most?"),
        ngettext("Share of %(n)s sorted text", "Share of %(n)s sorted texts", sizes.base)
        % {"n": f"{sizes.base:,}"},
        source=study.title,
        drawn=False,
    )
    return shares_chart(
        [(one.theme.name, one.share) for one in shown],
        caption=caption,
        heading=_("Theme"),
        width=width,
    )


def shares_chart(
    rows: Sequence[tuple[str, Share]], *, caption: Caption, heading: str, width: Width
) -> Chart:
    """Names with their shares and likely ranges."""
    points = [
        IntervalPoint(name, share.value, *share.interval, base=share.base) for name, share in rows
    ]
    told = "; ".join(f"{name} {per_cent(share.value)}" for name, share in rows)
    return interval_chart(
        points,
        caption=caption,
        unit="share",
        digits=0,
        rows=RowWords(heading, f"{caption.subtitle}. {told}."),
        width=width,
    )


def sorting_words(run: Sorting | None) -> str:
    """What a sorting came to, in a sentence."""
    if run is None or run.state != RunState.DONE:
        return ""
    if run.what in {What.FIND, What.SPLIT}:
        found = ngettext("%(n)s theme was found", "%(n)s themes were found", run.read["themes"])
        texts = ngettext("in %(n)s text.", "in %(n)s texts.", run.read["sorted"])
        words = f"{found % {'n': run.read['themes']}} {texts % {'n': run.read['sorted']}}"
        steady = run.read.get("steady") or []
        if len(steady) > 1:
            listed = ", ".join(str(k) for k, _agreement in steady)
            words += " " + _("Steadiest numbers of themes: %(list)s.") % {"list": listed}
        return words
    if run.what == What.NAME:
        words = _("A language model proposed %(named)s usable names for %(asked)s themes.")
        words %= {"named": run.read["named"], "asked": run.read["asked"]}
        if run.read["problem"]:
            words += " " + _("It could not be asked further (%(why)s).") % {
                "why": run.read["problem"]
            }
        return words
    return ngettext("%(n)s text was sorted.", "%(n)s texts were sorted.", run.read["sorted"]) % {
        "n": run.read["sorted"]
    }
