"""The form with which a landlord's scheme of grades is worded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.walkabouts.models import SchemeKind
from heard.walkabouts.schemes import COUNTED, GradeSaid, SchemeSaid

if TYPE_CHECKING:
    from heard.walkabouts.models import Scheme

LONGEST_WORD, LONGEST_MEANING = 60, 300


class SchemeForm(forms.Form):
    """A scheme in words: its grades stand one on each line, the best first."""

    name = forms.CharField(label=lazy("Name"), max_length=80)
    kind = forms.ChoiceField(
        label=lazy("How a place is graded"), choices=SchemeKind.choices, widget=forms.RadioSelect
    )
    grades = forms.CharField(
        label=lazy("Grades, the best first"),
        help_text=lazy(
            "One on each line: the grade’s word, a colon, what it looks like. Where issues are "
            "counted, begin each line with the most that the grade holds: “3 Few issues: none, or "
            "up to three”; the last line has no number."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    worst_if = forms.CharField(
        label=lazy("Always the lowest grade if there is"),
        help_text=lazy("Such as offensive graffiti. You can leave it empty."),
        required=False,
        max_length=120,
    )

    def clean(self) -> dict[str, Any]:
        """The lines as grades."""
        given = super().clean() or {}
        if "grades" in given and "kind" in given:
            counted = given["kind"] == COUNTED
            given["said"] = tuple(
                _grade(line.strip(), counted=counted)
                for line in given["grades"].splitlines()
                if line.strip()
            )
            if any(_is_long(one) for one in given["said"]):
                self.add_error(
                    "grades", _("A grade has at most 60 letters, and what it looks like 300.")
                )
        return given

    def scheme(self) -> SchemeSaid:
        """What the service takes."""
        given = self.cleaned_data
        return SchemeSaid(given["name"], given["kind"], given["said"], given["worst_if"])


def scheme_written(said: SchemeSaid) -> dict[str, str]:
    """A scheme as the form shows it."""
    return {
        "name": said.name,
        "kind": said.kind,
        "worst_if": said.worst_if,
        "grades": "\n".join(_line(one) for one in said.grades),
    }


def scheme_said(scheme: Scheme) -> SchemeSaid:
    """A scheme that is kept, as somebody would word it."""
    grades = tuple(GradeSaid(one.word, one.meaning, one.most) for one in scheme.grades.all())
    return SchemeSaid(scheme.name, scheme.kind, grades, scheme.worst_if)


def _line(grade: GradeSaid) -> str:
    most = "" if grade.most is None else f"{grade.most} "
    return f"{most}{grade.word}: {grade.meaning}" if grade.meaning else f"{most}{grade.word}"


def _grade(line: str, *, counted: bool) -> GradeSaid:
    word, _colon, meaning = line.partition(":")
    number, _space, rest = word.strip().partition(" ")
    if counted and number.isdecimal() and len(number) < 4:  # noqa: PLR2004 - hundreds of issues at most
        return GradeSaid(rest.strip(), meaning.strip(), int(number))
    return GradeSaid(word.strip(), meaning.strip())


def _is_long(grade: GradeSaid) -> bool:
    return len(grade.word) > LONGEST_WORD or len(grade.meaning) > LONGEST_MEANING
