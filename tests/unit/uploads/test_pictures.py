from __future__ import annotations

import io
import tracemalloc

import pytest
from PIL import Image
from tests.factories.files import PLACE, gif_bomb, photo, png_bomb, saved, webp_bomb

from heard.uploads.checking import upload_check
from heard.uploads.refusals import Refusal, RefusedError

FORMS = ["JPEG", "PNG", "WEBP", "GIF"]


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("form", FORMS)
def test_picture_keeps_nothing_of_what_the_camera_wrote(form):
    sent = photo(form=form)
    kept = upload_check(sent)
    for data in (kept.data, kept.small):
        image = opened(data)
        assert not image.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment", "Author"} & set(image.info)
        for trace in (PLACE, b"GPS", b"Phone", b"xmpmeta", b"comment", b"somebody", b"Exif"):
            assert trace not in data


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_stands_as_the_camera_was_held(orientation):
    upright = Image.open(io.BytesIO(photo())).transpose
    turned = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    as_held = upright(turned) if turned is not None else Image.open(io.BytesIO(photo()))
    exif = Image.Exif()
    exif[0x0112] = orientation
    kept = upload_check(saved(as_held, "JPEG", exif=exif, quality=95))
    assert (kept.width, kept.height) == (640, 480)
    red, green, _blue = opened(kept.data).getpixel((40, 40))
    assert red > 150 > green
    assert opened(kept.small).getpixel((20, 20))[0] > 150


def test_picture_is_at_most_2560_pixels_long_and_has_a_small_one():
    kept = upload_check(photo(4000, 1000))
    assert (kept.width, kept.height) == opened(kept.data).size == (2560, 640)
    assert max(opened(kept.small).size) == 480
    assert kept.media_type == "image/jpeg"


def test_picture_as_thin_as_a_line_keeps_its_thickness():
    assert upload_check(saved(Image.new("RGB", (20_000, 1)), "PNG")).height == 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_picture_of_every_mode_becomes_an_ordinary_one(mode):
    form = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new(mode, (30, 20))
    kept = upload_check(saved(image, form))
    assert opened(kept.data).mode in {"RGB", "RGBA", "P", "L"}
    assert opened(kept.small).mode == "RGB"


def test_picture_one_can_see_through_stays_so_as_png():
    image = Image.new("RGBA", (50, 50), (0, 128, 0, 100))
    kept = upload_check(saved(image, "PNG"))
    assert kept.media_type == "image/png"
    assert opened(kept.data).getpixel((5, 5)) == (0, 128, 0, 100)


def test_picture_of_few_colours_stays_exact_as_png():
    image = Image.new("RGB", (300, 300), "white")
    image.paste("navy", (10, 10, 50, 50))
    kept = upload_check(saved(image, "PNG"))
    assert kept.media_type == "image/png"
    assert opened(kept.data).convert("RGB").tobytes() == image.tobytes()


def test_screenshot_with_an_unused_see_through_layer_becomes_jpeg():
    image = Image.open(io.BytesIO(photo())).convert("RGBA")
    noisy = Image.merge(
        "RGBA", [*(Image.effect_noise(image.size, 80) for _ in "rgb"), image.getchannel("A")]
    )
    assert upload_check(saved(noisy, "PNG")).media_type == "image/jpeg"


def test_see_through_webp_is_laid_on_white():
    kept = upload_check(saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "WEBP"))
    assert kept.media_type == "image/jpeg"
    assert min(opened(kept.data).getpixel((20, 20))) > 250


def test_colours_are_those_of_an_ordinary_screen(monkeypatch):
    """A profile that swaps nothing is used; one that is broken costs only its own colours."""
    broken = saved(Image.new("RGB", (30, 30), (10, 200, 30)), "JPEG", icc_profile=b"not a profile")
    red, green, blue = opened(upload_check(broken).data).getpixel((15, 15))
    assert green > 180
    assert max(red, blue) < 60


def test_moving_gif_becomes_its_first_frame():
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("red", "blue", "green")]
    moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    kept = upload_check(moving)
    image = opened(kept.data)
    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize(
    "bomb",
    [png_bomb(), png_bomb(60_000, 100), gif_bomb(), webp_bomb(), webp_bomb(16_000, 8_000)],
    ids=["png", "wide png", "gif", "webp", "webp again"],
)
def test_bomb_is_refused_before_it_is_drawn(bomb):
    assert len(bomb) < 100_000
    tracemalloc.start()
    try:
        with pytest.raises(RefusedError) as caught:
            upload_check(bomb)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.refusal is Refusal.TOO_MANY_PIXELS
    assert peak < 5_000_000


def test_gif_of_many_frames_costs_one():
    kept = upload_check(gif_bomb(60, 60))
    assert (kept.width, kept.height) == (60, 60)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7])
def test_picture_cut_short_is_refused(form, share):
    whole = photo(form=form)
    with pytest.raises(RefusedError) as caught:
        upload_check(whole[: int(len(whole) * share)])
    assert caught.value.refusal in {Refusal.DAMAGED, Refusal.KIND}


@pytest.mark.parametrize(
    "tail",
    [b"PK\x03\x04 a zip", b"<script>alert(1)</script>", b"<?php system($_GET[0]); ?>", b"%PDF-1.7"],
)
@pytest.mark.parametrize("form", FORMS)
def test_what_hides_behind_a_picture_is_gone(form, tail):
    kept = upload_check(photo(form=form) + tail)
    assert tail not in kept.data + kept.small


def test_gif_that_is_a_script_as_well_is_only_a_picture_afterwards():
    body = photo(form="GIF")
    script = body.replace(b"a comment", b"*/=alert1", 1)
    kept = upload_check(script)
    assert b"alert" not in kept.data
    assert kept.data[:4] in {b"\x89PNG", b"\xff\xd8\xff\xe0"}
