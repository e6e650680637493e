"""Texts are put into a dossier, moved, taken out, and put back."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sources.models import Dossier, Text
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(reviewer: User, client: Client) -> Dossier:
    """A draft with three reports, whose maker is logged in."""
    client.force_login(reviewer)
    return cast.make_dossier(cast.ARTICLE, "a", "b", "c", published=False, by=reviewer)


def order(dossier: Dossier) -> str:
    return "".join(text.body for text in cast.reports_of(dossier))


def of(dossier: Dossier, body: str) -> int:
    return dossier.placements.get(text__body=body).pk


def test_a_report_is_moved(client: Client, dossier: Dossier) -> None:
    response = client.post(f"/placements/{of(dossier, 'c')}/move/", {"to": "up"})
    assert response["Location"] == f"/dossiers/{dossier.pk}/edit/"
    assert order(dossier) == "acb"
    client.post(f"/placements/{of(dossier, 'a')}/move/", {"to": "down"})
    assert order(dossier) == "cab"


def test_a_text_is_taken_out_and_put_back_where_it_was(client: Client, dossier: Dossier) -> None:
    response = client.post(f"/placements/{of(dossier, 'b')}/remove/", follow=True)
    assert order(dossier) == "ac"
    assert "“b” was taken out of the dossier." in response.content.decode()
    undo = {"text": str(response.context["removed"].pk), "position": response.wsgi_request.GET["position"]}
    client.post(f"/dossiers/{dossier.pk}/texts/", undo)
    assert order(dossier) == "abc"
    client.post(f"/dossiers/{dossier.pk}/texts/", undo)
    assert order(dossier) == "abc"


def test_a_published_dossier_keeps_its_article_and_a_report(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    dossier = cast.make_dossier(by=reviewer)
    for placement in dossier.placements.all():
        html = client.post(f"/placements/{placement.pk}/remove/", follow=True).content.decode()
        assert "Make it a draft first." in html
    assert dossier.placements.count() == 2


def test_a_document_is_chosen_in_its_newest_wording(client: Client, dossier: Dossier) -> None:
    document = cast.make_dossier("Other article\n\nx", "z").texts.get(body="z").document
    document.add_text("zz", how="pasted")
    client.post(f"/dossiers/{dossier.pk}/texts/", {"document": str(document.pk)})
    assert order(dossier) == "abczz"


def test_a_second_article_is_refused(client: Client, dossier: Dossier) -> None:
    other = cast.article_of(cast.make_dossier("Other article\n\nx"))
    html = client.post(f"/dossiers/{dossier.pk}/texts/", {"text": str(other.pk)}, follow=True).content.decode()
    assert "has its article already" in html
    assert dossier.placements.count() == 4


@pytest.mark.parametrize("field", ["text", "document"])
@pytest.mark.parametrize("value", ["", "x", "01a20432-0c66-736f-9259-fa48941a9661"])
def test_what_does_not_exist_is_not_added(client: Client, dossier: Dossier, field: str, value: str) -> None:
    assert client.post(f"/dossiers/{dossier.pk}/texts/", {field: value}).status_code == 404


def test_what_the_user_does_not_see_is_not_added(client: Client, dossier: Dossier) -> None:
    hidden = cast.make_text("hidden", by=cast.make_reviewer())
    for field in ({"text": str(hidden.pk)}, {"document": str(hidden.document_id)}):
        assert client.post(f"/dossiers/{dossier.pk}/texts/", field).status_code == 404
    assert hidden not in Text.objects.filter(dossiers=dossier)


@pytest.mark.parametrize("page", ["remove", "move"])
def test_who_may_not_change_the_dossier(client: Client, other_reviewer: User, dossier: Dossier, page: str) -> None:
    address = f"/placements/{of(dossier, 'a')}/{page}/"
    client.logout()
    assert client.post(address)["Location"].startswith("/accounts/login/")
    client.force_login(other_reviewer)
    assert client.post(address).status_code == 404
    dossier.set_status(Dossier.Status.PUBLISHED)
    assert client.post(address).status_code == 403
    assert client.post(f"/placements/999999/{page}/").status_code == 404
    assert client.get(address).status_code == 405
    assert order(dossier) == "abc"
