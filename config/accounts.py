"""How people get in: what is ours in the account pages of allauth and in the throttling of axes."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _


class ClosedSignup(DefaultAccountAdapter):
    """Accounts are made by an administrator; classes will let students in by their code."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("home")


class Backend(AuthenticationBackend):
    """The login of allauth, which finds faster who is logged in: every request asks, and the ORM takes longer to build
    that question than to ask it.
    """

    def get_user(self, user_id: int) -> User | None:
        found = list(User.objects.raw("SELECT * FROM auth_user WHERE id = %s", [user_id]))
        return found[0] if found and self.user_can_authenticate(found[0]) else None


class LoginForm(forms.LoginForm):
    """The form of allauth with labels that say what to type."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name or e-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""  # the link stands beside the button
        self.fields["remember"].label = _("Stay logged in on this device")


def tried_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The name that somebody tried to log in under, whose failures axes counts.

    However it is written: allauth finds "Ada" for "ADA" too, and ten more tries for each spelling would be no limit.
    """
    credentials = credentials or request.POST
    name = credentials.get("username") or credentials.get("login") or credentials.get("email") or ""
    return str(name).strip().casefold()


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from, the same to axes as to allauth: behind a proxy what that says, else who connects.

    None for a request that no server has taken in, as a command makes one.
    """
    address: str | None = ClosedSignup(request).get_client_ip(request) if "REMOTE_ADDR" in request.META else None
    return address
