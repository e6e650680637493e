"""The frame of every page: what base.html, the error pages and the form templates promise."""

import json
import re

import pytest
from allauth.account.urls import urlpatterns as account_urls
from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import translation
from django.views import defaults

from tests.cast import PASSWORD

FRAME = '<header class="bar">'


# The keys of links that nobody was sent.
MADE_UP = {"account_confirm_email": ["made-up"], "account_reset_password_from_key": ["1", "made-up"]}


@pytest.mark.parametrize("name", [pattern.name for pattern in account_urls])
def test_every_account_page_is_ours(client: Client, reviewer: User, name: str) -> None:
    for _visit in ("as a visitor", "logged in"):
        response = client.get(reverse(name, args=MADE_UP.get(name)), follow=True)
        assert response.status_code == 200
        assert FRAME in response.text
        assert "style=" not in response.text
        client.force_login(reviewer)


def test_a_person_without_a_password_sets_one(client: Client, reviewer: User) -> None:
    reviewer.set_unusable_password()
    reviewer.save()
    client.force_login(reviewer)
    response = client.get(reverse("account_change_password"), follow=True)
    assert response.redirect_chain == [(reverse("account_set_password"), 302)]
    assert FRAME in response.text


def test_the_account_pages_read_right_to_left_in_arabic(client: Client, db: None) -> None:
    client.post(reverse("set_language"), {"language": "ar", "next": "/"})
    assert '<html lang="ar" dir="rtl">' in client.get(reverse("account_login")).text


def test_the_language_menu_leads_back_to_the_page(client: Client, db: None) -> None:
    page = reverse("account_reset_password")
    (following,) = re.findall(r'name="next" value="([^"]*)"', client.get(page).text)
    response = client.post(reverse("set_language"), {"language": "fr", "next": following})
    assert response.headers["Location"] == page
    assert '<html lang="fr" dir="ltr">' in client.get(page).text


def test_visitors_are_offered_the_login_and_it_leads_back(client: Client, db: None) -> None:
    page = client.get("/nowhere?a=b").text
    assert f"{reverse('account_login')}?next=/nowhere%3Fa%3Db" in page
    assert reverse("account_logout") not in page


def test_who_is_logged_in_can_log_out_by_a_form(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    page = client.get("/nowhere").text
    assert f'<form method="post" action="{reverse("account_logout")}">' in page
    assert reviewer.get_username() in page


def test_only_staff_see_the_way_to_the_admin(client: Client, reviewer: User, moderator: User) -> None:
    for user, seen in ((reviewer, False), (moderator, True)):
        client.force_login(user)
        assert (f'href="{reverse("admin:index")}"' in client.get("/nowhere").text) is seen


def test_htmx_evaluates_nothing_and_writes_no_style(client: Client, db: None) -> None:
    response = client.get(reverse("account_login"))
    (config,) = re.findall(r"name=\"htmx-config\" content='([^']*)'", response.text)
    assert json.loads(config).items() >= {"allowEval": False, "includeIndicatorStyles": False}.items()
    assert "htmx-2.min.js" in response.text
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_htmx_sends_the_csrf_token(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    (headers,) = re.findall(r"hx-headers='([^']*)'", client.get(reverse("account_login")).text)
    assert client.post(reverse("set_language"), {"language": "fr"}).status_code == 403
    assert client.post(reverse("set_language"), {"language": "fr"}, headers=json.loads(headers)).status_code == 302


def test_what_is_not_there_gets_our_page(client: Client, db: None) -> None:
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert FRAME in response.text


def test_what_is_not_allowed_gets_our_page(rf: RequestFactory, reviewer: User) -> None:
    request = rf.get("/")
    request.user = reviewer
    response = defaults.permission_denied(request, PermissionError())
    assert response.status_code == 403
    assert FRAME in response.text


def test_a_form_that_is_too_old_gets_our_page(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "ada", "password": PASSWORD})
    assert response.status_code == 403
    assert "Please send it again" in response.text


def test_too_many_requests_get_our_page(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert FRAME in render_to_string("429.html", request=request)


@pytest.mark.parametrize("status", [400, 500])
def test_when_nothing_works_the_page_needs_nothing(rf: RequestFactory, status: int) -> None:
    request = rf.get("/")
    manifest = {"staticfiles": {"BACKEND": "config.storage.StaticFilesStorage"}}
    with translation.override("ar"), override_settings(STORAGES=manifest):
        failed = defaults.server_error(request) if status == 500 else defaults.bad_request(request, Exception())
    assert failed.status_code == status
    assert 'dir="rtl"' in failed.text
    assert "/static/css/base.css" in failed.text


class Answer(forms.Form):
    words = forms.CharField(label="Your words", help_text="As many as you like")
    mood = forms.ChoiceField(label="Mood", choices=[("calm", "Calm")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="I agree")
    note = forms.CharField(label="Note", required=False)
    number = forms.IntegerField(widget=forms.HiddenInput)


def test_a_form_says_what_each_field_is_for() -> None:
    html = str(Answer())
    assert '<label for="id_words">Your words</label>' in html
    assert 'aria-describedby="id_words_helptext"' in html
    assert html.count("optional") == 2  # the class and the word, at the note alone
    assert "<legend>Mood</legend>" in html
    assert 'role="alert"' not in html


def test_a_wrong_form_begins_with_what_is_wrong_and_links_to_it() -> None:
    html = str(Answer({"words": "", "mood": "calm", "agreed": "on"}))
    assert html.index('role="alert"') < html.index('name="words"')
    assert '<a href="#id_words">Your words</a>: This field is required.' in html
    assert 'id="id_words_error"' in html
    assert 'aria-invalid="true"' in html
    assert (
        html.count("<li>This field is required.</li>") == 2
    )  # the hidden number in the summary; the words at their field


def test_nothing_that_is_typed_into_a_form_becomes_markup() -> None:
    assert "<script>" not in str(Answer({"words": "<script>", "mood": "<script>", "note": "<script>"}))


def test_the_errors_page_of_a_request_without_a_user_stands(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/")
    assert FRAME in defaults.page_not_found(request, Exception()).text
