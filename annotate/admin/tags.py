"""The tags, in place of taggit's own admin, which knows no tables but its own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from taggit.models import Tag

from annotate.models import Annotation, AnnotationTag
from sources.admin.desk import LateralAdmin, counted, list_link
from sources.models import DocumentTag, DossierTag


class TagsInUse(LateralAdmin):
    """The tags, and how often each is used."""

    list_display = ("name", "slug", "document_count", "dossier_count", "annotation_count")
    search_fields = ("name", "slug")
    ordering = ("name",)
    fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super()
            .get_queryset(request)
            .annotate(
                document_count=counted(DocumentTag, "tag"),
                dossier_count=counted(DossierTag, "tag"),
                annotation_count=counted(AnnotationTag, "tag"),
            )
        )

    @admin.display(description=_("documents"), ordering="document_count")
    def document_count(self, tag: Any) -> SafeString | str:
        return list_link(tag.document_count, DocumentTag.content_object.field.related_model, tags__id__exact=tag.pk)

    @admin.display(description=_("dossiers"), ordering="dossier_count")
    def dossier_count(self, tag: Any) -> SafeString | str:
        return list_link(tag.dossier_count, DossierTag.content_object.field.related_model, tags__id__exact=tag.pk)

    @admin.display(description=_("annotations"), ordering="annotation_count")
    def annotation_count(self, tag: Any) -> SafeString | str:
        return list_link(tag.annotation_count, Annotation, tags__id__exact=tag.pk)


# taggit's own words. locale/ says them anew, since taggit gives tags the French and Arabic words of our labels.
TAGGIT_SAYS = (
    gettext_noop("Taggit"),
    gettext_noop("tag"),
    gettext_noop("tags"),
    gettext_noop("A comma-separated list of tags."),
)

# taggit stands before us in INSTALLED_APPS and has registered its own.
admin.site.unregister(Tag)
admin.site.register(Tag, TagsInUse)
