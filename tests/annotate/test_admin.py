"""The admin of what reviewers say: schemes in use are frozen, passages only looked at, actions leave their trace."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from taggit.models import Tag

from annotate.models import Annotation, Evidence, Label, Review, Scheme
from tests import cast
from tests.sources.test_admin import act, desk, page, queries

__all__ = ["desk"]


@pytest.fixture
def annotation(db: None) -> Annotation:
    return cast.make_evidence().annotation


def form(thing: Annotation | Evidence, **fields: object) -> dict[str, object]:
    """The form as the browser would send it back, with these fields changed."""
    opened: dict[str, object] = {"opened": thing.version}
    if isinstance(thing, Evidence):
        return {**opened, "relation": thing.relation, **fields}
    rows = list(thing.evidence.all())
    for row, evidence in enumerate(rows):
        opened |= {f"evidence-{row}-{name}": value for name, value in form(evidence, id=evidence.pk).items()}
    opened |= {"evidence-TOTAL_FORMS": len(rows), "evidence-INITIAL_FORMS": len(rows), "label": thing.label_id}
    return {**opened, "rationale": thing.rationale, **fields}


def test_a_scheme_in_use_is_looked_at_and_says_why(desk: Client) -> None:
    scheme = cast.make_review().scheme
    label = scheme.labels.first()
    assert label
    for url in (page(Scheme, "change", scheme.pk), page(Label, "change", label.pk)):
        response = desk.get(url)
        assert "a new version succeeds it" in response.text
        assert 'name="_save"' not in response.text
        assert 'name="key"' not in response.text
        assert 'name="labels-0-key"' not in response.text
        assert desk.post(url, {"key": "other"}).status_code == 403
    assert desk.get(page(Label, "delete", label.pk)).status_code == 403


def test_a_scheme_without_reviews_is_changed_with_its_labels(desk: Client) -> None:
    scheme = Scheme.objects.default().new_version()
    url = page(Scheme, "change", scheme.pk)
    assert "a new version succeeds it" not in desk.get(url).text
    labels = list(scheme.labels.all())
    data: dict[str, object] = {"key": scheme.key, "version": scheme.version, "name_en": "Another"}
    data |= {"labels-TOTAL_FORMS": len(labels), "labels-INITIAL_FORMS": len(labels)}
    fields = ("id", "position", "key", "name_en", "name_fr", "colour_light", "colour_dark", "underline")
    for row, label in enumerate(labels):
        data |= {f"labels-{row}-{field}": getattr(label, field) for field in fields}
        data[f"labels-{row}-parent"] = label.parent_id or ""
    data["labels-0-name_en"] = "Frame"
    assert desk.post(url, data).status_code == 302
    scheme.refresh_from_db()
    assert scheme.name == "Another"
    assert scheme.labels.get(pk=labels[0].pk).name == "Frame"


def test_the_page_of_a_scheme_asks_no_more_for_many_labels(desk: Client) -> None:
    scheme = Scheme.objects.create(key="new", name_en="New")
    root = Label.objects.create(
        scheme=scheme, key="root", name_en="Root", colour_light="#111111", colour_dark="#eeeeee"
    )
    url = page(Scheme, "change", scheme.pk)
    desk.get(url)
    before = queries(desk, url)
    for number in range(10):
        Label.objects.create(scheme=scheme, parent=root, key=f"leaf-{number}", name_en="Leaf")
    assert queries(desk, url) == before


def test_a_new_version_has_the_labels_of_the_old_one(desk: Client) -> None:
    old = cast.make_review().scheme
    act(desk, "new_version", old)
    new = Scheme.objects.get(version=2)
    names = ("key", "name_ar", "parent__key", "position", "underline", "example_fr", "semeval")
    assert list(new.labels.values(*names)) == list(old.labels.values(*names))
    assert not new.labels.filter(parent__scheme=old).exists()
    assert Scheme.objects.default() == old
    act(desk, "make_default", new)
    assert list(Scheme.objects.filter(is_default=True)) == [new]
    assert "Select one." in act(desk, "make_default", old, new)


def test_labels_keep_to_two_levels_in_one_scheme(desk: Client) -> None:
    one, two = (Scheme.objects.default().new_version() for _time in range(2))
    new = {"scheme": one.pk, "key": "new", "name_en": "New", "position": 9}
    roots = {scheme.pk: scheme.labels.filter(parent=None)[0] for scheme in (one, two)}
    leaf = one.labels.exclude(parent=None)[0]
    assert "another scheme" in desk.post(page(Label, "add"), {**new, "parent": roots[two.pk].pk}).text
    assert "valid choice" in desk.post(page(Label, "add"), {**new, "parent": leaf.pk}).text
    assert "one for dark paper" in desk.post(page(Label, "add"), new).text
    assert desk.post(page(Label, "add"), {**new, "parent": roots[one.pk].pk}).status_code == 302
    root = roots[one.pk]
    moved = {**new, "key": root.key, "parent": one.labels.filter(parent=None).exclude(pk=root.pk)[0].pk}
    assert "stays a root" in desk.post(page(Label, "change", root.pk), moved).text


def test_a_label_is_not_added_to_a_scheme_in_use(desk: Client) -> None:
    scheme = cast.make_review().scheme
    root = scheme.labels.filter(parent=None)[0]
    new = {"scheme": scheme.pk, "key": "new", "name_en": "New", "position": 9, "parent": root.pk}
    assert desk.post(page(Label, "add"), new).status_code == 200
    assert not Label.objects.filter(key="new").exists()


def test_a_swatch_needs_no_style(desk: Client) -> None:
    response = desk.get(page(Label, "changelist"))
    assert '<svg class="swatch"' in response.text
    assert "style=" not in response.text


def test_reviews_are_reopened_and_submitted(desk: Client, moderator: User) -> None:
    submitted, begun = cast.make_review(submitted=True), cast.make_review()
    assert "1 review reopened." in act(desk, "reopen", submitted, begun)
    assert set(Review.objects.values_list("status", flat=True)) == {"reopened", "open"}
    assert submitted.history.latest().history_user == moderator
    assert "2 reviews submitted." in act(desk, "submit", submitted, begun)
    assert not Review.objects.exclude(status="submitted").exists()


def test_a_review_leads_to_its_annotations(desk: Client, annotation: Annotation) -> None:
    cast.make_annotation()
    query = {"review__exact": str(annotation.review_id), "deleted": "no"}
    response = desk.get(page(Annotation, "changelist"), query)
    assert list(response.context["cl"].queryset) == [annotation]
    assert page(Annotation, "changelist") + f"?review__exact={annotation.review_id}" in (
        desk.get(page(Review, "changelist")).text
    )


def found(client: Client, **query: str) -> set[str]:
    """The passages of the annotations that the list shows."""
    return set(client.get(page(Annotation, "changelist"), query).context["cl"].queryset.values_list("exact", flat=True))


def test_annotations_are_found_by_what_they_say_and_filtered(desk: Client) -> None:
    review = cast.make_review()
    cast.make_annotation(review, severity=3, confidence="low", rationale="A judging verb", neutral_wording="gives out")
    cast.make_annotation(review, "clearly planned", "motive-attributed")
    assert found(desk, q="judging") == found(desk, q="gives out") == found(desk, q="belches") == {"belches out"}
    assert found(desk, q=review.reviewer.username) == {"belches out", "clearly planned"}
    assert found(desk, severity__exact="3") == found(desk, confidence__exact="low") == {"belches out"}
    assert found(desk, root="loaded-wording") == {"belches out"}
    assert found(desk, label__id__exact=str(cast.label("motive-attributed").pk)) == {"clearly planned"}
    assert found(desk, text__document__language="fr") == set()
    assert found(desk, review__dossier__id__exact=str(review.dossier_id)) == {"belches out", "clearly planned"}


def test_annotations_are_deleted_softly_and_restored(desk: Client, annotation: Annotation) -> None:
    assert "1 annotation deleted." in act(desk, "delete_softly", annotation)
    assert found(desk, deleted="no") == set()
    assert found(desk, deleted="yes") == {annotation.exact}
    assert "1 annotation restored." in act(desk, "restore", annotation)
    annotation.refresh_from_db()
    assert (annotation.deleted_at, annotation.version) == (None, 3)
    assert annotation.history.count() == 3
    assert "delete_selected" not in desk.get(page(Annotation, "changelist")).text


def test_the_passage_is_shown_with_its_evidence_and_not_changed(desk: Client, annotation: Annotation) -> None:
    url = page(Annotation, "change", annotation.pk)
    response = desk.get(url)
    assert "<mark>belches out</mark>" in response.text
    assert "<mark>Roughly 60 percent</mark>" in response.text
    sent = form(annotation, exact="belches", start=3, end=10, rationale="A judging verb")
    sent["evidence-0-exact"] = "Roughly"
    assert desk.post(url, sent).status_code == 302
    annotation.refresh_from_db()
    assert (annotation.exact, annotation.rationale, annotation.version) == ("belches out", "A judging verb", 2)
    assert [(evidence.exact, evidence.version) for evidence in annotation.evidence.all()] == [("Roughly 60 percent", 1)]


def test_the_label_is_one_of_the_scheme_of_the_review(desk: Client, annotation: Annotation) -> None:
    other = Scheme.objects.default().new_version().labels.first()
    assert other
    response = desk.post(page(Annotation, "change", annotation.pk), form(annotation, label=other.pk))
    assert "valid choice" in response.text
    assert desk.get(page(Annotation, "change", annotation.pk)).text.count("<optgroup") == 4


def test_what_has_changed_meanwhile_is_not_written_over(desk: Client, annotation: Annotation) -> None:
    evidence = annotation.evidence.get()
    for thing in (annotation, evidence):
        sent = form(thing, opened=thing.version - 1, rationale="Late", relation="verbatim")
        assert "while you had it open" in desk.post(page(type(thing), "change", thing.pk), sent).text
    annotation.refresh_from_db()
    assert annotation.rationale == ""


def test_a_relation_is_corrected_and_belongs_to_passages_alone(desk: Client, annotation: Annotation) -> None:
    evidence = annotation.evidence.get()
    desk.post(page(Evidence, "change", evidence.pk), form(evidence, relation="overstated"))
    evidence.refresh_from_db()
    assert (evidence.relation, evidence.version) == ("overstated", 2)
    search = Evidence.objects.create(annotation=annotation, kind=Evidence.Kind.NOT_FOUND)
    search.searched_texts.set(cast.reports_of(annotation.review.dossier))
    assert "Fire at Oster mill" in desk.get(page(Evidence, "change", search.pk)).text
    desk.post(page(Evidence, "change", search.pk), form(search, relation="verbatim"))
    search.refresh_from_db()
    assert search.relation == ""


def test_a_text_that_was_only_searched_stays_with_the_record_of_that(desk: Client, annotation: Annotation) -> None:
    text = cast.make_text("Nothing of that is here.")
    search = Evidence.objects.create(annotation=annotation, kind=Evidence.Kind.NOT_FOUND)
    search.searched_texts.set([text])
    for thing in (text, text.document):
        assert "protected" in desk.get(page(type(thing), "delete", thing.pk)).text
        desk.post(page(type(thing), "delete", thing.pk), {"post": "yes"})
    assert list(search.searched_texts.all()) == [text]
    assert [row.text_id for row in search.history.latest().searched_texts.all()] == [text.pk]
    search.delete()
    assert text.delete()[0]


def test_the_page_of_an_annotation_asks_no_more_for_much_evidence(desk: Client, annotation: Annotation) -> None:
    url = page(Annotation, "change", annotation.pk)
    desk.get(url)
    before = queries(desk, url)
    for _time in range(10):
        cast.make_evidence(annotation)
    assert queries(desk, url) == before


def test_tags_are_listed_with_their_use(desk: Client, annotation: Annotation) -> None:
    annotation.set_tags(["mill"])
    annotation.review.dossier.tags.add("mill")
    tag = desk.get(page(Tag, "changelist")).context["cl"].queryset.get(name="mill")
    assert (tag.document_count, tag.dossier_count, tag.annotation_count) == (0, 1, 1)
    listed = desk.get(page(Annotation, "changelist"), {"tags__id__exact": tag.pk}).context["cl"].queryset
    assert list(listed) == [annotation]
