"""Schemes with their labels, frozen as soon as reviews were made under them."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from annotate.models import Annotation, Label, Review, Scheme
from sources.admin.desk import LateralAdmin, ModelForm, TabularInline, counted, list_link, say

# How the swatch of a label draws its underline: a path, and its dashes.
UNDERLINES = {
    Label.Underline.SOLID: ("M3 15H53", ""),
    Label.Underline.DASHED: ("M3 15H53", "6 4"),
    Label.Underline.DOTTED: ("M3 15H53", "2 3"),
    Label.Underline.DOUBLE: ("M3 13H53M3 17H53", ""),
    Label.Underline.WAVY: ("M3 15q2.5 -4 5 0t5 0t5 0t5 0t5 0t5 0t5 0t5 0t5 0t5 0", ""),
}


def swatch(label: Label) -> SafeString:
    """The label's mark on light and on dark paper. Drawn with attributes: the policy of the site allows no styles."""
    root = label.root
    path, dashes = UNDERLINES.get(Label.Underline(label.underline or root.underline or "solid"), ("", ""))
    return format_html(
        '<svg class="swatch" viewBox="0 0 112 20" aria-hidden="true">'
        '<rect width="56" height="20" fill="#fdfbf7"/><rect x="56" width="56" height="20" fill="#171614"/>'
        '<g fill="none" stroke-width="2" stroke-dasharray="{dashes}"><path d="{path}" stroke="{light}"/>'
        '<path d="{path}" stroke="{dark}" transform="translate(56 0)"/></g></svg>',
        dashes=dashes,
        path=path,
        light=label.colour_light or root.colour_light,
        dark=label.colour_dark or root.colour_dark,
    )


def is_frozen(thing: Any) -> bool:
    """Whether a scheme, or a label's scheme, has reviews; without a query for rows of the lists below."""
    if (in_use := getattr(thing, "in_use", None)) is None:
        in_use = (thing.scheme if isinstance(thing, Label) else thing).is_in_use()
    return bool(in_use)


class LabelForm(ModelForm):
    """Keeps the tree two levels deep and inside one scheme."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        parent = cleaned.get("parent")
        if parent is None:
            for field in {"colour_light", "colour_dark"} & cleaned.keys():
                if not cleaned[field]:
                    self.add_error(field, gettext("A root has a colour for light and one for dark paper."))
        elif self.instance.pk and (parent == self.instance or self.instance.children.exists()):
            self.add_error("parent", gettext("A root with labels below it stays a root."))
        elif "scheme" in cleaned and parent.scheme != cleaned["scheme"]:
            self.add_error("parent", gettext("The root lies in another scheme."))
        return cleaned


class Labels(TabularInline):
    """The labels of a scheme, with what is needed to lay them out; the rest is on the label's own page."""

    model = Label
    form = LabelForm
    fields = (
        *("position", "key", "parent", "name_en", "name_fr", "name_ar"),
        *("colour_light", "colour_dark", "underline", "mark"),
    )
    readonly_fields = ("mark",)
    ordering = ("position", "pk")
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Label]:
        labels: QuerySet[Label] = super().get_queryset(request)
        return labels.select_related("scheme", "parent")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The roots to choose from are asked for once and not for every row."""
        formset = super().get_formset(request, obj, **kwargs)
        parent: Any = formset.form.base_fields.get("parent")
        if parent:
            parent.queryset = Label.objects.filter(scheme=obj, parent=None)
            parent.choices = [("", "–"), *((root.pk, root.name) for root in parent.queryset)]
            parent.widget.can_add_related = parent.widget.can_change_related = False
            parent.widget.can_delete_related = parent.widget.can_view_related = False
        return formset

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_delete_permission(request, obj)

    @admin.display(description=_("mark"))
    def mark(self, label: Label) -> SafeString | str:
        return swatch(label) if label.pk else ""


@admin.register(Scheme)
class SchemeAdmin(LateralAdmin):
    """A scheme that reviews were made under is only looked at: a new version succeeds it."""

    list_display = ("name", "key", "version", "is_default", "label_count", "review_count")
    list_filter = ("is_default",)
    search_fields = ("key", "name_en", "name_fr", "name_ar")
    ordering = ("key", "-version")
    fields = ("key", "version", "name_en", "name_fr", "name_ar", "is_default", "created_at")
    readonly_fields = ("is_default", "created_at")
    inlines = (Labels,)
    actions = ("new_version", "make_default")
    change_form_template = "admin/frozen_change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Scheme]:
        schemes: QuerySet[Scheme] = super().get_queryset(request)
        return schemes.annotate(
            in_use=Exists(Review.objects.filter(scheme=OuterRef("pk"))),
            label_count=counted(Label, "scheme"),
            review_count=counted(Review, "scheme"),
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_needed = obj and (obj.is_default or is_frozen(obj))
        return not is_needed and super().has_delete_permission(request, obj)

    @admin.display(description=_("name"), ordering="name_en")
    def name(self, scheme: Scheme) -> str:
        return scheme.name

    @admin.display(description=_("labels"), ordering="label_count")
    def label_count(self, scheme: Any) -> SafeString | str:
        return list_link(scheme.label_count, Label, scheme__id__exact=scheme.pk)

    @admin.display(description=_("reviews"), ordering="review_count")
    def review_count(self, scheme: Any) -> SafeString | str:
        return list_link(scheme.review_count, Review, scheme__id__exact=scheme.pk)

    @admin.action(description=_("Copy the selected schemes as new versions"), permissions=["add"])
    def new_version(self, request: HttpRequest, schemes: QuerySet[Scheme]) -> None:
        made = [scheme.new_version() for scheme in schemes]
        say(request, ngettext("%(number)s new version.", "%(number)s new versions.", len(made)), len(made))

    @admin.action(description=_("Make new reviews under the selected scheme"), permissions=["change"])
    def make_default(self, request: HttpRequest, schemes: QuerySet[Scheme]) -> None:
        if schemes.count() > 1:
            self.message_user(request, _("New reviews are made under one scheme. Select one."), "error")
            return
        scheme = schemes.get()
        scheme.make_default()
        self.message_user(request, _("New reviews are made under %(scheme)s.") % {"scheme": scheme})


@admin.register(Label)
class LabelAdmin(LateralAdmin):
    form = LabelForm
    list_display = ("name", "mark", "key", "parent", "scheme", "position", "annotation_count")
    list_filter = ("scheme", ("parent", admin.RelatedOnlyFieldListFilter), "positive")
    search_fields = ("key", "name_en", "name_fr", "name_ar")
    ordering = ("scheme", "position", "pk")
    fieldsets = (
        (None, {"fields": ("scheme", "parent", "key", "position", "positive")}),
        (_("Names"), {"fields": ("name_en", "name_fr", "name_ar")}),
        (_("Mark"), {"fields": ("colour_light", "colour_dark", "underline", "mark")}),
        (_("Descriptions"), {"fields": ("description_en", "description_fr", "description_ar")}),
        (_("Examples"), {"fields": ("example_en", "example_fr", "example_ar")}),
        (_("In public lists"), {"fields": ("allsides", "semeval")}),
    )
    readonly_fields = ("mark",)
    change_form_template = "admin/frozen_change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Label]:
        labels: QuerySet[Label] = super().get_queryset(request)
        return labels.select_related("scheme", "parent__scheme").annotate(
            in_use=Exists(Review.objects.filter(scheme=OuterRef("scheme"))),
            annotation_count=counted(Annotation, "label"),
        )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only what may still change is offered."""
        unused = Scheme.objects.filter(reviews=None)
        if db_field.name == "scheme":
            kwargs["queryset"] = unused
        if db_field.name == "parent":
            kwargs["queryset"] = Label.objects.filter(parent=None, scheme__in=unused)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and is_frozen(obj)) and super().has_delete_permission(request, obj)

    @admin.display(description=_("name"), ordering="name_en")
    def name(self, label: Label) -> str:
        return label.name

    @admin.display(description=_("mark"))
    def mark(self, label: Label) -> SafeString | str:
        return swatch(label) if label.pk else ""

    @admin.display(description=_("annotations"), ordering="annotation_count")
    def annotation_count(self, label: Any) -> SafeString | str:
        return list_link(label.annotation_count, Annotation, label__id__exact=label.pk)
