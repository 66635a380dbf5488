"""The register: who the landlords are, what they were called, and which homes they have where."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from heard.access.privacy import NONE_PERSONAL

if TYPE_CHECKING:
    from heard.access.privacy import Personal

RSH_CODE = r"^([A-Z]{1,2}[0-9]{4}|[0-9]{4}|[0-9]{2}[A-Z]{2})\Z"
CODE_IN_WORDS = _(
    "A regulator's code is one or two capital letters and four digits (L4279, LH0032), "
    "four digits (4849), or two digits and two capital letters (45UB)."
)
GSS_CODE = r"^[A-Z][0-9]{8}\Z"
CODE_OF_PLACE = _("A place's code is one capital letter and eight digits, such as E05013774.")


def kept() -> HistoricalRecords:
    """History of every version of a row, with as long a reason as people care to give."""
    return HistoricalRecords(history_change_reason_field=models.TextField(null=True))


class Kind(models.TextChoices):
    """What sort of body a landlord is."""

    HOUSING_ASSOCIATION = "housing-association", _("Housing association")
    COUNCIL = "council", _("Council")
    ALMSHOUSE = "almshouse", _("Almshouse charity")
    COOPERATIVE = "co-operative", _("Co-operative")
    FOR_PROFIT = "for-profit", _("For-profit provider")
    PROVIDER = "provider", _("Private registered provider")  # the regulator says no more than this


class Tenure(models.TextChoices):
    """How a household holds its home."""

    SOCIAL_RENT = "social-rent", _("Social rent")
    AFFORDABLE_RENT = "affordable-rent", _("Affordable rent")
    SUPPORTED = "supported", _("Supported housing")
    SHARED_OWNERSHIP = "shared-ownership", _("Shared ownership")
    LEASEHOLD = "leasehold", _("Leasehold")


class Borough(models.Model):
    """The area whose landlords are looked at. A demonstration's borough is fictional."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    gss_code = models.CharField(
        _("GSS code"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(GSS_CODE, CODE_OF_PLACE)],
    )
    is_fictional = models.BooleanField(_("made up"), default=False)
    history = kept()

    class Meta:
        verbose_name = _("borough")
        verbose_name_plural = _("boroughs")
        ordering = ["is_fictional", "name"]

    def __str__(self) -> str:
        return self.name


class Ward(models.Model):
    """An electoral ward, as it stood between two dates."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="wards")
    name = models.CharField(_("name"), max_length=120)
    gss_code = models.CharField(
        _("GSS code"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(GSS_CODE, CODE_OF_PLACE)],
    )
    valid_from = models.DateField(_("stood from"))
    valid_to = models.DateField(_("stood until"), null=True, blank=True)
    history = kept()

    class Meta:
        verbose_name = _("ward")
        verbose_name_plural = _("wards")
        ordering = ["name", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["borough", "name", "valid_from"], name="ward_once_a_start"
            ),
            models.CheckConstraint(
                name="ward_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                violation_error_message=_("The end must come after the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Landlord(models.Model):
    """A social landlord, under the name people know it by today."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("everyday name"), max_length=200)
    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    website = models.URLField(_("website"), blank=True)
    is_fictional = models.BooleanField(_("made up"), default=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    boroughs = models.ManyToManyField(Borough, through="Presence", related_name="landlords")
    history = kept()

    class Meta:
        verbose_name = _("landlord")
        verbose_name_plural = _("landlords")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(name="landlord_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class LandlordCode(models.Model):
    """A code the regulator knows a landlord by. A landlord may hold several, one or none."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    landlord = models.ForeignKey(Landlord, models.CASCADE, related_name="codes")
    code = models.CharField(
        _("code"), max_length=6, unique=True, validators=[RegexValidator(RSH_CODE, CODE_IN_WORDS)]
    )
    history = kept()

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class LandlordName(models.Model):
    """Another name a landlord goes or went by, so that an old name finds today's landlord."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    landlord = models.ForeignKey(Landlord, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200)
    used_until = models.DateField(_("used until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    history = kept()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["landlord", "name"], name="landlord_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class SuccessionKind(models.TextChoices):
    """How one landlord's homes came to another."""

    MERGER = "merger", _("Merger")
    TRANSFER = "stock-transfer", _("Stock transfer")
    GROUP_JOIN = "group-join", _("Joined a group")
    RENAME = "rename", _("Rename or new code")


class Succession(models.Model):
    """One landlord came after another. Figures of the earlier follow to the later."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    predecessor = models.ForeignKey(
        Landlord, models.PROTECT, related_name="successions_out", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(
        Landlord, models.PROTECT, related_name="successions_in", verbose_name=_("successor")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SuccessionKind.choices)
    on = models.DateField(_("date"))
    whole = models.BooleanField(
        _("all of it passed"), default=True, help_text=_("No for a transfer of some homes only.")
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    history = kept()

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="succession_once"
            ),
            models.CheckConstraint(
                name="succession_joins_two_landlords",
                condition=~Q(predecessor=F("successor")),
                violation_error_message=_("A landlord can't come after itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Presence(models.Model):
    """A landlord has homes in a borough."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    landlord = models.ForeignKey(Landlord, models.CASCADE, related_name="presences")
    borough = models.ForeignKey(
        Borough, models.PROTECT, related_name="presences", verbose_name=_("borough")
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    history = kept()

    class Meta:
        verbose_name = _("presence in a borough")
        verbose_name_plural = _("presences in boroughs")
        constraints = [
            models.UniqueConstraint(fields=["landlord", "borough"], name="presence_once"),
            models.CheckConstraint(
                name="presence_ends_after_it_starts",
                condition=Q(since=None) | Q(until=None) | Q(until__gt=F("since")),
                violation_error_message=_("The end must come after the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.landlord} in {self.borough}"


class Estate(models.Model):
    """A named place where a landlord has homes together."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="estates")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="estates", verbose_name=_("ward"))
    name = models.CharField(_("name"), max_length=150)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    history = kept()

    class Meta:
        verbose_name = _("estate")
        verbose_name_plural = _("estates")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["landlord", "ward", "name"], name="estate_once"),
        ]

    def __str__(self) -> str:
        return self.name


class HomesCount(models.Model):
    """How many homes a landlord has in a ward by tenure at a date."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="homes")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="homes", verbose_name=_("ward"))
    tenure = models.CharField(_("tenure"), max_length=20, choices=Tenure.choices)
    on = models.DateField(_("date"))
    homes = models.PositiveIntegerField(_("homes"))
    history = kept()

    class Meta:
        verbose_name = _("count of homes")
        verbose_name_plural = _("counts of homes")
        ordering = ["landlord", "ward", "tenure", "-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["landlord", "ward", "tenure", "on"], name="homes_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.landlord}, {self.ward}, {self.get_tenure_display()}: {self.homes}"
