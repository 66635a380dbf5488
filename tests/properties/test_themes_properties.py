"""What holds of themes and of what is taken out of texts, whatever people write."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis.redaction import personal_spans, redact
from heard.analysis.redaction.redacting import MARKS
from heard.analysis.themes import NONE, GivenTheme, find_themes, match_themes
from heard.ingest.personal_words import personal_words

WORDS = personal_words()
few = settings(max_examples=30, deadline=None)
word = st.sampled_from(
    [
        "lift",
        "broken",
        "damp",
        "mould",
        "the",
        "and",
        "in",
        "Winda",
        "😡",
        "bins",
        "3",
        "noise",
        "at",
        "Priya",
        "stairs",
    ]
)
texts = st.lists(
    st.one_of(st.lists(word, min_size=1, max_size=8).map(" ".join), st.text(min_size=1)),
    max_size=25,
)
pieces = st.one_of(
    st.sampled_from(
        [
            "my name is",
            "Mrs",
            "Priya",
            "O’Brien",
            "Flat 3",
            "12 Elm Road",
            "TW9 1AA",
            "07700 900123",
            "ref AB/1234",
            "a@b.org",
            "born 1/2/1950",
            "asthma",
            "QQ 12 34 56 C",
            "and",
            ".",
            ",",
            "[name]",
            "Thanks,",
            "number 4",
            "NHS no",
        ]
    ),
    st.text(max_size=6),
)
wordy = st.lists(pieces, max_size=12).map(" ".join)


@few
@given(texts, st.one_of(st.none(), st.integers(1, 6)), st.integers(0, 3))
def test_every_text_has_one_theme_and_reruns_are_equal(said, k, seed):
    found = find_themes(said, k=k, seed=seed)
    assert len(found.theme) == len(found.score) == len(said)
    assert [one.size for one in found.themes] == [
        int((found.theme == at).sum()) for at in range(len(found.themes))
    ]
    assert not said or abs(sum(one.share for one in found.themes) - 1) < 1e-9
    assert all(0 <= one.low <= one.share <= one.high <= 1 for one in found.themes)
    assert len({one.name for one in found.themes}) == len(found.themes)
    assert k is None or len([one for one in found.themes if one.id != NONE]) <= k
    assert all(
        found.theme[at] == place for place, one in enumerate(found.themes) for at in one.quotes
    )
    assert ((found.score >= 0) & (found.score <= 1)).all()
    again = find_themes(said, k=k, seed=seed)
    assert again.themes == found.themes
    assert again.score.tobytes() == found.score.tobytes()
    assert np.array_equal(again.theme, found.theme)


@few
@given(texts, st.permutations([GivenTheme("Lift broken"), GivenTheme("Damp"), GivenTheme("Bins")]))
def test_the_order_of_given_themes_makes_no_difference(said, given_themes):
    found = match_themes(said, given_themes)
    other = match_themes(said, sorted(given_themes, key=lambda one: one.name))
    assert found.themes == other.themes
    assert found.score.tobytes() == other.score.tobytes()
    assert {one.id for one in found.themes} - {NONE} == {"lift-broken", "damp", "bins"}
    assert not said or sum(one.size for one in found.themes) == len(said)


@settings(max_examples=60, deadline=None)
@given(wordy)
def test_taking_out_twice_is_taking_out_once(text):
    told = redact(text, WORDS)
    assert redact(told.text, WORDS).text == told.text
    rest, last = "", 0
    for span in told.spans:
        assert last <= span.start < span.end <= len(text)
        rest += text[last : span.start] + MARKS[span.kind]
        last = span.end
    assert rest + text[last:] == told.text
    assert personal_spans(told.text, WORDS) == ()
