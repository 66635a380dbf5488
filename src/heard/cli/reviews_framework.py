"""`heard reviews framework`: frameworks of criteria as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from heard.errors import BadInputError, Fault, HeardError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from heard.reviews.frameworks import FrameworkText

SUMMARY = "check, bring in or write out a framework of criteria"


class NoSuchVersionError(HeardError):
    """What was typed after the @ is no version."""


def configure(parser: ArgumentParser) -> None:
    """Words of the act."""
    steps = parser.add_subparsers(dest="step", metavar="STEP", required=True)
    check = steps.add_parser("check", help="say what is wrong with a file, line by line")
    check.add_argument("file", metavar="FILE", help="YAML or TOML")
    bring = steps.add_parser("import", help="store a file as a new version")
    bring.add_argument("file", metavar="FILE", help="YAML or TOML, or the code of one that ships")
    write = steps.add_parser("export", help="write a version out")
    write.add_argument("code", metavar="CODE[@VERSION]", help="the newest version unless named")
    write.add_argument("--format", choices=["yaml", "toml"], default="yaml")
    steps.add_parser("schema", help="write the JSON Schema of such files, for editors")


def run(args: Namespace, *, out: TextIO) -> int:
    """Do one of them.

    Raises:
        BadInputError: the file can't be taken; each fault names its line.
        NoSuchReviewError: there is no such framework to write out.
    """
    does = {"check": _check, "import": _import, "export": _export, "schema": _schema}
    return does[args.step](args, out=out)


def _check(args: Namespace, *, out: TextIO) -> int:
    text = _read(args.file)
    count = len(text.criteria)
    print(f"{args.file}: {count} criteria in {len(text.dimensions)} dimensions, no fault", file=out)
    return 0


def _import(args: Namespace, *, out: TextIO) -> int:
    from heard.reviews.services.frameworks import framework_import

    framework, new = framework_import(text=_read(args.file), by=None)
    said = "stored" if new else "is there already and says the same"
    print(f"{framework.slug}@{framework.version} {said}", file=out)
    return 0


def _export(args: Namespace, *, out: TextIO) -> int:
    from heard.reviews.frameworks import framework_write
    from heard.reviews.selectors.framework import framework_named, framework_text

    code, _at, version = args.code.partition("@")
    if version and not version.isdecimal():
        raise NoSuchVersionError(f"{version!r} is no version: write {code}@1, or {code} alone.")
    framework = framework_named(code, int(version) if version else None)
    out.write(framework_write(framework_text(framework), args.format).decode())
    return 0


def _schema(_args: Namespace, *, out: TextIO) -> int:
    from heard.reviews.frameworks import framework_schema_file

    out.write(framework_schema_file().decode())
    return 0


def _read(name: str) -> FrameworkText:
    from heard.reviews.frameworks import framework_read, shipped_codes, shipped_file

    if name in shipped_codes() and not Path(name).exists():
        return framework_read(shipped_file(name), file=f"{name}.yaml")
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        problem = f"The file can’t be read: {error.strerror}."
        raise BadInputError([Fault(name, "", problem, "Check its name.")]) from error
    return framework_read(data, file=name)
