"""Forms for signing in and for people and their roles."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from heard.access.roles import LANDLORD, Role
from heard.accounts.models import MEMBER_ROLES, Membership, User
from heard.accounts.people import email_tidy

MOST_ADDRESSES = 100


class EmailForm(forms.Form):
    """Where to send a code."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send you a code and a link. You don’t need a password."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        """The address as it is kept."""
        return email_tidy(self.cleaned_data["email"])


class CodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("6 digits, with or without a space."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


class PasswordForm(LoginForm):  # type: ignore[misc] # allauth has no types
    """Signing in with a password, for those who were given one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("E-mail address"),
            widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )


class NameForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when it runs
    """What somebody is called."""

    class Meta:
        model = User
        fields = ("first_name", "last_name")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }


class InviteForm(forms.Form):
    """One address or many, and what they are invited to be."""

    emails = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One, or many: on lines of their own or with commas between them."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=MEMBER_ROLES, widget=forms.RadioSelect)
    landlord: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Landlord"),
        queryset=None,
        required=False,
        help_text=_("For people who work for a landlord."),
    )
    ward: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Ward"), queryset=None, required=False, help_text=_("For ward councillors.")
    )
    sees_restricted = forms.BooleanField(
        label=_("May see safeguarding and domestic-abuse flags"),
        required=False,
        help_text=_("For council officers. The Champion sees them by office."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("landlord", "ward"):
            kind = Membership._meta.get_field(name).related_model  # noqa: SLF001 - Django's documented name
            self.fields[name].queryset = kind._default_manager.order_by("name")  # type: ignore[attr-defined, union-attr] # noqa: SLF001 - the same

    def clean_emails(self) -> list[str]:
        """Each address once, in the order given."""
        words = self.cleaned_data["emails"].replace(",", " ").replace(";", " ").split()
        found = list(dict.fromkeys(email_tidy(word.strip("<>")) for word in words))
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(_("At most 100 addresses at a time."))
        return found


class OurInviteForm(InviteForm):
    """What a landlord's lead invites people with: to their own landlord only."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in Role if role in LANDLORD],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, landlords: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["ward"], self.fields["sees_restricted"]
        field = self.fields["landlord"]
        field.queryset = field.queryset.filter(pk__in=landlords)  # type: ignore[attr-defined] # a ModelChoiceField
        field.required, field.help_text = True, ""
        if len(landlords) == 1:
            field.initial = next(iter(landlords))
