"""From the pages that somebody filled in to what `draft_send` takes."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from heard.concerns.models import ContactWay, Person, RaisedAs
from heard.concerns.services.drafting import Sending
from heard.concerns.services.raising import Said, Shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.accounts.models import User
    from heard.concerns.pages.answers import Answers

# Which page to mend, by the field that a service refuses.
PAGES: Mapping[str, str] = {
    "category": "what",
    "answers": "questions",
    "description": "words",
    "since": "words",
    "landlord": "landlord",
    "landlord_said": "landlord",
    "tenure": "tenure",
    "place_kind": "where",
    "estate": "where",
    "place": "where",
    "postcode": "where",
    "told_landlord": "told",
    "told_on": "told",
    "complained_on": "told",
    "landlord_reference": "told",
    "files": "photos",
    "authority": "them",
}


def sending_of(answers: Answers, user: User | None) -> Sending:
    """Everything that was answered. Call it when no page is missing."""
    for_others = answers.for_others
    raiser = raiser_of(answers, user)
    return Sending(
        said=said_of(answers),
        resident=resident_of(answers) if for_others else raiser,
        raised_by=raiser if for_others else None,
        raised_as=answers.value("for", "raised_as") or RaisedAs.SELF,
        authority=answers.value("them", "authority") if for_others else "",
        shares=shares_of(answers),
        wishes=wishes_of(answers),
    )


def said_of(answers: Answers) -> Said:
    """What is wrong and where."""
    words: Any = answers.form("words")
    where: Any = answers.form("where")
    words.is_valid(), where.is_valid()
    estate = where.chosen_estate
    questions: Any = answers.form("questions") if answers.is_done("questions") else None
    return Said(
        category=answers.value("what", "category"),
        answers=questions.given if questions else {},
        description=words.cleaned_data["description"],
        since=words.since_day,
        since_words=words.since_words,
        landlord=answers.landlord,
        landlord_said=answers.landlord_said,
        tenure=answers.value("tenure", "tenure"),
        place_kind=where.cleaned_data["place_kind"],
        estate=estate,
        ward=estate.ward if estate else None,
        place=where.cleaned_data["place"],
        postcode=where.cleaned_data["postcode"],
        told_landlord=answers.value("told", "told_landlord"),
        told_on=answers.value("told", "told_on") or None,
        landlord_reference=answers.value("told", "landlord_reference"),
        complained_on=answers.value("told", "complained_on") or None,
    )


def raiser_of(answers: Answers, user: User | None) -> Person:
    """Whoever fills in the form."""
    way = answers.value("contact", "contact_by")
    address, postcode = address_of(answers)
    person = Person(
        name=answers.value("contact", "name"),
        email=answers.value("contact", "email") if way == ContactWay.EMAIL else "",
        phone=answers.value("contact", "phone") if way == ContactWay.PHONE else "",
        address=address,
        postcode=postcode,
        contact_by=way,
        user=user,
    )
    if answers.is_done("help") and answers.value("contact", "more"):
        for name, value in wanted_of(answers.form("help").cleaned_data).items():
            setattr(person, name, value)
    return person


def address_of(answers: Answers) -> tuple[str, str]:
    """Address and postcode for letters, or else of the home that it is about."""
    if answers.value("contact", "contact_by") == ContactWay.LETTER:
        return answers.value("contact", "address"), answers.value("contact", "postcode")
    if answers.for_others:
        return "", ""
    home = answers.value("where", "address")
    return home, answers.value("where", "postcode") if home else ""


def resident_of(answers: Answers) -> Person:
    """The resident for whom somebody else raises it: reached through them, or by a call."""
    phone = answers.value("them", "phone")
    home = answers.value("where", "address")
    return Person(
        name=answers.value("them", "name"),
        phone=phone,
        address=home,
        postcode=answers.value("where", "postcode") if home else "",
        contact_by=ContactWay.PHONE if phone else ContactWay.NONE,
    )


def wanted_of(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What helps somebody and what is safe, as a person keeps it."""
    return {
        "language": cleaned["language"],
        "interpreter": cleaned["interpreter"],
        "adjustments": list(cleaned["adjustments"]),
        "adjustments_note": cleaned["adjustments_note"],
        "discreet": cleaned["discreet"],
        "no_messages": cleaned["no_messages"],
        "safe_days": [int(day) for day in cleaned["safe_days"]],
        "safe_from": time.fromisoformat(cleaned["safe_from"]) if cleaned["safe_from"] else None,
        "safe_to": time.fromisoformat(cleaned["safe_to"]) if cleaned["safe_to"] else None,
        "contact_note": cleaned["contact_note"],
    }


def shares_of(answers: Answers) -> Shares | None:
    """What the landlord may be shown; None for nothing."""
    if answers.value("sharing", "share") != "yes":
        return None
    what = answers.value("sharing", "what")
    return Shares(
        name="name" in what,
        contact="contact" in what,
        address="address" in what,
        files="files" in what,
    )


def wishes_of(answers: Answers) -> dict[str, str]:
    """What was answered beside the concern itself. Nothing personal."""
    return {
        "councillor": str(answers.value("sharing", "councillor") or ""),
        "complained": str(answers.value("told", "complained") or ""),
    }
