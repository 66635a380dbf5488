"""What people write about: themes in free text, found or given, without a model from elsewhere.

    found = find_themes(texts)                     themes that nobody has named yet
    found = match_themes(texts, given)             which of given themes each text is about
    kept = codebook(found, texts)                  themes to give again, to next year's texts

Everything is learnt from the texts at hand. A machine proposes; a person names and approves.
"""

from heard.analysis.themes.codebook import GivenTheme, codebook
from heard.analysis.themes.finding import find_themes
from heard.analysis.themes.matching import match_themes
from heard.analysis.themes.results import NONE, Found, Theme, Tried

__all__ = [
    "NONE",
    "Found",
    "GivenTheme",
    "Theme",
    "Tried",
    "codebook",
    "find_themes",
    "match_themes",
]
