"""What the regulator published of each landlord, and where it stands in the workbook."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.measures.models.choices import Better, Family, Model, Part, Population

YEAR = r"^20\d\d-\d\d$"


class Measure(models.Model):
    """One tenant satisfaction measure, as it is defined for the reporting years it holds for."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    code = models.CharField(max_length=8)
    first_year = models.CharField(max_length=7, validators=[RegexValidator(YEAR)])
    last_year = models.CharField(max_length=7, blank=True, validators=[RegexValidator(YEAR)])
    name = models.CharField(max_length=120)
    description = models.TextField()
    base = models.CharField(max_length=200)
    family = models.CharField(max_length=20, choices=Family.choices)
    model = models.CharField(max_length=12, choices=Model.choices)
    better = models.CharField(max_length=8, choices=Better.choices)
    order = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["code", "first_year"], name="measure_once_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Workbook(models.Model):
    """One imported workbook. A corrected one supersedes the one before, which is kept."""

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"imported_by": "who imported it"}, kept="record", basis="public-task"
    )

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, unique=True)
    year = models.CharField(max_length=7, validators=[RegexValidator(YEAR)])
    title = models.CharField(max_length=200)
    release = models.TextField(blank=True)
    publisher = models.CharField(max_length=120)
    licence = models.CharField(max_length=120)
    is_fictional = models.BooleanField(default=False)
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    class Meta:
        ordering = ["-year", "-imported_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "is_fictional"],
                condition=Q(superseded_by=None),
                name="workbook_one_current_a_year",
            ),
            models.CheckConstraint(
                name="workbook_does_not_supersede_itself", condition=~Q(superseded_by=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.file_name})"


class Return(models.Model):
    """One landlord's row in one table: how it asked, whom, and what the regulator noted."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    workbook = models.ForeignKey(Workbook, models.CASCADE, related_name="returns")
    landlord = models.ForeignKey("landlords.Landlord", models.PROTECT, related_name="returns")
    part = models.CharField(max_length=12, choices=Part.choices)
    code = models.CharField(max_length=6)
    reported_name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=60)
    row = models.PositiveIntegerField()
    landlord_type = models.CharField(max_length=10, blank=True)  # "LA" or "PRP"
    size_band = models.CharField(max_length=20, blank=True)
    region = models.CharField(max_length=20, blank=True)
    supported = models.BooleanField(null=True)
    url = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    # the survey; unknown in management information
    population_size = models.PositiveIntegerField(null=True)
    required_sample = models.PositiveIntegerField(null=True)
    responses = models.PositiveIntegerField(null=True)
    margin_of_error = models.FloatField(null=True)
    excluded = models.PositiveIntegerField(null=True)
    collection = models.CharField(max_length=10, blank=True)  # "sample" or "census"
    methods = models.JSONField(default=dict)  # responses by method; unknown methods are left out
    other_methods = models.TextField(blank=True)
    predominant_method = models.CharField(max_length=30, blank=True)
    weighted = models.BooleanField(null=True)
    weighting = models.JSONField(default=list)  # characteristics used
    contractor = models.TextField(blank=True)
    marks = models.JSONField(default=dict)  # field → the regulator's mark where it gave no value
    context = models.JSONField(default=dict)  # other published fields, by name

    class Meta:
        ordering = ["workbook", "part", "row"]
        constraints = [
            models.UniqueConstraint(fields=["workbook", "part", "code"], name="return_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reported_name} ({self.code}), {self.get_part_display()}"


class Result(models.Model):
    """One published figure, or the mark in its place, with its cell and what it was made from."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    returned = models.ForeignKey(Return, models.CASCADE, related_name="results")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="results")
    population = models.CharField(max_length=10, choices=Population.choices)
    value = models.FloatField(null=True)
    mark = models.CharField(max_length=1, blank=True)
    cell = models.CharField(max_length=10)
    counts = models.JSONField(default=dict)  # answers by kind; numerator and denominator
    cells = models.JSONField(default=dict)  # the same keys → the cell each stands in
    base = models.FloatField(null=True)  # answers on the scale, or the denominator
    recomputed = models.FloatField(null=True)
    agrees = models.BooleanField(null=True)  # null where there is nothing to recompute from

    class Meta:
        ordering = ["returned", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["returned", "measure", "population"], name="result_once"
            ),
            models.CheckConstraint(
                name="result_is_a_value_or_a_mark",
                condition=Q(value__isnull=False, mark="") | Q(value=None) & ~Q(mark=""),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.measure_id} {self.population}: {self.value if self.mark == '' else self.mark}"
        )


class NotIncluded(models.Model):
    """A landlord that the regulator left out of a table, with its reason."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    workbook = models.ForeignKey(Workbook, models.CASCADE, related_name="not_included")
    landlord = models.ForeignKey("landlords.Landlord", models.PROTECT, related_name="not_included")
    code = models.CharField(max_length=6)
    reported_name = models.CharField(max_length=200)
    part = models.CharField(
        max_length=12,
        choices=[("perception", _("Survey")), ("management", _("Management information"))],
    )
    reason = models.TextField()
    sheet = models.CharField(max_length=60)
    row = models.PositiveIntegerField()

    class Meta:
        ordering = ["workbook", "reported_name"]
        constraints = [
            models.UniqueConstraint(fields=["workbook", "part", "code"], name="not_included_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reported_name}: {self.reason}"
