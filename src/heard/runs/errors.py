"""What can't be done with work in the background, in words for whoever asked for it."""

from __future__ import annotations

from heard.errors import HeardError


class RunError(HeardError):
    """Some work can't be begun or stopped. `field` is empty: it is about no box of a form."""

    field = ""
