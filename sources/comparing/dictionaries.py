"""The dictionaries that words are looked up in: those installed on the machine, and those uploaded in the admin."""

from functools import lru_cache, partial
from hashlib import sha256
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sources.glossaries import Dictionary, DictionaryRefused, read_dictionary, system_dictionaries

# So many uploaded dictionaries stay in the memory of a process.
KEPT = 16


class UploadedDictionaryQuerySet(models.QuerySet["UploadedDictionary"]):
    def without_files(self) -> Self:
        """For whoever wants to know what there is: the files stay in the database."""
        return self.defer("index", "articles")


class UploadedDictionary(models.Model):
    """A dictionary in dictd format, as somebody has uploaded it. The two languages are primary codes: fr, ar."""

    name = models.CharField(_("name"), max_length=100)
    first = models.CharField(_("language of the headwords"), max_length=12)
    second = models.CharField(_("language of the translations"), max_length=12)
    index = models.BinaryField()
    articles = models.BinaryField(help_text=_("packed or not, as it was uploaded"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True, editable=False)
    headwords = models.PositiveIntegerField(_("headwords"), editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)

    objects = UploadedDictionaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("dictionary")
        verbose_name_plural = _("dictionaries")
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="dictionary_of_two_languages"),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.sha256 = digest_of(bytes(self.index), bytes(self.articles))
        super().save(*args, **kwargs)


def digest_of(index: bytes, articles: bytes) -> str:
    """The SHA-256 of the two files together."""
    return sha256(index + articles).hexdigest()


def all_dictionaries() -> tuple[Dictionary, ...]:
    """Those installed and those uploaded: the same objects each time, until one changes. A query."""
    rows = UploadedDictionary.objects.order_by("pk").values_list("pk", "name", "first", "second", "sha256")
    return (*system_dictionaries(settings.DICTIONARIES), *(uploaded(*row) for row in rows))


@lru_cache(maxsize=KEPT)
def uploaded(pk: int, name: str, first: str, second: str, digest: str) -> Dictionary:
    return Dictionary(name, first, second, partial(read_uploaded, pk, digest), digest)


def read_uploaded(pk: int, digest: str) -> dict[str, list[str]]:
    """What the files say; nothing where they have gone since."""
    row = UploadedDictionary.objects.filter(pk=pk, sha256=digest).first()
    try:
        return read_dictionary(bytes(row.index), bytes(row.articles)) if row else {}
    except DictionaryRefused:
        return {}
