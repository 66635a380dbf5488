"""The form with which somebody notes what they see, on a phone or at a desk."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.uploads.forms import FilesField
from heard.walkabouts.forms.fields import PUBLIC_HINT, DayField, PublicField
from heard.walkabouts.schemes import COUNTED
from heard.walkabouts.services import Seen, Todo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from heard.walkabouts.models import Grade, Stop, Walkabout

USUAL_DAYS = timedelta(days=28)  # for an action, unless somebody says otherwise
MOST_PHOTOS = 6
ACTION_FIELDS = ("what", "owner", "due_on")


class EntryForm(forms.Form):
    """One thing seen at one place. `key` makes an entry that is sent twice count once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen_at = forms.CharField(widget=forms.HiddenInput, required=False)
    stop = forms.ChoiceField(label=lazy("Place"), required=False)
    place = forms.CharField(
        label=lazy("Another place"),
        help_text=lazy("Only if the place isn’t on the list."),
        required=False,
        max_length=120,
    )
    seen = forms.CharField(
        label=lazy("What you see"),
        help_text=lazy("Residents don’t see these words."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    grade = forms.ChoiceField(label=lazy("Grade"), required=False, widget=forms.RadioSelect)
    counted = forms.IntegerField(
        label=lazy("How many issues"),
        required=False,
        min_value=0,
        max_value=500,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    is_worst = forms.BooleanField(required=False)
    photos = FilesField(
        label=lazy("Photos"),
        help_text=lazy("Leave out people, faces and number plates where you can."),
        required=False,
        allowed=["image"],
        most=MOST_PHOTOS,
    )
    todo = forms.ChoiceField(
        label=lazy("Does something need to be done?"),
        choices=[("no", lazy("No")), ("yes", lazy("Yes"))],
        initial="no",
        widget=forms.RadioSelect,
    )
    what = PublicField(label=lazy("What is to be done"), required=False, max_length=250)
    owner = PublicField(
        label=lazy("Who does it"),
        help_text=lazy("A team or a job, not a person’s name. Residents see this."),
        required=False,
        max_length=120,
    )
    due_on = DayField(label=lazy("By when"))
    framework_code = forms.CharField(
        label=lazy("Framework"),
        help_text=lazy("Its code, as on the page of the review."),
        required=False,
        max_length=40,
    )
    criterion_code = forms.CharField(
        label=lazy("Criterion"), help_text=lazy("Its code."), required=False, max_length=40
    )

    def __init__(
        self, *args: Any, walkabout: Walkabout, stops: Sequence[Stop], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.walkabout = walkabout
        self.stops = {str(stop.key): stop for stop in stops}
        self.grades: dict[str, Grade] = {
            str(grade.key): grade for grade in walkabout.scheme.grades.all()
        }
        self._offer_places()
        self._offer_grades()
        due = max(timezone.localdate(), walkabout.on) + USUAL_DAYS
        self.fields["due_on"].initial = due
        self.fields["what"].help_text = PUBLIC_HINT

    def _offer_places(self) -> None:
        if not self.stops:
            del self.fields["stop"]
            self.fields["place"].label = _("Place")
            self.fields["place"].help_text = ""
            return
        listed = [(key, stop.name) for key, stop in self.stops.items()]
        choices = [("", _("Choose a place")), *listed]
        self.fields["stop"].choices = choices  # type: ignore[attr-defined] # a choice field

    def _offer_grades(self) -> None:
        scheme = self.walkabout.scheme
        if scheme.kind == COUNTED:
            del self.fields["grade"]
        else:
            del self.fields["counted"]
            offered = [
                (key, f"{grade.word}: {grade.meaning}" if grade.meaning else grade.word)
                for key, grade in self.grades.items()
            ]
            self.fields["grade"].choices = [*offered, ("", _("Not graded"))]  # type: ignore[attr-defined] # a choice field
            self.fields["grade"].initial = ""
        if scheme.worst_if:
            worst = list(self.grades.values())[-1].word
            self.fields["is_worst"].label = _("%(what)s, so the grade is “%(grade)s”") % {
                "what": scheme.worst_if,
                "grade": worst,
            }
        else:
            del self.fields["is_worst"]

    def clean(self) -> dict[str, Any]:
        """A place is named, and an action is whole or not there at all."""
        given = super().clean() or {}
        if not given.get("stop") and not given.get("place"):
            name = "stop" if self.stops else "place"
            if name not in self.errors:
                self.add_error(name, _("Say which place it is."))
        if given.get("todo") == "yes":
            for name in ACTION_FIELDS:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Say this, or choose that nothing needs to be done."))
        if bool(given.get("framework_code")) != bool(given.get("criterion_code")):
            self.add_error("criterion_code", _("Give both codes, or neither."))
        return given

    def seen_said(self) -> Seen:
        """What the service takes."""
        given = self.cleaned_data
        stop = self.stops.get(given.get("stop", ""))
        wants = given["todo"] == "yes"
        return Seen(
            # What is typed in says more exactly where: "Bin store" may have several doors.
            place=given["place"] or (stop.name if stop else ""),
            words=given["seen"],
            stop=stop,
            grade=self.grades.get(given.get("grade", "")),
            counted=given.get("counted"),
            is_worst=given.get("is_worst", False),
            at=_moment(given["seen_at"]),
            framework_code=given["framework_code"],
            criterion_code=given["criterion_code"],
            todo=Todo(given["what"], given["owner"], given["due_on"]) if wants else None,
        )


class PhotoForm(forms.Form):
    """A photo that belongs to an entry that was sent already."""

    entry = forms.UUIDField()
    key = forms.UUIDField()
    photo = forms.FileField()


def _moment(text: str) -> datetime | None:
    """When a phone says that it was; none if it says nothing that can be one."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None
