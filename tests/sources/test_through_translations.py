"""Reports compared through a translation: the passages are the original's, and the reasons say the way."""

from itertools import chain
from typing import Any

import pytest

from sources.alignment import Pair, compare_readings, read
from sources.comparing.translated import Translated, in_blocks
from sources.comparing.work import Compared
from sources.models import Dossier, Text
from tests import cast

# In a language that no list of Lateral's knows, so that nothing but the translation says what stands beside what.
ORIGINAL = """Melin ar dân yn nhref Oster.

Cafodd y tân ei ddiffodd ddydd Mawrth. Anafwyd pedwar gweithiwr.

Roedd y perchennog dramor ar y pryd. Mae'r cynghorwyr yn gofyn am ymchwiliad."""
TRANSLATION = """A mill on fire in the town of Oster.

The flames were put out on Tuesday. Four workers were hurt.

The owner was abroad at the time. The councillors demand an inquiry."""
ARTICLE = """Everybody talks about the mill.

Four workers were hurt, it is said. The weather was fair and the river high.

The owner was abroad at the time, as he often is."""
FOREIGN = "cy"


def through(original: str, translation: str, article: str = ARTICLE) -> list[Pair]:
    report = Translated(read(original, FOREIGN), read(translation, "en"), 2)
    return report.compared(read(article, "en"), compare_readings).pairs


def beside(pairs: list[Pair], words: str, article: str = ARTICLE, original: str = ORIGINAL) -> str:
    """The original's passage that stands beside the article's sentence with the words, by the likeliest pair."""
    place = article.index(words)
    here = [pair for pair in pairs if pair.article_start <= place < pair.article_end and pair.score >= 0.5]
    best = max(here, key=lambda pair: pair.score, default=None)
    return original[best.report_start : best.report_end] if best else ""


def make_foreign_dossier(translation: str = "") -> tuple[Dossier, Text]:
    dossier = Dossier.objects.create(title="The mill")
    dossier.place(cast.make_text(ARTICLE, "article"))
    report = cast.make_text(ORIGINAL, language=FOREIGN)
    dossier.place(report)
    if translation:
        report.document.add_text(translation, how=Text.How.PASTED, language="en")
    return dossier, report


def computed(dossier: Dossier) -> Compared:
    compared = Compared(dossier)
    compared.compute(lambda _share: None)
    return compared


def likely_pairs(compared: Compared) -> list[Pair]:
    beside = chain.from_iterable(sentence.beside for sentence in compared.findings().sentences)
    return [one.pair for one in beside if one.pair.score >= 0.5]


def test_sentences_stand_for_one_another_by_their_numbers() -> None:
    pairs = through(ORIGINAL, TRANSLATION)
    assert beside(pairs, "Four workers") == "Anafwyd pedwar gweithiwr."
    assert beside(pairs, "The owner") == "Roedd y perchennog dramor ar y pryd."
    assert beside(pairs, "The weather") == ""


def test_every_passage_is_a_sentence_of_the_original() -> None:
    report = Translated(read(ORIGINAL, FOREIGN), read(TRANSLATION, "en"), 2)
    compared = report.compared(read(ARTICLE, "en"), compare_readings)
    spans = {(span.start, span.end) for block in in_blocks(report.original) for span in block}
    assert compared.pairs
    assert {(pair.report_start, pair.report_end) for pair in compared.pairs} <= spans
    assert {(part.start, part.end) for part in compared.left_out} <= spans


def test_the_reason_says_the_way() -> None:
    best = max(through(ORIGINAL, TRANSLATION), key=lambda pair: pair.score)
    assert str(best.reasons[-1]) == "through the translation, wording 2"


def test_the_words_of_a_translation_are_never_called_verbatim() -> None:
    article = "The owner was abroad at the time. The weather was fair."
    [best] = [pair for pair in through(ORIGINAL, TRANSLATION, article) if pair.score >= 0.5]
    assert best.relation == "faithful"


def test_what_the_article_uses_is_not_told_as_left_out() -> None:
    report = Translated(read(ORIGINAL, FOREIGN), read(TRANSLATION, "en"), 2)
    left_out = {
        ORIGINAL[part.start : part.end] for part in report.compared(read(ARTICLE, "en"), compare_readings).left_out
    }
    assert "Mae'r cynghorwyr yn gofyn am ymchwiliad." in left_out
    assert "Anafwyd pedwar gweithiwr." not in left_out


def test_where_the_numbers_differ_only_what_is_sure_is_mapped() -> None:
    shared = "\n\nRoedd Ferrier a Haldane yn Castellmar gyda 340 o bobl."
    added = "\n\nFerrier and Haldane were in Castellmar with 340 people."
    said = ARTICLE + "\n\nHaldane and Ferrier were in Castellmar with 340 people, they say."
    pairs = through(ORIGINAL + shared, TRANSLATION.replace("Four workers were hurt. ", "") + added + " So be it.", said)
    assert beside(pairs, "340 people", said, ORIGINAL + shared) == shared.strip()
    assert beside(pairs, "The owner", said, ORIGINAL + shared) == ""


def test_what_the_translation_lacks_is_compared_as_it_was_written() -> None:
    shared = "\n\nRoedd Ferrier a Haldane yn Castellmar gyda 340 o bobl."
    said = "Haldane and Ferrier were in Castellmar with 340 people, they say."
    pairs = through(ORIGINAL + shared, "A mill on fire.", f"{ARTICLE}\n\n{said}")
    best = max(pairs, key=lambda pair: pair.score)
    assert (ORIGINAL + shared)[best.report_start : best.report_end] == shared.strip()
    assert all(reason.kind != "translation" for reason in best.reasons)


@pytest.mark.parametrize(("original", "translation"), [("", ""), (ORIGINAL, ""), ("", TRANSLATION), ("…", "!")])
def test_texts_of_nothing_make_no_pairs(original: str, translation: str) -> None:
    assert through(original, translation) == []


@pytest.mark.django_db
def test_a_dossier_is_compared_through_the_translation_once_there_is_one() -> None:
    dossier, report = make_foreign_dossier()
    assert likely_pairs(computed(dossier)) == []
    report.document.add_text(TRANSLATION, how=Text.How.PASTED, language="en")
    assert not Compared(dossier).is_complete
    pairs = likely_pairs(computed(dossier))
    assert {report.body[pair.report_start : pair.report_end] for pair in pairs} == {
        "Anafwyd pedwar gweithiwr.",
        "Roedd y perchennog dramor ar y pryd.",
    }
    assert Compared(dossier).is_complete


@pytest.mark.django_db
def test_the_newest_translation_counts_and_one_into_another_language_does_not() -> None:
    dossier, report = make_foreign_dossier("A bird sang.\n\nNothing happened.")
    assert likely_pairs(computed(dossier)) == []
    newer: Any = report.document.add_text(TRANSLATION, how=Text.How.PASTED, language="en-GB")
    report.document.add_text("Un moulin brûle.", how=Text.How.PASTED, language="fr")
    [best, *_others] = likely_pairs(computed(dossier))
    assert str(best.reasons[-1]) == f"through the translation, wording {newer.number}"


@pytest.mark.django_db
def test_the_article_s_own_translations_are_not_asked() -> None:
    dossier, _report = make_foreign_dossier(TRANSLATION)
    article = cast.article_of(dossier)
    computed(dossier)
    article.document.add_text("Un moulin.", how=Text.How.PASTED, language="fr")
    assert Compared(dossier).is_complete
