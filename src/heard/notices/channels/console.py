"""Mail printed where the server's log goes, for trying Heard out."""

from __future__ import annotations

import sys
from typing import Any

from django.core.mail.backends.console import EmailBackend


class ConsoleBackend(EmailBackend):
    """Prints to standard error: a worker's standard output goes nowhere."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("stream", sys.stderr)
        super().__init__(*args, **options)
