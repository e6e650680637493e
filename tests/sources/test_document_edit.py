import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sources.forms.documents import DocumentForm
from sources.models import Document, uuid7
from tests import cast

pytestmark = pytest.mark.django_db


def url(document: Document) -> str:
    return f"/documents/{document.pk}/edit/"


def filled(document: Document, **fields: Any) -> dict[str, Any]:
    """The form as the page shows it, with some fields changed."""
    form = DocumentForm(initial=DocumentForm.filled_from(document))
    shown = {field.name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in {**shown, **fields}.items()}


def test_its_maker_corrects_what_is_known_of_it(client: Client, reviewer: User) -> None:
    document = cast.make_document(by=reviewer)
    client.force_login(reviewer)
    fields = {"language": "fr", "title": "Feu", "outlet": "AFP", "published_on": "2026-03-04", "tags": "a, b"}
    assert client.post(url(document), filled(document, **fields))["Location"] == document.get_absolute_url()
    document = Document.objects.get()
    assert (document.language, document.title, document.tag_names) == ("fr", "Feu", ["a", "b"])
    assert document.outlet
    assert document.outlet.slug == "afp"
    assert document.published_on == datetime.date(2026, 3, 4)
    assert document.texts.get().body == cast.REPORT


def test_saving_without_a_change_leaves_no_trace(client: Client, reviewer: User) -> None:
    at = datetime.datetime(2026, 3, 3, 23, 30, tzinfo=datetime.UTC)
    document = cast.make_document(by=reviewer, published_at=at, published_on=datetime.date(2026, 3, 4))
    document.tags.set(["a"])
    before = document.history.count()
    client.force_login(reviewer)
    assert client.post(url(document), filled(document)).status_code == 302
    document.refresh_from_db()
    assert document.history.count() == before
    assert (document.published_on, document.published_at) == (datetime.date(2026, 3, 4), at)


def test_an_outlet_is_taken_away(client: Client, reviewer: User) -> None:
    document = cast.make_document(by=reviewer)
    client.force_login(reviewer)
    client.post(url(document), filled(document, outlet=""))
    document.refresh_from_db()
    assert document.outlet is None


def test_a_language_that_is_in_no_list_stays(client: Client, reviewer: User) -> None:
    document = cast.make_document(by=reviewer, language="pt-BR")
    client.force_login(reviewer)
    client.post(url(document), filled(document, byline="Ann"))
    document.refresh_from_db()
    assert (document.language, document.byline) == ("pt-BR", "Ann")


def test_a_refusal_keeps_what_was_typed(client: Client, reviewer: User) -> None:
    document = cast.make_document(by=reviewer)
    client.force_login(reviewer)
    html = client.post(url(document), filled(document, title=" ", byline="Kept name")).content.decode()
    assert "This field is required." in html
    assert "Kept name" in html


def test_who_may_not_change_it(client: Client, other_reviewer: User, reviewer: User) -> None:
    hidden = cast.make_document(by=reviewer)
    seen = cast.article_of(cast.make_dossier(by=reviewer)).document
    assert client.get(url(seen))["Location"].startswith("/accounts/login/")
    client.force_login(other_reviewer)
    assert client.get(url(hidden)).status_code == 404
    assert client.post(url(seen), filled(seen, title="Mine")).status_code == 403
    assert client.get(f"/documents/{uuid7()}/edit/").status_code == 404
    assert client.delete(url(seen)).status_code == 405


def test_a_moderator_may(client: Client, moderator: User) -> None:
    document = cast.make_document(by=cast.make_reviewer())
    client.force_login(moderator)
    client.post(url(document), filled(document, title="Put right"))
    document.refresh_from_db()
    assert document.title == "Put right"
