"""One row a landlord: the figure, where it stands, and the cell it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from heard.analysis import METHOD_VERSION
from heard.measures import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.analysis import Standing as Found
    from heard.measures.figures import Figure
    from heard.measures.selectors import Kept

# The command contract: these names, in this order, head the CSV and the JSON.
CONTRACT = (
    "code", "name", "measure", "year", "population", "value", "low", "high", "base", "homes",
    "shrunk", "shrunk_low", "shrunk_high", "rank", "rank_low", "rank_high", "of",
    "p_above_median", "band", "change", "change_low", "change_high", "method_adjusted", "flags",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A landlord's figure on one measure and where it stands among those it is compared with.

    Shares and changes of shares run from 0 to 1; rates are per 1,000 homes. Unknown is None.
    """

    code: str
    name: str
    measure: str
    year: str
    population: str
    value: float | None
    low: float | None
    high: float | None
    base: float | None
    homes: float | None
    shrunk: float | None
    shrunk_low: float | None
    shrunk_high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    of: int
    p_above_median: float | None
    band: str
    change: float | None
    change_low: float | None
    change_high: float | None
    method_adjusted: float | None
    flags: tuple[str, ...]
    # beyond the contract: what pages show besides
    result_id: int
    slug: str
    landlord_id: int
    model: str
    better: str
    mark: str
    compared_with: str
    outside_funnel: bool
    collected_by: str
    file_name: str
    sheet: str
    cell: str
    is_fictional: bool
    method_version: str

    @property
    def tone(self) -> str:
        """Which mark and colour goes with the band: better is "above", whatever the figure."""
        return words.tone(self.band, self.better)

    @property
    def band_text(self) -> str:
        """The band in the reader's language."""
        return words.band_text(self.band)

    @property
    def value_text(self) -> str:
        """The figure with its unit."""
        return words.value_text(self.value, self.model)

    @property
    def mark_text(self) -> str:
        """Why there is no figure."""
        return words.mark_text(self.mark)

    @property
    def range_text(self) -> str:
        """Its interval, or why it has none."""
        return words.range_text(self.low, self.high, self.model)

    @property
    def base_text(self) -> str:
        """How many answers or homes or cases the figure rests on."""
        return words.base_text(self.base, self.homes, self.model, self.measure)

    @property
    def adjusted_text(self) -> str:
        """What the figure would be had people been asked as most landlords ask."""
        return words.adjusted_text(self.method_adjusted, self.value, self.model)

    @property
    def adjusted_value_text(self) -> str:
        """The figure had people been asked as most landlords ask, with its unit."""
        return words.value_text(self.method_adjusted, self.model)

    @property
    def place_text(self) -> str:
        """Its rank, always with the interval."""
        return words.place_text(self)

    @property
    def standing_sentence(self) -> str:
        """Where it stands, and how sure that is."""
        return words.standing_sentence(self)

    @property
    def change_sentence(self) -> str:
        """How it changed, and whether that can be told from chance."""
        return words.change_sentence(self)

    @property
    def place_short(self) -> str:
        """The likely ranks, briefly."""
        return words.place_short(self)

    @property
    def change_short(self) -> str:
        """The change, briefly."""
        return words.change_short(self)

    @property
    def caution_words(self) -> str:
        """What else to know, briefly."""
        return words.caution_words(self)

    @property
    def caution_sentences(self) -> list[str]:
        """What else a reader must know before using the figure."""
        return words.caution_sentences(self)

    @property
    def source_text(self) -> str:
        """Workbook, sheet and cell."""
        return f"{self.file_name}, {self.sheet}, {self.cell}"

    def as_contract(self) -> dict[str, Any]:
        """The row under the names of the command contract."""
        return {name: _plain(getattr(self, name)) for name in CONTRACT}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def row_of(figure: Figure, found: Found | Kept, *, of: int, compared_with: str = "all") -> Row:
    """Join a published figure with where it stands, fresh from `analysis` or from the store."""
    return Row(
        code=figure.code,
        name=figure.name,
        measure=figure.measure,
        year=figure.year,
        population=figure.population,
        value=figure.value,
        low=found.low,
        high=found.high,
        base=figure.base,
        homes=figure.homes,
        shrunk=found.shrunk,
        shrunk_low=found.shrunk_low,
        shrunk_high=found.shrunk_high,
        rank=found.rank,
        rank_low=found.rank_low,
        rank_high=found.rank_high,
        of=of,
        p_above_median=found.p_above_median,
        band=str(found.band),
        change=found.change,
        change_low=found.change_low,
        change_high=found.change_high,
        method_adjusted=found.method_adjusted,
        flags=flags_of(figure, found.flags),
        result_id=figure.result_id,
        slug=figure.slug,
        landlord_id=figure.landlord_id,
        model=figure.model,
        better=figure.better,
        mark=figure.mark,
        compared_with=compared_with,
        outside_funnel=found.outside_funnel,
        collected_by=main_method(figure.methods),
        file_name=figure.file_name,
        sheet=figure.sheet,
        cell=figure.cell,
        is_fictional=figure.is_fictional,
        method_version=getattr(found, "method_version", METHOD_VERSION),  # else just worked out
    )


def flags_of(figure: Figure, flags: Any) -> tuple[str, ...]:
    """The benchmark's flags, and one more for figures that are made up."""
    return (*flags, "made-up") if figure.is_fictional else tuple(flags)


def main_method(methods: Mapping[str, float]) -> str:
    """How more than half of the people were asked; "" where no way was that common."""
    total = sum(methods.values())
    return next((name for name, n in methods.items() if total and n / total > 0.5), "")  # noqa: PLR2004 - half
