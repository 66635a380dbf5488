"""Somebody who raises a concern page by page, for tests."""

from __future__ import annotations

import html
import re
from io import BytesIO
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

ANSWERS = {
    "for": {"raised_as": "self"},
    "about": {"group": "repairs"},
    "what": {"category": "damp-mould"},
    "questions": {"where": "bedroom", "health": "no"},
    "words": {
        "description": "Black mould over the bed again.",
        "since": "ago",
        "number": "3",
        "unit": "weeks",
    },
    "landlord": {"landlord": "Old Mill Homes"},
    "where": {"place_kind": "home", "postcode": "zz1 1aa", "address": "2 Birch House"},
    "tenure": {"tenure": "social-rent"},
    "told": {"told_landlord": "yes", "told_on": "1/10/2026", "landlord_reference": "R-77"},
    "photos": {},
    "contact": {"name": "Bea Made-Up", "contact_by": "email", "email": "Bea@Example.org"},
    "sharing": {"share": "yes", "what": ["name", "files"], "councillor": "no"},
}


def at(url):
    """The page that an address is of: its last part."""
    return urlsplit(url).path.strip("/").split("/")[-1]


def post(client, page, data):
    """Send one page and return the answer."""
    name = "raise:photos" if page == "photos" else "raise:step"
    return client.post(reverse(name, args=[] if page == "photos" else [page]), data)


def fill_in(client, *, until="check", **changed):
    """Fill in the pages that the journey itself leads to, from the first; the last address."""
    answers = {**ANSWERS, **changed}
    page = "for"
    for _count in range(30):
        if page == until:
            return page
        response = post(client, page, answers.get(page, {}))
        assert response.status_code == 302, f"{page}: {errors_of(response)}"
        page = at(response.url)
    raise AssertionError(f"never came to {until}, but to {page}")


def send(client):
    """Send what was filled in; the new concern's reference."""
    response = client.post(reverse("raise:check"))
    assert response.status_code == 302, response.content.decode()
    return at(response.url).upper()


def errors_of(response):
    """What a page says is wrong."""
    text = html.unescape(response.content.decode())
    return re.findall(r'govuk-error-message".*?</span> (.*?)</p>', text) or [response.status_code]


def picture(name="wall.jpg"):
    """A small photo."""
    out = BytesIO()
    Image.new("RGB", (40, 30), (90, 60, 30)).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")
