"""Documents with their texts, and what their list is narrowed by."""

import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.forms.fields import OFFSETS, LineField, WebAddressField, choose, key_field, tags_field, zone_of
from sources.forms.search import in_language, languages_of
from sources.importers import MAX_BYTES, ImportRefused, Parsed, parse
from sources.intake.items import days_of, media_type_of
from sources.language import guess_language, is_language, language_choices, language_name
from sources.models import Document, DocumentQuerySet, Dossier, Outlet, Text, uuid7
from sources.people import Person
from sources.reading import NotText, Reading, one_line, read_pasted, title_of, with_heading
from sources.text import Block, digest, direction

# Blocks of a text that a preview shows.
PREVIEWED = 60
# What a browser offers to choose; importers go by the content.
FORMATS = (
    ".txt,.md,.html,.htm,.xhtml,.mhtml,.mht,.xml,.nitf,.json,.jsonl,.ndjson,.csv,.tsv,.rss,.atom,.docx,.pdf,.zip,text/*"
)


class DocumentForm(forms.Form):
    """What is known of a document."""

    outlet = LineField(
        label=_("Outlet"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
        help_text=_("Who published it. A name that is not in the list is entered into it."),
    )
    title = LineField(label=_("Title"), max_length=500)
    byline = LineField(label=_("Byline"), required=False, max_length=300, help_text=_("Who wrote it."))
    dateline = LineField(
        label=_("Dateline"), required=False, max_length=200, help_text=_("The place it was filed from.")
    )
    published_on = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    published_time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    offset = forms.ChoiceField(
        label=_("Time zone"),
        choices=[(offset, "UTC" if offset == "+00:00" else f"UTC{offset}") for offset in OFFSETS],
        initial="+00:00",
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"))
    url = WebAddressField(label=_("Web address"), required=False, max_length=2000, assume_scheme="https")
    rights = LineField(
        label=_("Rights"), required=False, max_length=500, help_text=_("Who holds them, and what they allow.")
    )
    tags = tags_field()

    # What is stored as it was typed.
    PLAIN = ("title", "byline", "dateline", "published_on", "language", "url", "rights")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outlets = [outlet.name for outlet in Outlet.objects.prefetch_related("names")]
        language = self.initial.get("language", "")
        choices = language_choices()
        if language and language not in dict(choices):
            choices.append((language, language_name(language)))
        choose(self.fields["language"], choices)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day, time = data.get("published_on"), data.get("published_time")
        data["published_at"] = None
        if time and not day and "published_on" not in self.errors:
            self.add_error("published_on", _("Give the date too, or leave the time out."))
        elif time and day:
            zone = zone_of(data.get("offset") or "+00:00")
            data["published_at"] = datetime.datetime.combine(day, time, zone)
        if day and not 1000 <= day.year <= 9998:
            self.add_error("published_on", _("Write the year with four digits."))
        return data

    def lesser_fields_used(self) -> bool:
        """Whether there is anything in the fields that the page folds away."""
        return any(self[name].value() or self[name].errors for name in ("byline", "dateline", "url", "rights"))

    def outlet_named(self) -> Outlet | None:
        """The outlet of that name, entered into the registry if it is new."""
        name = self.cleaned_data["outlet"]
        return Outlet.objects.named_or_new(name, self.cleaned_data["language"]) if name else None

    @classmethod
    def filled_from(cls, document: Document) -> dict[str, Any]:
        """What the form shows of a document at first."""
        at = document.published_at
        return {
            **{name: getattr(document, name) for name in cls.PLAIN},
            "outlet": document.outlet.name if document.outlet else "",
            "published_on": at.astimezone(datetime.UTC).date() if at else document.published_on,
            "published_time": at.astimezone(datetime.UTC).time() if at else None,
            "tags": document.tag_names,
        }

    @transaction.atomic
    def save(self, document: Document) -> None:
        """Change what was changed."""
        changed = [name for name in self.PLAIN if name in self.changed_data]
        if {"published_on", "published_time", "offset"} & set(self.changed_data):
            changed += ["published_on", "published_at"]
        for name in changed:
            setattr(document, name, self.cleaned_data[name])
        if "outlet" in self.changed_data:
            document.outlet = self.outlet_named()
            changed.append("outlet")
        if changed:
            document.save(update_fields=set(changed))
        if sorted(self.cleaned_data["tags"]) != document.tag_names:
            document.tags.set(self.cleaned_data["tags"])


class WordsField(forms.CharField):
    """A text of any length. NUL, which some programs copy along, is left out: nobody sees it."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\x00", "")


class NewDocumentForm(DocumentForm):
    """A text, pasted or in a file, with what is known of it. `reading` is the text once the form was checked, and
    `found` is what the file says of it.
    """

    key = key_field()
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Document.Kind.choices, initial=Document.Kind.REPORT, widget=forms.RadioSelect
    )
    body = WordsField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto", "spellcheck": "false"}),
        help_text=_("Headings, quotes and lists of a web page are kept. A blank line begins a new paragraph."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": FORMATS}),
        help_text=_(
            "Text, a saved page, Word, PDF, or a wire format such as NewsML; up to 40 MB. What it says of title, date "
            "and outlet is filled in where you leave that empty."
        ),
    )
    # The page that was pasted, and whether its words were edited since: static/js/paste.js fills them in.
    html = WordsField(required=False, strip=False, widget=forms.HiddenInput)
    edited = forms.BooleanField(required=False, widget=forms.HiddenInput)
    again = forms.BooleanField(label=_("Store it once more all the same"), required=False)

    reading: Reading | None = None
    found: Parsed | None = None
    twin: Text | None = None

    def __init__(self, *args: Any, user: User, dossier: Dossier | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.dossier = user, dossier
        self.fields["title"].required = self.fields["language"].required = False
        self.fields["title"].help_text = _("Left empty, it is read off the text.")
        choose(self.fields["language"], [("", _("Guess from the text")), *language_choices()])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.read(data)
        if self.reading:
            self.guess(data, self.reading)
            self.refuse_twin(data, self.reading)
            self.refuse_second(data, self.reading)
        if data.get("kind") == Document.Kind.ARTICLE and self.dossier and self.dossier.has_article():
            self.add_error("kind", _("The dossier has its article already. Take that out first, or add a report."))
        if data.get("file") and self.errors and "file" not in self.errors:
            self.add_error("file", _("Choose the file once more: the browser does not keep it."))
        return data

    def read(self, data: dict[str, Any]) -> None:
        file, body = data.get("file"), data.get("body") or ""
        try:
            if file and body.strip():
                self.add_error("file", _("There is a text in the field above too: empty it, or leave the file out."))
            elif file:
                self.read_upload(file)
            elif body.strip():
                self.reading = read_pasted(body, data.get("html") or "", edited=data.get("edited", False))
            elif not self.errors.keys() & {"body", "file"}:
                self.add_error("body", _("Paste a text, or choose a file."))
        except NotText as error:
            self.add_error("body", f"{gettext('The text')} {error}")
        except ImportRefused as error:
            self.add_error("file", str(error))

    def read_upload(self, file: "UploadedFile[bytes]") -> None:
        """An uploaded file, not even opened where it is too large. Raises ImportRefused."""
        if (file.size or 0) > MAX_BYTES:
            limit = {"limit": MAX_BYTES // 2**20}
            raise ImportRefused(
                gettext("This file is larger than %(limit)s MB. Divide it, or take the text out of it.") % limit
            )
        data = file.read()
        found = parse(data, file.name or "", file.content_type or "")
        if len(found) > 1:
            sentence = gettext("This file holds {} documents. Here one text is stored: {}.")
            link = format_html('<a href="{}">{}</a>', reverse("document_import"), gettext("import the file instead"))
            self.add_error("file", ValidationError(format_html(sentence, len(found), link)))
            return
        [self.found] = found
        media_type = media_type_of(file.content_type or "", file.name or "")
        self.reading = Reading(self.found.body, self.found.blocks, data, media_type)

    def fill_in(self, data: dict[str, Any], found: Parsed) -> None:
        """What the file says, where the person left it empty."""
        for name in ("outlet", "title", "byline", "dateline", "url", "rights"):
            if name not in self.errors:
                data[name] = data.get(name) or getattr(found, name)
        if not data.get("language") and is_language(found.language):
            data["language"] = found.language
        if not any(data.get(name) or name in self.errors for name in ("published_on", "published_time")):
            data["published_on"], data["published_at"] = days_of(found.published)

    def guess(self, data: dict[str, Any], reading: Reading) -> None:
        """Fill in what was left empty."""
        if self.found:
            self.fill_in(data, self.found)
        data["title"] = data.get("title") or title_of(reading, data.get("outlet", ""))
        data["language"] = data.get("language") or guess_language(reading.body)
        if not data["language"] and "language" not in self.errors:
            self.add_error("language", _("The language was not recognised: choose it."))

    def refuse_twin(self, data: dict[str, Any], reading: Reading) -> None:
        """Say that the same text is there already; whoever knows that may store it again."""
        same = Text.objects.visible_to(self.user).filter(sha256=digest(reading.body))
        self.twin = same.exclude(document=data.get("key")).select_related("document").first()
        if self.twin and not data.get("again"):
            sentence = gettext("The same text is there already: {}.")
            link = format_html('<a href="{}">{}</a>', self.twin.document.get_absolute_url(), self.twin.document)
            self.add_error("file" if data.get("file") else "body", ValidationError(format_html(sentence, link)))

    def refuse_second(self, data: dict[str, Any], reading: Reading) -> None:
        """Of a form that was sent, changed and sent again, make no second wording of the first document."""
        first = Document.objects.editable_by(self.user).filter(pk__in=[data.get("key")]).first()
        if first and not first.texts.filter(sha256=digest(reading.body)).exists():
            sentence = gettext("This form was sent before, and {} was stored. Send it again to store this text too.")
            link = format_html('<a href="{}">{}</a>', first.get_absolute_url(), first)
            self.add_error(None, ValidationError(format_html(sentence, link)))
            self.data = {**{name: self.data.get(name) for name in self.data}, "key": str(uuid7())}

    # For the preview.

    @property
    def words(self) -> int:
        return len(self.reading.body.split()) if self.reading else 0

    @property
    def language_name(self) -> str:
        return language_name(self.cleaned_data.get("language", ""))

    @property
    def direction(self) -> str:
        return direction(self.cleaned_data.get("language", ""))

    @property
    def beginning(self) -> list[tuple[Block, str]]:
        """The first blocks, each with its words."""
        assert self.reading
        return [(block, self.reading.body[block.start : block.end]) for block in self.reading.blocks[:PREVIEWED]]

    @property
    def goes_on(self) -> bool:
        return self.reading is not None and len(self.reading.blocks) > PREVIEWED

    @property
    def came_from_page(self) -> bool:
        """Whether the words were read off a pasted page, so that they may take the place of the browser's."""
        return bool(self.cleaned_data.get("html")) and not self.cleaned_data.get("edited")

    @property
    def text_errors(self) -> list[str]:
        """What is wrong with the text itself, where there is one."""
        return [str(error) for name in ("body", "file") if self[name].data for error in self.errors.get(name, [])]

    @transaction.atomic
    def save_new(self) -> Text:
        """The text of the document under the form's key: the same one, however often the form is sent."""
        assert self.reading
        data = self.cleaned_data
        known = {name: data[name] for name in (*self.PLAIN, "published_at", "kind")}
        document, is_new = Document.objects.get_or_create(
            pk=data["key"],
            defaults={
                **known,
                "outlet": self.outlet_named(),
                "external_id": self.found.external_id if self.found else "",
                "created_by": self.user,
            },
        )
        if document.created_by_id != self.user.pk:
            raise PermissionDenied
        if is_new:
            document.tags.set(data["tags"])
        return document.add_text(
            self.reading.body,
            with_heading(self.reading.blocks, self.reading.body, data["title"]),
            how=Text.How.UPLOADED if data["file"] else Text.How.PASTED,
            by=self.user,
            original=self.reading.original,
            name=one_line(data["file"].name)[-255:] if data["file"] else "",
            media_type=self.reading.media_type,
            version=self.found.version if self.found else "",
        )


class DocumentFilter(forms.Form):
    """What a list of documents is narrowed by."""

    q = LineField(label=_("Search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Articles and reports")), *Document.Kind.choices]
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["language"], languages_of(user))

    def narrow(self, documents: DocumentQuerySet) -> DocumentQuerySet:
        """Those that fit; what makes no sense is left out."""
        self.full_clean()
        if words := self.cleaned_data.get("q"):
            documents = documents.searched(words)
        if kind := self.cleaned_data.get("kind"):
            documents = documents.filter(kind=kind)
        language = self.cleaned_data.get("language")
        return documents.filter(in_language(language)) if language else documents
