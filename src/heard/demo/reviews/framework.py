"""The framework that the made-up reviews follow: the health check that comes with Heard."""

from __future__ import annotations

from heard.reviews.frameworks import framework_read, shipped_file
from heard.reviews.models import Framework
from heard.reviews.services.frameworks import framework_import

SLUG = "health-check"


def framework_of_demo() -> Framework:
    """The newest version of it in the store, brought in if it isn't there."""
    found = Framework.objects.filter(slug=SLUG).order_by("-version").first()
    return found or _brought_in()


def _brought_in() -> Framework:
    text = framework_read(shipped_file(SLUG), file=f"{SLUG}.yaml")
    return framework_import(text=text, by=None)[0]
