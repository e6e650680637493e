"""Another wording of a document that is there."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.forms.documents import NewDocumentForm
from sources.forms.fields import choose
from sources.glossaries.normal import primary
from sources.language import language_choices
from sources.models import Document, Text
from sources.reading import Reading, one_line, with_heading
from sources.text import digest


class NewWordingForm(NewDocumentForm):
    """The words alone, pasted or in a file, or those of a translation; all else is known of the document."""

    FIELDS = ("body", "file", "language", "html", "edited")

    translated_into = ""

    def __init__(self, *args: Any, user: User, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.document = document
        self.fields = {name: self.fields[name] for name in self.FIELDS}
        self.fields["file"].help_text = _(
            "Text, a saved page, Word, PDF, or a wire format such as NewsML; up to 40 MB."
        )
        own = primary(document.language)
        languages = [(code, name) for code, name in language_choices() if code != own]
        self.fields["language"].label = _("This is a translation into")
        self.fields["language"].help_text = _(
            "A translation helps to compare the document with texts in that language; it is never shown in its place."
        )
        choose(self.fields["language"], [("", _("– no translation –")), *languages])

    def guess(self, data: dict[str, Any], reading: Reading) -> None:
        """The preview shows the words in their language."""
        self.translated_into = data.get("language") or ""
        data["title"], data["language"] = self.document.title, self.translated_into or self.document.language

    def refuse_twin(self, data: dict[str, Any], reading: Reading) -> None:
        """Say that the document has these words already."""
        self.twin = self.document.texts.filter(sha256=digest(reading.body)).first()
        if self.twin:
            sentence = gettext("These are the words of {}, so there is nothing new to store.")
            name = gettext("wording %(number)s") % {"number": self.twin.number}
            link = format_html(
                '<a href="{}?wording={}">{}</a>', self.document.get_absolute_url(), self.twin.number, name
            )
            self.add_error("file" if data.get("file") else "body", ValidationError(format_html(sentence, link)))

    def refuse_second(self, data: dict[str, Any], reading: Reading) -> None:
        """A form that is sent twice is refused by its words."""

    def save_wording(self) -> Text:
        """The new wording of the document."""
        assert self.reading
        file = self.cleaned_data["file"]
        return self.document.add_text(
            self.reading.body,
            with_heading(self.reading.blocks, self.reading.body, self.document.title),
            how=Text.How.UPLOADED if file else Text.How.PASTED,
            by=self.user,
            original=self.reading.original,
            name=one_line(file.name)[-255:] if file else "",
            media_type=self.reading.media_type,
            language=self.translated_into,
            version=self.found.version if self.found else "",
        )
