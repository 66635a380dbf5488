"""How landlords compare: worked out at import, kept so that pages only read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from heard.access.privacy import NONE_PERSONAL
from heard.measures.models.choices import Adjust, Population
from heard.measures.models.published import Measure, Result

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class ComparisonSet(models.Model):
    """All landlords in England compared on one measure, population and year.

    Kept so that pages only read. Smaller sets (the same region, say) are computed when asked.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+")
    year = models.CharField(max_length=7)
    population = models.CharField(max_length=10, choices=Population.choices)
    is_fictional = models.BooleanField(default=False)
    adjust = models.CharField(max_length=8, choices=Adjust.choices)
    size = models.PositiveIntegerField()
    middle = models.FloatField(null=True)
    spread = models.FloatField(null=True)
    drift = models.FloatField(null=True)
    details = models.JSONField(default=dict)  # quartiles, method effects, notes
    method_version = models.CharField(max_length=20)
    computed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["year", "measure", "population", "adjust"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "year", "population", "is_fictional", "adjust"],
                name="comparison_set_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.year} {self.population}"


class Standing(models.Model):
    """Where one result stands in a comparison set. Kept so that pages only read."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    comparison = models.ForeignKey(ComparisonSet, models.CASCADE, related_name="standings")
    result = models.ForeignKey(Result, models.CASCADE, related_name="standings")
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    shrunk = models.FloatField(null=True)
    shrunk_low = models.FloatField(null=True)
    shrunk_high = models.FloatField(null=True)
    rank = models.PositiveIntegerField(null=True)
    rank_low = models.PositiveIntegerField(null=True)
    rank_high = models.PositiveIntegerField(null=True)
    p_above_median = models.FloatField(null=True)
    band = models.CharField(max_length=20)
    change = models.FloatField(null=True)
    change_low = models.FloatField(null=True)
    change_high = models.FloatField(null=True)
    method_adjusted = models.FloatField(null=True)
    outside_funnel = models.BooleanField(default=False)
    flags = models.JSONField(default=list)

    class Meta:
        ordering = ["comparison", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "result"], name="standing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.result_id}: {self.band}"
