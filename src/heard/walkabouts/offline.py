"""The service worker's script, told which files the page needs and of which edition they are."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

from django.contrib.staticfiles.storage import staticfiles_storage

# All that the page loads besides itself.
FILES = (
    "heard/heard.css",
    "heard/walkabouts.css",
    "heard/heard.js",
    "heard/walkabout.js",
    "heard/walkabout-store.js",
    "heard/walkabout-sending.js",
    "heard/icon.svg",
    "vendor/govuk-frontend.min.css",
    "vendor/govuk-frontend.min.js",
)


def worker_script() -> str:
    """The script, which changes when a file does, so that phones fetch them all anew together."""
    written = files("heard.walkabouts").joinpath("data/worker.js").read_text("utf-8")
    shell = [staticfiles_storage.url(name) for name in FILES]
    edition = hashlib.sha256("\n".join([written, *shell]).encode()).hexdigest()[:12]
    return f"const EDITION = {json.dumps(edition)};\nconst SHELL = {json.dumps(shell)};\n{written}"
