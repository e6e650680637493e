"""The demo: invented dossiers with finished reviews, and logins to look at them with."""

from pathlib import Path
from typing import TypedDict

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group, User
from django.db import transaction
from pydantic import BaseModel, TypeAdapter

from annotate.models import Annotation, Evidence, Label, Review, Scheme
from sources.folder import read_folder, store
from sources.models import CONTEXT, Dossier, Placement, Text
from sources.people import MODERATORS, REVIEWERS, TEACHERS
from sources.text import digest

DEMO = Path(__file__).with_name("demo")
PASSWORD = "lateral-demo"  # noqa: S105  known to everybody, and meant to be
RIGHTS = "Exercise text, invented and written for Lateral"

# Each with its group; who is in none is an administrator.
LOGINS = {"amina": REVIEWERS, "bruno": REVIEWERS, "thea": TEACHERS, "mona": MODERATORS, "admin": ""}


class Proof(BaseModel):
    """A passage of a report with its relation, or the reports that were searched in vain."""

    file: str = ""
    quote: str = ""
    relation: str = ""
    searched: list[str] = []


class Mark(BaseModel):
    file: str
    quote: str
    label: str
    severity: int
    confidence: str
    rationale: str
    neutral_wording: str
    tags: list[str]
    evidence: list[Proof]


class Reading(BaseModel):
    """One person's review in reviews.json."""

    reviewer: str
    status: str
    annotations: list[Mark]


class Place(TypedDict):
    text: Text
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def missing_logins() -> list[str]:
    there = set(User.objects.filter(username__in=LOGINS).values_list("username", flat=True))
    return [name for name in LOGINS if name not in there]


def enter_logins() -> None:
    """Make the demo's people, each with PASSWORD; who is there already keeps everything."""
    for name in missing_logins():
        group = LOGINS[name]
        user = User.objects.create(
            username=name,
            password=make_password(PASSWORD),
            is_staff=group in {MODERATORS, ""},
            is_superuser=group == "",
        )
        user.groups.set(Group.objects.filter(name=group))


def passwords() -> dict[str, bool]:
    """Of each of the demo's people that are there, whether PASSWORD still lets them in."""
    users = User.objects.filter(username__in=LOGINS).in_bulk(field_name="username")
    return {name: check_password(PASSWORD, users[name].password) for name in LOGINS if name in users}


@transaction.atomic
def enter_dossier(path: Path) -> tuple[Dossier, bool]:
    """The demo dossier of that folder, stored with its reviews, and whether it is new.

    One that is there stays as people have made it. It is known by the wording of its article, which nobody can change.
    """
    folder = read_folder(path)
    article = Text.objects.filter(how=Text.How.DEMO, sha256=digest(folder.pieces[0].body))
    if found := Dossier.objects.filter(placements__text__in=article, placements__role=Placement.Role.ARTICLE).first():
        return found, False
    for piece in folder.pieces:
        piece.entry.rights = piece.entry.rights or RIGHTS
    stored = store(folder, how=Text.How.DEMO)
    texts = {piece.entry.file: outcome.text for piece, outcome in zip(folder.pieces, stored.outcomes, strict=True)}
    for reading in TypeAdapter(list[Reading]).validate_json((path / "reviews.json").read_bytes()):
        enter_review(stored.dossier, reading, texts)
    return stored.dossier, True


def enter_review(dossier: Dossier, reading: Reading, texts: dict[str, Text]) -> None:
    scheme = Scheme.objects.default()
    labels = {label.key: label for label in scheme.labels.all()}
    review = Review.objects.create(dossier=dossier, scheme=scheme, reviewer=User.objects.get(username=reading.reviewer))
    for mark in reading.annotations:
        enter_mark(review, mark, labels[mark.label], texts)
    if reading.status == Review.Status.SUBMITTED:
        review.submit()


def enter_mark(review: Review, mark: Mark, label: Label, texts: dict[str, Text]) -> None:
    annotation = Annotation.objects.create(
        review=review,
        label=label,
        severity=mark.severity,
        confidence=mark.confidence,
        rationale=mark.rationale,
        neutral_wording=mark.neutral_wording,
        **place_of(mark.quote, texts[mark.file]),
    )
    annotation.set_tags(mark.tags)
    for proof in mark.evidence:
        if proof.searched:
            evidence = Evidence.objects.create(annotation=annotation, kind=Evidence.Kind.NOT_FOUND)
            evidence.searched_texts.set(texts[file] for file in proof.searched)
        else:
            place = place_of(proof.quote, texts[proof.file])
            Evidence.objects.create(annotation=annotation, relation=proof.relation, **place)


def place_of(quote: str, text: Text) -> Place:
    """Where the quote first stands in the text."""
    start = text.body.index(quote)
    end = start + len(quote)
    return {
        "text": text,
        "start": start,
        "end": end,
        "exact": quote,
        "prefix": text.body[max(start - CONTEXT, 0) : start],
        "suffix": text.body[end : end + CONTEXT],
    }
