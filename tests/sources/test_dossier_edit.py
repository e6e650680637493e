import pytest
from django.contrib.auth.models import User
from django.test import Client

from sources.models import Dossier
from tests import cast

pytestmark = pytest.mark.django_db


def url(dossier: Dossier, page: str = "edit") -> str:
    return f"/dossiers/{dossier.pk}/{page}/"


def test_its_maker_changes_what_it_is_called(client: Client, reviewer: User) -> None:
    dossier = cast.make_dossier(by=reviewer)
    client.force_login(reviewer)
    response = client.post(url(dossier), {"title": "Renamed", "instructions": "a\r\nb", "tags": "x"})
    assert response["Location"] == url(dossier)
    dossier = Dossier.objects.get()
    assert (dossier.title, dossier.instructions, dossier.tag_names) == ("Renamed", "a\nb", ["x"])
    assert dossier.created_by == reviewer


def test_saving_without_a_change_leaves_no_trace(client: Client, reviewer: User) -> None:
    dossier = cast.make_dossier(by=reviewer)
    before = dossier.history.count()
    client.force_login(reviewer)
    client.post(url(dossier), {"title": dossier.title, "instructions": "", "tags": ""})
    assert dossier.history.count() == before


def test_the_page_lists_the_texts_with_what_can_be_done(client: Client, reviewer: User) -> None:
    dossier = cast.make_dossier(cast.ARTICLE, "First report", "Second report", by=reviewer)
    client.force_login(reviewer)
    html = client.get(url(dossier)).content.decode()
    assert html.index("Minister belches") < html.index("First report") < html.index("Second report")
    assert "Move down: First report" in html
    assert "Add the article" not in html
    assert "Back to draft" in html


def test_a_new_dossier_asks_for_its_texts(client: Client, reviewer: User) -> None:
    dossier = Dossier.objects.create(title="Empty", created_by=reviewer)
    client.force_login(reviewer)
    html = client.get(url(dossier)).content.decode()
    assert f"/documents/new/?dossier={dossier.pk}&amp;kind=article" in html
    assert f"/documents/new/?dossier={dossier.pk}&amp;kind=report" in html
    assert f"/documents/?dossier={dossier.pk}&amp;kind=report" in html


def test_a_refusal_keeps_what_was_typed(client: Client, reviewer: User) -> None:
    dossier = cast.make_dossier(by=reviewer)
    client.force_login(reviewer)
    html = client.post(url(dossier), {"title": "", "instructions": "Kept words"}).content.decode()
    assert "Kept words" in html
    assert "This field is required." in html


@pytest.mark.parametrize("page", ["edit", "publish", "unpublish", "texts"])
def test_who_may_not_change_it(client: Client, reviewer: User, other_reviewer: User, page: str) -> None:
    published, draft = cast.make_dossier(by=reviewer), cast.make_dossier(published=False, by=reviewer)
    assert client.post(url(published, page))["Location"].startswith("/accounts/login/")
    client.force_login(other_reviewer)
    assert client.post(url(draft, page)).status_code == 404
    assert client.post(url(published, page)).status_code == 403
    assert client.post(f"/dossiers/{cast.make_text().pk}/{page}/").status_code == 404


def test_a_moderator_may(client: Client, moderator: User) -> None:
    client.force_login(moderator)
    assert client.get(url(cast.make_dossier(published=False))).status_code == 200


@pytest.mark.parametrize("page", ["publish", "unpublish", "texts"])
def test_what_changes_something_is_sent_not_fetched(client: Client, reviewer: User, page: str) -> None:
    client.force_login(reviewer)
    assert client.get(url(cast.make_dossier(by=reviewer), page)).status_code == 405


def test_publishing_and_back(client: Client, reviewer: User) -> None:
    dossier = cast.make_dossier(published=False, by=reviewer)
    client.force_login(reviewer)
    assert client.post(url(dossier, "publish"))["Location"] == f"/dossiers/{dossier.pk}/"
    dossier.refresh_from_db()
    assert dossier.status == "published"
    assert dossier.published_at
    client.post(url(dossier, "unpublish"))
    dossier.refresh_from_db()
    assert dossier.status == "draft"


def test_an_unfinished_dossier_is_not_published(client: Client, reviewer: User) -> None:
    dossier = Dossier.objects.create(title="Empty", created_by=reviewer)
    dossier.place(cast.make_text(cast.ARTICLE, "article", by=reviewer))
    client.force_login(reviewer)
    html = client.post(url(dossier, "publish"), follow=True).content.decode()
    assert "Add a report first" in html
    dossier.refresh_from_db()
    assert dossier.status == "draft"
