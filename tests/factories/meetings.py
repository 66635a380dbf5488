"""Working groups for tests, made as everybody makes them: through the services."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import count

from django.utils import timezone

from heard.access import Role
from heard.partnership.models import Meeting, OrganisationKind
from heard.partnership.services.meetings_actions import ActionWanted, actions_set
from heard.partnership.services.meetings_agenda import item_add
from heard.partnership.services.meetings_groups import group_make, organisation_add, people_set
from heard.partnership.services.meetings_planning import MeetingWanted, meeting_plan
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import LandlordFactory

DAY = timedelta(days=1)
_numbers = count(1)


def today():
    return timezone.localdate()


class Grouped:
    """A group with the council, a landlord with an officer, and an association with somebody."""

    def __init__(self):
        self.officer = PersonFactory(role=Role.OFFICER)
        self.landlord = LandlordFactory()
        self.member = PersonFactory(role=Role.LANDLORD_OFFICER, landlord=self.landlord)
        self.resident = PersonFactory(role=Role.REPRESENTATIVE)
        number = next(_numbers)
        self.group = group_make(name=f"Group {number}", purpose="To listen", by=self.officer)
        self.council = self.group.organisations.get()
        self.own = organisation_add(
            group=self.group,
            kind=OrganisationKind.LANDLORD,
            landlord=self.landlord,
            by=self.officer,
        )
        self.residents = organisation_add(
            group=self.group, kind=OrganisationKind.RESIDENTS, name="Our street", by=self.officer
        )
        people_set(organisation=self.council, people=[self.officer], by=self.officer)
        people_set(organisation=self.own, people=[self.member], by=self.officer)
        people_set(organisation=self.residents, people=[self.resident], by=self.officer)

    def meeting(self, on=None, **wanted):
        """A meeting, of today in a week unless another day is given; past ones too."""
        day = on or today() + 7 * DAY
        wanted = {"at_time": time(0, 0), "place": "Town Hall"} | wanted
        made = meeting_plan(
            group=self.group, wanted=MeetingWanted(max(day, today()), **wanted), by=self.officer
        )
        if day < today():
            Meeting.objects.filter(pk=made.pk).update(on=day)
            made.refresh_from_db()
        return made

    def item(self, meeting, title="Repairs"):
        return item_add(meeting=meeting, title=title, words="", minutes_long=10, by=self.officer)

    def action(self, meeting, *, due_on=None, organisation=None, what="Send the list", item=None):
        wanted = ActionWanted(
            what, organisation or self.own, due_on or today() + 20 * DAY, item=item
        )
        return actions_set(meeting=meeting, wanted=[wanted], by=self.officer)[0]
