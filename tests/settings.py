"""Heard's own settings, with a home of its own and the quickest stand-ins that mean the same."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["HEARD_HOME"] = tempfile.mkdtemp(prefix="heard-tests-")
(Path(os.environ["HEARD_HOME"]) / "static").mkdir()
os.environ["HEARD_SECRET_KEY"] = "only-for-tests-and-nothing-else-of-any-worth"
os.environ.setdefault("HEARD_ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")

from heard.settings import *  # noqa: E402, F403
from heard.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES["default"]["CONN_MAX_AGE"] = 0
DESK_COUNT_KEPT = 0  # pages' queries are counted in tests, and a minute may end in any of them
