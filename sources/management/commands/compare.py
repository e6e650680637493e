import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from sources.comparing.findings import Findings
from sources.comparing.representation import represent
from sources.comparing.work import Compared
from sources.models import Dossier
from sources.text import fold
from sources.views.asking import as_uuid


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
    """By its key or by its title, whatever its case, accents and spaces."""
    if key := as_uuid(name):
        found = list(Dossier.objects.filter(pk=key))
    else:
        found = [dossier for dossier in Dossier.objects.only("title") if fold(dossier.title) == fold(name)]
    if not found:
        raise CommandError(_("There is no dossier “%(name)s”.") % {"name": name})
    if len(found) > 1:
        keys = ", ".join(str(dossier.pk) for dossier in found)
        raise CommandError(_("Several dossiers are called “%(name)s”: %(keys)s.") % {"name": name, "keys": keys})
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
