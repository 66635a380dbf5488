"""Names for themes from a language model, where the council turned one on. Off otherwise.

One small interface, so that another kind of model can follow. What goes out is what a person of
the team could publish after reading: telling words, and quotes without what rules find personal.
What comes back is a proposal, and is checked: a name that can be a name, and a quote that was sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import requests
from django.conf import settings

from heard.analysis.redaction import is_name
from heard.analysis.themes.tokens import words_of
from heard.errors import HeardError
from heard.themes.words import words_for_names

if TYPE_CHECKING:
    from collections.abc import Sequence

TIMEOUT = 60  # seconds for one theme
LONGEST, MOST_WORDS = 80, 10
ASKED = (
    "You name themes in what tenants of social housing wrote. You get telling words and quotes of "
    'one theme. Answer with JSON alone: {"name": "…", "quote": "…"}. The name has two to six plain '
    "words, says what the texts are about, and names no person or place. The quote is one of the "
    "quotes, or a part of it, copied exactly, that shows why."
)


class ModelError(HeardError):
    """The model can't be reached, or doesn't answer as agreed."""


class Names(Protocol):
    """Whatever proposes names."""

    def name(self, words: Sequence[str], quotes: Sequence[str]) -> str | None:
        """A name for a theme of these words and quotes; None where nothing usable came."""


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A model that speaks as OpenAI's chat completions do."""

    url: str
    model: str
    key: str = ""

    def name(self, words: Sequence[str], quotes: Sequence[str]) -> str | None:
        """Ask for a name, and take it only if it holds what was asked for.

        Raises:
            ModelError: it can't be reached, or what it says is no answer.
        """
        told = "\n".join([f"Telling words: {', '.join(words)}", *(f"Quote: {q}" for q in quotes)])
        whole: dict[str, Any] = {
            "model": self.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": ASKED},
                {"role": "user", "content": told},
            ],
        }
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            answer = requests.post(
                f"{self.url}/chat/completions",
                json=whole,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,  # nothing goes elsewhere than the page says
            )
            answer.raise_for_status()
            said = answer.json()["choices"][0]["message"]["content"]
        except (requests.RequestException, ValueError, LookupError, TypeError) as error:
            raise ModelError(f"{urlsplit(self.url).hostname}: {type(error).__name__}") from error
        return checked(str(said), quotes)


def checked(said: str, quotes: Sequence[str]) -> str | None:
    """The name in an answer, if it can be one and the answer quotes what was sent.

    Examples:
        >>> checked('{"name": "Lifts out of order", "quote": "lift is broken"}',
        ...         ["The lift is broken again."])
        'Lifts out of order'
        >>> checked('{"name": "Lifts", "quote": "lifts are broken"}', ["The lift is broken."])
    """
    start, end = said.find("{"), said.rfind("}")
    try:
        whole: Any = json.loads(said[start : end + 1])
    except ValueError:
        return None
    if not isinstance(whole, dict):
        return None
    name, quote = whole.get("name"), whole.get("quote")
    if not isinstance(name, str) or not isinstance(quote, str):
        return None
    name, quote = " ".join(name.split()).strip(" .\"'"), " ".join(quote.split())
    words = words_of(name)
    known = words_for_names()
    can_be = 0 < len(words) <= MOST_WORDS and len(name) <= LONGEST
    if not can_be or any(is_name(word, known) for word in words):
        return None
    sent = (" ".join(one.split()) for one in quotes)
    return name if quote and any(quote in one for one in sent) else None


def model() -> ChatModel | None:
    """The model that the council turned on, if it did."""
    if not settings.MODEL_URL:
        return None
    return ChatModel(settings.MODEL_URL, settings.MODEL_NAME, settings.MODEL_KEY)


def model_place() -> str:
    """Where the model is, as the page says it; empty where there is none."""
    return urlsplit(settings.MODEL_URL).hostname or "" if settings.MODEL_URL else ""
