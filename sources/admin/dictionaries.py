"""Dictionaries that the comparison reads words in beside Lateral's own lists."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.admin.desk import LateralAdmin, ModelForm, person
from sources.comparing.dictionaries import UploadedDictionary, digest_of
from sources.forms.fields import choose
from sources.glossaries import DictionaryRefused, read_dictionary
from sources.glossaries.dictd import MOST_BYTES, too_large
from sources.language import language_choices, language_name


class DictionaryForm(ModelForm):
    """What a dictionary is called, and between which languages it goes."""

    first = forms.ChoiceField(label=_("Language of the headwords"))
    second = forms.ChoiceField(label=_("Language of the translations"))

    class Meta:
        model = UploadedDictionary
        fields = ("name", "first", "second")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            choose(self.fields[name], [("", "–"), *language_choices()])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("first") and data.get("first") == data.get("second"):
            self.add_error("second", gettext("A dictionary goes from one language into another."))
        return data


class NewDictionaryForm(DictionaryForm):
    """With the two files, which stay as they were uploaded."""

    index_file = forms.FileField(label=_("Index"), help_text=_("The file that ends in .index."))
    articles_file = forms.FileField(label=_("Articles"), help_text=_("The file that ends in .dict or .dict.dz."))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("index_file") and data.get("articles_file"):
            self.read(data["index_file"], data["articles_file"])
        return data

    def read(self, index: File[bytes], articles: File[bytes]) -> None:
        """Take the files over, or say what is wrong with them."""
        try:
            if max(index.size or 0, articles.size or 0) > MOST_BYTES:
                raise too_large()
            words, said = index.read(), articles.read()
            self.instance.headwords = len(read_dictionary(words, said))
        except DictionaryRefused as error:
            raise ValidationError(str(error)) from None
        self.instance.index, self.instance.articles = words, said
        same = UploadedDictionary.objects.filter(sha256=digest_of(words, said))
        if found := same.without_files().first():
            raise ValidationError(gettext("These files are there already: “%(name)s”.") % {"name": found.name})


@admin.register(UploadedDictionary)
class UploadedDictionaryAdmin(LateralAdmin):
    list_display = ("name", "from_language", "into_language", "headwords", "by", "added_at")
    search_fields = ("name",)
    ordering = ("name", "pk")
    form = DictionaryForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[UploadedDictionary]:
        return UploadedDictionary.objects.without_files().select_related("added_by")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **{"form": self.form if obj else NewDictionaryForm, **kwargs})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        about = ("name", "first", "second")
        return (*about, *self.get_readonly_fields(request, obj)) if obj else (*about, "index_file", "articles_file")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("headwords", "sha256", "by", "added_at") if obj else ()

    def save_model(self, request: HttpRequest, obj: UploadedDictionary, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=["name", "first", "second"])
            return
        obj.added_by_id = request.user.pk
        obj.save()

    @admin.display(description=_("from"), ordering="first")
    def from_language(self, dictionary: UploadedDictionary) -> str:
        return language_name(dictionary.first)

    @admin.display(description=_("into"), ordering="second")
    def into_language(self, dictionary: UploadedDictionary) -> str:
        return language_name(dictionary.second)

    @admin.display(description=_("added by"))
    def by(self, dictionary: UploadedDictionary) -> str:
        return person(dictionary.added_by)
