"""New texts into themes that others have: known ones stay, order makes no difference."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.themes import DAMP, LIFT, NOISE

from heard.analysis.themes import GivenTheme
from heard.analysis.themes.joining import NEW, join_themes

GIVEN = (GivenTheme("Lifts"), GivenTheme("Damp"), GivenTheme("Noise"))
TEXTS = [*LIFT, *DAMP, *NOISE, "Thanks for nothing", "xyzzy", ""]
LABELS = st.lists(st.integers(NEW, 3), min_size=len(TEXTS), max_size=len(TEXTS))
BANKING = Path(__file__).resolve().parents[3] / "shared" / "data" / "text"


@given(LABELS)
def test_known_themes_stay_and_all_others_get_one(labels):
    known = np.array(labels)
    found = join_themes(TEXTS, known, GIVEN)
    kept = known != NEW
    assert (found.theme[kept] == known[kept]).all()
    assert (found.score[kept] == 1).all()
    assert ((found.theme >= 0) & (found.theme <= 3)).all()
    assert ((found.score >= 0) & (found.score <= 1)).all()


@given(LABELS, st.permutations(range(len(TEXTS))))
@settings(max_examples=25)
def test_the_order_of_texts_makes_no_difference(labels, order):
    known = np.array(labels)
    found = join_themes(TEXTS, known, GIVEN)
    again = join_themes([TEXTS[at] for at in order], known[list(order)], GIVEN)
    assert (again.theme == found.theme[list(order)]).all()
    assert again.score == pytest.approx(found.score[list(order)])


def test_a_text_without_a_known_word_has_no_theme():
    known = np.array([0] * 4 + [1] * 4 + [2] * 4 + [NEW] * 3)
    found = join_themes(TEXTS, known, GIVEN)
    assert found.theme[-2:].tolist() == [3, 3]
    assert found.score[-2:].tolist() == [0, 0]


def test_what_people_put_in_none_is_learnt():
    texts = [
        "thanks a lot",
        "many thanks",
        "thanks again",
        "the lift broke",
        "lift stuck",
        "thanks",
    ]
    known = np.array([2, 2, 2, 0, 0, NEW])
    assert join_themes(texts, known, GIVEN[:2]).theme[-1] == 2


@pytest.mark.parametrize("labels", [[0], [0, 4], [0, -2]])
def test_labels_that_cannot_be_are_refused(labels):
    with pytest.raises(ValueError, match="one of the themes given"):
        join_themes(["a", "b"], np.array(labels), GIVEN)


def test_half_of_real_questions_sorted_by_the_other_half():
    """Banking77 (Casanueva et al 2020): four in five of the rest find their intent."""
    path = BANKING / "banking77_train.csv"
    if not path.exists():
        pytest.skip(f"the labelled texts aren't here: {path}")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = sorted({row["category"] for row in rows})
    true = np.array([names.index(row["category"]) for row in rows])
    new = np.random.default_rng(1).permutation(len(rows))[: len(rows) // 2]
    known = true.copy()
    known[new] = NEW
    given = [GivenTheme(name.replace("_", " ")) for name in names]
    found = join_themes([row["text"] for row in rows], known, given)
    assert (found.theme[new] == true[new]).mean() > 0.78
