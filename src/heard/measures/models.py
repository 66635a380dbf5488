"""What the regulator published of each landlord, where it stands, and how it compares."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

YEAR = r"^20\d\d-\d\d$"


class Population(models.TextChoices):
    """Whose homes a figure is about. Never mixed: shared owners answer very differently."""

    LCRA = "LCRA", _("Renters (LCRA)")
    LCHO = "LCHO", _("Shared owners (LCHO)")
    COMBINED = "COMBINED", _("Rented and part-owned together")


class Family(models.TextChoices):
    """What a measure is about."""

    OVERALL = "overall", _("Overall satisfaction")
    ENGAGEMENT = "engagement", _("Listening, informing and respect")
    COMPLAINTS = "complaints", _("Complaints")
    REPAIRS = "repairs", _("Repairs and decent homes")
    SAFETY = "safety", _("Building safety")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")


class Model(models.TextChoices):
    """What kind of figure a measure is, which decides the method that fits it."""

    SHARE = "share", _("Share of survey answers")
    RATE = "rate", _("Cases per 1,000 homes")
    ALL_CASES = "all-cases", _("Share of all cases")


class Better(models.TextChoices):
    """Which way is better for residents; more complaints can mean that people are invited to."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    NEITHER = "neither", _("Neither: read it with the others")


class Measure(models.Model):
    """One tenant satisfaction measure, as it is defined for the reporting years it holds for."""

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


class Part(models.TextChoices):
    """Which table of the workbook a landlord's return stands in."""

    LCRA = "lcra", _("Survey of tenants who rent")
    LCHO = "lcho", _("Survey of shared owners")
    COMBINED = "combined", _("Survey of both together")
    MANAGEMENT = "management", _("Management information")


class Return(models.Model):
    """One landlord's row in one table: how it asked, whom, and what the regulator noted."""

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


class Compare(models.TextChoices):
    """Which landlords a figure is held against."""

    ALL = "all", _("All landlords")
    KIND = "kind", _("The same type")
    REGION = "region", _("The same region")
    SIZE = "size", _("Similar size")
    SUPPORTED = "supported", _("Alike in supported housing")


class Adjust(models.TextChoices):
    """What is allowed for before comparing."""

    NONE = "none", _("As published")
    METHOD = "method", _("Allowing for the way of asking")


class ComparisonSet(models.Model):
    """All landlords in England compared on one measure, population and year.

    Kept so that pages only read. Smaller sets (the same region, say) are computed when asked.
    """

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


class ImportState(models.TextChoices):
    """How far an uploaded import has come."""

    WAITING = "waiting", _("Waiting to start")
    RUNNING = "running", _("Reading")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Not taken")


class ImportJob(models.Model):
    """Workbooks that a member of staff uploaded, read in the background."""

    files = models.JSONField(default=list)  # [{"name": as uploaded, "stored": where it is kept}]
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    report = models.JSONField(default=list)  # one object a workbook
    faults = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Import of {', '.join(file['name'] for file in self.files)}"

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in {ImportState.DONE, ImportState.REFUSED}
