from __future__ import annotations

from collections import Counter

import pytest
from tests.unit.analysis.redaction_texts import HELD_OUT, KINDS, SEEN, texts

from heard.analysis.redaction import personal_spans, redact
from heard.errors import BadInputError
from heard.ingest.personal_words import personal_words

WORDS = personal_words()
# What is known of the rules: parts of all that is personal, and of all that is taken out.
FLOORS = {"name": 0.83, "health": 0.85}


def measured(marked):
    """By kind: things, things found whole, things taken out, those of them that are personal."""
    things, found, taken, right = Counter(), Counter(), Counter(), Counter()
    for one in texts(marked):
        spans = personal_spans(one.text, WORDS)
        covered = {at for span in spans for at in range(span.start, span.end)}
        for start, end, kind in one.spans:
            things[kind] += 1
            letters = [at for at in range(start, end) if one.text[at].isalnum()]
            found[kind] += covered.issuperset(letters)
        for span in spans:
            taken[span.kind] += 1
            right[span.kind] += any(span.start < e and s < span.end for s, e, _ in one.spans)
    return things, found, taken, right


@pytest.mark.parametrize("marked", [SEEN, HELD_OUT], ids=["seen", "held-out"])
def test_personal_things_are_found_and_little_else(marked):
    things, found, taken, right = measured(marked)
    assert set(things) == set(KINDS.values())
    for kind in things:
        assert found[kind] >= FLOORS.get(kind, 1.0) * things[kind], kind
        assert right[kind] >= 0.95 * taken[kind], kind


def test_texts_are_enough_and_differ():
    seen, held = ([one.text for one in texts(marked)] for marked in (SEEN, HELD_OUT))
    assert len(set(seen + held)) == len(seen + held) >= 150
    assert len(held) >= 75


def test_quotes_stay_readable():
    text = "Mrs Okafor of Flat 3, 12 Elm Road rang 07700 900123 about her asthma."
    told = redact(text, WORDS)
    assert told.text == "Mrs [name] of [address] rang [phone] about her [health]."
    assert [text[one.start : one.end] for one in told.spans] == [
        "Okafor",
        "Flat 3, 12 Elm Road",
        "07700 900123",
        "asthma",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "THE LIFT IS BROKEN AGAIN AND NOBODY CAME",
        "Mark my words, it will rain in in May.",
        "It took 4 visits and 28 days, and cost £1,250.50 in 2024.",
        "I'm Sure They’ve never come. Don't ask me.",
        "Victoria Road and Elizabeth House have no lights.",
        "",
    ],
)
def test_what_is_not_personal_stays(text):
    assert redact(text, WORDS).text == text


def test_words_at_fault_are_all_told(tmp_path):
    path = tmp_path / "words.toml"
    path.write_text('given = 3\nfamily = "smith"\nordinary = ""\ntitles = ""\nhealth = [1]')
    with pytest.raises(BadInputError) as caught:
        personal_words(path)
    assert [one.place for one in caught.value.faults] == ["given", "people", "health"]
