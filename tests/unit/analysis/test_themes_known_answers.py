from __future__ import annotations

from collections import Counter
from math import log

import numpy as np
import pytest
from scipy import sparse
from tests.unit.analysis.theme_texts import ABOUT, planted

from heard.analysis.themes import NONE, GivenTheme, codebook, find_themes, match_themes
from heard.analysis.themes.agreement import kappa, precision
from heard.analysis.themes.naming import names_of
from heard.analysis.themes.vectors import positive_pmi, strongest_axes


def test_positive_pmi_by_hand():
    near = sparse.csr_matrix(np.array([[1.0, 1, 0], [1, 1, 0], [0, 1, 1]]))
    # pairs, both ways: a-b 2, b-c 1; a 2, b 3, c 1 of 6; contexts to the power of 3/4
    context = np.array([2.0, 3, 1]) ** 0.75
    context /= context.sum()
    table = positive_pmi(near).toarray()
    assert table[0, 1] == pytest.approx(log((2 / 6) / (2 / 6 * context[1])))
    assert table[1, 0] == pytest.approx(log((2 / 6) / (3 / 6 * context[0])))
    assert table[2, 1] == pytest.approx(log((1 / 6) / (1 / 6 * context[1])))
    assert table[0, 2] == table[0, 0] == 0


def test_strongest_axes_are_those_of_a_whole_decomposition():
    table = np.random.default_rng(1).poisson(0.4, (60, 25)).astype(float)
    axes, values = strongest_axes(sparse.csr_matrix(table), 3, np.random.default_rng(0))
    _, whole, right = np.linalg.svd(table)
    assert values == pytest.approx(whole[:3], rel=0.02)
    assert abs(axes[:, 0] @ right[0]) > 0.999


@pytest.mark.parametrize("k", [4, None])
def test_planted_themes_are_found_and_named(k):
    texts, labels = planted(240)
    found = find_themes(texts, k=k)
    assert len(found.themes) == 4
    for at, theme in enumerate(found.themes):
        inside = Counter(label for label, one in zip(labels, found.theme, strict=True) if one == at)
        label, size = inside.most_common(1)[0]
        assert size >= 0.97 * theme.size
        assert {word.casefold() for word in theme.name.split(", ")} <= set(ABOUT[label].split())
        assert len(theme.quotes) == 3
        assert all(labels[quote] == label for quote in theme.quotes)
        assert theme.low < theme.share == theme.size / 240 < theme.high
    if k is None:
        assert max(found.tried, key=lambda one: one.agreement).k == 4


@pytest.mark.parametrize(
    ("texts", "sizes"),
    [
        ([], []),
        (["The lift is broken"], [1]),
        (["The lift is broken"] * 50, [50]),
        (["the and of", "of the", "and the of it"], [3]),
        (["😡 😡", "😡", "👍👍 👍"], None),
        (["Winda nie działa", "Winda znowu zepsuta", "暖房が壊れた", "暖房が壊れた"], None),
        (["!!!", "..."], [2]),
    ],
    ids=["none", "one", "same", "stop words", "emoji", "other languages", "no words"],
)
def test_odd_texts_are_all_assigned(texts, sizes):
    found = find_themes(texts)
    assert len(found.theme) == len(texts)
    assert sum(one.size for one in found.themes) == len(texts)
    assert all(one.name for one in found.themes)
    if sizes is not None:
        assert [one.size for one in found.themes] == sizes


def test_names_differ_and_leave_out_what_is_unfit():
    words = [(("lift", 1.0), ("stairs", 0.9), ("priya", 0.8)), (("lift", 1.0), ("stairs", 0.9))]
    names = names_of(words, unfit=lambda word: word == "priya")
    assert names == ["Lift, stairs", "Lift, stairs (2)"]


def test_given_themes_keep_their_ids_and_unlike_texts_have_none():
    given = [
        GivenTheme("Lifts", "L1", "lift broken or stuck"),
        GivenTheme("Damp", "D1", examples=("mould on the bedroom walls",)),
        GivenTheme("Parking", "P1"),
    ]
    texts = ["The lift stopped again", "mouldy bedroom", "Thank you all", "stuck in lifts"]
    found = match_themes(texts, given)
    assert [found.themes[at].id for at in found.theme] == ["L1", "D1", NONE, "L1"]
    assert {(one.id, one.size) for one in found.themes} >= {("P1", 0)}
    assert found.score[2] == 0
    with pytest.raises(ValueError, match="'L1'"):
        match_themes(texts, [*given, given[0]])


def test_a_codebook_sorts_next_years_texts():
    last, _ = planted(240)
    found = find_themes(last, k=4)
    kept = codebook(found, last)["themes"]
    given = [
        GivenTheme(one["name"], one["id"], one["description"], tuple(one["examples"]))
        for one in kept
    ]
    texts, labels = planted(200, seed=9)
    again = match_themes(texts, given)
    label_of = {one.id: one.name.split(", ")[0].casefold() for one in found.themes}
    about = [label_of.get(again.themes[at].id, "") for at in again.theme]
    right = [word in ABOUT[label].split() for word, label in zip(about, labels, strict=True)]
    assert np.mean(right) > 0.95


def test_kappa_of_a_published_table():
    # Fleiss, Levin & Paik (2003), table 18.1: 100 people in three classes, kappa .68, s.e. .087
    table = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    one, other = [], []
    for row, counts in enumerate(table):
        for column, count in enumerate(counts):
            one += [row] * count
            other += [column] * count
    told = kappa(one, other)
    assert told.value == pytest.approx(0.676, abs=0.001)
    assert (told.high - told.low) / 2 / 1.96 == pytest.approx(0.087, abs=0.0015)


def test_precision_has_wilsons_interval():
    low, high = precision([True] * 81 + [False] * 182)[1:]
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
