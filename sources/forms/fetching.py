"""The address of a page, and what was found there."""

import datetime
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.fetch import FetchRefused
from sources.fetch.fetched import document_key, fetch_page
from sources.forms.documents import PREVIEWED, DocumentForm
from sources.forms.fields import OFFSETS, choose
from sources.importers import ImportRefused, Parsed
from sources.language import guess_language, is_language, language_choices, language_name
from sources.models import Document, DocumentQuerySet, Dossier, FetchedPage, Text
from sources.reading import NotText, Reading, check_body, guess_title, with_heading
from sources.text import Block, BlockKind, blocks_of, canonical, digest, direction


class AddressForm(forms.Form):
    """The address of a page to be fetched."""

    url = forms.CharField(
        label=_("Web address"),
        max_length=2000,
        widget=forms.TextInput(
            attrs={
                "dir": "ltr",
                "inputmode": "url",
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
        help_text=_("Of an article, a report, or a feed with several of them."),
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        return url if "://" in url else f"https://{url}"

    def fetch(self, by: User) -> FetchedPage | None:
        """The page, kept until it is stored; None where it could not be fetched or read, and the form says why."""
        try:
            return fetch_page(self.cleaned_data["url"], by)
        except (FetchRefused, ImportRefused) as error:
            self.add_error("url", str(error))
        return None


class FoundDocumentForm(DocumentForm):
    """A document that was found in a page, to be corrected before it is stored.

    `reading` are its words as they would be stored.
    """

    kind = forms.ChoiceField(label=_("Kind"), choices=Document.Kind.choices, widget=forms.RadioSelect)
    body = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto", "spellcheck": "false"}),
        help_text=_("Take out what does not belong to it. A blank line begins a new paragraph."),
    )
    again = forms.BooleanField(label=_("Store it once more all the same"), required=False)

    def __init__(
        self, *args: Any, page: FetchedPage, item: int, found: Parsed, user: User, dossier: Dossier | None
    ) -> None:
        self.page, self.item, self.found, self.user, self.dossier = page, item, found, user, dossier
        language = found.language if is_language(found.language) else guess_language(found.body)
        super().__init__(*args, initial=filled_from(found, language))
        if not language:
            choose(self.fields["language"], [("", _("Choose it")), *language_choices()])
        self.reading = Reading(found.body, found.blocks, b"", page.media_type)
        self.chosen_language = language

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.chosen_language = data.get("language", "")
        if "body" not in self.errors:
            self.read(data["body"])
        dates = {"published_on", "published_time", "offset"}
        if isinstance(self.found.published, datetime.datetime) and not dates & set(self.changed_data):
            data["published_at"] = self.found.published  # to the second
        if data.get("kind") == Document.Kind.ARTICLE and self.dossier and self.dossier.has_article():
            self.add_error("kind", _("The dossier has its article already. Take that out first, or add a report."))
        if self.twin and not data.get("again"):
            sentence = gettext("The same text is there already: {}.")
            link = format_html('<a href="{}">{}</a>', self.twin.get_absolute_url(), self.twin)
            self.add_error("body", ValidationError(format_html(sentence, link)))
        return data

    def read(self, typed: str) -> None:
        """The words as they were edited, with the kinds that their blocks have in the page."""
        try:
            body = check_body(canonical(typed))
        except NotText as error:
            self.add_error("body", f"{gettext('The text')} {error}")
            return
        if body != self.found.body:
            self.reading = replace(self.reading, body=body, blocks=with_kinds(body, self.found))

    @property
    def twin(self) -> Document | None:
        """A document with the same words."""
        return Document.objects.visible_to(self.user).filter(texts__sha256=digest(self.reading.body)).first()

    @property
    def neighbours(self) -> DocumentQuerySet:
        """Documents from the same address, with other words."""
        addresses = {self.page.url, self.page.requested, self.found.url}
        there = Document.objects.visible_to(self.user).filter(url__in=addresses)
        return there.exclude(texts__sha256=digest(self.reading.body)).distinct()

    @transaction.atomic
    def save_new(self) -> Text:
        data = self.cleaned_data
        known = {name: data[name] for name in (*self.PLAIN, "published_at", "kind")}
        document, is_new = Document.objects.get_or_create(
            pk=document_key(self.page.pk, self.item),
            defaults={
                **known,
                "outlet": self.outlet_named(),
                "external_id": self.found.external_id,
                "created_by": self.user,
            },
        )
        if is_new:
            document.tags.set(data["tags"])
        body = self.reading.body
        return self.page.store(
            document, body, with_heading(self.reading.blocks, body, document.title), self.found.version
        )

    # For the preview.

    @property
    def words(self) -> int:
        return len(self.reading.body.split())

    @property
    def language_name(self) -> str:
        return language_name(self.chosen_language)

    @property
    def direction(self) -> str:
        return direction(self.chosen_language)

    @property
    def beginning(self) -> list[tuple[Block, str]]:
        """The first blocks, each with its words."""
        return [(block, self.reading.body[block.start : block.end]) for block in self.reading.blocks[:PREVIEWED]]

    @property
    def goes_on(self) -> bool:
        return len(self.reading.blocks) > PREVIEWED


def with_kinds(body: str, found: Parsed) -> list[Block]:
    """The blocks of edited words: what was not edited keeps its kind."""
    kinds: dict[str, BlockKind] = {found.body[block.start : block.end]: block.kind for block in found.blocks}
    return [replace(block, kind=kinds.get(body[block.start : block.end], "paragraph")) for block in blocks_of(body)]


def filled_from(found: Parsed, language: str) -> dict[str, Any]:
    """What the form shows of a document that was found, at first."""
    at = found.published
    shown: dict[str, Any] = {"published_on": at}
    if isinstance(at, datetime.datetime):
        offset = f"{at:%z}"[:3] + ":" + f"{at:%z}"[3:5]
        local = at if offset in OFFSETS else at.astimezone(datetime.UTC)
        time = local.time().replace(second=0, microsecond=0)
        shown = {
            "published_on": local.date(),
            "published_time": time,
            "offset": offset if offset in OFFSETS else "+00:00",
        }
    names = ("kind", "outlet", "byline", "dateline", "url", "rights", "tags", "body")
    return {
        **{name: getattr(found, name) for name in names},
        **shown,
        "title": found.title or guess_title(found.body, found.outlet),
        "language": language,
    }
