"""Heard's addresses, and a few views that use its guards as parts of Heard do."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.urls import path

from heard.safety.forms import SafetyFields
from heard.safety.guard import private_page, throttle_of, throttled
from heard.uploads.forms import FilesField
from heard.uploads.receiving import takes_files
from heard.urls import handler400
from heard.urls import urlpatterns as heards

__all__ = ["handler400", "urlpatterns"]


class TrialForm(SafetyFields):
    what = forms.CharField()
    files = FilesField(required=False)


def told(request):
    form = TrialForm(request.POST, request.FILES)
    valid = form.is_valid()
    return JsonResponse(
        {
            "valid": valid,
            "errors": form.errors.get_json_data(),
            "what": request.POST.get("what", ""),
            "files": [[f.name, f.size, len(f.read())] for f in form.cleaned_data.get("files", [])],
            "suspicions": [str(sign) for sign in form.suspicions()],
            "moderate": throttle_of(request).moderate,
        }
    )


@login_not_required
@throttled("concern.raise")
@takes_files(each=100_000, total=250_000)
def trial_view(request):
    return told(request)


@login_not_required
def fileless_view(request):
    return told(request)


@login_not_required
@private_page
def private_view(request):
    return HttpResponse("private")


@login_not_required
def nonce_view(request):
    return HttpResponse(str(request.csp_nonce))


@login_not_required
def fault_view(request):
    raise RuntimeError


urlpatterns = [
    *heards,
    path("trial/", trial_view, name="trial"),
    path("fileless/", fileless_view),
    path("private/", private_view),
    path("nonce/", nonce_view),
    path("fault/", fault_view),
]
