"""Finding and making the person that an e-mail address belongs to."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from heard.accounts.models import User


def email_tidy(text: str) -> str:
    """An address as it is kept: without spaces around it, in small letters."""
    return text.strip().lower()


def person_find(email: str) -> User | None:
    """Whoever has proved that the address is theirs, or was given it by the council."""
    proved = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user")
    found = proved.first()
    if found is not None:
        return found.user  # type: ignore[no-any-return] # allauth has no types
    return User.objects.filter(email__iexact=email).first()


@transaction.atomic
def person_for(email: str) -> User:
    """The person of an address that was just proved; a new one where nobody is known by it."""
    email = email_tidy(email)
    user = person_find(email)
    if user is None:
        try:
            with transaction.atomic():
                user = User(email=email)
                user.set_unusable_password()
                user.save()
        except IntegrityError:  # the same person, a moment ago
            user = User.objects.get(email__iexact=email)
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user
