"""Comparing the texts of a dossier: what is missing is computed and stored, what is there is taken."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sources.alignment import Reading, compare_readings, read
from sources.alignment.meaning import Embedder, digest_of, load
from sources.attribution import Citation, find_citations
from sources.attribution.naming import Known, known
from sources.comparing.dictionaries import all_dictionaries
from sources.comparing.facts import VERSION, PairFacts, TextFacts
from sources.comparing.findings import Findings, Side, put_together
from sources.comparing.representation import Words
from sources.comparing.stored import Comparison, ComparisonRun, TextReading
from sources.comparing.translated import Translated
from sources.glossaries import Dictionary, between
from sources.glossaries.normal import primary
from sources.models import Document, Dossier, Outlet, OutletName, Placement, Text

# How often a run says how far it is, and hears that it was cancelled, in seconds.
PAUSE = 0.4


class Cancelled(Exception):
    """Somebody stopped the comparing."""


def watch_part(watch: Callable[[float], None], place: int, count: int, share: float) -> None:
    """Say of one part of several how far the whole is."""
    watch((place + share) / count)


def stamp_of(*documents: Document, helped_by: str = "") -> str:
    """What a result depends on beside the texts: the rules, the languages, the days, and what helped with the words."""
    told = "|".join(f"{document.language}:{document.published_on or ''}" for document in documents)
    return f"{VERSION}|{told}{helped_by}"[:100]


def short_digest(dictionaries: Iterable[Dictionary]) -> str:
    """Changes when one of them does; empty where there are none."""
    told = [[each.name, each.first, each.second, each.digest] for each in dictionaries]
    return "|" + sha256(json.dumps(told).encode()).hexdigest()[:16] if told else ""


@cache
def embedder(folder: str) -> Embedder | None:
    """The language model that the setting names, loaded when it is first wanted."""
    return load(folder) if folder else None


@cache
def model_digest(folder: str) -> str:
    return "|" + digest_of(folder) if folder else ""


class Compared:
    """The texts of a dossier and what is stored of them. Three queries, one for the article's facts, and one for
    translations where the languages differ.
    """

    def __init__(self, dossier: Dossier, placements: Iterable[Placement] | None = None) -> None:
        self.dossier = dossier
        self.dictionaries = all_dictionaries()
        placed = list(placements if placements is not None else dossier.placements.for_reading())
        self.article = next((one.text for one in placed if one.role == Placement.Role.ARTICLE), None)
        self.reports = [one.text for one in placed if one.role == Placement.Role.REPORT]
        self.translations = dict(self.helpful_translations())
        stored = Comparison.objects.filter(article=self.article, report__in=self.reports)
        self.pairs = {row.report_id: row for row in stored if self.article and self.is_fresh(row)}
        texts = [self.article, *self.reports] if self.article else []
        readings = TextReading.objects.filter(text__in=texts)
        languages = {text.pk: stamp_of(text.document) for text in texts}
        self.readings = {row.text_id: row for row in readings if row.stamp == languages[row.text_id]}

    def helpful_translations(self) -> Iterator[tuple[UUID, Text]]:
        """For each report in another language than the article, by its text's key, its newest translation into that."""
        if self.article is None:
            return
        wanted = primary(self.article.document.language)
        foreign = {text.document_id: text for text in self.reports if primary(text.document.language) != wanted}
        if not foreign:
            return
        translations = Text.objects.filter(document__in=foreign).exclude(language="").select_related("document")
        for text in translations.defer("body", "blocks").order_by("number"):
            if primary(text.language) == wanted:
                yield foreign[text.document_id].pk, text

    def is_fresh(self, row: Comparison) -> bool:
        assert self.article
        report = next(text for text in self.reports if text.pk == row.report_id)
        return row.stamp == self.stamp(self.article, report)

    def stamp(self, article: Text, report: Text) -> str:
        translation = self.translations.get(report.pk)
        helped_by = (
            short_digest(self.knowing(article, report)),
            model_digest(settings.EMBEDDING_MODEL),
            f"|{translation.sha256[:8]}" if translation else "",
            f"|{report.document.outlet_id or ''}",
        )
        return stamp_of(article.document, report.document, helped_by="".join(helped_by))

    def knowing(self, article: Text, report: Text) -> tuple[Dictionary, ...]:
        """The dictionaries of the two languages."""
        return between(article.document.language, report.document.language, self.dictionaries)

    @property
    def missing(self) -> list[Text]:
        """The reports that have not been compared, or whose comparison is out of date."""
        if self.article is None:
            return []
        return [
            text
            for text in self.reports
            if text.pk not in self.pairs or text.pk not in self.readings or self.article.pk not in self.readings
        ]

    @property
    def is_complete(self) -> bool:
        return self.article is not None and bool(self.reports) and not self.missing

    def compute(self, watch: Callable[[float], None]) -> None:
        """Compare the reports that are missing; each is stored as soon as it is done."""
        article, missing = self.article, self.missing
        if article is None or not missing:
            return
        here = reading_of(article, cites=True)
        self.readings[article.pk] = keep_reading(article, here)
        for place, report in enumerate(missing):
            watch(place / len(missing))
            there = reading_of(report)
            compare = partial(
                compare_readings,
                dictionaries=self.knowing(article, report),
                embed=embedder(settings.EMBEDDING_MODEL),
                watch=partial(watch_part, watch, place, len(missing)),
            )
            translation = self.translations.get(report.pk)
            compared = translated(there, translation).compared(here, compare) if translation else compare(here, there)
            with transaction.atomic():
                self.readings[report.pk] = keep_reading(report, there)
                self.pairs[report.pk], _created = Comparison.objects.update_or_create(
                    article=article,
                    report=report,
                    defaults={
                        "stamp": self.stamp(article, report),
                        "facts": PairFacts.kept(compared).as_json(),
                        "computed_at": timezone.now(),
                    },
                )

    def findings(self) -> Findings:
        """What there is to see, of the reports that were compared."""
        if self.article is None or self.article.pk not in self.readings:
            return Findings()
        document = self.article.document
        return put_together(
            TextFacts.from_json(self.readings[self.article.pk].facts),
            [self.side(text) for text in self.reports if text.pk in self.readings],
            {str(pk): PairFacts.from_json(row.facts) for pk, row in self.pairs.items() if pk in self.readings},
            citations_in(self.article),
            document.published_on,
        )

    def words(self) -> Words:
        """The words that the findings point at."""
        assert self.article
        return Words(str(self.article.pk), {str(text.pk): text.body for text in (self.article, *self.reports)})

    def side(self, text: Text) -> Side:
        return Side(
            str(text.pk),
            outlet_of(text),
            text.document.published_on,
            TextFacts.from_json(self.readings[text.pk].facts),
        )


def reading_of(text: Text, *, cites: bool = False) -> Reading:
    document = text.document
    return read(text.body, document.language, document.published_on, cites=cites, outlet=outlet_of(text))


def outlet_of(text: Text) -> str:
    """Whose text it is, by the name that citations have; "" where nobody said so."""
    return registered_name(text.document.outlet) if text.document.outlet else ""


def translated(report: Reading, translation: Text) -> Translated:
    """The report with what it is in the article's language."""
    day, outlet = translation.document.published_on, report.outlet
    return Translated(report, read(translation.body, translation.language, day, outlet=outlet), translation.number)


def keep_reading(text: Text, reading: Reading) -> TextReading:
    facts = {"stamp": stamp_of(text.document), "facts": TextFacts.of(reading).as_json()}
    return TextReading.objects.update_or_create(text=text, defaults=facts)[0]


def registered_name(outlet: Outlet) -> str:
    """The name by which citations call it: the English one, else the first."""
    mains = [entry for entry in outlet.names.all() if entry.is_main]
    return next((entry.name for entry in mains if entry.language == "en"), mains[0].name if mains else "")


def citations_in(text: Text) -> list[Citation]:
    """Found anew each time, and not kept: any new name in the registry may change them. A query."""
    return find_citations(text.body, text.document.language, registry())


def registry() -> list[Known]:
    """The outlets as citations are found by them, read as rows: as models they take longer than finding. A query."""
    rows = OutletName.objects.order_by("outlet__slug", "language", "-is_main", "pk").values_list(
        "outlet", "outlet__kind", "outlet__country", "language", "is_main", "name"
    )
    found = []
    for _outlet, group in groupby(rows, key=itemgetter(0)):
        # As read_model has them: the English names first, and of each language the one that is shown.
        names = sorted(group, key=lambda row: (row[3] != "en", not row[4]))
        _outlet, kind, country, _language, _is_main, name = names[0]
        found.append(known(name, kind, country, [row[5] for row in names]))
    return found


def run(dossier: Dossier, row: ComparisonRun) -> None:
    """Compare a dossier, say from time to time how far it is, and stop where that was asked for."""
    last = monotonic()

    def watch(share: float) -> None:
        nonlocal last
        if monotonic() - last < PAUSE:
            return
        last = monotonic()
        if row.is_cancelled():
            raise Cancelled
        row.say(done=share)

    row.say(status=ComparisonRun.Status.RUNNING, done=0)
    try:
        Compared(dossier).compute(watch)
    except Cancelled:
        return
    except Exception:
        row.say(status=ComparisonRun.Status.FAILED)
        raise
    row.say(status=ComparisonRun.Status.DONE, done=1)
