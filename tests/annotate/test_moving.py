"""Annotations and evidence are moved to the wording that their dossier shows now: previewed, chosen, undone."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from annotate.models import Annotation, Evidence, Review
from annotate.wordings import Move, plan
from sources.models import Dossier, Text
from tests import cast

pytestmark = pytest.mark.django_db

ARTICLE = """Minister speaks of excuses

The mill at Oster burned for two days. Nobody knows why.

The owner had clearly planned it, some say. It was to be rid of the workers before winter.

The end was near. The end was near."""
# A paragraph more, other words, a sentence less, and one twice.
NEWER = """Updated at noon

The mill at Oster burned for two days. Nobody knows why.

The owner may have planned it, some say.

The end was near. The end was near. The end was near."""


class Desk:
    """A review whose article has a newer wording, and its reviewer at the page."""

    def __init__(self, client: Client, reviewer: User) -> None:
        self.client, self.reviewer = client, reviewer
        self.dossier: Dossier = cast.make_dossier(ARTICLE, by=reviewer)
        self.review: Review = cast.make_review(self.dossier, reviewer)
        self.old = cast.article_of(self.dossier)
        self.address = f"/reviews/{self.review.pk}/move/"
        client.force_login(reviewer)

    def mark(self, quote: str) -> Annotation:
        return cast.make_annotation(self.review, quote, text=self.old)

    def renew(self, body: str = NEWER) -> Text:
        """A new wording of the article, which the dossier shows."""
        new: Text = self.old.document.add_text(body, how="pasted")
        self.dossier.placements.filter(text=self.old).update(text=new)
        return new

    def plan(self) -> dict[str, Move]:
        return {move.thing.exact: move for move in plan(self.review)}

    def form(self, *quotes: str, **places: str) -> dict[str, Any]:
        """What the page sends when these are ticked."""
        moves = self.plan()
        tokens = {f"token-{move.key}": move.token for move in moves.values()}
        return {**tokens, "move": [moves[quote].key for quote in quotes], **places}

    def send(self, form: dict[str, Any]) -> str:
        return self.client.post(self.address, form, follow=True).content.decode()


@pytest.fixture
def desk(client: Client, reviewer: User) -> Desk:
    return Desk(client, reviewer)


def test_each_passage_is_shown_with_where_it_stands_now(desk: Desk) -> None:
    for quote in ("burned for two days", "The owner had clearly planned it", "rid of the workers", "end was near"):
        desk.mark(quote)
    desk.renew()
    moves = desk.plan().values()
    statuses = {move.thing.exact: move.anchor.status for move in moves}
    assert statuses["burned for two days"] == "exact"
    assert statuses["The owner had clearly planned it"] == "moved"
    assert statuses["rid of the workers"] == "lost"
    html = desk.client.get(desk.address).content.decode()
    assert "<ins>may have</ins>" in html
    assert "Not found in this wording" in html
    assert html.count('type="checkbox" name="move"') == sum(move.anchor.status in {"exact", "moved"} for move in moves)


def test_what_is_ticked_is_moved_as_a_new_version_and_the_rest_stays(desk: Desk) -> None:
    moved, left = desk.mark("burned for two days"), desk.mark("The owner had clearly planned it")
    new = desk.renew()
    assert "1 passage was moved." in desk.send(desk.form("burned for two days"))
    moved.refresh_from_db()
    left.refresh_from_db()
    assert (moved.text, moved.version, left.text, left.version) == (new, 2, desk.old, 1)
    assert new.body[moved.start : moved.end] == moved.exact == "burned for two days"
    assert (moved.prefix, moved.suffix) == (
        new.body[max(0, moved.start - 32) : moved.start],
        new.body[moved.end :][:32],
    )
    assert moved.history.count() == 2


def test_changed_words_become_the_words_of_the_new_wording(desk: Desk) -> None:
    annotation = desk.mark("The owner had clearly planned it")
    new = desk.renew()
    desk.send(desk.form("The owner had clearly planned it"))
    annotation.refresh_from_db()
    assert (annotation.text, annotation.exact) == (new, "The owner may have planned it")


def test_evidence_stays_where_it_was_found_until_it_is_moved_too(desk: Desk) -> None:
    evidence = cast.make_evidence(desk.mark("burned for two days"))
    report = cast.reports_of(desk.dossier)[0]
    newer = report.document.add_text(f"Correction.\n\n{report.body}", how="pasted")
    desk.dossier.placements.filter(text=report).update(text=newer)
    evidence.refresh_from_db()
    assert evidence.text == report
    desk.send(desk.form("Roughly 60 percent"))
    evidence.refresh_from_db()
    assert (evidence.text, evidence.version) == (newer, 2)
    assert newer.body[evidence.start : evidence.end] == "Roughly 60 percent"


def test_of_several_places_the_reviewer_chooses_one(desk: Desk) -> None:
    annotation = desk.mark("to be rid of the workers")
    sentence = " It was to be rid of the workers before winter."
    one, other = "Some wished to be rid of the workers,", "Who wanted to be rid of the workers?"
    new = desk.renew(ARTICLE.replace(sentence, "").replace("Nobody", f"{one} but nobody") + f"\n\n{other}")
    [move] = plan(desk.review)
    assert move.anchor.status == "ambiguous"
    assert 'type="radio"' in desk.client.get(desk.address).content.decode()
    assert "Nothing was chosen" in desk.send(desk.form(**{f"place-{move.key}": ""}))
    assert "has changed meanwhile" in desk.send(desk.form(**{f"place-{move.key}": "7"}))
    desk.send(desk.form(**{f"place-{move.key}": "1"}))
    annotation.refresh_from_db()
    assert (annotation.text, annotation.start) == (new, new.body.rindex("to be rid of"))


def test_a_move_is_undone(desk: Desk) -> None:
    annotation = desk.mark("burned for two days")
    start = annotation.start
    desk.renew()
    assert "Move back" in desk.send(desk.form("burned for two days"))
    html = desk.client.post(f"{desk.address}back/", follow=True).content.decode()
    assert "1 passage was moved back." in html
    annotation.refresh_from_db()
    assert (annotation.text, annotation.start, annotation.version) == (desk.old, start, 3)


def test_what_was_changed_after_the_move_is_not_moved_back(desk: Desk) -> None:
    annotation = desk.mark("burned for two days")
    new = desk.renew()
    desk.send(desk.form("burned for two days"))
    Annotation.objects.filter(pk=annotation.pk).update(version=9)
    html = desk.client.post(f"{desk.address}back/", follow=True).content.decode()
    assert "stays where it is" in html
    annotation.refresh_from_db()
    assert annotation.text == new


def test_what_was_changed_since_the_preview_is_shown_again(desk: Desk) -> None:
    annotation = desk.mark("burned for two days")
    desk.renew()
    form = desk.form("burned for two days")
    Annotation.objects.filter(pk=annotation.pk).update(version=2)
    html = desk.send(form)
    assert "1 passage was not moved: it has changed meanwhile." in html
    assert "Move it here" in html
    annotation.refresh_from_db()
    assert annotation.text == desk.old


def test_a_preview_of_another_wording_moves_nothing(desk: Desk) -> None:
    annotation = desk.mark("burned for two days")
    desk.renew()
    form = desk.form("burned for two days")
    placement = desk.dossier.placements.get(role="article")
    placement.text = desk.old.document.add_text(f"Once more.\n\n{ARTICLE}", how="pasted")
    placement.save()
    assert "has changed meanwhile" in desk.send(form)
    annotation.refresh_from_db()
    assert annotation.text == desk.old


def test_only_open_reviews_of_one_s_own_are_moved(desk: Desk, other_reviewer: User, moderator: User) -> None:
    desk.mark("burned for two days")
    desk.renew()
    form = desk.form("burned for two days")
    for person, status in ((other_reviewer, 404), (moderator, 403)):
        desk.client.force_login(person)
        assert desk.client.get(desk.address).status_code == status
        assert desk.client.post(desk.address, form).status_code == status
        assert desk.client.post(f"{desk.address}back/").status_code == status
    desk.client.force_login(desk.reviewer)
    desk.review.submit()
    assert desk.client.post(desk.address, form).status_code == 403
    assert Annotation.objects.get().text == desk.old


def test_the_review_says_that_some_of_it_lies_on_an_older_wording(desk: Desk) -> None:
    annotation = desk.mark("burned for two days")
    page, listed = f"/reviews/{desk.review.pk}/", "/reviews/"
    sentence = "1 of your annotations lies on an older wording."
    assert sentence not in desk.client.get(page).content.decode()
    desk.renew()
    html = desk.client.get(page).content.decode()
    assert sentence in html
    assert f'id="annotation-{annotation.pk}"' in html
    assert "an earlier wording" in html
    assert "an earlier wording" in desk.client.get(f"{page}?marks=1").content.decode()
    assert sentence in desk.client.get(listed).content.decode()
    desk.send(desk.form("burned for two days"))
    assert sentence not in desk.client.get(page).content.decode()
    assert "Nothing to move" in desk.client.get(desk.address).content.decode()


def test_nothing_is_moved_of_what_is_deleted_or_of_a_text_that_was_taken_out(desk: Desk) -> None:
    deleted = desk.mark("burned for two days")
    cast.make_evidence(deleted)
    Annotation.objects.filter(pk=deleted.pk).update(deleted_at=timezone.now())
    desk.renew()
    assert plan(desk.review) == []
    report = cast.reports_of(desk.dossier)[0]
    evidence = cast.make_evidence(cast.make_annotation(desk.review, "planned it"))
    desk.dossier.placements.filter(text=report).delete()
    assert plan(desk.review) == []
    assert Evidence.objects.filter(pk=evidence.pk, text=report).exists()


def test_the_number_of_queries_does_not_grow_with_the_annotations(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    for quote in ("burned for two days", "Nobody knows why", "some say", "Oster", "mill", "days"):
        cast.make_evidence(desk.mark(quote))
    desk.renew()
    with django_assert_max_num_queries(16):
        desk.client.get(desk.address)


def test_very_many_passages_are_moved_page_by_page(desk: Desk) -> None:
    label = cast.label("loaded-verb")
    start = ARTICLE.index("burned")
    Annotation.objects.bulk_create(
        Annotation(review=desk.review, text=desk.old, label=label, start=start, end=start + 6, exact="burned")
        for _number in range(301)
    )
    new = desk.renew()
    html = desk.client.get(desk.address).content.decode()
    assert html.count('name="move"') == 300
    assert "Page 1 of 2" in html
    moves = plan(desk.review)[:300]
    desk.send({"move": [move.key for move in moves], **{f"token-{move.key}": move.token for move in moves}})
    assert Annotation.objects.filter(text=new).count() == 300
