"""Forms about a study: what it is of, how many themes, who may see it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns.catalogue import categories
from heard.ingest.codebooks import MOST_BYTES as MOST_CODEBOOK
from heard.landlords.forms.fields import DayField
from heard.landlords.models import Landlord, Ward
from heard.themes.services.sorting import MOST_THEMES
from heard.themes.services.studies import Scope
from heard.uploads.receiving import TooBigFile

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_FILE = 20 * 1024 * 1024
LONGEST_TITLE = 120


class NumberField(forms.IntegerField):
    """How many themes; empty for as many as come out again."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", lazy("How many themes"))
        options.setdefault(
            "help_text",
            lazy("Leave it empty to have the number chosen. You can merge and split them later."),
        )
        options.setdefault(
            "widget", forms.NumberInput(attrs={"class": "govuk-input--width-3", "max": MOST_THEMES})
        )
        super().__init__(min_value=1, max_value=MOST_THEMES, required=False, **options)


class ConcernsForm(forms.Form):
    """Which concerns, and what the study is called."""

    title = forms.CharField(
        label=lazy("Title"),
        help_text=lazy("Residents see it if you publish. Such as: Repairs, autumn 2026."),
        max_length=LONGEST_TITLE,
    )
    first = DayField(label=lazy("Concerns raised from"), required=True)
    last = DayField(
        label=lazy("Until"),
        help_text=lazy("Leave it empty for a study that goes on, with new concerns every day."),
        required=False,
    )
    category = forms.ChoiceField(label=lazy("About"), required=False)
    landlord = forms.ModelChoiceField(
        Landlord.objects.none(), label=lazy("Landlord"), required=False, empty_label=lazy("Any")
    )
    ward = forms.ModelChoiceField(
        Ward.objects.order_by("name", "pk"),
        label=lazy("Ward"),
        required=False,
        empty_label=lazy("Any"),
    )
    k = NumberField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Landlord.objects.filter(concerns__isnull=False).distinct().order_by("name", "pk")
        self.fields["landlord"].queryset = rows  # type: ignore[attr-defined] # a choice field
        known = categories(timezone.localdate())
        self.fields["category"].choices = [  # type: ignore[attr-defined] # a choice field
            ("", _("Anything")),
            *((one.code, one.name) for one in known),
        ]

    @property
    def wanted(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        names = ("first", "last", "category", "landlord", "ward")
        scope = Scope(**{name: given[name] for name in names})
        return {"title": given["title"], "scope": scope, "k": given["k"]}


class FileStudyForm(forms.Form):
    """A CSV file, and which of its columns has the texts."""

    title = forms.CharField(
        label=lazy("Title"),
        help_text=lazy("Residents see it if you publish. Such as: Tenants’ survey 2026."),
        max_length=LONGEST_TITLE,
    )
    question = forms.CharField(
        label=lazy("What people were asked"),
        help_text=lazy("Residents see it if you publish. You can leave this empty."),
        max_length=500,
        required=False,
    )
    file = forms.FileField(
        label=lazy("CSV file"),
        help_text=lazy(
            "A text in each row, up to 50,000 and 20 MB. Columns called id, date, landlord, ward "
            "and tenure are read too. Leave names and addresses out."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"}),
        error_messages={"required": lazy("Choose a file.")},
    )
    column = forms.CharField(
        label=lazy("Heading of the column with the texts"), max_length=200, initial="comment"
    )
    k = NumberField()

    def clean_file(self) -> UploadedFile[bytes]:
        """A file that was received whole."""
        return whole(self.cleaned_data["file"], MOST_FILE)

    @property
    def wanted(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "question": given["question"],
            "data": given["file"].read(),
            "file": PurePath(str(given["file"].name)).name[-100:],
            "column": given["column"],
            "k": given["k"],
        }


class FindForm(forms.Form):
    """How many themes to look for."""

    k = NumberField()


class TitleForm(forms.Form):
    """Another title."""

    title = forms.CharField(label=lazy("Title"), max_length=LONGEST_TITLE)


class ShowForm(forms.Form):
    """Who may see the kept themes."""

    who = forms.ChoiceField(
        label=lazy("Who sees the kept themes"),
        choices=[
            ("team", lazy("Only the council’s team")),
            ("landlords", lazy("Landlords too, each for its own homes")),
            ("everybody", lazy("Everybody")),
        ],
        widget=forms.RadioSelect,
        help_text=lazy(
            "The title, what people were asked, names of kept themes, rounded counts and approved "
            "quotes are shown, and nothing else. Counts of 1 to 7 are withheld. Other themes are "
            "shown as one."
        ),
    )


class CodebookForm(forms.Form):
    """A codebook from the person's own computer."""

    file = forms.FileField(
        label=lazy("Codebook (JSON)"),
        help_text=lazy('As Heard exports it, or {"themes": [{"name": "Lifts"}]}.'),
        widget=forms.FileInput(attrs={"accept": ".json"}),
        error_messages={"required": lazy("Choose a file.")},
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """A file that was received whole."""
        return whole(self.cleaned_data["file"], MOST_CODEBOOK)


def whole(file: UploadedFile[bytes], most: int) -> UploadedFile[bytes]:
    """A file that was received whole.

    Raises:
        ValidationError: it was too big.
    """
    if isinstance(file, TooBigFile):
        raise forms.ValidationError(
            _("The file has over %(most)s MB. Split it, or use the command line."),
            params={"most": most // 2**20},
        )
    return file
