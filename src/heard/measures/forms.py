"""What a reader may choose on a page of measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.measures.models import Adjust, Compare, Population

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.core.files.uploadedfile import UploadedFile

LARGEST_UPLOAD = 25 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose; what made no sense falls back to what is shown first."""

    year: str
    population: str
    compare: str = "all"
    adjust: Literal["none", "method"] = "none"
    width: Literal["wide", "narrow"] = "wide"

    def query(self, **other: str) -> str:
        """The choice as the query of an address, with some of it replaced."""
        words = {
            "year": self.year,
            "population": self.population,
            "compare": self.compare,
            "adjust": self.adjust,
            **other,
        }
        return "&".join(f"{name}={value}" for name, value in words.items())


class ChoiceForm(forms.Form):
    """Year, whose homes, whom to compare with, and what to allow for."""

    year = forms.ChoiceField(label=_("Year"))
    population = forms.ChoiceField(label=_("Whose homes"), choices=Population.choices)
    compare = forms.ChoiceField(label=_("Compare with"), choices=Compare.choices)
    adjust = forms.ChoiceField(label=_("Figures shown"), choices=Adjust.choices)

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        years: Sequence[str],
        population: str = Population.LCRA,
        offered: Sequence[str] = ("year", "population", "compare", "adjust"),
    ) -> None:
        first = {
            "year": years[0] if years else "",
            "population": population,
            "compare": Compare.ALL,
            "adjust": Adjust.NONE,
        }
        given = {name: data.get(name) or value for name, value in first.items()}
        self.first, self.width = first, data.get("width", "")
        super().__init__(given)
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
        for name in set(first) - set(offered):
            self.fields[name].widget = forms.HiddenInput()

    def choice(self) -> Choice:
        """The reader's choice, made whole."""
        self.full_clean()
        valid = self.cleaned_data
        chosen = {name: valid.get(name) or value for name, value in self.first.items()}
        return Choice(
            year=chosen["year"],
            population=chosen["population"],
            compare=chosen["compare"],
            adjust="method" if chosen["adjust"] == Adjust.METHOD else "none",
            width="narrow" if self.width == "narrow" else "wide",
        )


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several uploaded files, each checked as one."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files; at least one when required."""
        files = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(SeveralFilesField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    """Workbooks to import."""

    files = SeveralFilesField(  # type: ignore[assignment] # a field, which Django turns into data
        label=_("Workbooks"),
        help_text=_(
            "The regulator’s Tenant Satisfaction Measures, full data, as downloaded (.xlsx). "
            "You can choose more than one."
        ),
        widget=SeveralFilesInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Choose at least one workbook.")},
    )

    def clean_files(self) -> list[UploadedFile[Any]]:
        """Refuse files that are far too large before they are kept."""
        files: list[UploadedFile[Any]] = self.cleaned_data["files"]
        for file in files:
            if (file.size or 0) > LARGEST_UPLOAD:
                raise forms.ValidationError(
                    _("%(name)s is larger than 25 MB. The regulator’s workbooks are about 1 MB.")
                    % {"name": file.name}
                )
        return files
