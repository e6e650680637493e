"""Sessions are found by SQL of ours, and kept and ended as Django's are."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.sessions import SessionStore


def is_logged_in(client: Client) -> bool:
    return client.get(reverse("review_list")).status_code == 200


def test_a_session_lasts_until_its_time_is_over(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    assert is_logged_in(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_logged_in(client)


def test_a_session_that_was_deleted_is_over(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    Session.objects.all().delete()
    assert not is_logged_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize("key", [None, "", "unknown" * 5, "' OR ''='"])
def test_no_key_but_a_true_one_finds_a_session(key: str | None) -> None:
    SessionStore().save()
    store = SessionStore(key)
    assert store.load() == {}
    assert store.session_key is None


def test_the_session_of_an_account_that_was_closed_or_deleted_is_over(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    User.objects.update(is_active=False)
    assert not is_logged_in(client)
    User.objects.update(is_active=True)
    assert is_logged_in(client)
    User.objects.all().delete()
    assert not is_logged_in(client)
