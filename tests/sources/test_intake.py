"""Storing what importers give: nothing twice, nothing half."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError
from taggit.models import Tag

from sources.importers import ImportRefused
from sources.importers.parsed import assemble
from sources.intake.items import NOTHING_SAID, Item, Said, prepare
from sources.intake.store import Intake, Outcome, Similar, Stored, store
from sources.models import Document, Original, Outlet, Text
from tests import cast

pytestmark = pytest.mark.django_db

BODY = """The mill at Oster burned for two days and nobody in the town had been told of it, neighbours said.

Four workers were hurt when the roof came down shortly before midnight, the fire brigade said.

The owner was not in the country, and the police said that they were looking for two of his drivers.

Roughly sixty per cent of the town had no water on Tuesday, the mayor told a council that met outdoors."""
CORRECTED = BODY.replace("Four workers", "Five workers")
OTHER = """Ferries between the islands stay in port until the storm is over, the harbour master of Tern said.

Passengers were told to go home and to come again on Thursday morning, when the wind is to be weaker."""


def item(body: str = BODY, said: Said = NOTHING_SAID, **fields: Any) -> Item:
    fields = {"title": "Fire at Oster", "kind": "report", "outlet": "Tern Wire", "language": "en", **fields}
    return prepare(assemble([("paragraph", body)], **fields), said, body.encode(), "wire.txt", "text/plain")


def take(*items: Item, by: User | None = None, similar: Similar = Similar.OFFER) -> list[Stored]:
    return Intake(by, similar=similar).store(items)


def outcomes(stored: list[Stored]) -> list[str]:
    return [str(each.outcome) for each in stored]


def test_everything_that_was_parsed_is_stored(reviewer: User) -> None:
    at = datetime.datetime(2026, 3, 4, 0, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    parsed = assemble(
        [("heading", "Fire"), ("paragraph", BODY)], kind="report", title="Fire at Oster", byline="Ann Odden",
        dateline="OSTER", published=at, language="en", outlet="Tern Wire", url="https://tern.example/fire",
        external_id="tern:1", version="2", rights="Tern", tags=["fire", "Fire"],
    )  # fmt: skip
    stored = store(parsed, by=reviewer, original=b"bytes", name="f.xml", media_type="text/xml")
    document, text = Document.objects.get(), Text.objects.get()
    assert (stored.outcome, stored.document, stored.text) == (Outcome.STORED, document, text)
    assert (document.kind, document.title, document.byline, document.dateline) == (
        "report", "Fire at Oster", "Ann Odden", "OSTER",
    )  # fmt: skip
    assert (document.published_on, document.published_at) == (datetime.date(2026, 3, 4), at)
    assert (document.url, document.external_id, document.rights) == ("https://tern.example/fire", "tern:1", "Tern")
    assert (str(document.outlet), document.tag_names, document.created_by) == ("Tern Wire", ["fire"], reviewer)
    assert (text.number, text.how, text.obtained_by) == (1, "imported", reviewer)
    assert [block.kind for block, _words in text.passages()][:2] == ["heading", "paragraph"]
    original = text.original
    assert (bytes(original.data), original.name, original.media_type) == (b"bytes", "f.xml", "text/xml")
    assert original.version == "2"


def test_the_rows_are_those_that_the_models_would_store(reviewer: User) -> None:
    take(item(), by=reviewer)
    document, text = Document.objects.get(), Text.objects.get()
    own = cast.make_document(BODY, by=reviewer, title="Fire at Oster", outlet=document.outlet)
    unlike = {"id", "created_at", "obtained_at", "document_id", "text_id", "how", "blocks"}
    for mine, theirs in ((document, own), (text, own.texts.get())):
        fields = {field.attname for field in mine._meta.concrete_fields} - unlike
        assert {name: getattr(mine, name) for name in fields} == {name: getattr(theirs, name) for name in fields}
    data = bytes(text.original.data)
    text.original.save()
    assert Original.objects.get(text=text).sha256 == own.texts.get().original.sha256
    assert data == BODY.encode()


def test_history_is_kept(reviewer: User) -> None:
    take(item(), by=reviewer)
    past = Document.history.get()
    assert (past.history_type, past.history_user, past.title) == ("+", reviewer, "Fire at Oster")


def test_what_is_stored_is_found_by_its_words(reviewer: User) -> None:
    take(item(), item(OTHER, title="Ferries"), by=reviewer)
    assert [document.title for document in Document.objects.searched("harbour master")] == ["Ferries"]


def test_twice_is_once(reviewer: User) -> None:
    first = take(item(), item(OTHER), item(), by=reviewer)
    assert outcomes(first) == ["stored", "stored", "already there"]
    again = take(item(), item(OTHER), by=reviewer)
    assert outcomes(again) == ["already there"] * 2
    assert [each.document for each in again] == [each.document for each in first[:2]]
    assert Text.objects.count() == 2


def test_the_same_words_elsewhere_are_not_told_of_to_who_does_not_see_them(
    reviewer: User, other_reviewer: User, moderator: User
) -> None:
    take(item(), by=other_reviewer)
    assert outcomes(take(item(), by=reviewer)) == ["stored"]
    assert outcomes(take(item(CORRECTED), by=moderator)) == ["similar"]


def test_a_published_document_is_linked(reviewer: User) -> None:
    dossier = cast.make_dossier()
    report = cast.reports_of(dossier)[0]
    [stored] = take(item(cast.REPORT), by=reviewer)
    assert (stored.outcome, stored.document, stored.may_edit) == (Outcome.THERE, report.document, False)


def test_nearly_the_same_text_of_an_outlet_is_offered_as_a_new_wording() -> None:
    [first] = take(item())
    [offered] = take(item(CORRECTED))
    assert (offered.outcome, offered.document, offered.text) == (Outcome.SIMILAR, first.document, None)
    assert Text.objects.count() == 1


def test_nearly_the_same_is_found_within_a_batch_too() -> None:
    assert outcomes(take(item(), item(OTHER), item(CORRECTED))) == ["stored", "stored", "similar"]


@pytest.mark.parametrize(
    "fields",
    [{"outlet": "Coast Monitor"}, {"outlet": ""}, {"published": datetime.date(2026, 3, 9)}],
    ids=["another outlet", "no outlet", "another week"],
)
def test_what_is_no_new_wording(fields: dict[str, Any]) -> None:
    take(item(published=datetime.date(2026, 3, 4)))
    assert outcomes(take(item(CORRECTED, **{"published": datetime.date(2026, 3, 4), **fields}))) == ["stored"]


def test_a_new_wording_is_stored_where_it_is_asked_for(reviewer: User) -> None:
    [first] = take(item(), by=reviewer)
    stored = take(
        item(CORRECTED), item(CORRECTED + "\n\nThe mayor speaks at noon."), by=reviewer, similar=Similar.WORDING
    )
    assert outcomes(stored) == ["new wording"] * 2
    assert [text.number for text in first.document.texts.all()] == [1, 2, 3]
    assert outcomes(take(item(CORRECTED), by=reviewer)) == ["already there"]


def test_a_new_wording_is_not_put_to_a_document_of_others(reviewer: User) -> None:
    report = cast.reports_of(cast.make_dossier())[0]
    near = cast.REPORT.replace("Four workers", "Five workers")
    outlet = str(report.document.outlet)
    [stored] = take(item(near, outlet=outlet), by=reviewer, similar=Similar.WORDING)
    assert (stored.outcome, stored.may_edit, report.document.texts.count()) == (Outcome.SIMILAR, False, 1)


def test_a_new_wording_can_be_stored_apart() -> None:
    take(item())
    assert outcomes(take(item(CORRECTED), similar=Similar.APART)) == ["stored"]
    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [{"external_id": "tern:7"}, {"url": "https://tern.example/7", "outlet": "Coast Monitor"}],
    ids=["key", "address"],
)
def test_another_text_under_the_same_key_or_address_is_a_new_wording(fields: dict[str, Any]) -> None:
    both: dict[str, Any] = {"external_id": "tern:7", "url": "https://tern.example/7"}
    [first] = take(item(**both))
    [offered] = take(item(OTHER, **fields))
    assert (offered.outcome, offered.document) == (Outcome.SIMILAR, first.document)


def test_the_address_of_a_whole_site_names_no_document() -> None:
    stored = take(item(url="https://tern.example/"), item(OTHER, url="https://tern.example/"))
    assert outcomes(stored) == ["stored"] * 2


def test_a_key_is_its_outlets_own() -> None:
    assert outcomes(take(item(external_id="7"), item(OTHER, external_id="7", outlet="Coast Monitor"))) == ["stored"] * 2


def test_what_is_said_of_all_counts_for_more_than_what_the_files_say() -> None:
    said = Said(outlet="AFP", language="fr", kind="article", tags=("mill",))
    take(item(said=said, tags=["fire"]))
    document = Document.objects.get()
    assert (document.outlet, document.language, document.kind) == (Outlet.objects.get(slug="afp"), "fr", "article")
    assert document.tag_names == ["fire", "mill"]


def test_outlets_and_tags_are_entered_once() -> None:
    Tag.objects.create(name="Fire")
    take(item(tags=["fire"]), item(OTHER, outlet="TERN WIRE", tags=["FIRE", "sea"]))
    assert Outlet.objects.filter(names__folded="tern wire").count() == 1
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Fire", "sea"]


def test_a_batch_that_fails_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    intake, before = Intake(None), Outlet.objects.count()
    broken = item(OTHER, title="x", tags=["new"])
    broken.parsed.blocks[:] = [("not", "a", "block")]  # type: ignore[list-item]
    with pytest.raises((AttributeError, DatabaseError)):
        intake.store([item(), broken])
    assert (Document.objects.count(), Outlet.objects.count(), Tag.objects.count()) == (0, before, 0)
    assert outcomes(intake.store([item(), item(OTHER)])) == ["stored"] * 2


def test_a_batch_takes_the_same_few_queries_however_long_it_is(
    reviewer: User, django_assert_max_num_queries: Any
) -> None:
    def batch(length: int) -> list[Item]:
        return [item(f"{OTHER}\n\nThis is number {place} of {length}.", tags=["sea"]) for place in range(length)]

    take(*batch(1), by=reviewer, similar=Similar.APART)
    with django_assert_max_num_queries(25):
        take(*batch(200), by=reviewer, similar=Similar.APART)


def test_a_text_in_no_language_is_refused() -> None:
    with pytest.raises(ImportRefused, match="language"):
        prepare(assemble([("paragraph", "12 34 56 78")], title="x"))


def test_without_the_bytes_the_words_are_the_original() -> None:
    take(prepare(assemble([("paragraph", BODY)], title="x", language="en")))
    original = Text.objects.get().original
    assert (bytes(original.data).decode(), original.media_type) == (Text.objects.get().body, "text/plain")
