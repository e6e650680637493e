from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):
    """Accounts are made by an administrator; classes will let students in by their code."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
