from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from annotate import demo
from sources.folder import FolderRefused


class Command(BaseCommand):
    help = "Load the demo: invented dossiers, finished reviews, and logins. Running it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force-logins", action="store_true", help="make the well-known logins on a public server (HTTPS) too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.HTTPS and demo.missing_logins() and not options["force_logins"]:
            raise CommandError(
                _(
                    "The demo's passwords are known to everybody, and this server is set up for HTTPS, so nothing was "
                    "loaded; --force-logins loads the demo all the same."
                )
            )
        try:
            lines = load()
        except FolderRefused as error:
            raise CommandError(str(error)) from None
        self.stdout.write("\n".join([*lines, "", *table()]))


@transaction.atomic
def load() -> list[str]:
    """Load what is missing, and say a line for each dossier."""
    demo.enter_logins()
    lines = []
    for folder in sorted(path.parent for path in demo.DEMO.glob("*/dossier.json")):
        dossier, is_new = demo.enter_dossier(folder)
        lines.append(f"{_('stored') if is_new else _('already there')}: {dossier}")
    return lines


def table() -> list[str]:
    """The logins, in two columns."""
    rows = [(_("Login"), _("Password"))]
    rows += [(name, demo.PASSWORD if known else _("changed")) for name, known in demo.passwords().items()]
    return [f"  {name:<10}{password}" for name, password in rows]
