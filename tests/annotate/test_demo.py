"""The demo: two invented dossiers, finished reviews that show every label, and logins."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import override_settings

from annotate.models import Annotation, Evidence, Label, Review, Scheme
from sources.models import Document, Dossier, Placement, Text
from sources.people import is_moderator, is_reviewer, is_teacher
from tests.sources.test_load_dossier import rows

pytestmark = pytest.mark.django_db


def load(*options: str) -> str:
    out = StringIO()
    call_command("load_demo", *options, stdout=out)
    return out.getvalue()


def everything() -> list[Any]:
    return rows(User, Dossier, Document, Text, Placement, Review, Annotation, Evidence, Annotation.history.model)


def test_the_demo_shows_every_label_and_relation() -> None:
    load()
    leaves = Label.objects.filter(children__isnull=True)
    assert not leaves.filter(annotations__isnull=True)
    assert set(Evidence.objects.values_list("relation", flat=True)) >= set(Evidence.Relation.values) - {"not in source"}
    assert Evidence.objects.filter(kind=Evidence.Kind.NOT_FOUND, searched_texts__isnull=False).exists()
    assert Annotation.objects.filter(text__document__kind="report", label__key="omission").exists()


def test_each_dossier_has_two_finished_reviews() -> None:
    load()
    assert {dossier.reviews.filter(status="submitted").count() for dossier in Dossier.objects.all()} == {2}
    assert Scheme.objects.default().reviews.count() == 4


def test_every_report_is_labelled_as_an_exercise_text() -> None:
    load()
    assert set(Text.objects.values_list("how", flat=True)) == {"demo"}
    assert all("Exercise text" in rights for rights in Document.objects.values_list("rights", flat=True))


def test_every_passage_says_where_it_stands() -> None:
    load()
    passages = [*Annotation.objects.select_related("text"), *Evidence.objects.filter(kind="passage")]
    for passage in passages:
        assert passage.text
        body, start, end = passage.text.body, passage.start, passage.end
        assert start is not None
        assert end is not None
        assert body[start:end] == passage.exact
        assert body[max(start - 32, 0) : start] == passage.prefix
        assert body[end : end + 32] == passage.suffix


def test_loading_it_twice_changes_nothing() -> None:
    load()
    before = everything()
    assert "already there" in load()
    assert everything() == before


def test_what_people_did_to_the_demo_stays() -> None:
    load()
    dossier = Dossier.objects.earliest("created_at")
    dossier.title = "Renamed"
    dossier.save(update_fields=["title"])
    Document.objects.filter(kind="article").update(title="Renamed too")
    Review.objects.filter(dossier=dossier, reviewer__username="amina").delete()
    before = everything()
    load()
    assert everything() == before


def test_the_people_have_their_roles() -> None:
    load()
    people = User.objects.in_bulk(field_name="username")
    assert is_reviewer(people["amina"])
    assert is_reviewer(people["bruno"])
    assert is_teacher(people["thea"])
    assert is_moderator(people["mona"])
    assert people["mona"].is_staff
    assert not people["mona"].is_superuser
    assert people["admin"].is_superuser
    assert all(person.check_password("lateral-demo") for person in people.values())


def test_somebody_who_is_there_already_keeps_their_password() -> None:
    User.objects.create_user("amina", password="her own secret")
    said = load()
    assert User.objects.get(username="amina").check_password("her own secret")
    assert "  amina     changed\n  bruno     lateral-demo\n" in said


@override_settings(HTTPS=True)
def test_on_a_public_server_the_known_passwords_are_refused() -> None:
    with pytest.raises(CommandError, match="passwords are known to everybody"):
        load()
    assert not User.objects.exists()
    assert not Dossier.objects.exists()
    load("--force-logins")
    assert Dossier.objects.count() == 2
