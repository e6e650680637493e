"""Storing what importers give: many documents in few queries, none of them twice, each whole or not at all."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.importers import Parsed
from sources.intake.items import NOTHING_SAID, Item, Said, days_of, prepare
from sources.intake.neighbours import Neighbours
from sources.intake.registry import Registry
from sources.intake.rows import insert, make
from sources.models import Document, DocumentTag, Dossier, Original, Text, uuid7
from sources.people import is_moderator
from sources.search import index

# Somebody else may store the same tag, or a wording of the same document, in the same moment: what they stored is
# there at the next attempt.
ATTEMPTS = 4


class Outcome(StrEnum):
    """What became of a document. SIMILAR was not stored: it looks like a new wording of the one that is named."""

    STORED = "stored"
    WORDING = "new wording"
    THERE = "already there"
    SIMILAR = "similar"

    @property
    def label(self) -> str:
        return str(LABELS[self])


LABELS = {
    Outcome.STORED: _("stored"),
    Outcome.WORDING: _("stored as a new wording"),
    Outcome.THERE: _("already there"),
    Outcome.SIMILAR: _("looks like a new wording of one that is there"),
}


class Similar(StrEnum):
    """What is done with a document that looks like a new wording of one that is there."""

    OFFER = "offer"
    WORDING = "wording"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a document, and the one that it is now, or is like."""

    outcome: Outcome
    document: Document
    text_id: UUID | None = None
    """None where no text was stored."""
    may_edit: bool = True
    """Whether the person may give the document a new wording."""

    @property
    def text(self) -> Text | None:
        """A query."""
        return Text.objects.filter(pk=self.text_id).first() if self.text_id else None


def store(
    parsed: Parsed,
    *,
    by: User | None,
    original: bytes = b"",
    name: str = "",
    media_type: str = "",
    said: Said = NOTHING_SAID,
    how: str = Text.How.IMPORTED,
    similar: Similar = Similar.OFFER,
) -> Stored:
    """Store one document. Raises ImportRefused where its language is not known, or it is too long."""
    [stored] = Intake(by, how=how, similar=similar).store([prepare(parsed, said, original, name, media_type)])
    return stored


class Intake:
    """What comes in for one person; for None on behalf of the machine, which sees and may change everything."""

    def __init__(self, by: User | None, *, how: str = Text.How.IMPORTED, similar: Similar = Similar.OFFER) -> None:
        self.by, self.how, self.similar = by, how, similar
        self.registry, self.neighbours = Registry(), Neighbours(self.visible)

    def store(self, items: Sequence[Item]) -> list[Stored]:
        """Store a batch, all of it or, where something fails, nothing. What became of each, in their order."""
        for _attempt in range(ATTEMPTS - 1):
            with suppress(IntegrityError, OperationalError):
                return self.store_at_once(items)
        return self.store_at_once(items)

    def store_at_once(self, items: Sequence[Item]) -> list[Stored]:
        try:
            with transaction.atomic():
                batch = Batch(self, items)
                stored = [batch.take(item) for item in items]
                batch.write()
        except BaseException:
            self.registry.forget()
            self.neighbours.forget()
            raise
        return stored

    def visible(self, documents: Iterable[Document]) -> set[UUID]:
        """The keys of those that the person sees: one query, where somebody else's are among them."""
        if self.by is None:
            return {document.pk for document in documents}
        own = {document.pk for document in documents if document.created_by_id == self.by.pk}
        others = {document.pk for document in documents} - own
        if not others:
            return own
        return own | set(Document.objects.visible_to(self.by).filter(pk__in=others).values_list("pk", flat=True))

    def may_edit(self, document: Document) -> bool:
        return self.by is None or document.created_by_id == self.by.pk or bool(is_moderator(self.by))


class Batch:
    """Documents that are stored together, beside what is there already of the same words, keys and addresses."""

    def __init__(self, intake: Intake, items: Sequence[Item]) -> None:
        self.intake = intake
        self.registry, self.neighbours = intake.registry, intake.neighbours
        self.registry.find_outlets(item.parsed.outlet for item in items)
        self.registry.find_tags(tag for item in items for tag in item.parsed.tags)
        self.by = intake.by.pk if intake.by else None
        self.by_words: dict[str, Stored] = {}
        self.by_key: dict[tuple[str, int | None], Document] = {}
        self.by_url: dict[str, Document] = {}
        self.numbers: dict[UUID, int] = {}
        self.documents: list[dict[str, Any]] = []
        self.texts: list[dict[str, Any]] = []
        self.originals: list[dict[str, Any]] = []
        self.tags: list[dict[str, Any]] = []
        self.find(items)

    def find(self, items: Sequence[Item]) -> None:
        """What is there already: a query for each way in which a document can be the same."""
        same = Text.objects.untranslated().filter(sha256__in={item.sha256 for item in items}).select_related("document")
        texts = list(same.defer("body", "blocks").order_by("-pk"))
        known = list(self.known(items))
        visible = self.intake.visible({text.document for text in texts} | set(known))
        self.by_words = {
            text.sha256: Stored(Outcome.THERE, text.document, text.pk, self.intake.may_edit(text.document))
            for text in texts
            if text.document_id in visible
        }
        for document in known:
            if document.pk in visible:
                self.remember(document)
        if self.intake.similar != Similar.APART:
            named = ((self.registry.outlet_named(item.parsed.outlet), item) for item in items)
            self.neighbours.look_up((outlet, item) for outlet, item in named if outlet)

    def known(self, items: Sequence[Item]) -> Iterable[Document]:
        """The documents with the same key of their publisher, or the same address."""
        keys = {item.parsed.external_id for item in items} - {""}
        urls = {item.parsed.url for item in items if is_page(item.parsed.url)}
        found = Q(external_id__in=keys) if keys else Q()
        if urls:
            found |= Q(url__in=urls)
        return Document.objects.filter(found).order_by("-pk") if found else ()

    def remember(self, document: Document) -> None:
        if document.external_id:
            self.by_key[document.external_id, document.outlet_id] = document
        if is_page(document.url):
            self.by_url[document.url] = document

    def take(self, item: Item) -> Stored:
        """What is to become of the document; `write` then stores it."""
        if same := self.by_words.get(item.sha256):
            return same
        like = None if self.intake.similar == Similar.APART else self.like(item)
        if like and self.intake.similar == Similar.WORDING and self.intake.may_edit(like):
            return Stored(Outcome.WORDING, like, self.add_text(like, item))
        if like:
            return Stored(Outcome.SIMILAR, like, None, self.intake.may_edit(like))
        document = self.add_document(item)
        return Stored(Outcome.STORED, document, self.add_text(document, item))

    def like(self, item: Item) -> Document | None:
        """The document that this looks like a new wording of."""
        outlet = self.registry.outlet_named(item.parsed.outlet)
        key = (item.parsed.external_id, outlet.pk if outlet else None)
        if found := self.by_key.get(key) or self.by_url.get(item.parsed.url):
            return found
        return self.neighbours.most_alike(outlet, item) if outlet else None

    def add_document(self, item: Item) -> Document:
        parsed = item.parsed
        day, moment = days_of(parsed.published)
        outlet = self.registry.outlet_for(parsed.outlet, parsed.language)
        document, row = make(
            Document,
            kind=parsed.kind,
            outlet_id=outlet.pk if outlet else None,
            title=parsed.title,
            byline=parsed.byline,
            dateline=parsed.dateline,
            published_on=day,
            published_at=moment,
            language=parsed.language,
            url=parsed.url,
            rights=parsed.rights,
            external_id=parsed.external_id,
            created_by_id=self.by,
        )
        self.documents.append(row)
        self.numbers[document.pk] = 0
        self.remember(document)
        tags = {self.registry.tag(name).pk for name in parsed.tags}
        self.tags += [{"tag_id": tag, "content_object_id": document.pk} for tag in tags]
        return document

    def add_text(self, document: Document, item: Item) -> UUID:
        parsed, number = item.parsed, self.numbers.get(document.pk)
        if number is None:
            document.wait_for_turn()
            number = document.last_number()
        self.numbers[document.pk] = number + 1
        key = uuid7()
        self.texts.append(
            {
                "id": key,
                "document_id": document.pk,
                "number": number + 1,
                "body": parsed.body,
                "blocks": [[block.kind, block.start, block.end] for block in parsed.blocks],
                "sha256": item.sha256,
                "how": self.intake.how,
                "obtained_by_id": self.by,
            }
        )
        self.originals.append(
            {
                "text_id": key,
                "data": item.original,
                "name": item.name,
                "media_type": item.media_type,
                "version": parsed.version[:100],
                "sha256": hashlib.sha256(item.original).hexdigest(),
            }
        )
        self.by_words[item.sha256] = Stored(Outcome.THERE, document, key)
        if self.intake.similar != Similar.APART:
            self.neighbours.add(document, item)
        return key

    def write(self) -> None:
        """Everything that was taken, with its history."""
        past = {"history_date": timezone.now(), "history_type": "+", "history_user_id": self.by}
        insert(Document, self.documents)
        insert(Document.history.model, [{**row, **past} for row in self.documents])
        insert(Text, self.texts)
        insert(Original, self.originals)
        insert(DocumentTag, self.tags)
        index(row["document_id"] for row in self.texts)


def place(dossier: Dossier, stored: Stored) -> str:
    """Put what was stored into a dossier. Why that is not possible, as a sentence; empty where it was."""
    if not stored.text_id:
        return ""
    placement = dossier.place(Text.objects.select_related("document").get(pk=stored.text_id))
    if placement.text.document_id != stored.document.pk:
        return gettext("The dossier has its article already: this one is not in it.")
    return ""


def is_page(url: str) -> bool:
    """Whether an address names more than a site, so that only one document can be there."""
    if not url:
        return False
    parts = urlsplit(url)
    return bool(parts.netloc and (parts.path.strip("/") or parts.query))
