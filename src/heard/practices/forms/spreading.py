"""What those who take a practice up fill in, those who ask, answer and moderate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField
from heard.practices.models import Effect, Progress, Rung

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.landlords.models import Landlord


def text(label: Any, hint: Any = "", rows: int = 5) -> forms.CharField:
    """A box for a few sentences."""
    return forms.CharField(
        label=label, help_text=hint, max_length=6_000, widget=forms.Textarea(attrs={"rows": rows})
    )


class ForLandlordForm(forms.Form):
    """A form filled in for a landlord, which is asked for only where there is a choice."""

    landlord: forms.ModelChoiceField[Landlord] = forms.ModelChoiceField(
        None, label=_("For which landlord")
    )

    def __init__(self, *args: Any, landlords: Sequence[Landlord], **options: Any) -> None:
        super().__init__(*args, **options)
        self.landlords = landlords
        field = self.fields["landlord"]
        if len(landlords) == 1:
            del self.fields["landlord"]
        elif isinstance(field, forms.ModelChoiceField) and landlords:
            model = type(landlords[0])
            pks = [one.pk for one in landlords]
            field.queryset = model._default_manager.filter(pk__in=pks).order_by("name", "pk")  # noqa: SLF001 - Django's documented name

    def chosen(self) -> Landlord:
        """The landlord that it is for."""
        found: Landlord = self.cleaned_data.get("landlord") or self.landlords[0]
        return found


class ReportForm(ForLandlordForm):
    """How far a landlord has gone with a practice, and what it sees."""

    progress = forms.ChoiceField(
        label=_("How far have you gone with it?"),
        help_text=_(
            "“Considering” is shown to you and the council’s team only. Everything else stands on "
            "the practice’s public page beside your landlord’s name."
        ),
        choices=Progress.choices,
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("As of which day"), required=True)
    happened = text(
        _("What happened"), _("What you did, what you changed about it, and why. Name nobody.")
    )
    effect = forms.ChoiceField(
        label=_("What do you see since?"),
        help_text=_("Not asked where you are only considering it."),
        required=False,
        choices=Effect.choices,
        widget=forms.RadioSelect,
    )
    rung = forms.TypedChoiceField(
        label=_("How do you know?"),
        help_text=_("Only where something is better, worse or the same."),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(rung.value, rung.label) for rung in Rung],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"on": timezone.localdate()} | dict(options.get("initial") or {})
        super().__init__(*args, **options)


class AskForm(ForLandlordForm):
    """A question to the landlord that did it."""

    text = text(_("Your question"), _("They are told by e-mail, and you when they answer."))
    agrees = forms.BooleanField(
        label=_("If they agree too, show question and answer on the public page"), required=False
    )


class AnswerForm(forms.Form):
    """The answer, given once."""

    text = text(_("Your answer"), _("Whoever asked reads exactly this. It can’t be changed later."))
    agrees = forms.BooleanField(
        label=_("If they agree too, show question and answer on the public page"), required=False
    )


class ReturnForm(forms.Form):
    """Publish a practice or return it."""

    decision = forms.ChoiceField(
        label=_("What is to be done with it?"),
        choices=[
            ("publish", _("Publish it: it is plain, fair, names nobody, and bears its evidence")),
            ("return", _("Return it, to be changed")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("The reason, if you return it"),
        help_text=_("The landlord reads exactly this."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """What is returned has a reason."""
        given = super().clean() or {}
        if given.get("decision") == "return" and not (given.get("reason") or "").strip():
            self.add_error("reason", _now("Give the reason. The landlord reads it."))
        return given


class ReasonForm(forms.Form):
    """A reason for taking something off the public page."""

    reason = text(_("The reason"), _("The landlord reads exactly this."), 4)
