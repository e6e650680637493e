"""What is looked for."""

from functools import cache, partial
from typing import Any, TypeVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.forms.fields import LineField
from sources.language import language_name
from sources.models import Document, DocumentQuerySet, Outlet
from sources.people import Person
from sources.words import Wanted, wanted

# Characters of a question; what stands beyond is not looked for.
LONGEST_QUESTION = 300

T = TypeVar("T", bound=QuerySet[Any])


class QuestionField(LineField):
    """Words to look for. A question that is too long is cut, never refused."""

    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"})

    def to_python(self, value: Any) -> str:
        return super().to_python(value)[:LONGEST_QUESTION]


def languages_of(user: Person) -> list[tuple[str, str]]:
    """The languages of what the user sees, to choose from: French too, where there is only that of Canada."""
    told = Document.objects.visible_to(user).order_by().values_list("language", flat=True).distinct()
    codes = {code for each in told for code in (each, each.partition("-")[0])}
    names = sorted(((code, told_apart(code)) for code in codes), key=lambda choice: choice[1].casefold())
    return [("", gettext("All languages")), *names]


def told_apart(code: str) -> str:
    """The name of the language, with the region behind it."""
    region = code.partition("-")[2]
    return f"{language_name(code)} ({region})" if region else language_name(code)


def in_language(code: str) -> Q:
    """Documents in the language, whatever their region: those in fr-CA are in fr."""
    return Q(language=code) | Q(language__startswith=f"{code}-")


class SearchForm(forms.Form):
    q = QuestionField(
        label=_("Words"),
        required=False,
        help_text=_("All the words are looked for, in any order. Put a phrase in quotation marks."),
    )
    outlet = LineField(
        label=_("Outlet"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Articles and reports")), *Document.Kind.choices]
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    since = forms.DateField(
        label=_("Published from"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Published until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    tag = LineField(
        label=_("Tag"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "tags", "autocomplete": "off"}),
    )

    OF_DOCUMENTS = ("outlet", "kind", "language", "since", "until")
    FILTERS = (*OF_DOCUMENTS, "tag")

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = cache(partial(languages_of, user))  # asked for once, and only if needed
        self.full_clean()
        if not self.asks:
            self.fields["q"].widget.attrs["autofocus"] = True

    def asked(self, name: str) -> Any:
        """What a field says; nothing where that makes no sense."""
        return self.cleaned_data.get(name)

    @property
    def question(self) -> Wanted:
        return wanted(self.asked("q") or "")

    @property
    def asks(self) -> bool:
        """Whether anything is asked at all."""
        return any(self.asked(name) for name in self.fields)

    @property
    def asks_in_vain(self) -> bool:
        """Whether there is a question without a word in it."""
        return bool(self.asked("q")) and not self.question

    @property
    def narrows(self) -> bool:
        """Whether any filter is set."""
        return any(self.asked(name) for name in self.FILTERS)

    @property
    def narrows_documents(self) -> bool:
        return any(self.asked(name) for name in self.OF_DOCUMENTS)

    def narrow(self, documents: DocumentQuerySet) -> DocumentQuerySet:
        """Those of the outlet, kind, language and dates that are asked for."""
        if outlet := self.asked("outlet"):
            documents = documents.filter(outlet__in=Outlet.objects.called(outlet))
        if language := self.asked("language"):
            documents = documents.filter(in_language(language))
        lookups = {"kind": "kind", "published_on__gte": "since", "published_on__lte": "until"}
        return documents.filter(**{lookup: value for lookup, name in lookups.items() if (value := self.asked(name))})

    def tagged(self, things: T) -> T:
        """Those with the tag that is asked for."""
        tag = self.asked("tag")
        return things.filter(tag_rows__tag__name__iexact=tag) if tag else things
