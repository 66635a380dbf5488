"""What the pages of messages answer with when something isn't there."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import Http404

from heard.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def missing_is_404(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer "not found" where a selector found nothing for this reader."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFoundError as error:
            raise Http404(str(error)) from error

    return answered


def actor(request: HttpRequest) -> AbstractBaseUser:
    """The person who is signed in; the guard has seen to it that there is one."""
    if not isinstance(request.user, AbstractBaseUser):
        raise Http404
    return request.user
