"""Forms drawn as the GOV.UK Design System draws them."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Draws every form field with label, hint, error and input in the GOV.UK pattern."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"
