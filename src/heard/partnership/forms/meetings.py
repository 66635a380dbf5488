"""Forms of meetings: when and where, the agenda, papers, attendance, minutes, decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.partnership.models import AgendaItem, Came, Decision, Meeting
from heard.partnership.services.meetings_planning import MeetingWanted
from heard.uploads.forms import FilesField
from heard.walkabouts.forms.fields import ClockField, DayField, ReasonField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.accounts.models import User
    from heard.partnership.agenda import AgendaSource, Proposal
    from heard.partnership.models import MemberOrganisation, MemberPerson
    from heard.partnership.selectors.meetings_pages import ItemSeen

SHORT = {"class": "govuk-input--width-3", "inputmode": "numeric"}


class MeetingForm(forms.Form):
    """When and where a group meets, and who chairs."""

    on = DayField(label=_("Day"), required=True)
    at_time = ClockField(label=_("Time"))
    minutes_long = forms.IntegerField(
        label=_("How long, in minutes"),
        min_value=15,
        max_value=600,
        initial=120,
        widget=forms.NumberInput(attrs=SHORT),
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("Leave it empty if the meeting is online only."),
        required=False,
        max_length=200,
    )
    link = forms.URLField(
        label=_("Link to join online"), required=False, max_length=500, assume_scheme="https"
    )
    chair = forms.ChoiceField(label=_("Chair"), required=False)

    def __init__(
        self, *args: Any, organisations: Sequence[MemberOrganisation], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        rows = [(one, org) for org in organisations for one in people_now(org) if one.user]
        self.people = {str(one.user_id): one.user for one, _org in rows}
        named = [(str(one.user_id), f"{one.shown}, {org.name}") for one, org in rows]
        self.fields["chair"].choices = [("", _("Not known yet")), *named]  # type: ignore[attr-defined] # a choice field

    def wanted(self) -> MeetingWanted:
        """What the services take."""
        given = self.cleaned_data
        chair: User | None = self.people.get(given["chair"])
        return MeetingWanted(
            given["on"],
            given["at_time"],
            given["minutes_long"],
            given["place"],
            given["link"],
            chair,
        )


class MoveMeetingForm(MeetingForm):
    """The same anew, and why."""

    reason = ReasonField(help_text=_("Members are told, if they were sent the agenda."))


def people_now(organisation: MemberOrganisation) -> list[MemberPerson]:
    """Who comes for it now, as `members_of` put them there."""
    return list(getattr(organisation, "people_now", ()))


class ItemForm(forms.Form):
    """An item of an agenda."""

    title = forms.CharField(label=_("Title"), max_length=200)
    words = forms.CharField(
        label=_("What for"),
        help_text=_("For example, to decide, or to hear from whom. You can leave it empty."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minutes_long = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=600,
        widget=forms.NumberInput(attrs=SHORT),
    )


class ProposalsForm(forms.Form):
    """Which of what is proposed goes onto the agenda. Everything is ticked at first."""

    take = forms.MultipleChoiceField(
        label=_("What goes onto the agenda"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one, or go back.")},
    )

    def __init__(
        self, *args: Any, proposed: Sequence[tuple[AgendaSource, list[Proposal]]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.proposals = {one.code: one for _source, found in proposed for one in found}
        self.fields["take"].choices = [(code, code) for code in self.proposals]  # type: ignore[attr-defined] # a choice field

    def chosen(self) -> list[Proposal]:
        """In the order in which they were shown."""
        taken = set(self.cleaned_data["take"])
        return [one for code, one in self.proposals.items() if code in taken]


class PaperForm(forms.Form):
    """A paper for a meeting."""

    title = forms.CharField(label=_("What it is called"), max_length=200)
    item = forms.ModelChoiceField(
        label=_("For which item"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("For the whole meeting"),
    )
    file = FilesField(label=_("File"), help_text=_("A PDF or a picture of at most 10 MB."), most=1)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = meeting.items.filter(removed_at=None).order_by("position", "pk")
        self.fields["item"].queryset = rows  # type: ignore[attr-defined] # a choice of rows


class AttendanceForm(forms.Form):
    """Who came, on one page."""

    def __init__(
        self, *args: Any, organisations: Sequence[MemberOrganisation], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.people: dict[str, MemberPerson] = {}
        choices = [("", _("Not said")), *Came.choices]
        for organisation in organisations:
            for person in people_now(organisation):
                name = f"person-{person.pk}"
                self.people[name] = person
                self.fields[name] = forms.ChoiceField(
                    label=f"{person.shown}, {organisation.name}",
                    choices=choices,
                    required=False,
                    widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
                )
        self.fields["guests"] = forms.CharField(
            label=_("Guests"),
            help_text=_("Others who were there, with what they came for. You can leave it empty."),
            required=False,
            max_length=500,
        )

    def came(self) -> dict[MemberPerson, str]:
        """What was said of each."""
        return {person: self.cleaned_data[name] for name, person in self.people.items()}


class MinutesForm(forms.Form):
    """The minutes of every item on one page."""

    def __init__(
        self, *args: Any, seen: Sequence[ItemSeen], corrects: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.items: dict[str, AgendaItem] = {}
        for one in seen:
            name = f"item-{one.item.pk}"
            self.items[name] = one.item
            self.fields[name] = forms.CharField(
                label=f"{one.number}. {one.item.title}",
                required=False,
                max_length=10_000,
                initial=one.minute.text if one.minute else "",
                widget=forms.Textarea(attrs={"rows": 6}),
            )
        if corrects:
            self.fields["reason"] = ReasonField(
                label=_("Why the minutes are corrected"),
                help_text=_("Members see this beside the correction."),
            )

    def texts(self) -> dict[AgendaItem, str]:
        """The words of each item."""
        return {
            item: self.cleaned_data[name].replace("\r\n", "\n") for name, item in self.items.items()
        }


class AgreeForm(forms.Form):
    """At which meeting minutes were agreed."""

    agreed_in = forms.ModelChoiceField(
        label=_("Agreed at the meeting of"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Not at a meeting, but in writing"),
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Meeting.objects.filter(group=meeting.group_id, on__gt=meeting.on, cancelled_at=None)
        self.fields["agreed_in"].queryset = rows.order_by("on")  # type: ignore[attr-defined] # a choice of rows


class DecisionForm(forms.Form):
    """A decision of a meeting."""

    text = forms.CharField(
        label=_("What was decided"),
        help_text=_("It gets the next number and can’t be changed afterwards."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    item = forms.ModelChoiceField(
        label=_("On which item"), queryset=AgendaItem.objects.none(), required=False
    )
    replaces = forms.ModelChoiceField(
        label=_("Does it replace an earlier decision?"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("No"),
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        items = meeting.items.filter(removed_at=None).order_by("position", "pk")
        earlier = Decision.objects.filter(group=meeting.group_id, replaced_by=None)
        self.fields["item"].queryset = items  # type: ignore[attr-defined] # a choice of rows
        replaces: Any = self.fields["replaces"]
        replaces.queryset = earlier.order_by("-number")
        replaces.label_from_instance = lambda one: f"{one}: {one.text[:80]}"
