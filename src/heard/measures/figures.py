"""Published figures as values, ready to be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from heard.analysis import Count, Reading
from heard.measures.models import Compare, Model, Population, Result

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

MERGED = "Merged during year"  # what the regulator gives instead of a region or a size
FIELDS = (
    "id",
    "value",
    "mark",
    "base",
    "counts",
    "population",
    "cell",
    "measure__code",
    "measure__model",
    "measure__better",
    "returned__landlord_id",
    "returned__landlord__slug",
    "returned__landlord__name",
    "returned__code",
    "returned__landlord_type",
    "returned__region",
    "returned__size_band",
    "returned__supported",
    "returned__population_size",
    "returned__collection",
    "returned__methods",
    "returned__weighted",
    "returned__sheet",
    "returned__workbook__file_name",
    "returned__workbook__is_fictional",
    "returned__workbook__year",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure, how it was come by, and the cell it stands in.

    `value` is a share from 0 to 1, or cases per 1,000 homes; None where `mark` stands instead.
    """

    result_id: int
    value: float | None
    mark: str
    base: float | None
    counts: Mapping[str, float]
    population: str
    cell: str
    measure: str
    model: str
    better: str
    landlord_id: int
    slug: str
    name: str
    code: str
    landlord_type: str
    region: str
    size_band: str
    supported: bool | None
    tenants: int | None
    collection: str
    methods: Mapping[str, float]
    weighted: bool | None
    sheet: str
    file_name: str
    is_fictional: bool
    year: str

    @property
    def homes(self) -> float | None:
        """Homes or tenants that the figure stands for; None where it isn't known."""
        return self.counts.get("denominator") if self.model != Model.SHARE else self.tenants

    def group(self, compare: str) -> str:
        """Which set of alike landlords this one belongs to; "" where that isn't known."""
        match compare:
            case Compare.KIND:
                group = self.landlord_type
            case Compare.REGION:
                group = self.region
            case Compare.SIZE:
                group = self.size_band
            case Compare.SUPPORTED:
                group = {True: "supported", False: "general", None: ""}[self.supported]
            case _:
                group = "all"
        return "" if group == MERGED else group

    def reading(self) -> Reading:
        """The figure as the benchmark of survey answers takes it in."""
        return Reading(
            code=self.code,
            share=self.value,
            base=self.base,
            population=asked_of(self.tenants, self.counts),
            census=self.collection == "census",
            weighted=bool(self.weighted),
            methods=self.methods,
            supported=self.supported,
            mark=self.mark,
            traits=self.traits,
        )

    @property
    def traits(self) -> dict[str, str]:
        """What the landlord is, in so far as it is known."""
        alike = (Compare.KIND, Compare.REGION, Compare.SIZE, Compare.SUPPORTED)
        return {str(name): group for name in alike if (group := self.group(name))}

    def count(self) -> Count:
        """The figure as the benchmark of rates takes it in."""
        return Count(
            code=self.code,
            events=None if self.mark else self.counts.get("numerator"),
            exposure=None if self.mark else self.counts.get("denominator"),
            mark=self.mark,
            published=self.value,
        )


def asked_of(tenants: int | None, counts: Mapping[str, float]) -> float | None:
    """How many tenants a question was for: some are only for those who had a repair, say.

    The regulator gives no such number, so it is the share of respondents who passed the filter,
    of all tenants.
    """
    if tenants is None:
        return None
    passed, others = counts.get("filter_yes"), counts.get("filter_no")
    if passed is None or others is None or passed + others <= 0:
        return float(tenants)
    return tenants * passed / (passed + others)


def figures_list(
    *,
    years: Iterable[str] = (),
    measures: Iterable[str] = (),
    populations: Iterable[str] = (),
    made_up: bool = False,
    results: Collection[int] | None = None,
) -> list[Figure]:
    """Current figures, in one query; the made-up ones join the real ones only when asked for.

    `results` narrows them to those with these keys.
    """
    where = Q(returned__workbook__superseded_by=None)
    if not made_up:
        where &= Q(returned__workbook__is_fictional=False)
    for field, wanted in (
        ("returned__workbook__year__in", tuple(years)),
        ("measure__code__in", tuple(measures)),
        ("population__in", tuple(populations)),
    ):
        if wanted:
            where &= Q(**{field: wanted})
    if results is not None:
        where &= Q(pk__in=results)
    rows: Iterable[tuple[Any, ...]] = (
        Result.objects.filter(where).order_by("returned__code", "id").values_list(*FIELDS)
    )
    return [Figure(*row) for row in rows]


def default_population(measure: str) -> str:
    """Whom a measure is shown for unless another is asked: all homes, or those who rent."""
    together = measure.upper().startswith(("NM", "BS"))
    return Population.COMBINED if together else Population.LCRA
