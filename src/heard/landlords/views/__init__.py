"""Pages of the register: public ones, and those on which staff keep it."""

from heard.landlords.views.public import detail_view, list_view

__all__ = ["detail_view", "list_view"]
