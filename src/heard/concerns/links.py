"""Private links: made again for each message, never kept in the store as they are."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

BYTES = 20  # 160 bits: nobody guesses one


def nonce_make() -> str:
    """A nonce for a new link."""
    return secrets.token_urlsafe(24)


def token_of(nonce: str) -> str:
    """The link's token, made with the installation's own key."""
    key = settings.SECRET_KEY.encode()
    made = hmac.new(key, f"heard.concerns.link:{nonce}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:BYTES]).decode().rstrip("=")


def digest_of(token: str) -> str:
    """What the store keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
