"""What is measured on: a dossier of 100,000 characters, eight reviewers, and a review with a thousand annotations."""

import random
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

from taggit.models import Tag

from annotate.models import Annotation, AnnotationTag, Evidence, Label, Review
from sources.models import CONTEXT, Dossier, Text, uuid7
from tests import cast
from tests.bench.client import Saves

ARTICLE, REPORT, REPORTS = 70_000, 10_000, 3
WORDS = (  # noqa: SIM905  words read better in a row
    "the water of the river rose again on Tuesday and nobody in Oster had been told the ministère a déclaré que les "
    "vannes étaient fermées depuis l’aube “according to” two engineers who asked not to be named because المياه ارتفعت "
    "من جديد officials denied every one of these reports while neighbours carried sandbags until midnight 🌊"
).split()
chance = random.Random(7)  # noqa: S311  the same texts each time


def write_text(length: int) -> str:
    """Paragraphs of invented sentences, exactly that many characters."""
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < length:
        sentences = (" ".join(chance.choices(WORDS, k=chance.randint(8, 25))) for _sentence in range(4))
        paragraphs.append(". ".join(sentences) + ".")
    return "\n\n".join(paragraphs)[: length - 1].rstrip().ljust(length, ".")


def make_dossier() -> Dossier:
    reports = [write_text(REPORT) for _report in range(REPORTS)]
    return cast.make_dossier(write_text(ARTICLE), *reports, title="The river at Oster")


def passages(text: Text) -> Iterator[dict[str, Any]]:
    """Passages of one to a dozen words, without end."""
    blocks = [(start, end) for _kind, start, end in text.blocks if end - start > 200]
    while True:
        first, last = chance.choice(blocks)
        start = chance.randint(first, last - 100)
        end = start + chance.randint(8, 90)
        yield {
            "start": start,
            "end": end,
            "exact": text.body[start:end],
            "prefix": text.body[max(start - CONTEXT, 0) : start],
            "suffix": text.body[end : end + CONTEXT],
        }


def leaves() -> Iterator[Label]:
    labels = Label.objects.filter(parent__isnull=False, scheme__is_default=True)
    return cycle(labels)


def fill(review: Review, count: int) -> None:
    """Put annotations into the review: nine of ten on the article, evidence on a third, tags on a fifth."""
    article = passages(cast.article_of(review.dossier))
    reports = cycle([(report, passages(report)) for report in cast.reports_of(review.dossier)])
    annotations: list[Annotation] = []
    evidence: list[Evidence] = []
    for number, label in zip(range(count), leaves(), strict=False):
        text, places = next(reports) if number % 10 == 0 else (cast.article_of(review.dossier), article)
        annotation = Annotation(
            review=review,
            text=text,
            label=label,
            severity=number % 3 + 1,
            confidence="medium",
            rationale="No report that the article cites says so; two of them say the opposite.",
            neutral_wording="the water rose" if number % 2 else "",
            **next(places),
        )
        annotations.append(annotation)
        if number % 3 == 0:
            report, places = next(reports)
            evidence.append(Evidence(annotation=annotation, text=report, relation="contradicted", **next(places)))
    Annotation.objects.bulk_create(annotations)
    Evidence.objects.bulk_create(evidence)
    tags = cycle([Tag.objects.get_or_create(name=name)[0] for name in ("water", "ministry", "sources")])
    AnnotationTag.objects.bulk_create(
        AnnotationTag(tag=tag, content_object=annotation)
        for annotation, tag in zip(annotations[::5], tags, strict=False)
    )


def saves(review: Review, lists: int, length: int) -> list[Saves]:
    """Lists of annotations for browsers to send, each with its key."""
    text = cast.article_of(review.dossier)
    made = (save(review, text, place, label) for place, label in zip(passages(text), leaves(), strict=False))
    return [list(islice(made, length)) for _list in range(lists)]


def save(review: Review, text: Text, place: dict[str, Any], label: Label) -> tuple[str, dict[str, Any]]:
    return str(uuid7()), {
        "review": str(review.pk),
        "text": str(text.pk),
        "label": label.key,
        "severity": 2,
        "confidence": "high",
        "rationale": "The report gives another figure, and gives it with a hedge.",
        **{key: place[key] for key in ("start", "end", "exact")},
    }
