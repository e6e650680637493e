# ruff: noqa: N999  the command is called so
"""Documents from files and folders, many at once."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from sources.forms.fields import LONGEST_TAG
from sources.intake.items import Contents, Item, Refusal, Said
from sources.intake.reader import File, Reader, files_in
from sources.intake.store import Intake, Outcome, Similar, Stored, place
from sources.language import is_language
from sources.models import Document, Dossier
from sources.reading import one_line
from sources.views.asking import as_uuid

# What is stored in one transaction: so many documents, or bytes. While the last ones are stored nobody reads any more.
BATCH, BATCH_BYTES = 250, 16 * 2**20
INTERRUPTED = 130


class Command(BaseCommand):
    help = "Import documents from files and folders. Running it again goes on where it was stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder with files")
        parser.add_argument("--outlet", default="", help="who published all of them, whatever the files say")
        parser.add_argument("--language", default="", help="the language of all of them, such as en, fr or ar")
        parser.add_argument("--kind", default="", choices=["", *Document.Kind.values], help="what all of them are")
        parser.add_argument("--tag", action="append", default=[], dest="tags", help="a tag for all; may be repeated")
        parser.add_argument("--dossier", help="the key of a dossier that all of them are put into")
        parser.add_argument("--by", help="the name of the user who adds them")
        wordings = parser.add_mutually_exclusive_group()
        wordings.add_argument(
            "--new-wordings", action="store_true", help="what looks like a new wording of a document is stored as one"
        )
        wordings.add_argument(
            "--apart", action="store_true", help="what looks like a new wording is stored as another document"
        )
        parser.add_argument("--json", action="store_true", help="one line of JSON for each document")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that read files")

    def handle(self, *args: Any, **options: Any) -> None:
        said = Said(
            outlet=one_line(options["outlet"])[:200],
            language=options["language"],
            kind=options["kind"],
            tags=tuple(tag for name in options["tags"] if (tag := one_line(name)[:LONGEST_TAG])),
        )
        if said.language and not is_language(said.language):
            raise CommandError(_("There is no language “%(code)s”.") % {"code": said.language})
        files = list(files_in(options["paths"]))
        with Reader(options["workers"], files) as reader:
            run = Run(self, options)
            try:
                run.store(watched(reader.read(files, said), files))
            except BrokenProcessPool:
                raise CommandError(
                    _("A process that read files was killed, perhaps for memory. Run it again with --workers 1.")
                ) from None
            except BrokenPipeError:
                # What read the lines of --json has ended, as `head` does; at its end Python would write to it again.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                sys.exit(INTERRUPTED)
            except KeyboardInterrupt:
                self.stderr.write(_("Stopped. Every document is stored whole or not at all: run it again to go on."))
                sys.exit(INTERRUPTED)
        run.sum_up()
        if run.refusals:
            sys.exit(1)


def watched(read: Iterable[tuple[File, Contents]], files: Iterable[File]) -> Iterator[tuple[File, Contents]]:
    """What is read, with a bar on the terminal that shows how many of the bytes of the files that is."""
    size = sum(file.size for file in files) if sys.stderr.isatty() else 0
    with tqdm(total=size, unit="B", unit_scale=True, file=sys.stderr, disable=not sys.stderr.isatty()) as bar:
        for file, contents in read:
            yield file, contents
            bar.update(file.size)


class Run:
    """One run of the command: what it stores, and says of it."""

    def __init__(self, command: Command, options: dict[str, Any]) -> None:
        self.command, self.options = command, options
        self.intake = Intake(person(options["by"]), similar=similar(options))
        self.dossier = dossier(options["dossier"])
        self.counts: Counter[Outcome] = Counter()
        self.refusals: list[tuple[str, str]] = []
        self.similar: list[tuple[str, Stored]] = []

    def store(self, read: Iterable[tuple[File, Contents]]) -> None:
        batch: list[tuple[File, Item]] = []
        size = 0
        for file, contents in read:
            for refusal in contents.refusals:
                self.refuse(file, refusal)
            for item in contents.items:
                batch.append((file, item))
                size += len(item.original)
                if len(batch) >= BATCH or size >= BATCH_BYTES:
                    self.store_batch(batch)
                    batch, size = [], 0
        self.store_batch(batch)

    def store_batch(self, batch: list[tuple[File, Item]]) -> None:
        if not batch:
            return
        stored = self.intake.store([item for _file, item in batch])
        for (file, item), each in zip(batch, stored, strict=True):
            self.counts[each.outcome] += 1
            if each.outcome == Outcome.SIMILAR:
                self.similar.append((file.holding(item.name), each))
            if self.options["json"]:
                self.tell(file.holding(item.name), each.outcome, id=str(each.document.pk), title=each.document.title)
            if self.dossier and (reason := place(self.dossier, each)):
                self.refusals.append((file.holding(item.name), reason))

    def refuse(self, file: File, refusal: Refusal) -> None:
        path = file.holding(refusal.name)
        self.refusals.append((path, refusal.reason))
        if self.options["json"]:
            self.tell(path, "refused", reason=refusal.reason)

    def tell(self, path: str, outcome: str, **more: str) -> None:
        line = {"path": path, "outcome": str(outcome), "id": "", "title": "", "reason": "", **more}
        self.command.stdout.write(json.dumps(line, ensure_ascii=False))

    def sum_up(self) -> None:
        out = self.command.stderr if self.options["json"] else self.command.stdout
        for name, reason in self.refusals:
            out.write(f"{name}: {reason}")
        for name, each in self.similar:
            out.write(_("%(name)s: looks like a new wording of “%(title)s”.") % {"name": name, "title": each.document})
        parts = [f"{outcome.label}: {self.counts[outcome]}" for outcome in Outcome if self.counts[outcome]]
        out.write(", ".join([*parts, _("refused: %(count)s") % {"count": len(self.refusals)}]))


def person(name: str | None) -> User | None:
    if not name:
        return None
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        raise CommandError(_("There is no user “%(name)s”.") % {"name": name}) from None


def dossier(key: str | None) -> Dossier | None:
    if not key:
        return None
    found = Dossier.objects.filter(pk__in=[as_uuid(key)]).first()
    if not found:
        raise CommandError(_("There is no dossier “%(key)s”.") % {"key": key})
    return found


def similar(options: dict[str, Any]) -> Similar:
    if options["new_wordings"]:
        return Similar.WORDING
    return Similar.APART if options["apart"] else Similar.OFFER
