"""Filters of the log's pages."""

from __future__ import annotations

from django import template

from heard.audit.wording import event_words, person_words

register = template.Library()
register.filter("event", event_words)
register.filter("person", person_words)
