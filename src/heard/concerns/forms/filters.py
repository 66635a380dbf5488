"""Which cases somebody wants to see."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns import catalogue
from heard.concerns.events import Status, Waiting
from heard.concerns.selectors.lists import Wanted
from heard.concerns.selectors.team import team_list
from heard.concerns.selectors.viewing import name_of
from heard.landlords.models import Landlord, Ward

MINE, NOBODYS = "me", "nobody"


class ListForm(forms.Form):
    """The filters of the list. What makes no sense is left out."""

    status = forms.ChoiceField(
        label=lazy("Status"), required=False, choices=[("", lazy("Any")), *Status.choices]
    )
    waiting = forms.ChoiceField(
        label=lazy("Waiting on"), required=False, choices=[("", lazy("Anybody")), *Waiting.choices]
    )
    landlord = forms.ModelChoiceField(
        Landlord.objects.order_by("name", "pk"),
        label=lazy("Landlord"),
        required=False,
        empty_label=lazy("Any"),
    )
    category = forms.ChoiceField(label=lazy("About"), required=False)
    ward = forms.ModelChoiceField(
        Ward.objects.order_by("name", "pk"),
        label=lazy("Ward"),
        required=False,
        empty_label=lazy("Any"),
    )
    assigned = forms.ChoiceField(label=lazy("Assigned to"), required=False)
    which = forms.ChoiceField(
        label=lazy("Open or ended"),
        required=False,
        choices=[("", lazy("Open only")), ("all", lazy("All"))],
    )
    overdue = forms.BooleanField(label=lazy("Overdue only"), required=False)
    order = forms.ChoiceField(
        label=lazy("Order"),
        required=False,
        choices=[
            ("", lazy("Newest first")),
            ("oldest", lazy("Oldest first")),
            ("due", lazy("Next deadline first")),
            ("quietest", lazy("Longest without news first")),
        ],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        categories = [(each.code, _(each.name)) for each in catalogue.categories(_today())]
        self.fields["category"].choices = [("", _("Anything")), *categories]  # type: ignore[attr-defined] # a choice field
        team = [(str(user.pk), name_of(user)) for user in team_list()]
        chosen = [("", _("Anybody")), (MINE, _("Me")), (NOBODYS, _("Nobody")), *team]
        self.fields["assigned"].choices = chosen  # type: ignore[attr-defined] # a choice field

    def wanted(self, user_id: int | None) -> Wanted:
        """What the list selector takes."""
        self.is_valid()
        given = self.cleaned_data
        assigned = given.get("assigned", "")
        who = user_id if assigned == MINE else int(assigned) if assigned.isdigit() else None
        ended = given.get("status") in {Status.CLOSED, Status.MERGED, Status.REFUSED}
        landlord, ward = given.get("landlord"), given.get("ward")
        return Wanted(
            status=given.get("status", ""),
            waiting_on=given.get("waiting", ""),
            landlord=landlord.pk if landlord else None,
            category=given.get("category", ""),
            ward=ward.pk if ward else None,
            assigned_to=who,
            unassigned=assigned == NOBODYS,
            due_before=timezone.now() if given.get("overdue") else None,
            only_open=not ended and given.get("which") != "all",
            order=given.get("order") or "newest",
        )


class ExportForm(forms.Form):
    """Whether a file holds personal data, and then why."""

    personal = forms.BooleanField(
        label=lazy("With names, how to reach people, postcodes and the resident’s words"),
        required=False,
    )
    reason = forms.CharField(
        label=lazy("What the personal data is needed for"),
        help_text=lazy("Kept in the log beside your name. Only needed with personal data."),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        """Personal data leaves only with a reason."""
        given = super().clean() or {}
        if given.get("personal") and not given.get("reason", "").strip():
            self.add_error("reason", _("Say what it is needed for."))
        return given


def _today() -> Any:
    return timezone.localdate()
