"""What every form of casework is: something done to one case, or to many in turn."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns.errors import ConcernError
from heard.landlords.forms.fields import DayField
from heard.landlords.models import Landlord
from heard.uploads.errors import UploadError
from heard.uploads.forms import FilesField
from heard.uploads.services import upload_remove, upload_store

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

    from heard.accounts.models import User
    from heard.concerns.actors import Actor
    from heard.concerns.models import Concern
    from heard.uploads.models import StoredFile

# What a service calls a field, where the form calls it otherwise.
ALSO = {"at": "on", "text": "words", "raised_at": "on", "told_on": "on"}


def words_field(label: Any, *, hint: Any = "", required: bool = True, rows: int = 5) -> Any:
    """A box for words that are kept with an event."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": lazy("Write something here.")},
    )


class DeedForm(forms.Form):
    """A form that does one thing to a case. Subclasses say what, in `do`."""

    heading: ClassVar[Lazy | str] = ""
    hint: ClassVar[Lazy | str] = ""
    button: ClassVar[Lazy | str] = lazy("Save")
    done: ClassVar[Lazy | str] = lazy("Done.")
    warns: ClassVar[bool] = False  # the button is red: it can't simply be taken back

    def __init__(
        self,
        *args: Any,
        concern: Concern | None = None,
        by: User | None = None,
        number: int | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.concern = concern
        self.by = by
        self.number = number
        self.settle()

    def settle(self) -> None:
        """Fit the fields to the case; `concern` is None where the form is for many."""

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Do it, through a service.

        Raises:
            ConcernError: it can't be done; `field` says what to mend.
        """
        raise NotImplementedError

    def kept(self, actor: Actor) -> Any:
        """What came of it, or None when it was refused; the field says why."""
        stored: tuple[StoredFile, ...] = ()
        if self.concern is None:
            raise TypeError("A form for many cases is done to each in turn.")
        try:
            stored = self._store(actor)
            self.cleaned_data["files"] = stored
            return self.do(self.concern, actor) or True
        except UploadError as error:
            self.add_error("files", str(error))
        except ConcernError as error:
            field = ALSO.get(error.field, error.field)
            if error.field in self.fields:
                field = error.field
            self.add_error(field if field in self.fields else None, str(error))
        for file in stored:
            upload_remove(stored=file, by=actor.user, reason="never sent")
        return None

    def _store(self, actor: Actor) -> tuple[StoredFile, ...]:
        """Files, taken in before the transaction, because opening one takes a while."""
        given = self.cleaned_data.get("files") or []
        return tuple(upload_store(file=file, by=actor.user) for file in given)


class WhenForm(DeedForm):
    """Something that happened at a time, which may have passed."""

    on = DayField(
        label=lazy("On which day"), required=True, error_messages={"required": lazy("Give a day.")}
    )
    clock = forms.TimeField(
        label=lazy("At what time"),
        help_text=lazy("For example, 14:30. Leave it empty if nobody knows."),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
    )

    def settle(self) -> None:
        """Start from now: most things are kept as they happen."""
        super().settle()
        now = timezone.localtime()
        self.fields["on"].initial = now.date()
        self.fields["clock"].initial = now.time().replace(second=0, microsecond=0)

    def moment(self) -> datetime:
        """When it happened; at noon where only the day is known, but not in the future."""
        on, clock = self.cleaned_data["on"], self.cleaned_data.get("clock")
        at = timezone.make_aware(datetime.combine(on, clock or time(12)))
        now = timezone.now()
        return min(at, now) if clock is None and on == timezone.localdate() else at

    def clean(self) -> dict[str, Any]:
        """Nothing has happened in the future."""
        given = super().clean() or {}
        if given.get("on") and self.moment() > timezone.now():
            self.add_error("on", _("That is in the future."))
        return given


class FilesForm(DeedForm):
    """Something that may come with photos or PDFs."""

    files = FilesField(  # type: ignore[assignment] # the metaclass takes fields off the class
        label=lazy("Photos or PDFs"),
        required=False,
        help_text=lazy("Up to 10 files of at most 10 MB each."),
    )


class LandlordChoice(forms.ModelChoiceField[Landlord]):
    """A landlord of the register."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Landlord.objects.order_by("name", "pk"), **options)
