"""What signatories fill in to sign and report, and residents to say what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField
from heard.partnership.forms.charters import CharterForm, long_text
from heard.partnership.models import Act, Reported
from heard.partnership.selectors.charters_live import measure_choices
from heard.partnership.services.reporting import Rests
from heard.reviews.models import ConcernsFigure
from heard.uploads.forms import FilesField

if TYPE_CHECKING:
    from heard.partnership.models import Report, Signing
    from heard.uploads.models import StoredFile

WHERE = {
    "link": _("On a web page"),
    "file": _("In a file: a photo or PDF"),
    "measure": _("A measure reported to the regulator"),
    "figure": _("A figure from residents’ concerns in Heard"),
}
NEEDED = {
    "link": _("Give the address of the page."),
    "file": _("Choose a file."),
    "measure": _("Choose a measure."),
    "figure": _("Choose a figure."),
}


class SignForm(CharterForm):
    """Sign a commitment, sign with a reservation, or withdraw."""

    act = forms.ChoiceField(
        label=_("What do you do?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you do.")},
    )
    words = long_text(
        _("The reservation, or why you withdraw"),
        _("Only then. Everybody can read it, in these words."),
        required=False,
    )
    on = DayField(label=_("From which day"), required=True)

    def __init__(self, *args: Any, signing: Signing | None, **options: Any) -> None:
        options["initial"] = {"on": timezone.localdate()}
        super().__init__(*args, **options)
        stands = signing is not None and signing.act != Act.WITHDRAWN
        choices = [
            (Act.SIGNED.value, _now("Sign it as it is")),
            (Act.RESERVED.value, _now("Sign it with a reservation")),
        ]
        if stands:
            choices.append((Act.WITHDRAWN.value, _now("Withdraw the signature")))
        self.choose("act", choices)


class SignAllForm(CharterForm):
    """Sign everything that nothing was said to yet."""

    button = _("Sign them all")

    on = DayField(label=_("From which day"), required=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"on": timezone.localdate()}
        super().__init__(*args, **options)


class WriteForm(CharterForm):
    """A report on a commitment for a period."""

    button = _("Save and go on")

    progress = forms.ChoiceField(
        label=_("How far is it done?"),
        choices=Reported.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how far it is done.")},
    )
    words = long_text(
        _("What was done, or why not"),
        _("Everybody can read it once it is sent. Name nobody."),
        rows=8,
    )

    def __init__(self, *args: Any, report: Report | None, **options: Any) -> None:
        if report is not None:
            options["initial"] = {"progress": report.progress, "words": report.words}
        super().__init__(*args, **options)


class RestsForm(CharterForm):
    """A piece of evidence, in exactly one place."""

    button = _("Add the evidence")

    title = forms.CharField(
        label=_("What it shows"),
        max_length=200,
        error_messages={"required": _("Say what it shows.")},
    )
    where = forms.ChoiceField(
        label=_("Where it is"),
        choices=list(WHERE.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say where it is.")},
    )
    link = forms.URLField(
        label=_("Address of the page"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("That isn’t the address of a page.")},
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )
    file = FilesField(
        label=_("File"),
        required=False,
        most=1,
        help_text=_("A photo or PDF of at most 10 MB. Show nobody who didn’t agree."),
    )
    measure = forms.ChoiceField(
        label=_("Measure"),
        required=False,
        help_text=_("It is shown live, with its interval and base."),
    )
    figure = forms.ChoiceField(
        label=_("Figure"),
        required=False,
        choices=[("", "–"), *ConcernsFigure.choices],
        help_text=_("It is shown live, with its interval and base."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("measure", [("", "–"), *measure_choices()])
        self.stored: StoredFile | None = None

    def clean(self) -> dict[str, Any]:
        """The place that was chosen must be given; what was typed for others is left out."""
        given = super().clean() or {}
        where = given.get("where")
        if where and not given.get(where) and where not in self.errors:
            self.add_error(where, _now(str(NEEDED[where])))
        return given

    def given(self) -> dict[str, Any]:
        """The evidence."""
        where = self.cleaned_data["where"]
        place: Any = self.stored if where == "file" else self.cleaned_data[where]
        return {"rests": Rests(title=self.cleaned_data["title"], **{where: place})}
