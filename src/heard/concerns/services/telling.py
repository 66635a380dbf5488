"""Whom an event is told to, and with which message."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.access import LANDLORD, Role
from heard.accounts.addresses import addresses_of
from heard.concerns import catalogue
from heard.concerns.events import MILESTONES, Answer, Audience, Kind
from heard.concerns.links import digest_of, nonce_make, token_of
from heard.concerns.models import AccessLink, ContactWay, Party, Telling, Words
from heard.concerns.outcomes import outcome_label
from heard.concerns.selectors.finding import flagged
from heard.notices.services import notice_queue
from heard.notices.timing import EVERY_DAY, Window, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.concerns.models import Concern, Event, Person

# Which message the parties are sent, by what happened.
PARTIES = {
    Kind.RECEIVED: "concern.received",
    Kind.CHECKED: "concern.checked",
    Kind.REFUSED: "concern.refused-as-not-a-concern",
    Kind.REFERRED: "concern.referred",
    Kind.REFERRED_TO_COUNCILLOR: "concern.referred-to-councillor",
    Kind.LANDLORD_ANSWERED: "concern.answered",
    Kind.ASKED: "concern.question",
    Kind.TOLD: "concern.added",
    Kind.COMMITTED: "concern.commitment",
    Kind.COMMITMENT_CHANGED: "concern.commitment",
    Kind.COMMITMENT_DONE: "concern.commitment-done",
    Kind.CLOSED: "concern.closed",
    Kind.REOPENED: "concern.added",
    Kind.MERGED: "concern.merged",
    Kind.CONSENT_WITHDRAWN: "concern.consent-withdrawn",
    Kind.HOUSEHOLD_JOINED: "concern.received",
}
LANDLORDS = {
    Kind.REFERRED: "landlord.new-case",
    Kind.NOT_FIXED: "landlord.not-fixed",
    Kind.CHASED: "concern.chased",
    Kind.ADDED: "landlord.added",
    Kind.CONSENT_WITHDRAWN: "landlord.consent-withdrawn",
}
TEAM = {
    Kind.RECEIVED: "team.new",
    Kind.NOT_FIXED: "team.not-fixed",
    Kind.ADDED: "team.added",
    Kind.LANDLORD_ANSWERED: "team.added",
    Kind.COUNCILLOR_ANSWERED: "team.added",
}
# Told on the spot, to whoever rang, came or is looking at the page.
AT_HAND = frozenset({Kind.RECEIVED, Kind.HOUSEHOLD_JOINED, Kind.CONSENT_WITHDRAWN})
FOR_PARTIES = frozenset({Audience.RESIDENT, Audience.ALL})
FOR_LANDLORD = frozenset({Audience.LANDLORD, Audience.ALL})


def tell(*, event: Event, concern: Concern) -> None:
    """Queue the messages that an event calls for, each once, in the writer's transaction."""
    kind = Kind(event.kind)
    landlords_step = kind in MILESTONES and event.role in LANDLORD
    if (kind in PARTIES or landlords_step) and event.audience in FOR_PARTIES:
        _tell_parties(event, concern)
    if kind in LANDLORDS and event.audience in FOR_LANDLORD and event.landlord_id:
        emails = addresses_of(LANDLORD, landlord=event.landlord_id)
        page = "workspace:list" if kind is Kind.CONSENT_WITHDRAWN else "workspace:case"
        _tell_staff(event, concern, LANDLORDS[kind], emails, page)
    if kind is Kind.REFERRED_TO_COUNCILLOR:
        emails = addresses_of([Role.COUNCILLOR], ward=event.ward_id)
        _tell_staff(event, concern, "councillor.new-case", emails, "councillor:case")
    if kind in TEAM and event.role not in {Role.CHAMPION, Role.OFFICER}:
        if kind is Kind.RECEIVED and not is_urgent(concern):
            return  # it stands on Today; only what can't wait until somebody looks there is sent
        _tell_staff(event, concern, TEAM[kind], _team(concern), "cases:case")


def tell_address(*, concern: Concern, address: str, person: Person) -> None:
    """Tell an address that was taken off a concern that there is news of it, and no more."""
    notice_queue(
        key=f"{concern.reference}:address:{person.pk}:{timezone.now():%Y%m%d%H%M%S}",
        template="concern.added",
        to=address,
        context={"reference": concern.reference, "landlord_complaints": ""},
        about=concern.reference,
        discreet=True,
    )


def is_urgent(concern: Concern) -> bool:
    """Whether the answers tell of an emergency, as far as a form can."""
    category = catalogue.category_get(concern.category)
    signals = catalogue.signals_of(category, concern.answers)
    return any(signal.level == "emergency" for signal in signals)


def link_for(party: Party) -> str:
    """The path of the party's private link, made if there is none."""
    return reverse("follow:open", args=[token_for(party)])


def token_for(party: Party) -> str:
    """The token of the party's link. After a change of the installation's key it is a new one."""
    for link in party.links.filter(revoked_at=None).order_by("-pk"):
        token = token_of(link.nonce)
        if digest_of(token) == link.digest:
            return token
    nonce = nonce_make()
    token = token_of(nonce)
    AccessLink.objects.create(party=party, nonce=nonce, digest=digest_of(token))
    return token


def wish_of(person: Person) -> Wish:
    """How somebody can be told safely."""
    days = frozenset(person.safe_days) or EVERY_DAY
    windows: tuple[Window, ...] = ()
    if person.safe_from and person.safe_to:
        windows = (Window(person.safe_from, person.safe_to, days),)
    elif person.safe_days:
        windows = (Window(time(8), time(21), days),)
    return Wish(windows, discreet=person.discreet)


def _tell_parties(event: Event, concern: Concern) -> None:
    """Tell each party who can be reached by e-mail; the rest are on the team's list to tell.

    What one party did or is asked is told to that party alone.
    """
    parties = Party.objects.filter(concern=concern, left_at=None).select_related("person")
    alone = event.kind in {Kind.HOUSEHOLD_JOINED, Kind.CONSENT_WITHDRAWN, Kind.TOLD}
    if alone and event.party_id:
        parties = parties.filter(pk=event.party_id)
    template = PARTIES.get(Kind(event.kind), "concern.added")
    if event.kind == Kind.LANDLORD_ANSWERED and event.outcome == Answer.NO:
        template = "concern.said-no"
    parties = parties.annotate(restricted=flagged())
    for party in parties:
        person = party.person
        if person.contact_by == ContactWay.NONE or _did_it_themselves(event, party):
            continue
        if person.contact_by != ContactWay.EMAIL or not person.email:
            _tell_by_hand(event, concern, party)
            continue
        notice_queue(
            key=f"{concern.reference}:{event.number}:{party.pk}",
            template=template,
            to=person.email,
            context=_context(concern, event) | {"link": link_for(party)},
            about=concern.reference,
            wish=wish_of(person),
            restricted=party.restricted,
            discreet=party.restricted,  # whoever else reads the mailbox learns nothing
        )


def _did_it_themselves(event: Event, party: Party) -> bool:
    """Whether the party knows because it did it; receipts are given all the same."""
    receipts = {Kind.RECEIVED, Kind.HOUSEHOLD_JOINED, Kind.CONSENT_WITHDRAWN}
    residents = {Role.RESIDENT, Role.REPRESENTATIVE}
    own = event.party_id == party.pk and event.role in residents
    return own and event.kind not in receipts


def _tell_by_hand(event: Event, concern: Concern, party: Party) -> None:
    """Put somebody on the team's list to ring or write to; not for what they just heard."""
    heard = event.kind in AT_HAND or event.details.get("how") in {
        ContactWay.PHONE,
        ContactWay.LETTER,
    }
    waits = Telling.objects.filter(party=party, done_at=None)  # then everything is told at once
    if not heard and not waits.exists():
        Telling.objects.create(party=party, event=event, concern=concern)


def _team(concern: Concern) -> Iterable[str]:
    """Whose case it is, or else everybody of the team."""
    if concern.assigned_to and concern.assigned_to.email:
        return [concern.assigned_to.email]
    return addresses_of([Role.CHAMPION, Role.OFFICER])


def _tell_staff(
    event: Event, concern: Concern, template: str, emails: Iterable[str], page: str
) -> None:
    """Staff get no personal data by e-mail: the reference, and where to read it."""
    arguments = [] if page.endswith(":list") else [concern.reference]
    context = _context(concern, event) | {"link": reverse(page, args=arguments)}
    for email in emails:
        notice_queue(
            key=f"{concern.reference}:{event.number}:{template}:{email}",
            template=template,
            to=email,
            context=context,
            about=concern.reference,
        )


def _context(concern: Concern, event: Event) -> dict[str, str]:
    """What a message may say. A template uses what it declares."""
    words = event.words.text if hasattr(event, "words") else ""
    landlord = event.landlord or concern.landlord
    return {
        "reference": concern.reference,
        "what": _(catalogue.category_get(concern.category).name),
        "landlord": landlord.name if landlord else _said(concern, event),
        "landlord_complaints": landlord.website if landlord else "",
        "outcome": outcome_label(event.kind, event.outcome),
        "reason": reason_of(event, words) or _("No reason was written down."),
        "question": words,
        "action": _action(event, words) or _("See the page of your concern."),
        "news": words,
        "from_whom": _from_whom(event),
        "councillor": event.ward.name if event.ward else "",
        "clock": "",
        "due": f"{event.due_on:%-d %B %Y}" if event.due_on else "",
    }


def _said(concern: Concern, event: Event) -> str:
    """What the landlord was called; not before somebody read it, to an address nobody proved."""
    return "" if event.kind == Kind.RECEIVED else concern.landlord_said


def reason_of(event: Event, words: str) -> str:
    """The reason in an event's words: the part that follows the answer itself, if it says where."""
    start = event.details.get("reason_from")
    return words[start:].strip() if start else words


def _action(event: Event, words: str) -> str:
    """What was committed to: this event's words, or those of the commitment that it is about."""
    if event.about is None:
        return words
    kept = Words.objects.filter(event__concern_id=event.concern_id, event__number=event.about)
    found = kept.first()
    if found is None:
        return ""
    return found.redacted if found.redacted_at else found.text


def _from_whom(event: Event) -> str:
    if event.landlord and event.role in LANDLORD:
        return event.landlord.name
    return _("The Tenants' Champion's team")
