from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from sources.folder import FolderRefused, Outcome, Stored, read_folder, store


class Command(BaseCommand):
    help = "Load a dossier from a folder with dossier.json and text files. Running it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--draft", action="store_true", help="keep a new dossier a draft (else it is published)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            stored = store(read_folder(options["folder"]), published=not options["draft"])
        except FolderRefused as error:
            raise CommandError(str(error)) from None
        self.stdout.write(summary(stored))


def summary(stored: Stored) -> str:
    """What was stored and what was there already, a line each, and where the dossier is read."""
    state = _("stored") if stored.is_new else _("already there")
    lines = [f"{state}: {stored.dossier} ({stored.dossier.get_status_display()})"]
    lines += [f"  {state_of(outcome)}: {outcome.text.document}" for outcome in stored.outcomes]
    return "\n".join([*lines, stored.dossier.get_absolute_url()])


def state_of(outcome: Outcome) -> str:
    if outcome.is_shown:
        return _("stored") if outcome.is_new else _("already there")
    numbers = {"number": outcome.text.number, "shown": outcome.placement.text.number}
    if outcome.is_new:
        return _("stored as wording %(number)s, the dossier keeps showing wording %(shown)s") % numbers
    return _("wording %(number)s already there, the dossier shows wording %(shown)s") % numbers
