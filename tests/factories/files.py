"""Bytes of photos and PDFs as people send them, and as people who mean harm do."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from functools import cache

import pikepdf
from PIL import Image, ImageCms, PngImagePlugin

PLACE = b"51 deg 30' 26.0\" N GPS-of-a-home"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>who took it</x:xmpmeta>"


def saved(image, form, **options):
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


@cache
def photo(width=640, height=480, orientation=1, form="JPEG"):
    """A photo as a phone writes it: EXIF with a place, XMP, a comment and a colour profile."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image.paste((200, 30, 30), (0, 0, width // 4, height // 4))  # red where the top left is
    exif = Image.Exif()
    exif[0x010F] = "Phone of somebody"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[0x1B] = PLACE
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif, "icc_profile": profile}
    if form in {"JPEG", "WEBP"}:
        options["xmp"] = XMP
    if form == "JPEG":
        options["comment"] = b"a comment"
    if form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "somebody")
        info.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = info
    if form == "GIF":
        options = {"comment": b"a comment"}
    return saved(image, form, **options)


def chunk(kind, data):
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def png_bomb(width=50_000, height=50_000):
    """A PNG of a few bytes that says it has billions of pixels."""
    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", zlib.compress(bytes(100_000), 9)),
            chunk(b"IEND", b""),
        ]
    )


def gif_bomb(width=60_000, height=60_000, frames=2000):
    """A GIF with a huge canvas and many frames."""
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02D\x01\x00"
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0)
    return head + bytes(6) + frame * frames + b";"


def webp_bomb(width=16_383, height=16_383):
    bits = (width - 1) | (height - 1) << 14
    data = b"\x2f" + struct.pack("<I", bits) + bytes(20)
    body = b"WEBPVP8L" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def blank_pdf(pages=1):
    pdf = pikepdf.new()
    for _page in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def written(pdf, **options):
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pdf.save(file, **options)
    return file.getvalue()


@cache
def letter(pages=1):
    """A plain PDF with text and facts about who wrote it."""
    pdf = blank_pdf(pages)
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 72 720 Td (Dear landlord) Tj ET")
    pdf.docinfo["/Author"] = "somebody"
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = ["somebody"]
    return written(pdf)


def pdf_bomb(size=700 * 1024 * 1024, *, layers=1):
    """A PDF whose page unpacks to far more than it is."""
    pdf = blank_pdf()
    packer = zlib.compressobj(9)
    step = bytes(1024 * 1024)
    packed = b"".join(packer.compress(step) for _ in range(size // len(step))) + packer.flush()
    names = [pikepdf.Name.FlateDecode]
    for _layer in range(layers - 1):
        packed, names = zlib.compress(packed, 9), [*names, pikepdf.Name.FlateDecode]
    stream = pdf.make_stream(b"")
    stream.write(packed, filter=pikepdf.Array(names) if layers > 1 else names[0])
    pdf.pages[0].Contents = stream
    return written(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
