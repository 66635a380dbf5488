"""Forms of actions: set, changed, done, several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.partnership.forms.meetings import people_now
from heard.partnership.models import AgendaItem
from heard.partnership.services.meetings_actions import ActionWanted
from heard.walkabouts.forms.fields import DayField, ReasonField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.partnership.models import Meeting, MemberOrganisation, MemberPerson


class OwnerField(forms.ChoiceField):
    """An organisation of the group, or somebody who comes for one."""

    def offer(self, organisations: Sequence[MemberOrganisation]) -> None:
        """Take these as what may be chosen."""
        self.known: dict[str, tuple[MemberOrganisation, MemberPerson | None]] = {}
        choices: list[Any] = [("", "")]
        for organisation in organisations:
            whole = f"o{organisation.pk}"
            self.known[whole] = (organisation, None)
            choices.append((whole, str(organisation.name)))
            for person in people_now(organisation):
                self.known[f"p{person.pk}"] = (organisation, person)
                choices.append((f"p{person.pk}", f"{organisation.name}: {person.shown}"))
        self.choices = choices

    def clean(self, value: Any) -> Any:
        """The organisation, and the person if one was chosen."""
        return self.known[super().clean(value)]


class ActionForm(forms.Form):
    """What is to be done, by whom and by when."""

    what = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = OwnerField(label=_("Who does it"))
    due_on = DayField(label=_("By when"), required=True)

    def __init__(
        self, *args: Any, organisations: Sequence[MemberOrganisation], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].offer(organisations)  # type: ignore[attr-defined] # an OwnerField

    def whose(self) -> dict[str, Any]:
        """Whose it is, as services take it."""
        organisation, person = self.cleaned_data["owner"]
        return {"organisation": organisation, "person": person}


class NewActionForm(ActionForm):
    """An action that a meeting agreed."""

    item = forms.ModelChoiceField(
        label=_("On which item"), queryset=AgendaItem.objects.none(), required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        items = meeting.items.filter(removed_at=None).order_by("position", "pk")
        self.fields["item"].queryset = items  # type: ignore[attr-defined] # a choice of rows

    def wanted(self) -> ActionWanted:
        """What the services take."""
        given = self.cleaned_data
        return ActionWanted(
            given["what"], due_on=given["due_on"], item=given["item"], **self.whose()
        )


class ChangeActionForm(ActionForm):
    """The same anew, and why."""

    reason = ReasonField(help_text=_("Kept with the action. The first date stays known."))


class DoneForm(forms.Form):
    """On which day it was done, and how."""

    done_on = DayField(label=_("Done on"), required=True)
    words = forms.CharField(
        label=_("What was done"),
        help_text=_("All members of the group read this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"done_on": timezone.localdate()})
        super().__init__(*args, **options)


class ReopenForm(forms.Form):
    """A new date, and why."""

    due_on = DayField(label=_("By when"), required=True)
    reason = ReasonField()


class ManyForm(forms.Form):
    """What is said of several actions at once."""

    DONE, LATER = "done", "later"
    action = forms.MultipleChoiceField(
        label=_("Actions"),
        error_messages={"required": _("Tick the actions that you mean.")},
    )
    do = forms.ChoiceField(
        label=_("What about the ticked ones"),
        choices=[(DONE, _("They were done")), (LATER, _("They get a new date"))],
    )
    on = DayField(label=_("Done on, or new date"), required=True)
    words = forms.CharField(label=_("What was done, or why"), max_length=300)

    def __init__(self, *args: Any, numbers: Sequence[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["action"].choices = [(str(one), str(one)) for one in numbers]  # type: ignore[attr-defined] # a choice field
