"""Every table of the exchange, parents before what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.exchange.contents_partnership import CHARTERS, MEETINGS
from heard.exchange.contents_practices import PRACTICES
from heard.exchange.contents_reviews import REVIEWS
from heard.exchange.described import ADDRESS, FILES, FRAMEWORK_ROWS, REGISTER
from heard.partnership.models import CalendarAddress
from heard.reviews.models import Criterion, Dimension, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

RECORDS = (*REVIEWS, *PRACTICES, *CHARTERS, *MEETINGS)
TABLES = (*REGISTER, FRAMEWORK_ROWS, FILES, *RECORDS)

_IN_YAML = "stands in the framework's own file, and is named by its code there"
LEFT_OUT: Mapping[type[Model], str] = {
    Dimension: _IN_YAML,
    Criterion: _IN_YAML,
    Level: _IN_YAML,
    CalendarAddress: ADDRESS,
}
