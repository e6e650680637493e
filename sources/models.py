"""What is read: outlets, their documents, the wordings of these, and the dossiers that set them side by side."""

import datetime
import hashlib
import uuid
from collections.abc import Iterable
from html import escape
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import uuid_utils.compat
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Count, Max, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from sources.language import language_name
from sources.people import Person, is_moderator
from sources.search import Rank, containing, index
from sources.text import Block, BlockKind, blocks_of, digest, direction, fold
from sources.words import Wanted, kept_words, wanted

# Code points kept on either side of a passage, to find it again in another wording.
CONTEXT = 32
# How long a fetched page waits to be stored, and how many of them for one person.
FETCHED_KEPT = datetime.timedelta(days=1)
FETCHED_EACH = 20


def uuid7() -> uuid.UUID:
    """A time-ordered key (RFC 9562); Python has its own from 3.14 on."""
    return uuid_utils.compat.uuid7()


class Tagged(models.Model):
    """Something with tags. Its through model's rows are `tag_rows`: prefetch those with their tags, for
    taggit's own prefetching of `tags` finds none under a UUID key on SQLite.
    """

    tag_rows: Any

    class Meta:
        abstract = True

    @property
    def tag_names(self) -> list[str]:
        """The names in order. A query unless `tag_rows__tag` is prefetched."""
        return sorted(row.tag.name for row in self.tag_rows.all())


class Findable(models.Model):
    """Something short that is found by the words of some of its fields. They are kept as the search compares them: a
    column costs a save next to nothing, and what somebody may see of these is read through in no time.
    """

    FOUND_BY: tuple[str, ...] = ()

    words = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        changed = kwargs.get("update_fields")
        if changed is None or not set(self.FOUND_BY).isdisjoint(changed):
            self.keep_words()
            if changed is not None:
                kwargs["update_fields"] = {*changed, "words"}
        super().save(*args, **kwargs)

    def keep_words(self) -> None:
        """`save` does it. Whoever makes these in bulk calls it for each."""
        self.words = kept_words(getattr(self, field) for field in self.FOUND_BY)


class OutletQuerySet(models.QuerySet["Outlet"]):
    def named(self, name: str) -> "Outlet | None":
        """The outlet with that name or alias, in any language, whatever its case and accents."""
        return self.filter(names__folded=name_key(name)).first()

    def called(self, words: str) -> Self:
        """Those with that name or alias; where there are none, those that have it in theirs."""
        folded = fold(words)
        exact = self.filter(names__folded=folded)
        found = exact if exact.exists() else self.filter(names__folded__contains=folded)
        return found.distinct() if folded else self.none()

    @transaction.atomic
    def named_or_new(self, name: str, language: str, kind: str = "") -> "Outlet":
        """The outlet with that name, entered into the registry if it is not there yet."""
        if found := self.named(name) or self.named_meanwhile(name):
            return found
        outlet = self.create(
            slug=f"{fold(name).replace(' ', '-')[:60]}-{uuid7().hex[-6:]}", kind=kind or Outlet.Kind.WEBSITE
        )
        OutletName.objects.create(outlet=outlet, language=language, name=name, is_main=True)
        return outlet

    def named_meanwhile(self, name: str) -> "Outlet | None":
        """The same, once whoever enters another outlet just now is ready: the first row is everybody's turnstile."""
        self.select_for_update(no_key=True).order_by("pk").first()
        return self.named(name)


class Outlet(models.Model):
    """Who publishes."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("news agency")
        BROADCASTER = "broadcaster", _("broadcaster")
        NEWSPAPER = "newspaper", _("newspaper")
        MONITOR = "monitor", _("monitor")
        WEBSITE = "website", _("website")
        ORGANISATION = "organisation", _("organisation")

    slug = models.SlugField(_("slug"), max_length=80, unique=True, allow_unicode=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.WEBSITE)
    url = models.URLField(_("URL"), blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166 code of two letters"))

    objects = OutletQuerySet.as_manager()

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in English, else the first. A query unless names are prefetched."""
        names = {entry.language: entry.name for entry in self.names.all() if entry.is_main}
        return names.get((get_language() or "en")[:2]) or names.get("en") or next(iter(names.values()), self.slug)


LONGEST_NAME = 200


def name_key(name: str) -> str:
    """What a name of an outlet is found by. A sign may fold into eighteen letters: the first ones count."""
    return fold(name)[:LONGEST_NAME]


class OutletName(models.Model):
    """A name or an alias of an outlet in one language."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="names", verbose_name=_("outlet"))
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    folded = models.CharField(max_length=LONGEST_NAME, editable=False, db_index=True)
    is_main = models.BooleanField(_("shown"), default=False, help_text=_("the name that readers of this language see"))

    class Meta:
        verbose_name = _("name of an outlet")
        verbose_name_plural = _("names of outlets")
        ordering = ("language", "-is_main", "pk")
        constraints = (
            models.UniqueConstraint(fields=["outlet", "language", "name"], name="outlet_name_once"),
            models.UniqueConstraint(
                fields=["outlet", "language"], condition=Q(is_main=True), name="outlet_one_shown_name_per_language"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = name_key(self.name)
        super().save(*args, **kwargs)
        index(self.outlet.documents.values_list("pk", flat=True))

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        index(self.outlet.documents.values_list("pk", flat=True))
        return deleted


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Person) -> Self:
        """Those of the dossiers that the user sees, and the user's own."""
        if is_moderator(user):
            return self
        placed = Placement.objects.filter(dossier__in=Dossier.objects.visible_to(user))
        seen = Q(pk__in=placed.values("text__document"))
        return self.filter(seen | Q(created_by=user) if user.is_authenticated else seen)

    def editable_by(self, user: Person) -> Self:
        if is_moderator(user):
            return self
        return self.filter(created_by=user) if user.is_authenticated else self.none()

    def listed(self) -> Self:
        """With what a list of them shows, in a fixed number of queries."""
        return self.select_related("outlet").prefetch_related("outlet__names", "tag_rows__tag")

    def searched(self, words: str) -> Self:
        """Those with all the words in title, outlet, byline, dateline or newest text."""
        question = wanted(words)
        return self.matching(question) if question else self.none()

    def matching(self, question: Wanted) -> Self:
        return self.filter(indexed__words__words__matches=question)

    def best_first(self, question: Wanted) -> Self:
        """Those that match, the newest first among those that fit alike."""
        return self.matching(question).order_by(Rank("indexed__words__words", question), "-created_at", "-pk")


class Document(Tagged):
    """An article, or a report of a wire service that it cites."""

    # By what it is found, beside its text.
    FOUND_BY = ("title", "outlet", "outlet_id", "byline", "dateline")

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        REPORT = "report", _("report")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    outlet = models.ForeignKey(
        Outlet, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("outlet")
    )
    title = models.CharField(_("title"), max_length=500)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    dateline = models.CharField(_("dateline"), max_length=200, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True, help_text=_("where the hour is known")
    )
    language = models.CharField(_("language"), max_length=12, help_text=_("BCP 47 code: en, fr, ar, …"))
    url = models.URLField(_("URL"), max_length=2000, blank=True)
    rights = models.CharField(_("rights"), max_length=500, blank=True)
    external_id = models.CharField(
        _("external ID"),
        max_length=500,
        blank=True,
        db_index=True,
        help_text=_("the publisher's own key, such as a guid"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )
    created_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)
    tags = TaggableManager(through="sources.DocumentTag", blank=True, related_name="documents")

    objects = DocumentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-created_at",)
        # For an import: what may this be a new wording of?
        # And for an article: what was published in these days?
        indexes = (
            models.Index(fields=["outlet", "published_on"], name="document_of_outlet_and_day"),
            models.Index(fields=["published_on"], name="document_of_day"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=["article", "report"]), name="document_kind_known"),
            models.CheckConstraint(condition=~Q(title=""), name="document_has_title"),
        )

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        changed = kwargs.get("update_fields")
        if changed is None or not set(self.FOUND_BY).isdisjoint(changed):
            index([self.pk])

    def get_absolute_url(self) -> str:
        return reverse("document_detail", args=[self.pk])

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    @transaction.atomic
    def add_text(
        self,
        body: str,
        blocks: Iterable[Block] | None = None,
        *,
        how: str,
        by: User | None = None,
        original: bytes = b"",
        name: str = "",
        media_type: str = "text/plain",
        language: str = "",
        **fetched: Any,
    ) -> "Text":
        """A new wording of the document from canonical text; the one that is there if it reads the same.

        With a language it is a translation into that. Fetched are further fields of its Original: url, status, version.
        """
        sha256 = digest(body)
        self.wait_for_turn()
        if same := self.texts.filter(sha256=sha256).first():
            return same
        text = Text.objects.create(
            document=self,
            number=self.last_number() + 1,
            language=language,
            body=body,
            blocks=[[block.kind, block.start, block.end] for block in (blocks or blocks_of(body))],
            sha256=sha256,
            how=how,
            obtained_by=by,
        )
        Original.objects.create(text=text, data=original or body.encode(), name=name, media_type=media_type, **fetched)
        index([self.pk])
        return text

    def wait_for_turn(self) -> None:
        """Whoever adds a wording keeps the document to themselves until their transaction ends."""
        Document.objects.select_for_update(no_key=True).filter(pk=self.pk).values_list("pk").first()

    def last_number(self) -> int:
        """The number of the newest wording, translations among them; 0 where there is none."""
        return self.texts.aggregate(last=Max("number"))["last"] or 0

    def newest(self) -> "Text | None":
        """The newest wording in the document's own language."""
        return self.texts.untranslated().order_by("number").last()


class Indexed(models.Model):
    """The number that a document has in the index of words; a new one whenever it is indexed (sources/search.py)."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="indexed")

    def __str__(self) -> str:
        return str(self.pk)


class IndexedWords(models.Model):
    """A row of the index. Its table is each database's own and made by a migration: nothing but a question is read."""

    indexed = models.OneToOneField(
        Indexed, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="words", db_constraint=False
    )
    words = models.TextField(db_column="sources_words")

    class Meta:
        managed = False
        db_table = "sources_words"

    def __str__(self) -> str:
        return str(self.pk)


class DocumentTag(ItemBase):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_documents")
    content_object = models.ForeignKey(Document, models.CASCADE, related_name="tag_rows")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tag", "content_object"], name="document_tag_once"),)


# A block in HTML, with where it starts in the text. Put together here and not in a template: a thirtieth of the time.
MARKUP: dict[BlockKind, str] = {
    "paragraph": '<p data-start="{}">{}</p>\n',
    "heading": '<h3 data-start="{}">{}</h3>\n',
    "quote": '<blockquote data-start="{}">{}</blockquote>\n',
    "item": '<p class="item" data-start="{}">{}</p>\n',
}


class TextQuerySet(models.QuerySet["Text"]):
    def visible_to(self, user: Person) -> Self:
        return self.filter(document__in=Document.objects.visible_to(user))

    def untranslated(self) -> Self:
        """The wordings as they were published; translations only help to compare these."""
        return self.filter(language="")

    def of_dossier(self, dossier: "Dossier | uuid.UUID") -> Self:
        """Every wording of the documents of the dossier, the ones that it shows among them."""
        return self.untranslated().filter(document__texts__placements__dossier=dossier).distinct()

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Their documents are found by the newest wording that is left."""
        documents = set(self.order_by().values_list("document", flat=True))
        deleted = super().delete()
        index(documents)
        return deleted


class Text(models.Model):
    """One immutable wording of a document. Every offset refers to one of these."""

    class How(models.TextChoices):
        PASTED = "pasted", _("pasted")
        UPLOADED = "uploaded", _("uploaded")
        FOLDER = "folder", _("loaded from a folder")
        DEMO = "demo", _("written for Lateral")
        IMPORTED = "imported", _("imported in bulk")
        FETCHED = "fetched", _("fetched from the web")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="texts", verbose_name=_("document"))
    number = models.PositiveIntegerField(_("wording"))
    language = models.CharField(
        _("translated into"), max_length=12, blank=True, help_text=_("empty: in the language of the document")
    )
    body = models.TextField(_("text"))
    blocks = models.JSONField(_("blocks"), help_text=_("[kind, start, end] of each block, in code points"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False, db_index=True)
    how = models.CharField(_("how it was obtained"), max_length=20, choices=How)
    obtained_at = models.DateTimeField(_("obtained at"), default=timezone.now, editable=False)
    obtained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("obtained by"),
    )

    objects = TextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ("document", "number")
        constraints = (
            models.UniqueConstraint(fields=["document", "number"], name="text_number_once"),
            models.UniqueConstraint(fields=["document", "sha256"], name="text_wording_once"),
            models.CheckConstraint(condition=~Q(body=""), name="text_not_empty"),
            models.CheckConstraint(condition=Q(number__gte=1), name="text_numbered_from_one"),
        )

    def __str__(self) -> str:
        return _("%(title)s, wording %(number)s") % {"title": self.document.title, "number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PermissionDenied(_("A text is never changed; a new wording of the document is a new text."))
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """The document is found by the newest wording that is left."""
        deleted = super().delete(*args, **kwargs)
        index([self.document_id])
        return deleted

    @property
    def written_in(self) -> str:
        """The language of the words: the document's, or that of a translation."""
        return self.language or self.document.language

    @property
    def direction(self) -> str:
        return direction(self.written_in)

    @property
    def language_name(self) -> str:
        """What a translation is translated into."""
        return language_name(self.language)

    def passages(self) -> list[tuple[Block, str]]:
        """The blocks, each with its words."""
        return [(block := Block(*fields), self.body[block.start : block.end]) for fields in self.blocks]

    @property
    def marked_up(self) -> SafeString:
        """The blocks as HTML, in which offsets are counted: not a character more in a block than the text has."""
        blocks = (MARKUP[block.kind].format(block.start, escape(words)) for block, words in self.passages())
        return SafeString("".join(blocks))

    @property
    def shows_title(self) -> bool:
        """Whether a heading of the text is the document's title, so that no page shows it twice."""
        return any(block.kind == "heading" and words == self.document.title for block, words in self.passages())


class Original(models.Model):
    """The bytes that a text was read from, kept in a table of their own so that no list loads them."""

    text = models.OneToOneField(Text, models.CASCADE, primary_key=True, related_name="original")
    data = models.BinaryField()
    name = models.CharField(_("file name"), max_length=255, blank=True)
    media_type = models.CharField(_("media type"), max_length=100)
    version = models.CharField(_("version"), max_length=100, blank=True, help_text=_("as the publisher counts it"))
    url = models.URLField(_("URL"), max_length=2000, blank=True, help_text=_("the address that it was fetched from"))
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")

    def __str__(self) -> str:
        return self.name or self.media_type

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sha256 = hashlib.sha256(self.data).hexdigest()
        super().save(*args, **kwargs)


class FetchedPageQuerySet(models.QuerySet["FetchedPage"]):
    def owned_by(self, user: User) -> Self:
        return self.filter(by=user)

    def tidy(self, user: User) -> None:
        """Delete what is a day old, and of the user's own all but the newest."""
        self.filter(fetched_at__lt=timezone.now() - FETCHED_KEPT).delete()
        newest = self.owned_by(user).order_by("-fetched_at").values("pk")[:FETCHED_EACH]
        self.owned_by(user).exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()


class FetchedPage(models.Model):
    """A page that was fetched, until the person has looked at it and stored it: for a day at most. The bytes wait here
    and not in the form, where they could be changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="+", help_text=_("that it was fetched again for")
    )
    data = models.BinaryField()
    url = models.URLField(_("URL"), max_length=2000)
    requested = models.URLField(_("URL that was asked for"), max_length=2000)
    status = models.PositiveSmallIntegerField(_("HTTP status"))
    media_type = models.CharField(_("media type"), max_length=100)
    fetched_at = models.DateTimeField(_("fetched at"), db_index=True)

    objects = FetchedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("fetched page")
        verbose_name_plural = _("fetched pages")

    def __str__(self) -> str:
        return self.url

    def get_absolute_url(self) -> str:
        return reverse("document_fetched", args=[self.pk])

    @property
    def file_name(self) -> str:
        """The last part of the address, as a hint to its format."""
        return unquote(urlsplit(self.url).path.rpartition("/")[2])[-255:]

    def store(self, document: Document, body: str, blocks: Iterable[Block], version: str = "") -> Text:
        """A new wording of the document, with the page as its original."""
        text = document.add_text(
            body,
            blocks,
            how=Text.How.FETCHED,
            by=self.by,
            original=bytes(self.data),
            media_type=self.media_type,
            url=self.url,
            status=self.status,
            version=version,
        )
        # It was obtained when it was fetched, not when the person had looked at it.
        Text.objects.filter(pk=text.pk, how=Text.How.FETCHED, obtained_at__gt=self.fetched_at).update(
            obtained_at=self.fetched_at
        )
        return text


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, user: Person) -> Self:
        """The published ones, and the drafts that are the user's own; a moderator sees all."""
        if is_moderator(user):
            return self
        published = Q(status=Dossier.Status.PUBLISHED)
        return self.filter(published | Q(created_by=user)) if user.is_authenticated else self.filter(published)

    def editable_by(self, user: Person) -> Self:
        if is_moderator(user):
            return self
        return self.filter(created_by=user) if user.is_authenticated else self.none()

    def with_counts(self) -> Self:
        """With `report_count`."""
        return self.annotate(
            report_count=Count("placements", filter=Q(placements__role=Placement.Role.REPORT), distinct=True)
        )

    def listed(self) -> Self:
        """With what a list of them shows, in a fixed number of queries: `report_count`, tags, `articles`."""
        articles = Placement.objects.filter(role=Placement.Role.ARTICLE).for_reading().without_words()
        newest_first = self.with_counts().order_by("-created_at", "-pk")
        return newest_first.prefetch_related("tag_rows__tag", Prefetch("placements", articles, to_attr="articles"))

    def searched(self, words: str) -> Self:
        """Those with all the words in title and instructions, or in one of their documents."""
        question = wanted(words)
        return self.matching(question) if question else self.none()

    def matching(self, question: Wanted) -> Self:
        placed = Placement.objects.filter(text__document__in=Document.objects.matching(question))
        return self.filter(containing(question) | Q(pk__in=placed.values("dossier")))

    def with_document(self, document: Document) -> Self:
        """Those that show a wording of the document."""
        return self.filter(pk__in=Placement.objects.filter(text__document=document).values("dossier"))


class Dossier(Tagged, Findable):
    """One article and the reports that it is read beside: what a reviewer opens."""

    FOUND_BY = ("title", "instructions")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(_("title"), max_length=300)
    instructions = models.TextField(_("instructions"), blank=True, help_text=_("what reviewers should look at"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    texts = models.ManyToManyField(Text, through="Placement", related_name="dossiers")
    tags = TaggableManager(through="sources.DossierTag", blank=True, related_name="dossiers")

    objects = DossierQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["words"])

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["draft", "published"]), name="dossier_status_known"),
            models.CheckConstraint(condition=~Q(title=""), name="dossier_has_title"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dossier_detail", args=[self.pk])

    def set_status(self, status: str) -> None:
        self.status = status
        if status == self.Status.PUBLISHED and not self.published_at:
            self.published_at = timezone.now()
        self.save(update_fields=["status", "published_at"])

    def lacks(self) -> str:
        """What has to be added before it is published, as a sentence; empty where nothing has to."""
        roles = set(self.placements.values_list("role", flat=True))
        if Placement.Role.ARTICLE not in roles:
            return gettext("Add an article first: a dossier is published with an article and at least one report.")
        if Placement.Role.REPORT not in roles:
            return gettext("Add a report first: a dossier is published with an article and at least one report.")
        return ""

    @transaction.atomic
    def place(self, text: Text, position: int | None = None) -> "Placement":
        """Put a text into the dossier, as its article or after its last report. Twice is once.

        Where another wording of the document is shown, that one stays: reviews may lie on it. So does the article
        that is there already, which is then what comes back. A translation helps to compare, and is not shown.
        """
        if text.language:
            raise ValidationError(
                gettext("A translation is not read in a dossier: choose a wording as it was published.")
            )
        Dossier.objects.select_for_update(no_key=True).filter(pk=self.pk).values_list("pk").first()
        if shown := self.placements.filter(text__document=text.document_id).first():
            return shown
        is_article = text.document.kind == Document.Kind.ARTICLE
        if is_article and (article := self.placements.filter(role=Placement.Role.ARTICLE).first()):
            return article
        placement, _created = self.placements.get_or_create(
            text=text,
            defaults={
                "role": Placement.Role.ARTICLE if is_article else Placement.Role.REPORT,
                "position": 0 if is_article else position or self.last_position() + 1,
            },
        )
        return placement

    def has_article(self) -> bool:
        return self.placements.filter(role=Placement.Role.ARTICLE).exists()

    def last_position(self) -> int:
        return self.placements.aggregate(last=Max("position"))["last"] or 0


class DossierTag(ItemBase):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_dossiers")
    content_object = models.ForeignKey(Dossier, models.CASCADE, related_name="tag_rows")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tag", "content_object"], name="dossier_tag_once"),)


class PlacementQuerySet(models.QuerySet["Placement"]):
    def for_reading(self) -> Self:
        """With all that a page of texts shows, the article first, in a fixed number of queries."""
        return self.select_related("text__document__outlet").prefetch_related("text__document__outlet__names")

    def visible_to(self, user: Person) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def reports(self) -> Self:
        return self.filter(role=Placement.Role.REPORT)

    def without_words(self) -> Self:
        """For a list that names the texts and does not show them: their words stay in the database."""
        return self.defer("text__body", "text__blocks")


class Placement(models.Model):
    """A text in a dossier: the wording that is shown there, as the article or as one of the reports."""

    class Role(models.TextChoices):
        ARTICLE = "article", _("article")
        REPORT = "report", _("report")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="placements", verbose_name=_("dossier"))
    text = models.ForeignKey(Text, models.PROTECT, related_name="placements", verbose_name=_("text"))
    role = models.CharField(_("role"), max_length=10, choices=Role)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("text in a dossier")
        verbose_name_plural = _("texts in a dossier")
        ordering = ("role", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=["dossier", "text"], name="text_once_in_dossier"),
            models.UniqueConstraint(fields=["dossier"], condition=Q(role="article"), name="dossier_one_article"),
            models.CheckConstraint(condition=Q(role__in=["article", "report"]), name="placement_role_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.text}"

    @property
    def language_name(self) -> str:
        return language_name(self.text.document.language)

    def is_needed(self) -> bool:
        """Whether a published dossier would lack it: its article, or the last report."""
        if self.dossier.status == Dossier.Status.DRAFT:
            return False
        return self.role == self.Role.ARTICLE or self.dossier.placements.reports().count() == 1

    @transaction.atomic
    def move(self, step: int) -> None:
        """Let a report change places with the one before it (step -1) or after it (1), if there is one."""
        reports = list(self.dossier.placements.reports())
        place = reports.index(self)
        if 0 <= place + step < len(reports):
            reports.insert(place + step, reports.pop(place))
        for position, report in enumerate(reports, start=1):
            if report.position != position:
                report.position = position
                report.save(update_fields=["position"])


class Passage(models.Model):
    """A passage of a text: code points from start up to end, its words, and what stands around them."""

    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    exact = models.TextField(_("passage"))
    prefix = models.CharField(_("before it"), max_length=CONTEXT, blank=True)
    suffix = models.CharField(_("after it"), max_length=CONTEXT, blank=True)

    class Meta:
        abstract = True


# Of comparisons there are models, too; they are kept with what fills them.
from sources.comparing.dictionaries import UploadedDictionary  # noqa: E402, F401
from sources.comparing.stored import Comparison, ComparisonRun, TextReading  # noqa: E402, F401
