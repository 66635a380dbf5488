"""A browser without a screen: follows forms as somebody does who fills in what each page asks."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import Cookie, CookieJar


@dataclass
class Form:
    """A page's form that is sent by POST, and what it offers."""

    values: dict[str, str] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page, in order."""

    def __init__(self):
        super().__init__()
        self.found, self.form, self.select = [], None, ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and given.get("method") == "post":
            self.form = Form()
            self.found.append(self.form)
        if self.form is None:
            return
        name, kind, value = given.get("name", ""), given.get("type", "text"), given.get("value", "")
        if tag == "input" and kind == "hidden":
            self.form.values[name] = value
        elif tag == "input" and kind == "radio":
            self.form.offered.setdefault(name, []).append(value)
            if "checked" in given:
                self.form.values[name] = value
        elif tag == "input" and kind == "checkbox":
            self.form.offered.setdefault(name, [])
        elif tag == "textarea" or (tag == "input" and kind != "file"):
            self.form.written.append(name)
        elif tag == "select":
            self.select = name
            self.form.offered.setdefault(name, [])
        elif tag == "option" and self.select and value:
            self.form.offered[self.select].append(value)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        if tag == "select":
            self.select = ""


def session_cookie(name, value):
    """A cookie for the server on this machine."""
    return Cookie(
        *(0, name, value, None, False, "127.0.0.1", False, False, "/", True),
        *(False, None, True, None, None, {}),
    )


class Visitor:
    """Somebody with a session of their own."""

    def __init__(self, url, *, cookies=None):
        self.url = url
        self.jar = CookieJar()
        for name, value in (cookies or {}).items():
            self.jar.set_cookie(session_cookie(name, value))
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar), urllib.request.ProxyHandler({})
        )
        self.page, self.address = "", ""

    def open(self, path, data=None):
        """Open a page, or send a form to it; where it led is `address`."""
        address = urllib.parse.urljoin(self.url, path)
        body = urllib.parse.urlencode(data, doseq=True).encode() if data is not None else None
        asked = urllib.request.Request(address, body)  # noqa: S310 - our own server
        if body is not None:
            asked.add_header("Origin", self.url)
        with self.opener.open(asked, timeout=60) as answer:
            self.page = answer.read().decode()
            self.address = urllib.parse.urlparse(answer.geturl()).path
        return self

    def form(self):
        """The page's first form."""
        parser = Forms()
        parser.feed(self.page)
        return next(form for form in parser.found if "csrfmiddlewaretoken" in form.values)

    def send(self, **said):
        """Send the page's form with what is said, or else the first of what is offered."""
        form = self.form()
        data = dict(form.values)
        for name, offered in form.offered.items():
            if name in said:
                data[name] = said[name]
            elif offered and name not in data:
                data[name] = offered[0]
        data |= {name: said[name] for name in form.written if name in said}
        return self.open(self.address, data)
