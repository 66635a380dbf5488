from __future__ import annotations

import pytest

from heard.uploads.naming import safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("damp in the hall.JPG", "damp in the hall.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\me\\mould.png", "mould.jpg"),
        ("evil.html", "evil.html.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe.jpg"),
        ("nul\0byte.jpg", "nulbyte.jpg"),
        ("line\r\nSet-Cookie: x.jpg", "line Set-Cookie x.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("", "Photo.jpg"),
        ("...", "Photo.jpg"),
        ("con.jpg", "Photo con.jpg"),
        ("Schimmel im Bad – Küche.jpeg", "Schimmel im Bad – Küche.jpg"),
        ("صورة.jpg", "صورة.jpg"),
        ("x" * 400 + ".jpg", "x" * 96 + ".jpg"),
        ("\ud83d broken.jpg", "broken.jpg"),
    ],
)
def test_name_is_what_people_know_it_by_and_nothing_worse(given, kept):
    assert safe_name(given, "image/jpeg", nameless="Photo") == kept
