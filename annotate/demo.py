"""The demo: invented dossiers with finished reviews, and logins to look at them with."""

from pathlib import Path
from typing import TypedDict

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import Group, User
from django.db import transaction
from pydantic import BaseModel, TypeAdapter

from annotate.models import Annotation, Evidence, Label, Review, Scheme
from sources.folder import Folder, read_folder, store
from sources.models import CONTEXT, Dossier, Placement, Text
from sources.people import MODERATORS, REVIEWERS, TEACHERS
from sources.text import digest

DEMO = Path(__file__).with_name("demo")
PASSWORD = "lateral-demo"  # noqa: S105  known to everybody, and meant to be
RIGHTS = "Exercise text, invented and written for Lateral"

LOGINS: dict[str, dict[str, object]] = {
    "amina": {"groups": [REVIEWERS]},
    "bruno": {"groups": [REVIEWERS]},
    "thea": {"groups": [TEACHERS]},
    "mona": {"groups": [MODERATORS], "is_staff": True},
    "admin": {"groups": [], "is_staff": True, "is_superuser": True},
}


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
