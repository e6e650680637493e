"""Several people at once, on the same things: all of them are served, and nothing is stored by half."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from pytest_django import DjangoDbBlocker
from taggit.models import Tag

from sources.intake.store import Intake, Outcome, Similar
from sources.models import Document, Dossier, Outlet, OutletName, Placement, Text
from sources.text import canonical
from tests import cast
from tests.sources.test_intake import BODY, CORRECTED, OTHER, item

if connection.vendor == "sqlite":
    pytest.skip("writers on SQLite wait for their turn: tests/test_sqlite.py", allow_module_level=True)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What these tests store is there for other connections, and is taken out again."""
    with django_db_blocker.unblock():
        outlets = list(Outlet.objects.values_list("pk", flat=True))
        yield
        Placement.objects.all().delete()
        Dossier.objects.all().delete()
        Document.objects.all().delete()
        Dossier.history.all().delete()
        Document.history.all().delete()
        Tag.objects.all().delete()
        User.objects.all().delete()
        Outlet.objects.exclude(pk__in=outlets).delete()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What they return, each from a thread and a connection of its own."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait(10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db
def test_the_row_that_all_wait_at_is_there() -> None:
    assert Outlet.objects.exists()


@pytest.mark.usefixtures("committed")
def test_new_wordings_of_a_document_have_numbers_of_their_own() -> None:
    document = cast.make_document()
    bodies = [canonical(f"The mill burned. {number} workers were hurt.") for number in range(6)]
    at_once(*(lambda body=body: document.add_text(body, how=Text.How.PASTED) for body in bodies))
    assert sorted(document.texts.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.usefixtures("committed")
def test_the_same_words_twice_are_one_wording() -> None:
    document = cast.make_document()
    texts = at_once(*[lambda: document.add_text("The mill burned.", how=Text.How.PASTED)] * 4)
    assert len({text.pk for text in texts}) == 1
    assert document.texts.count() == 2


@pytest.mark.usefixtures("committed")
def test_people_who_import_with_the_same_new_tags_are_all_served() -> None:
    reviewer, other_reviewer = cast.make_reviewer(), cast.make_reviewer()
    tags = [f"tag {number}" for number in range(100)]

    def take(by: User, tags: list[str], body: str) -> Outcome:
        [stored] = Intake(by).store([item(body, tags=tags)])
        return stored.outcome

    found = at_once(lambda: take(reviewer, tags, BODY), lambda: take(other_reviewer, tags[::-1], OTHER))
    assert found == [Outcome.STORED, Outcome.STORED]
    assert Tag.objects.count() == 100


@pytest.mark.usefixtures("committed")
def test_new_wordings_by_import_at_once() -> None:
    moderator = cast.make_moderator()
    [first] = Intake(moderator).store([item(BODY)])
    bodies = [CORRECTED.replace("two days", f"{number} days") for number in range(5)]
    at_once(*(lambda body=body: Intake(moderator, similar=Similar.WORDING).store([item(body)]) for body in bodies))
    assert sorted(first.document.texts.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Document.objects.count() == 1


@pytest.mark.usefixtures("committed")
def test_several_articles_for_one_dossier_at_once() -> None:
    dossier = Dossier.objects.create(title="Mill")
    texts = [cast.make_text(f"The mill burned, {number} said.", "article") for number in range(4)]
    at_once(*(lambda text=text: dossier.place(text) for text in texts))
    assert dossier.placements.filter(role="article").count() == 1


@pytest.mark.usefixtures("committed")
def test_a_new_outlet_that_several_people_name_at_once_is_one() -> None:
    found = at_once(*[lambda: Outlet.objects.named_or_new("Nieuwe Bode", "nl").pk] * 5)
    assert len(set(found)) == 1
    assert OutletName.objects.filter(name="Nieuwe Bode").count() == 1
