"""Several files at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.forms.documents import FORMATS
from sources.forms.fields import LineField, choose, tags_field
from sources.importers import MAX_BYTES
from sources.intake.items import Item, Refusal, Said, each_item
from sources.intake.store import Intake, Outcome, Similar, Stored, place
from sources.language import language_choices
from sources.models import Document, Dossier, Outlet
from sources.reading import one_line

# Documents that are stored in one transaction.
BATCH = 500


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files, as a list of them."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(FilesField, self).clean(each, initial) for each in data or [None]]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a document in a file, or of a file that was refused."""

    file: str
    outcome: str
    label: str
    reason: str = ""
    title: str = ""
    url: str = ""
    sha256: str = ""
    may_edit: bool = False


class ImportForm(forms.Form):
    """Files, and what is said of all documents in them."""

    uploads = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        widget=SeveralFiles(attrs={"accept": FORMATS}),
        help_text=_(
            "Text, Markdown, saved pages, Word, PDF, NewsML, NITF, feeds, CSV, JSON lines, or a ZIP archive of these; "
            "up to 40 MB each."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("As the files say")), *Document.Kind.choices]
    )
    outlet = LineField(
        label=_("Outlet"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
        help_text=_("Left empty, it is what each file says."),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    tags = tags_field()
    dossier = forms.ModelChoiceField(Dossier.objects.none(), label=_("Dossier"), required=False, empty_label=_("None"))
    similar = forms.ChoiceField(
        label=_("What looks like a new wording"),
        required=False,
        choices=[
            (Similar.OFFER, _("Ask me")),
            (Similar.WORDING, _("Store it as a new wording")),
            (Similar.APART, _("Store it as a document of its own")),
        ],
        help_text=_("A text of the same outlet that is nearly the same as one that is there."),
    )
    # Of a file that is sent again, the one document that is meant.
    only = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.outlets = [outlet.name for outlet in Outlet.objects.prefetch_related("names")]
        choose(self.fields["language"], [("", _("Guess from the text")), *language_choices()])
        dossier = self.fields["dossier"]
        assert isinstance(dossier, forms.ModelChoiceField)
        dossier.queryset = Dossier.objects.editable_by(user).order_by("-created_at")

    def store(self) -> list[Result]:
        """Store what is in the files. What became of it all, in its order."""
        data = self.cleaned_data
        intake = Intake(self.user, similar=Similar(data["similar"] or Similar.OFFER))
        return [result for file in data["uploads"] for result in self.store_file(intake, file)]

    def store_file(self, intake: Intake, file: "UploadedFile[bytes]") -> Iterator[Result]:
        """What became of what is in the file, read and stored a batch at a time."""
        name = one_line(file.name or "")[-255:]
        wanted = self.cleaned_data["only"]
        batch: list[Item] = []
        for found in self.read(file, name):
            if isinstance(found, Refusal):
                yield Result(name, "refused", gettext("refused"), reason_of(found, name))
            elif wanted in ("", found.sha256):
                batch.append(found)
            if len(batch) >= BATCH:
                yield from self.store_batch(intake, name, batch)
                batch = []
        yield from self.store_batch(intake, name, batch)

    def store_batch(self, intake: Intake, name: str, batch: list[Item]) -> Iterator[Result]:
        for item, stored in zip(batch, intake.store(batch) if batch else [], strict=True):
            yield self.result(name, item, stored)

    def read(self, file: "UploadedFile[bytes]", name: str) -> Iterator[Item | Refusal]:
        """What the file holds; one that is too large is not even opened."""
        if (file.size or 0) > MAX_BYTES:
            sentence = gettext("This file is larger than %(limit)s MB. Divide it, or take the text out of it.")
            yield Refusal(name, sentence % {"limit": MAX_BYTES // 2**20})
            return
        data = self.cleaned_data
        said = Said(data["outlet"], data["language"], data["kind"], tuple(data["tags"]))
        yield from each_item(file.read(), name, said, file.content_type or "")

    def result(self, name: str, item: Item, stored: Stored) -> Result:
        dossier = self.cleaned_data["dossier"]
        return Result(
            file=name,
            outcome=str(stored.outcome),
            label=stored.outcome.label,
            reason=place(dossier, stored) if dossier else "",
            title=stored.document.title,
            url=stored.document.get_absolute_url(),
            sha256=item.sha256,
            may_edit=stored.may_edit and stored.outcome == Outcome.SIMILAR,
        )


def reason_of(refusal: Refusal, file: str) -> str:
    """Why something was refused, with its name where it is one of several in the file."""
    return refusal.reason if refusal.name == file else f"{refusal.name}: {refusal.reason}"
