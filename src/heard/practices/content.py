"""What a practice says, as forms and the demonstration hand it over, and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.practices.models import Rung

if TYPE_CHECKING:
    from heard.practices.models import Version
    from heard.uploads.models import StoredFile

# Fields of a version that are carried over as they stand.
WORDS = (
    "title",
    "kind",
    "context",
    "problem",
    "done",
    "with_whom",
    "cost",
    "cost_words",
    "effort",
    "effort_words",
    "changed",
    "rung",
    "figures",
    "compared_with",
    "checked_by",
    "lessons",
    "contact",
    "contact_email",
    "contact_is_personal",
)


@dataclass(frozen=True, slots=True)
class ProofItem:
    """A piece of evidence: exactly one of a link, a file and the code of a measure."""

    title: str
    link: str = ""
    file: StoredFile | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a practice says. A draft needs a title alone."""

    title: str
    kind: str = ""
    context: str = ""
    problem: str = ""
    done: str = ""
    with_whom: str = ""
    cost: str = ""
    cost_words: str = ""
    effort: str = ""
    effort_words: str = ""
    changed: str = ""
    rung: int = Rung.TOLD
    figures: str = ""
    compared_with: str = ""
    checked_by: str = ""
    lessons: str = ""
    contact: str = ""
    contact_email: str = ""
    contact_is_personal: bool = False
    serves: tuple[tuple[str, str], ...] = ()  # framework and criterion, by their codes
    proofs: tuple[ProofItem, ...] = ()

    def words(self) -> dict[str, object]:
        """The values that stand in the version itself."""
        return {name: getattr(self, name) for name in WORDS}


def content_of(version: Version) -> Content:
    """What a version says."""
    return Content(
        **{name: getattr(version, name) for name in WORDS},
        serves=tuple((one.framework, one.criterion) for one in version.serves.all()),
        proofs=tuple(
            ProofItem(one.title, one.link, one.file, one.measure)
            for one in version.proofs.select_related("file")
        ),
    )


def missing_of(content: Content) -> list[str]:
    """What a practice still lacks before it can be sent in, each in a sentence."""
    needed = (
        (content.problem, _("Say what the problem was.")),
        (content.done, _("Say what was done.")),
        (content.with_whom, _("Say with whom it was done.")),
        (content.changed, _("Say what changed. That nothing changed is worth knowing too.")),
        (content.cost, _("Choose what it cost, or “not known”.")),
        (content.effort, _("Choose how much of staff’s time it took, or “not known”.")),
        (content.serves, _("Choose at least one criterion that it serves.")),
        (content.contact, _("Say whom others can ask, by their role.")),
        (content.contact_email, _("Give a mailbox that others can write to.")),
    )
    return [sentence for value, sentence in needed if not value] + _missing_for_rung(content)


def _missing_for_rung(content: Content) -> list[str]:
    """What the claimed strength of the evidence asks for and isn't there."""
    missing = []
    if content.rung >= Rung.DOCUMENTED and not content.proofs:
        missing.append(_("Add a link, a file or a measure: without one the evidence is “told”."))
    if content.rung >= Rung.MEASURED and not content.figures:
        missing.append(_("Give the figures before and after, with how many were counted and when."))
    if content.rung == Rung.COMPARED and not content.compared_with:
        missing.append(_("Say where without it you compared with, and its figures."))
    if content.rung == Rung.CHECKED and not content.checked_by:
        missing.append(_("Say who independent of you checked it, and how."))
    return missing
