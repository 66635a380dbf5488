from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "heard.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Have each sign-in note when it was."""
        from allauth.mfa.signals import (  # noqa: PLC0415 - apps are loaded
            authenticator_added,
            authenticator_removed,
        )
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 - apps are loaded

        from heard.accounts.factors import factor_added, factor_removed  # noqa: PLC0415 - the same
        from heard.accounts.sessions import signed_in  # noqa: PLC0415 - apps are loaded

        authenticator_added.connect(factor_added, dispatch_uid="heard.accounts.factors")
        authenticator_removed.connect(factor_removed, dispatch_uid="heard.accounts.factors")
        user_logged_in.connect(signed_in, dispatch_uid="heard.accounts.sessions")
