"""What a landlord writes of a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.measures.definitions import definitions
from heard.practices.catalogue import practice_types
from heard.practices.content import WORDS, Content, ProofItem
from heard.practices.models import Cost, Effort, Rung
from heard.uploads.forms import FilesField

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.forms import BoundField

    from heard.landlords.models import Landlord
    from heard.practices.selectors.criteria import Criteria
    from heard.uploads.models import StoredFile

MOST_PROOFS = 12
RUNG_HINTS = {
    Rung.TOLD: _("Those who took part say so."),
    Rung.DOCUMENTED: _("There is something to look at: minutes, a page, photographs."),
    Rung.MEASURED: _("The same thing was counted in the same way before and after."),
    Rung.COMPARED: _("And somewhere alike without it didn’t change as much in the same time."),
    Rung.CHECKED: _("Somebody who gains nothing by it looked at the figures and says they hold."),
}


def long_text(label: Any, hint: Any = "", rows: int = 5) -> forms.CharField:
    """A box for a few sentences, which a draft may leave empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=6_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PracticeForm(forms.Form):
    """Everything that a practice says. A draft needs a title; sending it in asks for the rest."""

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    landlord: forms.ModelChoiceField[Landlord] = forms.ModelChoiceField(
        None, label=_("Landlord that did it")
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_(
            "What was done, in a few plain words. For example, “Repairs diary in each lift”."
        ),
        max_length=120,
    )
    kind = forms.ChoiceField(label=_("Type of practice"), required=False)
    context = long_text(
        _("Where and for whom"),
        _("The homes, the people and anything that others need to know."),
        3,
    )
    problem = long_text(_("What the problem was"), rows=3)
    done = long_text(
        _("What was done"), _("Step by step, so that somebody else could do it. Name nobody."), 8
    )
    with_whom = long_text(
        _("With whom"), _("Residents, staff, contractors, others: how many, and in what part."), 3
    )
    cost = forms.ChoiceField(
        label=_("What it cost, besides staff’s time"),
        required=False,
        choices=Cost.choices,
        widget=forms.RadioSelect,
    )
    cost_words = long_text(_("More about the cost"), rows=2)
    effort = forms.ChoiceField(
        label=_("How much of staff’s time it took"),
        required=False,
        choices=Effort.choices,
        widget=forms.RadioSelect,
    )
    effort_words = long_text(_("More about the time"), rows=2)
    changed = long_text(
        _("What changed"), _("For residents first. That nothing changed is worth knowing too."), 5
    )
    rung = forms.TypedChoiceField(
        label=_("How strong the evidence is"),
        help_text=_("Choose the highest that is true. “Told” is welcome; too high is returned."),
        coerce=int,
        choices=[(rung.value, rung.label) for rung in Rung],
        initial=Rung.TOLD.value,
        widget=forms.RadioSelect,
    )
    figures = long_text(
        _("Figures before and after"),
        _("What was counted, from when to when, how many there were, and the figures."),
        3,
    )
    compared_with = long_text(
        _("Where without it you compared with"), _("Why it is alike, and its figures."), 3
    )
    checked_by = long_text(_("Who checked it, and how"), _("By role or body, not by name."), 2)
    lessons = long_text(
        _("What others should look out for"), _("What went wrong, and what you would change."), 3
    )
    serves = forms.MultipleChoiceField(
        label=_("What it is good for"),
        help_text=_("Criteria that it helps with. Choose those that it was done for, not all."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    keep = forms.MultipleChoiceField(
        label=_("Evidence that is there"),
        help_text=_("Take the tick away from what should go."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    link = forms.URLField(
        label=_("Add a link"), required=False, max_length=500, assume_scheme="https"
    )
    link_title = forms.CharField(label=_("What the link shows"), required=False, max_length=200)
    measure = forms.ChoiceField(
        label=_("Add a published measure"),
        help_text=_("Others see the landlord’s figures as the regulator published them."),
        required=False,
    )
    documents = FilesField(
        label=_("Add photos or PDFs"),
        required=False,
        help_text=_("Everybody can open them once it is published. Show nobody who didn’t agree."),
    )
    documents_title = forms.CharField(label=_("What they show"), required=False, max_length=200)
    contact = forms.CharField(
        label=_("Whom others can ask"),
        help_text=_("A role or team, such as “Resident engagement team”."),
        required=False,
        max_length=120,
    )
    contact_email = forms.EmailField(
        label=_("Their mailbox"),
        help_text=_("A shared one, if there is one. Everybody can read it."),
        required=False,
    )
    contact_is_personal = forms.BooleanField(
        label=_("This is one person’s own address: show it to signed-in landlords only"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        criteria: Criteria,
        landlords: Sequence[Landlord],
        content: Content | None = None,
        **options: Any,
    ) -> None:
        self.content = content
        if content is not None:
            options["initial"] = _initial(content) | dict(options.get("initial") or {})
        super().__init__(*args, **options)
        types = [(one.code, _now(one.name)) for one in practice_types()]
        self._choose("kind", [("", _now("None of these")), *types])
        self._choose("serves", _serving(criteria))
        codes = {one.code: one.name for one in definitions()}
        measures = [(code, f"{code} {name}") for code, name in codes.items()]
        self._choose("measure", [("", _now("None")), *measures])
        self._settle_landlord(landlords)
        self._settle_proofs()

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields under headings."""
        for heading, names in _SECTIONS:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield str(heading), fields

    def clean(self) -> dict[str, Any]:
        """A link says what it shows; files too; and there is an end to how much there can be."""
        given = super().clean() or {}
        if given.get("link") and not given.get("link_title"):
            self.add_error("link_title", _now("Say what the link shows."))
        if given.get("documents") and not given.get("documents_title"):
            self.add_error("documents_title", _now("Say what the files show."))
        added = bool(given.get("link")) + bool(given.get("measure"))
        added += len(given.get("documents") or ())
        if len(given.get("keep") or ()) + added > MOST_PROOFS:
            self.add_error(
                "keep", _now("Keep at most %(most)d pieces of evidence.") % {"most": MOST_PROOFS}
            )
        return given

    def made(self, files: Sequence[StoredFile]) -> Content:
        """The content as it was filled in, with files as Heard keeps them."""
        given = self.cleaned_data
        words = {name: given.get(name) or "" for name in WORDS}
        words |= {"rung": given["rung"], "contact_is_personal": given["contact_is_personal"]}
        serves = tuple(tuple(one.split(":", 1)) for one in given.get("serves") or ())
        return Content(**words, serves=serves, proofs=self._proofs(files))  # type: ignore[arg-type] # pairs

    def _proofs(self, files: Sequence[StoredFile]) -> tuple[ProofItem, ...]:
        given = self.cleaned_data
        known = self.content.proofs if self.content else ()
        kept = [one for at, one in enumerate(known) if str(at) in (given.get("keep") or ())]
        if given.get("link"):
            kept.append(ProofItem(given["link_title"], link=given["link"]))
        if given.get("measure"):
            name = next(one.name for one in definitions() if one.code == given["measure"])
            kept.append(ProofItem(name, measure=given["measure"]))
        kept += [ProofItem(given["documents_title"], file=file) for file in files]
        return tuple(kept)

    def _settle_landlord(self, landlords: Sequence[Landlord]) -> None:
        """Ask for the landlord only where there is a choice."""
        if len(landlords) <= 1:
            del self.fields["landlord"]
            return
        field = self.fields["landlord"]
        if isinstance(field, forms.ModelChoiceField):
            model = type(landlords[0])
            pks = [one.pk for one in landlords]
            field.queryset = model._default_manager.filter(pk__in=pks).order_by("name", "pk")  # noqa: SLF001 - Django's documented name

    def _settle_proofs(self) -> None:
        """Offer what is there to be kept; all of it is, unless somebody says otherwise."""
        known = self.content.proofs if self.content else ()
        if not known:
            del self.fields["keep"]
            return
        self._choose("keep", [(str(at), one.title) for at, one in enumerate(known)])
        self.fields["keep"].initial = [str(at) for at in range(len(known))]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _initial(content: Content) -> dict[str, Any]:
    return content.words() | {"serves": [":".join(pair) for pair in content.serves]}


def _serving(criteria: Criteria) -> list[tuple[str, str]]:
    return [
        (f"{one.framework}:{one.code}", f"{one.dimension_name}: {one.name}".removeprefix(": "))
        for one in criteria.current()
    ]


_SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("What it is"), ("landlord", "title", "kind")),
    (_("Before"), ("context", "problem")),
    (_("What was done"), ("done", "with_whom", "cost", "cost_words", "effort", "effort_words")),
    (_("What changed"), ("changed", "rung", "figures", "compared_with", "checked_by", "lessons")),
    (
        _("Evidence"),
        ("keep", "link", "link_title", "measure", "documents", "documents_title"),
    ),
    (_("What it is good for"), ("serves",)),
    (_("Whom to ask"), ("contact", "contact_email", "contact_is_personal")),
)
