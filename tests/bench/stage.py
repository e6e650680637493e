"""What is measured on: a dossier of 100,000 characters, eight reviewers, and a review with a thousand annotations."""

import random
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from django.contrib.auth.models import User
from taggit.models import Tag

from annotate.models import Annotation, AnnotationTag, Evidence, Label, Review
from sources.models import CONTEXT, Dossier, Text, uuid7
from tests import cast

ARTICLE, REPORT, REPORTS = 70_000, 10_000, 3
WORDS = (
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
    annotations, evidence = [], []
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
    tags = cycle(Tag.objects.create(name=name) for name in ("water", "ministry", "sources"))
    AnnotationTag.objects.bulk_create(
        AnnotationTag(tag=tag, content_object=annotation) for annotation, tag in zip(annotations[::5], tags, strict=False)
    )


def saves(review: Review) -> Iterator[tuple[str, dict[str, Any]]]:
    """Annotations for a browser to send: each with its key, without end."""
    text = cast.article_of(review.dossier)
    for place, label in zip(passages(text), leaves(), strict=False):
        yield (
            str(uuid7()),
            {
                "review": str(review.pk),
                "text": str(text.pk),
                "label": label.key,
                "severity": 2,
                "confidence": "high",
                "rationale": "The report gives another figure, and gives it with a hedge.",
                **{key: place[key] for key in ("start", "end", "exact")},
            },
        )


def credentials(user: User) -> tuple[str, str]:
    return user.username, cast.PASSWORD
