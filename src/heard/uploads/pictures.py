"""Pictures are drawn again: what the camera wrote, and all that isn't picture, is gone."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from PIL import Image, ImageCms

from heard.uploads.checked import Checked
from heard.uploads.limits import (
    FEW_COLOURS,
    LONGEST_SIDE,
    MOST_BYTES,
    MOST_PIXELS,
    SMALL_SIDE,
    STORED_SIDE,
)
from heard.uploads.refusals import Refusal, RefusedError
from heard.uploads.sniffing import Format

if TYPE_CHECKING:
    from collections.abc import Callable

_WHITE = (255, 255, 255)
_LOSSY = frozenset({Format.JPEG, Format.WEBP})
_LONG_HEADER = 30  # bytes, of a WebP


def picture_redraw(data: bytes, form: Format) -> Checked:
    """The picture upright, in sRGB, at most 2560 pixels long, and nothing else of the file.

    Raises:
        RefusedError: it can't be read whole, or would take too much memory.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is dropped
            return _redraw(data, form)
    except RefusedError:
        raise
    except MemoryError as error:
        raise RefusedError(Refusal.TOO_MANY_PIXELS) from error
    except Image.DecompressionBombError as error:
        raise RefusedError(Refusal.TOO_MANY_PIXELS) from error
    except Exception as error:  # decoders raise whatever they like on bytes made to hurt
        raise RefusedError(Refusal.DAMAGED) from error


def _redraw(data: bytes, form: Format) -> Checked:
    if form is Format.WEBP:
        _check_size(*_webp_size(data))  # its decoder reserves the canvas before Pillow tells
    with Image.open(io.BytesIO(data), formats=[form.value.upper()]) as opened:
        _check_size(*opened.size)
        opened.draft("RGB", (STORED_SIDE, STORED_SIDE))  # a JPEG can be decoded at half size
        opened.load()
        full = _shrunk(_plain_mode(opened), STORED_SIDE)
        full = _upright(_in_srgb(full, opened.info.get("icc_profile")), opened)
    stored, media_type = _encoded(_bare(full), form)
    return Checked(
        kind="image",
        media_type=media_type,
        data=stored,
        small=_as_jpeg(_shrunk(full, SMALL_SIDE), quality=75),
        width=full.width,
        height=full.height,
    )


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise RefusedError(Refusal.DAMAGED)
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise RefusedError(Refusal.TOO_MANY_PIXELS)


def _webp_size(data: bytes) -> tuple[int, int]:
    """Width and height as the header of a WebP has them, in each of its three forms.

    References:
        RFC 9649, sections 2.4 to 2.7.
    """
    if len(data) < _LONG_HEADER:
        raise RefusedError(Refusal.DAMAGED)
    match data[12:16]:
        case b"VP8X":
            wide, high = data[24:27], data[27:30]
            return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", data, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
    raise RefusedError(Refusal.DAMAGED)


def _plain_mode(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be scaled without losing what shows through."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in {"RGB", "L", "CMYK"}:
        return image
    if image.mode.startswith("I;16"):  # sixteen bits of grey
        return image.point(lambda value: value / 256).convert("L")
    return image.convert("RGB")


def _shrunk(image: Image.Image, side: int) -> Image.Image:
    if max(image.size) <= side:
        return image.copy()
    share = side / max(image.size)
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as an ordinary screen shows them."""
    if profile and image.mode in {"RGB", "L", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            turned = None  # a broken or foreign profile: the plain numbers will do
        if turned is not None:
            return turned
    return image if image.mode == "RGBA" else image.convert("RGB")


def _upright(image: Image.Image, opened: Image.Image) -> Image.Image:
    """The picture turned as the camera was held."""
    try:
        held = opened.getexif().get(0x0112)
    except Exception:  # noqa: BLE001 - a damaged note of the camera costs no photo
        held = None
    turn: dict[object, Image.Transpose] = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    return image.transpose(turn[held]) if held in turn else image


def _bare(image: Image.Image) -> Image.Image:
    """The same pixels in a picture that has never known a file."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _encoded(image: Image.Image, form: Format) -> tuple[bytes, str]:
    """The picture as a file: PNG where that keeps what a JPEG would lose, else JPEG."""
    if form not in _LOSSY and _worth_exactness(image):
        exact = _saved(lambda file: image.save(file, "PNG", optimize=True))
        if len(exact) <= MOST_BYTES:
            return exact, "image/png"
    return _as_jpeg(image, quality=82), "image/jpeg"


def _worth_exactness(image: Image.Image) -> bool:
    if image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255):
        return True
    return image.getcolors(FEW_COLOURS) is not None


def _as_jpeg(image: Image.Image, *, quality: int) -> bytes:
    flat = Image.new("RGB", image.size, _WHITE)
    flat.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return _saved(lambda file: flat.save(file, "JPEG", quality=quality, progressive=True))


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()
