from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from sources.search import rebuild


class Command(BaseCommand):
    help = "Index all documents for the search anew, without what is left of old and deleted texts."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild()
        self.stdout.write(
            ngettext("%(count)s document indexed.", "%(count)s documents indexed.", count) % {"count": count}
        )
