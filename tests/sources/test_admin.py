"""The admin of sources: who gets in, what it costs, and what stays as it is."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.admin.sites import site
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from taggit.models import Tag

from annotate.alignments import Alignment
from annotate.models import Annotation, Evidence, Label, Review, Scheme
from sources.comparing.dictionaries import UploadedDictionary
from sources.models import Document, Dossier, Outlet, Placement, Text
from tests import cast

OURS = [
    Outlet,
    Document,
    Text,
    Dossier,
    Scheme,
    Label,
    Review,
    Annotation,
    Evidence,
    Tag,
    UploadedDictionary,
    Alignment,
]
# Nothing of these is begun in the admin.
NOT_ADDED = [Text, Review, Annotation, Evidence, Alignment]
THEIRS = [model for model in site._registry if model not in OURS]


def page(model: type[Model], kind: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args)


def some(model: type[Model]) -> Model:
    """A row of the model, in the middle of everything."""
    annotation = cast.make_evidence().annotation
    annotation.set_tags(["mill"])
    cast.make_alignment(annotation.review)
    cast.make_dictionary()
    return model._default_manager.order_by("pk").last() or pytest.fail(f"no {model}")


def pages_of(model: type[Model]) -> list[str]:
    pk = some(model).pk
    adding = [] if model in NOT_ADDED else [page(model, "add")]
    return [page(model, "changelist"), *adding, *(page(model, kind, pk) for kind in ("change", "history"))]


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", OURS)
def test_a_moderator_opens_every_page(desk: Client, model: type[Model]) -> None:
    for url in pages_of(model):
        response = desk.get(url)
        assert response.status_code == 200, url
        assert "/admin/auth/" not in response.text


@pytest.mark.parametrize("model", OURS)
def test_the_page_of_a_deletion_says_what_would_go(desk: Client, model: type[Model]) -> None:
    response = desk.get(page(model, "delete", some(model).pk))
    assert response.status_code == (403 if model in {Scheme, Label} else 200)


@pytest.mark.parametrize("model", NOT_ADDED)
def test_what_is_made_elsewhere_is_not_added_here(desk: Client, administrator: User, model: type[Model]) -> None:
    assert desk.get(page(model, "add")).status_code == 403
    desk.force_login(administrator)
    assert desk.get(page(model, "add")).status_code == 403


@pytest.mark.parametrize("model", OURS)
def test_a_visitor_and_a_reviewer_are_sent_to_the_login(client: Client, reviewer: User, model: type[Model]) -> None:
    pages = pages_of(model)
    for user in (None, reviewer):
        if user:
            client.force_login(user)
        for url in pages:
            assert client.get(url)["Location"].startswith(reverse("admin:login"))


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS)
def test_staff_outside_the_group_of_moderators_open_nothing(client: Client, model: type[Model]) -> None:
    client.force_login(cast.make_user("", "Reviewers", is_staff=True))
    assert page(model, "changelist") not in client.get(reverse("admin:index")).text
    for url in pages_of(model):
        assert client.get(url).status_code == 403, url


@pytest.mark.parametrize("model", THEIRS)
def test_people_and_machinery_are_the_administrators_alone(
    client: Client, moderator: User, administrator: User, model: type[Model]
) -> None:
    for user, status in ((moderator, 403), (administrator, 200)):
        client.force_login(user)
        assert client.get(page(model, "changelist")).status_code == status


def test_only_an_administrator_changes_a_person(
    client: Client, moderator: User, administrator: User, reviewer: User
) -> None:
    for user, status in ((moderator, 403), (administrator, 200)):
        client.force_login(user)
        assert client.get(page(User, "change", reviewer.pk)).status_code == status


def test_the_people_are_listed_with_their_groups(client: Client, administrator: User, teacher: User) -> None:
    client.force_login(administrator)
    teachers = Group.objects.get(name="Teachers")
    response = client.get(page(User, "changelist"), {"groups__id__exact": teachers.pk})
    assert teacher.username in response.text
    assert administrator.username not in response.context["cl"].queryset.values_list("username", flat=True)
    before = queries(client, page(User, "changelist"))
    for _time in range(10):
        cast.make_teacher()
    assert queries(client, page(User, "changelist")) == before


MAKERS: dict[type[Model], Callable[[], object]] = {
    Outlet: cast.make_outlet,
    Document: cast.make_document,
    Text: cast.make_document,
    Dossier: cast.make_review,
    Scheme: lambda: Scheme.objects.default().new_version(),
    Label: lambda: Scheme.objects.default().new_version(),
    Review: cast.make_annotation,
    Annotation: cast.make_evidence,
    Evidence: cast.make_evidence,
    Alignment: lambda: cast.make_alignment(cast.make_review()),
    UploadedDictionary: cast.make_dictionary,
    Tag: lambda: cast.make_document().tags.add(f"tag {next(cast.serial)}"),
}


@pytest.mark.parametrize("model", OURS)
def test_a_long_list_costs_what_a_short_one_costs(desk: Client, model: type[Model]) -> None:
    for _time in range(3):
        MAKERS[model]()
    desk.get(page(model, "changelist"))
    short = queries(desk, page(model, "changelist"))
    for _time in range(30):
        MAKERS[model]()
    assert queries(desk, page(model, "changelist")) == short


@pytest.mark.parametrize("model", [Document, Text, Annotation, Evidence])
def test_no_list_loads_the_bodies_of_texts(desk: Client, model: type[Model]) -> None:
    some(model)
    with CaptureQueriesContext(connection) as captured:
        desk.get(page(model, "changelist"))
    assert not [query for query in captured.captured_queries if '"body"' in query["sql"]]


@pytest.mark.parametrize("name", ["OSDH", "osdh", "observatoire SYRIEN", "المرصد السوري", "Agence France Presse"])
def test_an_outlet_is_found_by_any_of_its_names(desk: Client, name: str) -> None:
    found = desk.get(page(Outlet, "changelist"), {"q": name}).context["cl"].queryset
    assert set(found.values_list("slug", flat=True)) & {"sohr", "afp"}
    assert len(found) == 1


def test_an_outlet_is_entered_with_its_names(desk: Client) -> None:
    names: dict[str, object] = {"names-TOTAL_FORMS": 2, "names-INITIAL_FORMS": 0}
    for row, name in enumerate(("Écho du Matin", "L’Écho")):
        names |= {f"names-{row}-language": "fr", f"names-{row}-name": name}
    desk.post(page(Outlet, "add"), {"slug": "echo", "kind": "newspaper", "names-0-is_main": "on", **names})
    assert Outlet.objects.get(slug="echo").name == "Écho du Matin"
    assert Outlet.objects.named("l'echo")


def test_a_document_is_found_by_title_byline_and_outlet(desk: Client) -> None:
    document = cast.make_document(title="Weir", byline="Ada Ferrier", outlet=cast.make_outlet("Écho du Matin"))
    cast.make_document()
    for words in ("weir", "ferrier", "Écho", "echo du matin"):
        assert list(desk.get(page(Document, "changelist"), {"q": words}).context["cl"].queryset) == [document]


def test_a_document_is_the_moderators_that_entered_it(desk: Client, moderator: User) -> None:
    none = {"texts-TOTAL_FORMS": 0, "texts-INITIAL_FORMS": 0}
    desk.post(page(Document, "add"), {"kind": "report", "title": "New", "language": "en", "tags": "mill, fire", **none})
    document = Document.objects.get(title="New")
    assert document.created_by == moderator
    assert set(document.tags.names()) == {"mill", "fire"}
    assert document.history.get().history_user == moderator


def test_a_filter_by_outlet_keeps_the_other_filters(desk: Client) -> None:
    document = cast.make_document()
    cast.make_document()
    query = {"outlet__id__exact": str(document.outlet_id), "kind__exact": "report", "q": "Fire"}
    response = desk.get(page(Document, "changelist"), query)
    assert list(response.context["cl"].queryset) == [document]
    assert '<input type="hidden" name="kind__exact" value="report">' in response.text
    assert '<input type="hidden" name="q" value="Fire">' in response.text
    assert f'<option value="{document.outlet_id}" selected>' in response.text


def test_a_text_is_shown_escaped_with_its_hash_and_not_changed(desk: Client, administrator: User) -> None:
    text = cast.make_text("A heading\n\n<script>alert(1)</script> was said.")
    desk.force_login(administrator)
    response = desk.get(page(Text, "change", text.pk))
    assert text.sha256 in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; was said." in response.text
    assert desk.post(page(Text, "change", text.pk), {"body": "Changed", "number": 7}).status_code == 403
    assert Text.objects.get(pk=text.pk).number == 1


def test_a_text_goes_only_where_nothing_speaks_of_it(desk: Client) -> None:
    placed, alone = cast.make_dossier().texts.first(), cast.make_text()
    assert placed
    for text in (placed, alone):
        desk.post(page(Text, "delete", text.pk), {"post": "yes"})
    assert list(Text.objects.filter(pk__in=[placed.pk, alone.pk])) == [placed]


def dossier_form(dossier: Dossier, **fields: object) -> dict[str, object]:
    """The dossier's form as the browser would send it back, with these fields changed."""
    data: dict[str, object] = {"title": dossier.title, "placements-INITIAL_FORMS": dossier.placements.count()}
    for row, placement in enumerate(dossier.placements.all()):
        for field in ("id", "role", "position"):
            data[f"placements-{row}-{field}"] = getattr(placement, field)
    data |= {"placements-TOTAL_FORMS": dossier.placements.count(), "placements-2-INITIAL_FORMS": 0}
    return {**data, "placements-2-TOTAL_FORMS": 0, **fields}


def test_a_dossier_is_entered_with_its_texts(desk: Client, moderator: User) -> None:
    article, report, another = cast.make_text(cast.ARTICLE, "article"), cast.make_text(), cast.make_text()
    data: dict[str, object] = {"title": "A new dossier", "placements-TOTAL_FORMS": 3, "placements-INITIAL_FORMS": 0}
    for row, (text, role) in enumerate(((article, "article"), (report, "report"), (another, "report"))):
        data |= {f"placements-{row}-text": text.pk, f"placements-{row}-role": role}
    desk.post(page(Dossier, "add"), data)
    dossier = Dossier.objects.get(title="A new dossier")
    assert (dossier.created_by, dossier.status) == (moderator, "draft")
    assert [placement.text for placement in dossier.placements.all()] == [article, report, another]


def test_texts_are_put_into_a_dossier(desk: Client) -> None:
    dossier, text = cast.make_dossier(), cast.make_text()
    new: dict[str, object] = {"placements-2-TOTAL_FORMS": 1, "placements-2-0-text": text.pk}
    new["placements-2-0-role"] = "report"
    desk.post(page(Dossier, "change", dossier.pk), dossier_form(dossier, **new))
    last = dossier.placements.last()
    assert last
    assert (last.text, last.position) == (text, 3)


def test_a_second_article_is_refused(desk: Client) -> None:
    dossier = cast.make_dossier()
    articles: dict[str, object] = {"placements-2-TOTAL_FORMS": 2}
    for row in range(2):
        fields = {"text": cast.make_text().pk, "role": "article"}
        articles |= {f"placements-2-{row}-{field}": value for field, value in fields.items()}
    assert desk.post(page(Dossier, "change", dossier.pk), dossier_form(dossier, **articles)).status_code == 200
    Placement.objects.filter(dossier=dossier, role="article").delete()
    assert desk.post(page(Dossier, "change", dossier.pk), dossier_form(dossier, **articles)).status_code == 200
    assert dossier.placements.count() == 1


def test_a_report_made_the_article_while_another_article_comes_is_refused(desk: Client) -> None:
    dossier = cast.make_dossier()
    dossier.placements.filter(role="article").delete()
    new: dict[str, object] = {"placements-2-TOTAL_FORMS": 1, "placements-2-0-text": cast.make_text().pk}
    new |= {"placements-2-0-role": "article", "placements-0-role": "article"}
    assert desk.post(page(Dossier, "change", dossier.pk), dossier_form(dossier, **new)).status_code == 200
    assert [placement.role for placement in dossier.placements.all()] == ["report"]


def test_a_text_that_reviewers_have_marked_stays_in_its_dossier(desk: Client) -> None:
    dossier = cast.make_annotation().review.dossier
    article, report = dossier.placements.all()
    url = page(Dossier, "change", dossier.pk)
    response = desk.post(url, dossier_form(dossier, **{"placements-0-DELETE": "on"}))
    assert "stays in the dossier" in response.text
    desk.post(url, dossier_form(dossier, **{"placements-1-DELETE": "on"}))
    assert list(dossier.placements.all()) == [article]
    assert report not in dossier.placements.all()


def act(client: Client, action: str, *things: Model) -> str:
    """What the list says after the action on these rows."""
    data = {"action": action, "_selected_action": [str(thing.pk) for thing in things]}
    return client.post(page(type(things[0]), "changelist"), data, follow=True).text


def test_dossiers_are_published_and_made_drafts_again(desk: Client, moderator: User) -> None:
    draft, published = cast.make_dossier(published=False), cast.make_dossier()
    assert "1 dossier changed." in act(desk, "publish", draft, published)
    draft.refresh_from_db()
    assert draft.status == Dossier.Status.PUBLISHED
    assert draft.published_at
    assert draft.history.latest().history_user == moderator
    assert "2 dossiers changed." in act(desk, "withdraw", draft, published)
    assert set(Dossier.objects.values_list("status", flat=True)) == {"draft"}


def test_the_history_names_who_changed_what(desk: Client, moderator: User) -> None:
    document = cast.make_document()
    document.title = "Another title"
    document.save()
    response = desk.get(page(Document, "history", document.pk))
    assert "Another title" in response.text
    assert "style=" not in response.text
    assert page(User, "change", moderator.pk) not in response.text


@pytest.mark.parametrize("model", [Document, Dossier, Review, Annotation, Evidence])
def test_the_past_is_looked_at_and_not_brought_back(desk: Client, model: type[Any]) -> None:
    thing: Any = some(model)
    past = page(model, "simple_history", thing.pk, thing.history.earliest().pk)
    response = desk.get(past)
    assert response.status_code == 200
    assert not re.findall(r'<(?:select|textarea)|<input type="(?:text|submit)"', response.text)
    assert desk.post(past, {"title": "Back"}).status_code == 405


def test_texts_are_found_while_typing_at_one_price(desk: Client) -> None:
    typed = {"app_label": "sources", "model_name": "placement", "field_name": "text", "term": "fire"}
    url = f"{reverse('admin:autocomplete')}?{urlencode(typed)}"
    text = cast.make_text()
    assert [found["id"] for found in desk.get(url).json()["results"]] == [str(text.pk)]
    before = queries(desk, url)
    for _time in range(10):
        cast.make_text()
    assert queries(desk, url) == before
    desk.force_login(cast.make_user("", is_staff=True))
    assert desk.get(url).status_code == 403
