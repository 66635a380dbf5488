"""Pages as PDF reports: the same words, charts and figures, to print and hand round."""

from __future__ import annotations

from typing import TYPE_CHECKING
