"""A kind of message and its values become the words that go out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from heard.errors import NotFoundError
from heard.notices.models import TemplateVersion
from heard.notices.shipped import PART, Words, edition, placeholder_list, shipped_get
from heard.notices.wording import clean, fill, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.notices.shipped import Shipped

LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Wording:
    """The words in force for a kind of message, and which version they are."""

    shipped: Shipped
    words: Words
    version: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A subject and a text as they go out."""

    subject: str
    body: str
    version: str = ""


def wording_of(code: str) -> Wording:
    """The council's newest wording of a kind of message, or Heard's own.

    Raises:
        NotFoundError: there is no such kind.
    """
    shipped = shipped_get(code)
    row = TemplateVersion.objects.filter(code=code).order_by("-version").first()
    if row is None or row.is_shipped:
        return Wording(shipped, shipped.words, f"heard {edition()}")
    words = Words(row.subject, row.body, row.discreet_subject, row.discreet_body)
    return Wording(shipped, words, str(row.version))


def render(code: str, context: Mapping[str, str], *, discreet: bool) -> Rendered:
    """The words of a message. A link that starts with / is one of this installation.

    Raises:
        NotFoundError: there is no such kind of message.
        ValueError: a value is missing that this kind of message needs.
    """
    wording = wording_of(code)
    values = _values(wording.shipped, context, discreet=discreet)
    return _rendered(wording.words, values, wording.version, discreet=discreet)


def render_example(shipped: Shipped, words: Words, *, discreet: bool) -> Rendered:
    """The words with every placeholder's example, for a look before they are kept."""
    examples = {name: row.example for name, row in placeholder_list().items()}
    if "direct_routes" in shipped.allowed:
        examples["direct_routes"] = _direct_routes(examples)
    return _rendered(words, examples | _given(), "", discreet=discreet)


def missing(shipped: Shipped, context: Mapping[str, str]) -> list[str]:
    """The placeholders for which a value is needed and none, or an empty one, was given."""
    given = [name for name, row in placeholder_list().items() if row.given]
    needed = set(shipped.allowed) - shipped.optional - set(given)
    return sorted(name for name in needed if not context.get(name, "").strip())


def _values(shipped: Shipped, context: Mapping[str, str], *, discreet: bool) -> dict[str, str]:
    if absent := missing(shipped, context):
        raise ValueError(f"{shipped.code} needs a value for: {', '.join(absent)}")
    allowed = shipped.allowed_discreet if discreet else shipped.allowed
    values = {name: clean(context.get(name, "")) for name in allowed}
    if values.get("link", "").startswith("/"):
        values["link"] = settings.SITE_URL + values["link"]
    if "direct_routes" in values:
        values["direct_routes"] = _direct_routes(context)
    return values | _given()


def _given() -> dict[str, str]:
    return {"site": settings.SITE_URL, "council": settings.COUNCIL_NAME}


def _direct_routes(context: Mapping[str, str]) -> str:
    """The ways past us."""
    known = clean(context.get("landlord_complaints", ""))
    return fill(wording_of(PART).words.body, {"landlord_complaints": known})


def _rendered(words: Words, values: Mapping[str, str], version: str, *, discreet: bool) -> Rendered:
    subject = words.discreet_subject if discreet else words.subject
    body = words.discreet_body if discreet else words.body
    try:
        return Rendered(
            one_line(fill(subject, values))[:LONGEST_SUBJECT], fill(body, values), version
        )
    except KeyError as error:  # an earlier wording may use what this kind of message lost since
        raise NotFoundError(f"The placeholder (({error.args[0]})) is not known here.") from error
