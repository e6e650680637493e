import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from sources.comparing.findings import Findings
from sources.comparing.representation import represent
from sources.comparing.work import Compared
from sources.models import Dossier


class Command(BaseCommand):
    help = "Compare the article of a dossier with its reports: what they say, what was changed, what was left out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dossier", help="its key, as in its address, or its title")
        parser.add_argument("--json", action="store_true", help="print all of it as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        compared = Compared(dossier_called(options["dossier"]))
        if compared.article is None or not compared.reports:
            raise CommandError(_("This dossier has no article with reports to compare it with."))
        compared.compute(watch=lambda share: None)
        findings = compared.findings()
        if options["json"]:
            self.stdout.write(json.dumps(represent(findings, compared.words()), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(summary(findings))


def dossier_called(name: str) -> Dossier:
    try:
        found = Dossier.objects.filter(pk=UUID(name))
    except ValueError:
        found = Dossier.objects.filter(title=name)
    if len(found) != 1:
        raise CommandError(
            _("There are %(count)s dossiers “%(name)s”. Name one by its key.") % {"count": len(found), "name": name}
        )
    return found[0]


def summary(findings: Findings) -> str:
    """The counts, a line each."""
    lines = [
        (_("sentences found in the reports"), findings.count("found")),
        (_("sentences changed"), findings.count("changed")),
        (_("sentences not found in the reports"), findings.count("missing")),
        (_("figures that differ"), sum(figure.is_conflict for figure in findings.figures)),
        (_("quotations without close words in a report"), sum(not one.beside for one in findings.quotations)),
        (_("passages left out"), len(findings.omissions)),
        (_("citations of sources that are not here"), sum(not one.reports for one in findings.citations)),
    ]
    return "\n".join(f"{count:>5}  {name}" for name, count in lines)
