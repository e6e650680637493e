import pytest
from django.contrib.auth.models import User
from django.test import Client

from sources.models import Dossier, uuid7
from tests import cast

pytestmark = pytest.mark.django_db
URL = "/dossiers/new/"


def filled(**fields: str) -> dict[str, str]:
    return {"key": str(uuid7()), "title": "The mill", "instructions": "Look.", "tags": "fire, work and life", **fields}


def test_a_reviewer_makes_a_draft(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    response = client.post(URL, filled())
    dossier = Dossier.objects.get()
    assert response["Location"] == f"/dossiers/{dossier.pk}/edit/"
    assert (dossier.title, dossier.instructions, dossier.status) == ("The mill", "Look.", "draft")
    assert dossier.created_by == reviewer
    assert dossier.tag_names == ["fire", "work and life"]


def test_a_form_sent_twice_makes_one_dossier(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    form = filled()
    assert client.post(URL, form)["Location"] == client.post(URL, form)["Location"]
    assert Dossier.objects.count() == 1


def test_under_the_key_of_anothers_dossier_nothing_is_changed(client: Client, reviewer: User) -> None:
    theirs = cast.make_dossier(title="Theirs", by=cast.make_reviewer())
    client.force_login(reviewer)
    assert client.post(URL, filled(key=str(theirs.pk))).status_code == 403
    theirs.refresh_from_db()
    assert theirs.title == "Theirs"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", " ", "This field is required."),
        ("title", "x" * 301, "at most 300 characters"),
        ("tags", "x" * 101, "A tag has no more than 100 characters."),
        ("key", "x", "Enter a valid UUID."),
    ],
)
def test_a_refusal_keeps_what_was_typed(client: Client, reviewer: User, field: str, value: str, sentence: str) -> None:
    client.force_login(reviewer)
    html = client.post(URL, filled(**{"instructions": "Kept words", field: value})).content.decode()
    assert sentence in html
    assert "Kept words" in html
    assert not Dossier.objects.exists()


def test_tags_are_cut_at_commas_of_either_script_and_each_is_there_once(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    client.post(URL, filled(tags=" Fire, fire ،  ماء ,, 🔥"))
    assert Dossier.objects.get().tag_names == ["Fire", "ماء", "🔥"]


def test_who_may_make_none(client: Client, stranger: User) -> None:
    assert client.get(URL)["Location"] == "/accounts/login/?next=/dossiers/new/"
    client.force_login(stranger)
    assert client.get(URL).status_code == 403
    assert client.post(URL, filled()).status_code == 403
    assert not Dossier.objects.exists()


def test_every_form_has_a_key_of_its_own(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    first, second = (client.get(URL).context["form"]["key"].value() for _ in range(2))
    assert first != second
    assert client.delete(URL).status_code == 405
