"""How somebody of a concern can be reached, and what they need, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from heard.concerns import catalogue
from heard.concerns.models import Channel, ContactWay
from heard.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.concerns.models import Consent, Party, Person
    from heard.concerns.selectors.viewing import PersonView


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """What somebody agreed to share with a landlord, or took back."""

    consent: Consent
    landlord: str
    what: str
    when: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Somebody of a concern, for the team."""

    party: Party
    person: Person
    part: str
    raised_as: str
    rules: list[str]  # to be read before anybody rings or writes
    ways: str
    needs: list[str]
    consents: list[ConsentLine]


def cards_of(views: Iterable[PersonView]) -> list[PersonCard]:
    """Everybody in a concern."""
    return [_card(view, view.person) for view in views if view.person is not None]


def _card(view: PersonView, person: Person) -> PersonCard:
    ways = str(ContactWay(person.contact_by).label)
    if person.contact_by == ContactWay.EMAIL and not person.email:
        ways = _("No e-mail address is known: ring or write")
    raised_as = str(view.party.get_raised_as_display()) if view.party.part == "raised-by" else ""
    return PersonCard(
        party=view.party,
        person=person,
        part=view.part,
        raised_as=raised_as,
        rules=contact_rules(person),
        ways=ways,
        needs=_needs(person),
        consents=[_consent(each) for each in view.consents],
    )


def contact_rules(person: Person) -> list[str]:
    """What somebody must heed who reaches out to this person."""
    rules = []
    if person.contact_by == ContactWay.NONE:
        rules.append(_("Do not contact them: they look at the private page themselves."))
    if person.discreet:
        rules.append(_("Others may see or hear messages. Say only that there is news."))
    if person.no_messages:
        rules.append(_("Leave no voicemail."))
    hours = safe_hours(person)
    if hours:
        rules.append(_("Only %(when)s.") % {"when": hours})
    if person.contact_note:
        rules.append(person.contact_note)
    return rules


def safe_hours(person: Person) -> str:
    """When somebody may be rung or written to; empty when at any time."""
    days = ", ".join(str(WEEKDAYS[day]) for day in person.safe_days if day in WEEKDAYS)
    if person.safe_from and person.safe_to:
        span = _("between %(start)s and %(end)s") % {
            "start": time_format(person.safe_from, "H:i"),
            "end": time_format(person.safe_to, "H:i"),
        }
        return f"{days} {span}".strip()
    return days


def _needs(person: Person) -> list[str]:
    needs = []
    if person.language and person.language != "en":
        needs.append(_("Language: %(name)s") % {"name": _language(person.language)})
    if person.interpreter:
        needs.append(_("Needs an interpreter"))
    needs += [_adjustment(code) for code in person.adjustments]
    return needs + [note for note in [person.adjustments_note] if note]


def _language(code: str) -> str:
    try:
        return _(catalogue.language_get(code).name)
    except NotFoundError:
        return code


def _adjustment(code: str) -> str:
    try:
        return _(catalogue.adjustment_get(code).name)
    except NotFoundError:
        return str(code)


def _consent(consent: Consent) -> ConsentLine:
    shared = [
        (consent.name, _("name")),
        (consent.contact, _("how to reach them")),
        (consent.address, _("address")),
        (consent.files, _("photos and files")),
    ]
    how = dict(Channel.choices).get(consent.how, consent.how)
    end = consent.withdrawn_at
    when = date_format(end or consent.given_at, "j F Y")
    return ConsentLine(
        consent=consent,
        landlord=consent.landlord.name,
        what=", ".join(["the concern", *(name for given, name in shared if given)]),
        when=_("taken back on %(day)s") % {"day": when}
        if end
        else _("agreed on %(day)s, %(how)s") % {"day": when, "how": str(how).lower()},
        withdrawn=end is not None,
    )
