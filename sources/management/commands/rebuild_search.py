from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import ngettext

from sources.models import Findable
from sources.search import rebuild


class Command(BaseCommand):
    help = "Index everything for the search anew, without what is left of old and deleted texts."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild()
        for model in apps.get_models():
            if issubclass(model, Findable):
                keep_anew(model)
        self.stdout.write(
            ngettext("%(count)s document indexed.", "%(count)s documents indexed.", count) % {"count": count}
        )


@transaction.atomic
def keep_anew(model: type[Findable]) -> None:
    """The words of all dossiers, or of all annotations."""
    things = model._base_manager.only("pk", "words", *model.FOUND_BY)
    for thing in things.iterator():
        kept = thing.words
        thing.keep_words()
        if thing.words != kept:
            things.filter(pk=thing.pk).update(words=thing.words)
