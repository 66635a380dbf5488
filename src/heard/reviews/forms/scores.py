"""Scoring a criterion: one of five levels in words, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.reviews.forms.fields import ReviewForm, long_text
from heard.reviews.models import Score, Standing
from heard.reviews.services.scoring import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.reviews.models import Criterion

OTHERWISE = {
    Standing.NOT_ASSESSED: _("We haven’t assessed this"),
    Standing.NOT_EVIDENCED: _("There is no evidence to say"),
    Standing.NOT_APPLICABLE: _("It doesn’t apply to this landlord"),
}


class ScoreForm(ReviewForm):
    """A score with its reason. `seen` is the score that the form was filled in over."""

    says = forms.ChoiceField(
        label=_("Which of these is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a level, or say why there is none.")},
    )
    reason = long_text(_("Why"), hint=_("In a few sentences, for somebody who wasn’t there."))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, criterion: Criterion, current: Score | None, **options: Any
    ) -> None:
        options.setdefault("initial", {})
        options["initial"] |= _initial(current)
        super().__init__(*args, **options)
        levels = sorted(criterion.levels.all(), key=lambda one: -one.level)
        self.fields["says"].choices = [  # type: ignore[attr-defined]
            *(
                (str(one.level), format_html("<strong>{}</strong> – {}", one.level, one.words))
                for one in levels
            ),
            *((standing.value, label) for standing, label in OTHERWISE.items()),
        ]
        self.levels = len(levels)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was filled in that isn't saved."""
        return not self.has_changed()

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        says, reason = self.cleaned_data["says"], self.cleaned_data["reason"]
        scored = says.isdecimal()
        said = Said(Standing.SCORED if scored else says, int(says) if scored else None, reason)
        return {"said": said, "seen": self.cleaned_data["seen"]}


class ModerationForm(ScoreForm):
    """The Champion's score; it may be judged alike with another landlord's."""

    follows = forms.ModelChoiceField(
        Score.objects.none(),
        label=_("Judged alike with"),
        required=False,
        empty_label=_("Nobody: on its own evidence"),
        help_text=_("Another landlord whose moderated score on this criterion you held it to."),
    )

    def __init__(self, *args: Any, others: Iterable[Score], **options: Any) -> None:
        super().__init__(*args, **options)
        others = list(others)
        field = self.fields["follows"]
        field.queryset = Score.objects.filter(  # type: ignore[attr-defined]
            pk__in=[one.pk for one in others]
        ).select_related("subject__landlord")
        field.label_from_instance = _alike  # type: ignore[attr-defined]
        if not others:
            del self.fields["follows"]

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        return super().given() | {"follows": self.cleaned_data.get("follows")}


def _alike(score: Score) -> str:
    if score.level is None:
        return f"{score.subject.landlord.name}: {score.get_standing_display()}"
    return _now("%(landlord)s: level %(level)s") % {
        "landlord": score.subject.landlord.name,
        "level": score.level,
    }


def _initial(current: Score | None) -> dict[str, Any]:
    if current is None:
        return {"seen": ""}
    scored = current.level is not None
    return {
        "says": str(current.level) if scored else current.standing,
        "reason": current.reason,
        "seen": str(current.key),
        "follows": current.follows_id,
    }
