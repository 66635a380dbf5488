"""The application that a server runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.settings")
application = get_wsgi_application()

# Read once, before the first visitor waits for it: the rules, the holidays, the catalogue.
from heard.concerns.catalogue import categories  # noqa: E402 - Django comes first
from heard.concerns.rules import england_calendar, rule_packs  # noqa: E402

rule_packs()
categories(england_calendar().first)
