"""Names for themes: the words that set each apart from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.themes.clustering import members_of
from heard.analysis.themes.tokens import telling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heard.analysis.themes.vocabulary import Corpus
    from heard.analysis.warnings.types import Whole

    Weighed = tuple[tuple[str, float], ...]

_WORDS = 3  # in a name, if the next don't have to tell it from another
_MOST = 4
_KEPT = 30
_FAINT = 0.25  # of the strongest word's weight that another needs to be in a name


def telling_words(corpus: Corpus, group: Whole, k: int) -> list[Weighed]:
    """Each group's most telling words as people wrote them, with weights, strongest first.

    A word weighs what share of the group's words it is, times how rare it is over all groups.
    Stop words and numbers come only where a group has nothing else.

    References:
        Grootendorst (2022), arXiv:2203.05794, section 3.3 (class-based TF-IDF).
    """
    has = corpus.counts.copy()
    has.data[:] = 1.0
    used = np.asarray((members_of(group, k) @ has).toarray(), dtype=np.float64)
    whole = used.sum(axis=1, keepdims=True)
    everywhere = np.maximum(used.sum(axis=0), 1.0)
    weight = used / np.maximum(whole, 1.0) * np.log1p(whole.sum() / max(k, 1) / everywhere)
    plain = set(telling(corpus.words.shown))
    tells = np.array([one in plain for one in corpus.words.shown], dtype=np.bool_)
    weighed: list[Weighed] = []
    for row in weight:
        own = row * tells if (row * tells).any() else row
        order = [int(at) for at in np.argsort(-own, kind="stable")[:_KEPT]]
        weighed.append(
            tuple((corpus.words.shown[at], float(own[at])) for at in order if own[at] > 0)
        )
    return weighed


def names_of(weighed: Sequence[Weighed], unfit: Callable[[str], bool] | None = None) -> list[str]:
    """Two to four words for each group, no two alike.

    Args:
        weighed: each group's words, strongest first (see `telling_words`).
        unfit: which words may not stand in a name, such as people's.

    Examples:
        >>> names_of([(("lift", 0.9), ("broken", 0.5), ("stairs", 0.4)), (("damp", 0.8),)])
        ['Lift, broken, stairs', 'Damp']
    """
    names: list[str] = []
    for words in weighed:
        fit = [word for word, _ in words if unfit is None or not unfit(word)]
        strong = [one for one, weight in words if one in fit and weight >= _FAINT * words[0][1]]
        length = min(max(2, len(strong[:_WORDS])), len(fit))
        name = _joined(fit[:length])
        while name in names and length < min(_MOST, len(fit)):
            length += 1
            name = _joined(fit[:length])
        names.append(_numbered(name, names))
    return names


def _joined(words: Sequence[str]) -> str:
    name = ", ".join(words) or "Other"
    return name[:1].upper() + name[1:]


def _numbered(name: str, taken: Sequence[str]) -> str:
    number, whole = 1, name
    while whole in taken:
        number += 1
        whole = f"{name} ({number})"
    return whole
