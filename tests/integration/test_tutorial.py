"""The tutorial can be followed as it is written, and Heard answers what it says.

Its commands are run one after the other, its CSV file is written, its addresses are opened, its
links are chosen, and what it quotes has to be there. In the tutorial a line of only “…” stands for
any lines, “…” within a line for any text.
"""

from __future__ import annotations

import html
import io
import re
import shlex
from pathlib import Path

import pytest
from django.db import transaction

from heard import server
from heard.cli import main
from heard.demo import loading
from heard.demo.concerns import seasons

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "first-borough.md"
HOST = "127.0.0.1:8000"
STEP = re.compile(
    r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<block>.*?)^```$"
    r"|^(?P<quote>(?:>[^\n]*\n)+)"
    rf"|<http://{HOST}(?P<address>[^>]*)>"
    r"|\bchoose [^*]*?\*\*(?P<link>[^*]+)\*\*",
    re.MULTILINE | re.DOTALL,
)


def squeezed(text: str) -> str:
    """Lines without the spaces that only draw columns."""
    return "".join(" ".join(line.split()) + "\n" for line in text.strip().splitlines())


def says(actual: str, expected: str) -> bool:
    """Whether this is what was expected, where “…” may stand for anything."""
    lines = (
        r"(?:[^\n]*\n)*" if line == "…" else r"[^\n]*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in squeezed(expected).splitlines()
    )
    return re.fullmatch("".join(lines), squeezed(actual)) is not None


@pytest.mark.parametrize(
    ("actual", "expected", "agree"),
    [
        ("a\nb  c\nd\n", "a\nb c\nd\n", True),
        ("a\nb\nc\nd\n", "a\n…\nd\n", True),
        ("a\nd\n", "a\n…\nd\n", True),
        ("at 12:30 sharp\n", "at … sharp\n", True),
        ("at\n12 sharp\n", "at … sharp\n", False),
        ("a\nb\n", "a\n", False),
        ("a\n", "b\n", False),
        ("a\nb\n", "…\na\n", False),
    ],
)
def test_what_is_left_out_may_be_anything_and_nothing_else(actual, expected, agree):
    assert says(actual, expected) is agree


class Reader:
    """Does what the tutorial says, in a folder of its own."""

    def __init__(self, folder, client, settings, monkeypatch):
        self.folder, self.client, self.settings, self.patch = folder, client, settings, monkeypatch
        self.page = b""
        self.opened = 0

    def follow(self, text: str) -> None:
        for step in STEP.finditer(text):
            kind, block = step["kind"], step["block"]
            if kind == "console":
                for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                    words, _, expected = command.partition("\n")
                    actual = self.type(words)
                    assert says(actual, expected or "\n"), f"$ {words}\nanswers\n{actual}"
            elif kind == "csv":
                assert (self.folder / step["file"]).exists(), "only a file that is there is edited"
                (self.folder / step["file"]).write_text(block)
            elif step["address"]:
                self.open(step["address"])
            elif step["link"]:
                self.choose(step["link"])
            elif step["quote"] and not step["quote"].startswith("> **"):
                self.see(step["quote"])

    def type(self, words: str) -> str:
        """What the command answers."""
        first, *rest = shlex.split(words.replace("$PWD", str(self.folder)))
        if first == "mkdir":
            (self.folder / rest[0]).mkdir()
        elif first == "cd":
            self.folder /= rest[0]
            self.patch.chdir(self.folder)
        elif first == "export":
            self.home(rest[0])
        elif first == "ls":
            return "\n".join(sorted(path.name for path in Path(rest[0]).iterdir()))
        elif first == "heard":
            return self.heard(rest)
        elif rest[:2] == ["heard", "demo"]:
            return self.demo(first, rest[1:])
        else:
            pytest.fail(f"The tutorial's test doesn't know {words!r}.")
        return ""

    def home(self, assigned: str) -> None:
        name, _, value = assigned.partition("=")
        assert name == "HEARD_HOME"
        self.settings.HOME = Path(value)
        self.settings.HOME.mkdir(exist_ok=True)

    def heard(self, words: list[str]) -> str:
        out = io.StringIO()
        assert main(words, out=out) == 0, words
        return out.getvalue()

    def demo(self, assigned: str, words: list[str]) -> str:
        """The demonstration, in a store of its own: nothing of it stays but its folder.

        Its workbooks are written but not imported there, which other tests see to.
        """
        before = self.settings.HOME
        self.home(assigned)
        with self.patch.context() as patch, transaction.atomic():
            patch.setattr(loading, "workbooks_import", lambda **_: [])
            patch.setattr(seasons, "PACE", 0.01)
            answer = self.heard(words)
            transaction.set_rollback(True)
        self.settings.HOME = before
        return answer

    def open(self, address: str) -> None:
        answer = self.client.get(address, SERVER_NAME="127.0.0.1")
        assert answer.status_code == 200, address
        self.page = b"".join(answer) if answer.streaming else answer.content
        self.opened += 1

    def choose(self, label: str) -> None:
        """Follow the first link of the page that reads so."""
        links = re.findall(
            r'<a\b[^>]*\bhref="([^"]+)"[^>]*>(.*?)</a>', self.page.decode(), re.DOTALL
        )
        found = [href for href, inner in links if plain(inner) == label]
        assert found, f"No link reads {label!r}."
        self.open(html.unescape(found[0]))

    def see(self, quote: str) -> None:
        text = plain(self.page.decode())
        for paragraph in re.sub(r"^> ?", "", quote, flags=re.MULTILINE).split("\n\n"):
            assert plain(paragraph) in text, f"The page doesn't say {paragraph!r}."


def plain(markup: str) -> str:
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_tutorial_can_be_followed(db, client, settings, monkeypatch, tmp_path):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]  # as they are unless somebody says
    monkeypatch.setattr(server, "prepare", lambda: None)  # the store is ready
    monkeypatch.setattr(server, "serve", lambda **_: None)  # the client asks the pages instead
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path, client, settings, monkeypatch)
    reader.follow(TUTORIAL.read_text())
    assert reader.opened > 4
    assert reader.page.startswith(b"%PDF")
