"""A document by its address: fetched, looked at, corrected, stored; and fetched again."""

import hashlib
import ipaddress
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from sources.fetch import fetched
from sources.models import FETCHED_EACH, FETCHED_KEPT, Document, FetchedPage, Text
from tests import cast
from tests.site import Site, answer, to

pytestmark = pytest.mark.django_db
URL = "/documents/fetch/"

WORDS = """The mill at Oster burned for two days, and roughly 60 percent of the town had no water, the mayor said.

Four workers were hurt. The owner of the mill was not in the country when the fire began, police said on Tuesday.

Firefighters from three towns came to help, and the river was closed to boats until Wednesday evening."""


def html(words: str = WORDS, title: str = "Fire at Oster mill", more: str = "") -> bytes:
    paragraphs = "".join(f"<p>{block}</p>" for block in words.split("\n\n"))
    head = f"<meta charset=utf-8><title>{title}</title><meta property='og:title' content='{title}'>{more}"
    body = f"<article><h1>{title}</h1>{paragraphs}</article>"
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode()


FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Tern Wire</title>
<item><title>Fire at Oster</title><link>https://tern.example/1</link><guid>tern-1</guid>
<description>The mill at Oster burned for two days, the mayor said.</description></item>
<item><title>Ferry to Velm stopped</title><link>https://tern.example/2</link><guid>tern-2</guid>
<description>The ferry to Velm was stopped by the storm on Monday.</description></item></channel></rss>"""


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    cache.clear()
    settings.FETCH_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]
    with Site({"/fire": answer(body=html()), "/feed": answer(body=FEED, media_type="application/rss+xml")}) as site:
        yield site


@pytest.fixture
def writer(client: Client, reviewer: User) -> Client:
    """The browser of a reviewer."""
    client.force_login(reviewer)
    return client


def found(writer: Client, address: str, query: str = "") -> str:
    """The path of the page of what was found at an address."""
    response = writer.post(URL + query, {"url": address})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def as_shown(writer: Client, path: str, **changes: Any) -> dict[str, Any]:
    """What a browser sends of the form of what was found."""
    form = writer.get(path).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["tags"] = ", ".join(values["tags"] or [])
    return {name: value for name, value in {**values, **changes}.items() if value not in (None, False)}


def store(writer: Client, path: str, **changes: Any) -> Any:
    return writer.post(path, as_shown(writer, path, **changes))


def test_a_page_is_fetched_looked_at_and_stored(writer: Client, reviewer: User, site: Site) -> None:
    before = timezone.now()
    path = found(writer, f"{site.url}/fire")
    assert not Document.objects.exists()
    fetched_at = FetchedPage.objects.get().fetched_at
    response = store(writer, path)
    text = Text.objects.get()
    assert response["Location"] == text.document.get_absolute_url()
    assert (text.body, text.how, text.obtained_by) == (WORDS, "fetched", reviewer)
    assert before < text.obtained_at == fetched_at
    assert (text.document.title, text.document.language) == ("Fire at Oster mill", "en")
    assert (text.document.url, text.document.created_by) == (f"{site.url}/fire", reviewer)
    origin = text.original
    assert (bytes(origin.data), origin.url, origin.status) == (html(), f"{site.url}/fire", 200)
    assert origin.media_type == "text/html; charset=utf-8"
    assert origin.sha256 == hashlib.sha256(html()).hexdigest()
    assert not FetchedPage.objects.exists()


def test_what_was_found_is_corrected_before_it_is_stored(writer: Client, site: Site) -> None:
    path = found(writer, f"{site.url}/fire")
    edited = "\r\n\r\n".join(WORDS.split("\n\n")[:2])
    fields = {"title": "Fire", "byline": "Ann", "kind": "report", "outlet": "Tern Wire", "tags": "fire"}
    store(writer, path, body=edited, published_on="2026-03-04", published_time="10:30", offset="+01:00", **fields)
    text = Text.objects.get()
    assert text.body == "\n\n".join(WORDS.split("\n\n")[:2])
    assert (text.document.title, text.document.byline, text.document.kind) == ("Fire", "Ann", "report")
    assert (str(text.document.outlet), text.document.tag_names) == ("Tern Wire", ["fire"])
    assert str(text.document.published_at) == "2026-03-04 09:30:00+00:00"
    assert bytes(text.original.data) == html()


def test_the_last_address_of_a_redirect_is_the_document_s(writer: Client, site: Site) -> None:
    site.pages["/old"] = to("/fire")
    store(writer, found(writer, f"{site.url}/old#part"))
    assert Document.objects.get().url == f"{site.url}/fire"


@pytest.mark.parametrize(
    ("canonical", "stored"),
    [("{}/clean", "{}/clean"), ("{}/", "{}/fire"), ("https://elsewhere.example/fire", "{}/fire")],
)
def test_what_a_page_says_of_its_address(writer: Client, site: Site, canonical: str, stored: str) -> None:
    link = f'<link rel="canonical" href="{canonical.format(site.url)}">'
    site.pages["/fire?from=feed"] = site.pages["/fire"] = answer(body=html(more=link))
    form = writer.get(found(writer, f"{site.url}/fire")).context["form"]
    assert form["url"].value() == stored.format(site.url)


def test_the_characters_are_those_that_the_site_names(writer: Client, site: Site) -> None:
    words = "احترقت المطحنة في أوستر يومين كاملين وانقطع الماء عن المدينة كلها كما قال رئيس البلدية يوم الثلاثاء.\n\n"
    words += "وقالت الشرطة إن صاحب المطحنة لم يكن في البلاد عندما اندلع الحريق وإن أربعة عمال أصيبوا بجروح."
    page = html(words, "حريق في أوستر").decode().replace("<meta charset=utf-8>", "").encode("windows-1256")
    site.pages["/fire"] = answer(body=page, media_type="text/html; charset=windows-1256")
    store(writer, found(writer, f"{site.url}/fire"))
    text = Text.objects.get()
    assert (text.body, text.document.title) == (words, "حريق في أوستر")
    assert (bytes(text.original.data), text.original.media_type) == (page, "text/html; charset=windows-1256")


def test_an_address_may_come_with_the_link(writer: Client, site: Site) -> None:
    page = writer.get(URL, {"url": "https://example.org/a?b=1"}).content.decode()
    assert 'value="https://example.org/a?b=1"' in page
    assert site.asked == []


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "This field is required."),
        ("not an address", "This is not a web address."),
        ("file:///etc/passwd", "Write a web address that begins with https:// or http://."),
        ("http://127.0.0.2/", "127.0.0.2 is not a site of the open internet"),
        ("http://169.254.169.254/latest/", "not a site of the open internet"),
        ("{}/gone", "There is no such page (404)."),
        ("{}/secret", "asks programs not to fetch this page"),
        ("{}/empty", "There is no article in this page."),
    ],
)
def test_what_is_refused_says_so_beside_the_field(writer: Client, site: Site, url: str, sentence: str) -> None:
    site.pages["/robots.txt"] = answer(body=b"User-agent: *\nDisallow: /secret")
    site.pages["/empty"] = answer(body=b"<html><body> </body></html>")
    response = writer.post(URL, {"url": url.format(site.url)})
    assert response.status_code == 200
    assert sentence in response.context["form"].errors["url"][0]
    assert not FetchedPage.objects.exists()


def test_slow_sites_do_not_take_all_the_threads(writer: Client, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetched, "PATIENCE", 0.01)
    with fetched.AT_ONCE, fetched.AT_ONCE:
        assert "Try again in some seconds" in writer.post(URL, {"url": f"{site.url}/fire"}).content.decode()
    assert found(writer, f"{site.url}/fire")


def test_a_mistake_in_the_form_keeps_what_was_typed(writer: Client, site: Site) -> None:
    path = found(writer, f"{site.url}/fire")
    for changes, sentence in [
        ({"body": " "}, "The text holds no text."),
        ({"body": "x" * 2_000_001}, "The text is longer than two million characters."),
        ({"published_on": "", "published_time": "10:30"}, "Give the date too"),
        ({"title": ""}, "This field is required"),
    ]:
        page = store(writer, path, byline="Kept name", **changes).content.decode()
        assert sentence in page
        assert "Kept name" in page
    assert not Document.objects.exists()


def test_the_form_sent_twice_stores_once(writer: Client, site: Site) -> None:
    path = found(writer, f"{site.url}/fire")
    sent = as_shown(writer, path)
    assert writer.post(path, sent)["Location"] == writer.post(path, sent)["Location"]
    assert Text.objects.count() == 1


def test_the_same_text_and_the_same_address_are_said(writer: Client, reviewer: User, site: Site) -> None:
    same = cast.make_document(WORDS, by=reviewer, title="It is there")
    other = cast.make_document("Older words", by=reviewer, title="Older", url=f"{site.url}/fire")
    cast.make_document(WORDS, by=cast.make_reviewer(), title="A stranger’s")
    path = found(writer, f"{site.url}/fire")
    page = writer.get(path).content.decode()
    assert same.get_absolute_url() in page
    assert other.get_absolute_url() in page
    assert "A stranger’s" not in page
    assert "The same text is there already" in store(writer, path).content.decode()
    store(writer, path, again="on")
    assert Text.objects.filter(body=WORDS).count() == 3


def test_it_goes_into_a_dossier(writer: Client, reviewer: User, site: Site) -> None:
    dossier = cast.make_dossier(by=reviewer, published=False)
    path = found(writer, f"{site.url}/fire", f"?dossier={dossier.pk}&kind=report")
    assert store(writer, path)["Location"] == f"/dossiers/{dossier.pk}/edit/"
    assert dossier.texts.filter(body=WORDS, document__kind="report").exists()


def test_a_dossier_has_one_article(writer: Client, reviewer: User, site: Site) -> None:
    dossier = cast.make_dossier(by=reviewer, published=False)
    path = found(writer, f"{site.url}/fire", f"?dossier={dossier.pk}&kind=article")
    assert "The dossier has its article already." in store(writer, path).content.decode()


def test_others_dossiers_are_none_of_ones_own(writer: Client) -> None:
    assert writer.get(f"{URL}?dossier={cast.make_dossier(published=False).pk}").status_code == 404
    assert writer.get(f"{URL}?dossier=x").status_code == 404
    assert writer.get(f"{URL}?dossier={cast.make_dossier().pk}").status_code == 403


def test_of_a_feed_one_document_is_chosen(writer: Client, site: Site) -> None:
    path = found(writer, f"{site.url}/feed")
    page = writer.get(path).content.decode()
    assert "Ferry to Velm stopped" in page
    assert "/documents/fetch/?url=https%3A%2F%2Ftern.example%2F2" in page
    store(writer, f"{path}?item=1")
    document = Document.objects.get()
    assert (document.title, document.external_id) == ("Ferry to Velm stopped", "tern-2")
    assert document.url == "https://tern.example/2"
    store(writer, f"{path}?item=0")
    assert Document.objects.count() == 2


@pytest.mark.parametrize("item", ["2", "-1", "x", "9" * 30])
def test_what_is_not_in_the_feed_is_not_found(writer: Client, site: Site, item: str) -> None:
    assert writer.get(found(writer, f"{site.url}/feed") + f"?item={item}").status_code == 404


def test_a_preview_follows_what_is_typed(writer: Client, site: Site) -> None:
    path = found(writer, f"{site.url}/fire")
    sent = as_shown(writer, path, body="Other words\n\n<b>bold</b>", language="fr")
    part = writer.post(path, sent, headers={"HX-Request": "true"}).content.decode()
    assert "Other words</p>" in part
    assert "&lt;b&gt;bold&lt;/b&gt;" in part
    assert 'lang="fr"' in part
    assert "<form" not in part
    assert not Document.objects.exists()


def test_nobody_else_sees_the_page_that_waits(client: Client, reviewer: User, other_reviewer: User) -> None:
    page = cast.make_fetched_page(reviewer)
    client.force_login(other_reviewer)
    assert client.get(page.get_absolute_url()).status_code == 404
    assert client.post(page.get_absolute_url(), {}).status_code == 404


def test_pages_wait_for_a_day_and_only_so_many(writer: Client, reviewer: User, site: Site) -> None:
    theirs = cast.make_fetched_page(cast.make_reviewer())
    old = cast.make_fetched_page(cast.make_reviewer(), fetched_at=timezone.now() - FETCHED_KEPT)
    first, *_others = [cast.make_fetched_page(reviewer) for _number in range(FETCHED_EACH)]
    found(writer, f"{site.url}/fire")
    assert FetchedPage.objects.owned_by(reviewer).count() == FETCHED_EACH
    assert not FetchedPage.objects.filter(pk__in=[old.pk, first.pk]).exists()
    assert FetchedPage.objects.filter(pk=theirs.pk).exists()


# Fetched again


@pytest.fixture
def stored(writer: Client, site: Site) -> Document:
    store(writer, found(writer, f"{site.url}/fire"))
    return Document.objects.get()


def again(writer: Client, document: Document) -> Any:
    return writer.post(f"/documents/{document.pk}/fetch/", follow=True)


def test_a_page_that_has_not_changed(writer: Client, stored: Document) -> None:
    assert "Nothing has changed since" in again(writer, stored).content.decode()
    assert not FetchedPage.objects.exists()
    assert stored.texts.count() == 1


def test_a_text_that_was_corrected_has_not_changed_either(writer: Client, site: Site) -> None:
    store(writer, found(writer, f"{site.url}/fire"), body="Only these words were kept of it.")
    assert "Nothing has changed since" in again(writer, Document.objects.get()).content.decode()


def test_a_page_that_has_changed_becomes_a_new_wording(writer: Client, site: Site, stored: Document) -> None:
    site.pages["/fire"] = answer(body=html(WORDS.replace("Four workers", "Five workers")))
    shown = again(writer, stored)
    page = shown.content.decode()
    assert "1 word added" in page
    assert ">Five<" in page
    assert stored.texts.count() == 1
    response = writer.post(shown.redirect_chain[-1][0])
    assert response["Location"] == f"/documents/{stored.pk}/?wording=2"
    text = stored.texts.get(number=2)
    assert (text.how, text.original.url) == ("fetched", f"{site.url}/fire")
    assert "Five workers" in text.body
    assert not FetchedPage.objects.exists()


def test_a_page_that_is_gone_leaves_the_document_as_it_is(writer: Client, site: Site, stored: Document) -> None:
    del site.pages["/fire"]
    assert "There is no such page (404)" in again(writer, stored).content.decode()


def test_without_an_address_nothing_is_fetched_again(writer: Client, reviewer: User) -> None:
    document = cast.make_document(by=reviewer)
    assert "has no web address" in again(writer, document).content.decode()


def test_an_entry_of_a_feed_is_found_again_by_its_key(writer: Client, reviewer: User, site: Site) -> None:
    document = cast.make_document("Old words", by=reviewer, url=f"{site.url}/feed", external_id="tern-2")
    assert "stopped by the storm" in again(writer, document).content.decode()
    other = cast.make_document("Other words", by=reviewer, url=f"{site.url}/feed", external_id="tern-9")
    assert "none has the title of this one" in again(writer, other).content.decode()


def test_who_may_not_edit_the_document_fetches_nothing(client: Client, other_reviewer: User, site: Site) -> None:
    published = cast.make_dossier().texts.first()
    assert published
    client.force_login(other_reviewer)
    assert client.post(f"/documents/{published.document_id}/fetch/").status_code == 403
    assert client.get(f"/documents/{published.document_id}/fetch/").status_code == 405
    assert site.asked == []


def test_an_entry_whose_title_was_edited_meanwhile_is_said_to_be_missing(writer: Client, reviewer: User) -> None:
    document = cast.make_document(by=reviewer, title="Fire at Oster")
    page = cast.make_fetched_page(reviewer, FEED, document=document, media_type="application/rss+xml")
    Document.objects.update(title="Something else")
    for method in ("get", "post"):
        response = getattr(writer, method)(f"/wordings/fetch/{page.pk}/", follow=True)
        assert "none has the title of this one" in response.content.decode()
    assert document.texts.count() == 1


def test_a_new_wording_that_is_sent_twice_is_stored_once(writer: Client, reviewer: User) -> None:
    document = cast.make_document(by=reviewer)
    page = cast.make_fetched_page(reviewer, html(), document=document)
    for _click in range(2):
        response = writer.post(f"/wordings/fetch/{page.pk}/", follow=True)
        assert response.status_code in {200, 404}
    assert document.texts.count() == 2
