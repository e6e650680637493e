"""What the models keep to, and what the database refuses whoever writes."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from sources.models import Document, Dossier, Placement, Text, uuid7
from tests import cast

pytestmark = pytest.mark.django_db


def refused(write: Any) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def new_text(document: Document, **fields: Any) -> Text:
    known: dict[str, Any] = {"number": 9, "body": "x", "blocks": [], "sha256": "0" * 64, "how": "pasted"}
    return Text.objects.create(document=document, **{**known, **fields})


def test_the_database_refuses_what_no_page_would_send() -> None:
    document, dossier = cast.make_document(), cast.make_dossier()
    text = document.texts.get()
    placed = cast.article_of(dossier)
    assert refused(lambda: Document.objects.filter(pk=document.pk).update(title=""))
    assert refused(lambda: Document.objects.filter(pk=document.pk).update(kind="poem"))
    assert refused(lambda: Dossier.objects.filter(pk=dossier.pk).update(title=""))
    assert refused(lambda: Dossier.objects.filter(pk=dossier.pk).update(status="burnt"))
    assert refused(lambda: new_text(document, body=""))
    assert refused(lambda: new_text(document, number=0))
    assert refused(lambda: new_text(document, number=text.number))
    assert refused(lambda: new_text(document, sha256=text.sha256))
    assert refused(lambda: Placement.objects.create(dossier=dossier, text=placed, role="report"))
    assert refused(lambda: Placement.objects.create(dossier=dossier, text=text, role="article"))
    assert refused(lambda: Placement.objects.create(dossier=dossier, text=text, role="footnote"))


def test_a_text_is_never_changed() -> None:
    text = cast.make_text()
    text.body = "other"
    with pytest.raises(PermissionDenied):
        text.save()


def test_the_same_words_are_the_same_text() -> None:
    document = cast.make_document("one\n\ntwo")
    first = document.texts.get()
    assert document.add_text("one\n\ntwo", how="pasted") == first
    second = document.add_text("one\n\nthree", how="pasted")
    assert (first.number, second.number) == (1, 2)
    assert bytes(second.original.data) == b"one\n\nthree"


def test_a_dossier_keeps_the_wording_that_it_shows() -> None:
    dossier = cast.make_dossier()
    text = cast.reports_of(dossier)[0]
    newer = text.document.add_text("newer", how="pasted")
    assert dossier.place(newer).text == text
    assert dossier.placements.count() == 2


def test_a_report_comes_after_the_last() -> None:
    dossier = cast.make_dossier(cast.ARTICLE, "a", "b", "c")
    dossier.placements.reports()[0].delete()
    added = cast.make_text("d")
    dossier.place(added)
    assert cast.reports_of(dossier)[-1] == added


@pytest.mark.parametrize(
    ("moved", "step", "order"), [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 1, "abc"), (1, 1, "acb")]
)
def test_reports_change_places(moved: int, step: int, order: str) -> None:
    dossier = cast.make_dossier(cast.ARTICLE, "a", "b", "c")
    dossier.placements.reports()[moved].move(step)
    assert "".join(text.body for text in cast.reports_of(dossier)) == order


def test_what_a_dossier_lacks() -> None:
    dossier = Dossier.objects.create(title="Mill")
    assert "Add an article first" in dossier.lacks()
    dossier.place(cast.make_text(cast.ARTICLE, "article"))
    assert "Add a report first" in dossier.lacks()
    dossier.place(cast.make_text())
    assert dossier.lacks() == ""


def test_who_sees_a_draft(reviewer: User, other_reviewer: User, moderator: User, administrator: User) -> None:
    draft = cast.make_dossier(published=False, by=reviewer)
    seers = [user for user in (reviewer, moderator, administrator) if draft in Dossier.objects.visible_to(user)]
    assert seers == [reviewer, moderator, administrator]
    assert draft not in Dossier.objects.visible_to(other_reviewer)
    assert draft not in Dossier.objects.visible_to(AnonymousUser())


def test_a_document_is_seen_with_its_dossier(reviewer: User, other_reviewer: User) -> None:
    dossier = cast.make_dossier(published=False, by=reviewer)
    text = cast.article_of(dossier)
    assert text in Text.objects.visible_to(reviewer)
    assert text not in Text.objects.visible_to(other_reviewer)
    dossier.set_status(Dossier.Status.PUBLISHED)
    assert text in Text.objects.visible_to(other_reviewer)
    assert text in Text.objects.visible_to(AnonymousUser())
    assert text.document not in Document.objects.editable_by(other_reviewer)


def test_documents_are_found_by_title_and_outlet() -> None:
    document = cast.make_document("Été à Alep\n\nx", outlet=cast.make_outlet("L’Écho d’Oster"))
    for words in ("alep", "echo", "ÉCHO d'oster"):
        assert list(Document.objects.searched(words)) == [document], words
    assert not Document.objects.searched("nothing")
    assert not Document.objects.searched("%")
    assert not Document.objects.searched("—")


def test_dossiers_are_found_by_their_titles_and_those_of_their_documents() -> None:
    dossier = cast.make_dossier(title="Oster")
    cast.make_dossier("Another article", "Another report", title="Another")
    assert list(Dossier.objects.searched("oster")) == [dossier]
    assert list(Dossier.objects.searched("belches")) == [dossier]
    assert list(Dossier.objects.searched("60 percent")) == [dossier]


def test_what_is_needed_in_a_published_dossier() -> None:
    dossier = cast.make_dossier()
    assert all(placement.is_needed() for placement in dossier.placements.all())
    dossier.place(cast.make_text("another"))
    assert [placement.is_needed() for placement in dossier.placements.all()] == [True, False, False]


def test_keys_are_in_the_order_of_time() -> None:
    keys = [uuid7() for _ in range(100)]
    assert keys == sorted(keys)
    assert {key.version for key in keys} == {7}


def test_a_wording_has_a_new_number_after_an_older_one_was_deleted() -> None:
    document = cast.make_document()
    document.add_text("The second wording.", how=Text.How.PASTED)
    document.texts.get(number=1).delete()
    assert document.add_text("The third wording.", how=Text.How.PASTED).number == 3
