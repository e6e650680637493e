"""What the API takes and gives: the shapes that stand in its OpenAPI description."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import AfterValidator, RootModel, model_validator

from sources.alignment.pairs import Relation
from sources.text import printable

Offset = Annotated[int, Field(ge=0, lt=2**31)]
Prose = Annotated[str, AfterValidator(printable), Field(max_length=20_000)]
TagName = Annotated[str, AfterValidator(lambda name: printable(name).strip()), Field(min_length=1, max_length=100)]
Severity = Literal[1, 2, 3]
Confidence = Literal["", "low", "medium", "high"]


class PassageIn(Schema):
    """Code points of a text from start up to end; exact is what stands there."""

    text: UUID
    start: Offset
    end: Offset
    exact: str

    @model_validator(mode="after")
    def check_order(self) -> Self:
        if self.start >= self.end:
            raise ValueError(_("A passage starts before it ends."))
        return self


class AnnotationIn(PassageIn):
    review: UUID
    label: str
    severity: Severity | None = None
    confidence: Confidence = ""
    rationale: Prose = ""
    neutral_wording: Prose = ""
    tags: Annotated[list[TagName], Field(max_length=30)] = []


class EvidencePassageIn(PassageIn):
    """A passage of a report, and how the annotated passage relates to it."""

    kind: Literal["passage"] = "passage"
    relation: Relation


class EvidenceSearchIn(Schema):
    """The texts that were searched in vain."""

    kind: Literal["searched, not found"]
    searched: Annotated[list[UUID], Field(min_length=1, max_length=200)]


class EvidenceIn(RootModel[Annotated[EvidencePassageIn | EvidenceSearchIn, Field(discriminator="kind")]]):
    pass


class AlignmentIn(Schema):
    """A decision on a passage of the article beside one of a report. One that is rejected has no relation."""

    article: PassageIn
    report: PassageIn
    decision: Literal["confirmed", "corrected", "rejected", "drawn"]
    relation: Relation | Literal[""] = ""


class DecisionIn(AlignmentIn):
    review: UUID


class PassageOut(Schema):
    text: UUID
    start: int
    end: int
    exact: str


class AlignmentOut(Schema):
    id: UUID
    etag: str
    review: UUID
    article: PassageOut
    report: PassageOut
    decision: str
    relation: str
    decided_at: datetime


class EvidenceOut(Schema):
    id: UUID
    etag: str
    kind: str
    text: UUID | None
    start: int | None
    end: int | None
    exact: str
    relation: str
    searched: list[UUID]
    created_at: datetime


class AnnotationOut(Schema):
    id: UUID
    etag: str
    review: UUID
    reviewer: str
    text: UUID
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    label: str
    severity: Severity | None
    confidence: Confidence
    rationale: str
    neutral_wording: str
    tags: list[str]
    created_at: datetime
    updated_at: datetime
    deleted: bool
    evidence: list[EvidenceOut]


class ReviewOut(Schema):
    id: UUID
    dossier_id: UUID
    status: str
