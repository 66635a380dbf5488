"""The gallery of page components."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, allow
from heard.components.examples import examples

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow(Thing.COMPONENTS, Action.READ)
@require_safe
def gallery_view(request: HttpRequest) -> HttpResponse:
    """Every component with example values."""
    shown = [
        {
            "title": example.title,
            "template": example.template,
            "html": render_to_string(example.template, example.context, request),
        }
        for example in examples()
    ]
    return render(request, "gallery/gallery.html", {"examples": shown})
