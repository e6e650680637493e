"""Getting in, getting out, and getting a new password."""

import re
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from config.accounts import client_address
from tests.cast import PASSWORD, make_user

NEW_PASSWORD = "a lantern under the old pier"


def log_in(client: Client, name: str, password: str = PASSWORD, **extra: str) -> Any:
    return client.post(reverse("account_login"), {"login": name, "password": password, **extra})


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada", email="ada@example.org")


@pytest.mark.parametrize("name", ["ada", "ADA", "ada@example.org"])
def test_one_logs_in_by_name_or_address(client: Client, ada: User, name: str) -> None:
    response = log_in(client, name)
    assert response.headers["Location"] == reverse("home")
    assert is_logged_in(client)


def test_a_wrong_password_is_said_and_lets_nobody_in(client: Client, ada: User) -> None:
    response = log_in(client, "ada", "a guess")
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert not is_logged_in(client)


def test_an_unknown_name_reads_like_a_wrong_password(client: Client, ada: User) -> None:
    known, unknown = (re.findall(r"<li>.*?</li>", log_in(client, name, "a guess").text) for name in ("ada", "bob"))
    assert known == unknown != []


def test_the_login_leads_back_to_where_one_wanted_to_go(client: Client, ada: User) -> None:
    page = reverse("account_change_password")
    login = client.get(page).headers["Location"]
    assert f'name="next" value="{page}"' in client.get(login).text
    assert log_in(client, "ada", next=page).headers["Location"] == page


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_the_login_leads_to_no_other_site(client: Client, ada: User, elsewhere: str) -> None:
    assert log_in(client, "ada", next=elsewhere).headers["Location"] == reverse("home")


def test_the_session_ends_with_the_browser_unless_one_stays_logged_in(client: Client, ada: User) -> None:
    log_in(client, "ada")
    assert client.session.get_expire_at_browser_close()
    client.logout()
    log_in(client, "ada", remember="on")
    assert not client.session.get_expire_at_browser_close()


def test_the_login_page_says_where_accounts_come_from(client: Client, db: None) -> None:
    assert "ask a moderator or an administrator" in client.get(reverse("account_login")).text


def test_a_closed_account_is_told_so(client: Client, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    response = log_in(client, "ada")
    assert response.headers["Location"] == reverse("account_inactive")
    assert not is_logged_in(client)


def test_logging_out_takes_a_post(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_logged_in(client)
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("home")
    assert not is_logged_in(client)


def test_the_password_can_be_changed(client: Client, ada: User) -> None:
    client.force_login(ada)
    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post(reverse("account_change_password"), form).headers["Location"] == reverse("home")
    assert is_logged_in(client)
    ada.refresh_from_db()
    assert ada.check_password(NEW_PASSWORD)


@pytest.mark.parametrize(
    "form",
    [
        {"oldpassword": "a guess", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": "another"},
        {"oldpassword": PASSWORD, "password1": "12345678", "password2": "12345678"},
    ],
)
def test_the_password_stays_when_the_form_is_wrong(client: Client, ada: User, form: dict[str, str]) -> None:
    client.force_login(ada)
    assert client.post(reverse("account_change_password"), form).status_code == 200
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_a_forgotten_password_is_replaced_by_the_link_in_the_mail(
    client: Client, ada: User, mailoutbox: list[EmailMessage]
) -> None:
    client.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    (mail,) = mailoutbox
    assert mail.to == ["ada@example.org"]
    assert mail.subject == "A new password for Lateral"
    (link,) = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", str(mail.body))
    form_page = client.get(link).headers["Location"]
    response = client.post(form_page, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert response.headers["Location"] == reverse("account_reset_password_from_key_done")
    log_in(client, "ada", NEW_PASSWORD)
    assert is_logged_in(client)
    assert "no longer good" in Client().get(link).text


def test_asking_for_an_unknown_address_sends_nothing_and_tells_nothing(
    client: Client, ada: User, mailoutbox: list[EmailMessage]
) -> None:
    known, unknown = (
        client.post(reverse("account_reset_password"), {"email": f"{name}@example.org"}) for name in ("ada", "bob")
    )
    assert known.headers["Location"] == unknown.headers["Location"] == reverse("account_reset_password_done")
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_an_address_is_one_s_own_once_the_link_in_the_mail_is_followed(
    client: Client, ada: User, mailoutbox: list[EmailMessage]
) -> None:
    client.force_login(ada)
    client.post(reverse("account_email"), {"email": "ada@new.example", "action_add": ""})
    assert "ada@new.example" in client.get(reverse("account_email")).text
    (link,) = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", str(mailoutbox[0].body))
    assert "ada@new.example" in client.get(link).text
    client.post(link)
    ada.refresh_from_db()
    assert ada.email == "ada@new.example"


def test_nobody_signs_up(client: Client, db: None) -> None:
    form = {"username": "eve", "email": "eve@example.org", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert "Accounts are made by hand" in client.get(reverse("account_signup")).text
    assert "Accounts are made by hand" in client.post(reverse("account_signup"), form).text
    assert not User.objects.filter(username="eve").exists()


class TestAfterTenWrongTries:
    """Of one name from one address."""

    @pytest.fixture(autouse=True)
    def ten_wrong_tries(self, client: Client, ada: User) -> None:
        for name in ("ada", "ADA", " ada ") * 3:
            assert log_in(client, name, "a guess").status_code == 200
        self.last = log_in(client, "ada", "a guess")

    def test_a_plain_page_says_so(self) -> None:
        assert self.last.status_code == 429
        assert "Too many wrong tries" in self.last.text
        assert "For 15 minutes" in self.last.text

    def test_the_right_password_does_not_help(self, client: Client) -> None:
        assert log_in(client, "ada").status_code == 429
        assert not is_logged_in(client)

    def test_the_admin_has_no_login_of_its_own_to_get_in_by(self, client: Client) -> None:
        response = client.post(reverse("admin:login"), {"username": "ada", "password": PASSWORD})
        assert response.headers["Location"].startswith(reverse("account_login"))
        assert not is_logged_in(client)

    def test_another_name_at_the_same_address_gets_in(self, client: Client) -> None:
        make_user("rim")
        log_in(client, "rim")
        assert is_logged_in(client)

    def test_the_same_name_at_another_address_gets_in(self) -> None:
        elsewhere = Client(REMOTE_ADDR="192.0.2.7")
        log_in(elsewhere, "ada")
        assert is_logged_in(elsewhere)

    def test_it_is_over_after_a_quarter_of_an_hour_however_often_one_tried_meanwhile(self, client: Client) -> None:
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
        assert log_in(client, "ada").status_code == 429
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
        log_in(client, "ada")
        assert is_logged_in(client)


def test_getting_in_forgets_the_wrong_tries(client: Client, ada: User) -> None:
    for _time in range(2):
        for _try in range(9):
            log_in(client, "ada", "a guess")
        log_in(client, "ada")
        assert is_logged_in(client)
        client.logout()


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_names(rf: RequestFactory, settings: Any) -> None:
    request = rf.get("/", headers={"X-Forwarded-For": "198.51.100.9, 203.0.113.7"}, REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == "10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client_address(request) == "203.0.113.7"
