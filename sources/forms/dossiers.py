"""Dossiers, and what their list is narrowed by."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from sources.forms.fields import LineField, ProseField, choose, key_field, tags_field
from sources.models import Dossier, DossierQuerySet
from sources.people import Person


class DossierForm(forms.Form):
    title = LineField(label=_("Title"), max_length=300)
    instructions = ProseField(label=_("Instructions"), required=False, help_text=_("What reviewers should look at."))
    tags = tags_field()

    def save(self, dossier: Dossier) -> None:
        """Change what was changed."""
        changed = [name for name in ("title", "instructions") if self.cleaned_data[name] != getattr(dossier, name)]
        for name in changed:
            setattr(dossier, name, self.cleaned_data[name])
        if changed:
            dossier.save(update_fields=changed)
        if sorted(self.cleaned_data["tags"]) != dossier.tag_names:
            dossier.tags.set(self.cleaned_data["tags"])


class NewDossierForm(DossierForm):
    key = key_field()

    @transaction.atomic
    def save_new(self, by: User) -> Dossier:
        """The dossier under the form's key: made, or changed where the form was sent before."""
        title = self.cleaned_data["title"]
        dossier, _is_new = Dossier.objects.get_or_create(
            pk=self.cleaned_data["key"], defaults={"title": title, "created_by": by}
        )
        if dossier.created_by_id != by.pk:
            raise PermissionDenied
        self.save(dossier)
        return dossier


class DossierFilter(forms.Form):
    """What a list of dossiers is narrowed by."""

    q = LineField(label=_("Search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    tag = forms.ChoiceField(label=_("Tag"), required=False)

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = Tag.objects.filter(tagged_dossiers__content_object__in=Dossier.objects.visible_to(user))
        names = tags.order_by("name").values_list("name", flat=True).distinct()
        choose(self.fields["tag"], [("", _("All tags")), *((name, name) for name in names)])

    def narrow(self, dossiers: DossierQuerySet) -> DossierQuerySet:
        """Those that fit; what makes no sense is left out."""
        self.full_clean()
        if words := self.cleaned_data.get("q"):
            dossiers = dossiers.searched(words)
        if tag := self.cleaned_data.get("tag"):
            dossiers = dossiers.filter(tag_rows__tag__name=tag)
        return dossiers
