from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import ngettext

from sources.models import Outlet, OutletName
from sources.outlets import load_outlets


class Command(BaseCommand):
    help = "Enter the outlets and names of the registry file that are not there yet; changes nothing that is."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        new = load_outlets(Outlet.objects, OutletName.objects)
        self.stdout.write(ngettext("%(new)s new name.", "%(new)s new names.", new) % {"new": new})
