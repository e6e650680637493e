"""Annotations flattened into a text: cut where they begin and end, and no word lost or doubled."""

import random

import pytest

from annotate.marks import Finding, flatten, number, segments
from annotate.models import Annotation, Label, Review
from sources.text import Block
from tests import cast

WORDS = "0123456789"
BLOCK = Block("paragraph", 100, 110)


def finding(start: int, end: int) -> Finding:
    return Finding(1, Annotation(start=start, end=end), Label(), "", [])


def cut(*findings: Finding) -> list[tuple[str, int]]:
    """The words of each segment, and under how many findings they lie."""
    return [(segment.words, len(segment.findings)) for segment in segments(BLOCK, WORDS, findings)]


def test_a_block_without_findings_is_one_segment() -> None:
    assert cut() == [("0123456789", 0)]


def test_a_finding_cuts_the_block_in_three() -> None:
    assert cut(finding(103, 106)) == [("012", 0), ("345", 1), ("6789", 0)]


def test_findings_that_overlap_are_cut_where_each_begins_and_ends() -> None:
    assert cut(finding(102, 106), finding(104, 108)) == [("01", 0), ("23", 1), ("45", 2), ("67", 1), ("89", 0)]


def test_findings_inside_one_another_and_at_the_same_place() -> None:
    assert cut(finding(100, 110), finding(103, 105), finding(103, 105)) == [("012", 1), ("34", 3), ("56789", 1)]


def test_findings_that_touch_do_not_overlap() -> None:
    assert cut(finding(100, 105), finding(105, 110)) == [("01234", 1), ("56789", 1)]


def test_a_finding_across_blocks_marks_its_part_of_each() -> None:
    across = finding(90, 105)
    assert cut(across) == [("01234", 1), ("56789", 0)]
    # It begins in the block before, so that no number stands here.
    assert not segments(BLOCK, WORDS, [across])[0].starting


def test_findings_elsewhere_in_the_text_are_passed_over() -> None:
    assert cut(finding(0, 100), finding(110, 120)) == [("0123456789", 0)]


def test_the_number_stands_where_a_finding_begins() -> None:
    first, second = finding(102, 106), finding(104, 108)
    starting = [segment.starting for segment in segments(BLOCK, WORDS, [first, second])]
    assert starting == [(), (first,), (second,), (), ()]


def test_whatever_lies_there_the_words_stay() -> None:
    chance = random.Random(7)  # noqa: S311  not for secrets
    for _round in range(200):
        spans = (sorted(chance.sample(range(95, 116), 2)) for _span in range(chance.randrange(8)))
        assert "".join(words for words, _depth in cut(*(finding(*span) for span in spans))) == WORDS


@pytest.mark.django_db
def test_findings_are_numbered_and_speak_of_their_evidence() -> None:
    review = cast.make_review()
    annotation = cast.make_annotation(review)
    cast.make_evidence(annotation)
    placements = list(review.dossier.placements.for_reading())
    found = number(shown(review), review.scheme.tree(), placements)
    outlet = str(cast.reports_of(review.dossier)[0].document.outlet)
    assert [(one.number, one.root.key, one.leaf_name) for one in found] == [(1, "loaded-wording", "loaded verb")]
    assert [names for _evidence, names in found[0].evidence] == [outlet]


@pytest.mark.django_db
def test_every_text_of_the_dossier_is_flattened_whole() -> None:
    review = cast.make_review()
    cast.make_annotation(review)
    placements = list(review.dossier.placements.for_reading())
    texts = list(flatten(placements, number(shown(review), review.scheme.tree(), placements)))
    for flat in texts:
        blocks = ("".join(segment.words for segment in segments) for _block, segments in flat.blocks)
        assert "\n\n".join(blocks) == flat.text.body
    assert [flat.document.kind for flat in texts] == ["article", "report"]


def shown(review: Review) -> list[Annotation]:
    return list(review.annotations.kept().in_reading_order().whole())
