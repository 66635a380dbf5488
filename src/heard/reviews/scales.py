"""What residents answer with, in plain words, and the level that each stands for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DONT_KNOW = "dont-know"
# From best to worst, as they stand on the page and on paper.
ANSWERS = (
    ("4", _("Yes, completely")),
    ("3", _("Mostly")),
    ("2", _("Partly")),
    ("1", _("A little")),
    ("0", _("No, not at all")),
    (DONT_KNOW, _("I don’t know")),
)
PLAIN = dict(ANSWERS)
# Enough answers for what residents said to stand for evidence, and to be shown to others.
ENOUGH = 10
