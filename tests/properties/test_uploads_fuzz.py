"""Whatever bytes come: a file that Heard wrote itself, or a refusal in plain words."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.factories.files import letter, photo

from heard.uploads.checking import upload_check
from heard.uploads.errors import TEXTS
from heard.uploads.limits import SMALL_SIDE, STORED_SIDE
from heard.uploads.naming import LONGEST_NAME, safe_name
from heard.uploads.refusals import RefusedError
from heard.uploads.streams import photo_without_notes

SEEDS = {form: photo(60, 40, form=form) for form in ("JPEG", "PNG", "WEBP", "GIF")}
SEEDS["PDF"] = letter()
SLOW = [HealthCheck.too_slow]  # the first draw in a process reads all our modules
STARTS = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8X", b"%PDF-1.7\n"]
NASTY = [b"", b"\0" * 40, b"\xff" * 40, b"<script>", b"PK\x03\x04", b"<<" * 30, b"[" * 300]


def holds(data):
    """The file is taken, and is then what it says it is; or it is refused."""
    try:
        kept = upload_check(data)
    except RefusedError as error:
        refused = error.refusal
    else:
        looked_into(kept)
        return
    assert str(TEXTS[refused])


def looked_into(kept):
    if kept.kind == "pdf":
        with pikepdf.open(io.BytesIO(kept.data)) as pdf:
            assert len(pdf.pages) == kept.pages
        return
    for drawn, side in ((kept.data, STORED_SIDE), (kept.small, SMALL_SIDE)):
        image = Image.open(io.BytesIO(drawn))
        image.load()
        assert max(image.size) <= side
        assert not image.getexif()
        assert "icc_profile" not in image.info


@st.composite
def mutated(draw, seed):
    """The seed with some bytes changed, taken out, repeated or put in; perhaps cut short."""
    data = bytearray(seed)
    for _change in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data) - 1))
        match draw(st.integers(0, 3)):
            case 0:
                data[place] = draw(st.integers(0, 255))
            case 1:
                del data[place : place + draw(st.integers(1, 30))]
            case 2:
                data[place:place] = draw(st.sampled_from(NASTY) | st.binary(max_size=20))
            case 3:
                data[place:place] = data[place : place + 50]
        if not data:
            break
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


@pytest.mark.parametrize("form", sorted(SEEDS))
def test_mutated_file_is_written_anew_or_refused(form):
    @settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
    @given(mutated(SEEDS[form]))
    def holds_for(data):
        holds(data)

    holds_for()


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(st.sampled_from(["", *STARTS]), st.binary(max_size=400))
def test_made_up_bytes_are_refused_or_written_anew(start, rest):
    holds((start or b"") + rest)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(st.permutations(sorted(SEEDS)), st.integers(0, 200))
def test_one_file_behind_another_is_only_the_first(order, cut):
    first, second = SEEDS[order[0]], SEEDS[order[1]]
    holds(first + second)
    holds(first[: max(20, len(first) - cut)] + second)


@settings(suppress_health_check=SLOW, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["image/jpeg", "image/png", "application/pdf"]))
def test_name_is_safe_to_show_and_to_save(given_name, media_type):
    name = safe_name(given_name, media_type, nameless="Photo")
    assert 4 < len(name) <= LONGEST_NAME
    assert not set('/\\<>:"|?*%;\0\n\r') & set(name)
    assert name.isprintable()
    assert not name.startswith(".")
    assert name.endswith((".jpg", ".png", ".pdf"))
    assert safe_name(name, media_type, nameless="Photo") == name


@settings(suppress_health_check=SLOW, deadline=None)
@given(st.binary(max_size=300))
def test_photo_in_a_document_only_gets_shorter(data):
    assert len(photo_without_notes(b"\xff\xd8" + data)) <= len(data) + 2
