"""Made-up texts about known themes, each with words of its own and words of all."""

from __future__ import annotations

import numpy as np

ABOUT = {
    "lift": "lift broken stuck engineer stairs floor doors button shaft trapped",
    "damp": "damp mould walls ceiling wet condensation black spores bedroom plaster",
    "bins": "rubbish bins collection recycling smell rats overflow bags dumping store",
    "noise": "noise music party night loud sleep shouting neighbours banging dogs",
}
COMMON = "the a and is was we it again please still very our to in of for have been they with"


def planted(number, seed=0):
    """So many texts of each theme in turn, with the theme of each."""
    rng = np.random.default_rng(seed)
    names = list(ABOUT)
    labels = [names[at % len(names)] for at in range(number)]
    return [_text(ABOUT[label].split(), rng) for label in labels], labels


def _text(own, rng):
    words = [*rng.choice(own, 4, replace=False), *rng.choice(COMMON.split(), 5)]
    rng.shuffle(words)
    return " ".join(str(word) for word in words)
