"""What stands beside what: the likeliest passage first, with its reasons, in one language and across languages."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.alignment import Pair, align, compare_readings, read
from sources.alignment.scoring import MOST_PAIRS
from sources.quotations import find_quotations
from sources.sentences import sentences_of
from sources.text import canonical

ENGLISH = """The ferry Halcyon sank off Porto Belo on Tuesday night with 214 passengers on board.

Divers found eleven bodies in the car deck, the coast guard said.

The shipping company Meridian Lines denied that the ferry was overloaded. "We had places for 300 people and sold 214 \
tickets, and every one of them is on our list," said its director, Paula Okoye.

Prime Minister Aldo Ferrante promised an inquiry before the end of March."""

FRENCH = """Mardi, un incendie a détruit trois entrepôts du port.

Le ferry Halcyon a coulé au large de Porto Belo dans la nuit de mardi avec 214 passagers à bord.

Le Premier ministre Aldo Ferrante a promis une enquête avant la fin du mois de mars. Des plongeurs ont trouvé onze \
corps, selon les garde-côtes.

La compagnie maritime Meridian Lines a démenti que le ferry était surchargé."""

ARABIC = """غرقت العبارة هالسيون قبالة بورتو بيلو ليلة الثلاثاء وعلى متنها 214 راكبا.

وعثر الغواصون على إحدى عشرة جثة، بحسب خفر السواحل.

ووعد رئيس الوزراء ألدو فيرانتي بفتح تحقيق قبل نهاية مارس."""

REWRITTEN = """Eleven bodies were found by divers, according to the coast guard.

An inquiry was promised by Prime Minister Aldo Ferrante before the end of March.

The ferry Halcyon went down with 214 passengers off Porto Belo on Tuesday night."""

TEXTS = {"en": ENGLISH, "fr": FRENCH, "ar": ARABIC}


def place(text: str, quote: str) -> int:
    assert text.count(quote) == 1
    return text.index(quote)


def best(pairs: list[Pair], at: int) -> Pair:
    """The likeliest pair of the sentence that is at a place of the article."""
    return max((pair for pair in pairs if pair.article_start <= at < pair.article_end), key=lambda pair: pair.score)


def partner(article: str, report: str, quote: str, languages: str = "en-en") -> tuple[str, Pair]:
    """The words of the report that are set first beside those of the article."""
    pair = best(align(article, report, *languages.split("-")), place(article, quote))
    return report[pair.report_start : pair.report_end], pair


# The right one first


@pytest.mark.parametrize(
    ("article", "report", "languages", "quote", "expected"),
    [
        (REWRITTEN, ENGLISH, "en-en", "Eleven bodies", "Divers found eleven bodies"),
        (REWRITTEN, ENGLISH, "en-en", "An inquiry", "promised an inquiry"),
        (REWRITTEN, ENGLISH, "en-en", "went down", "The ferry Halcyon sank"),
        (FRENCH, ENGLISH, "fr-en", "a coulé", "The ferry Halcyon sank"),
        (FRENCH, ENGLISH, "fr-en", "une enquête", "promised an inquiry"),
        (FRENCH, ENGLISH, "fr-en", "onze corps", "Divers found eleven bodies"),
        (FRENCH, ENGLISH, "fr-en", "a démenti", "denied that the ferry was overloaded"),
        (ENGLISH, FRENCH, "en-fr", "an inquiry", "a promis une enquête"),
        (ARABIC, ENGLISH, "ar-en", "غرقت", "The ferry Halcyon sank"),
        (ARABIC, ENGLISH, "ar-en", "الغواصون", "Divers found eleven bodies"),
        (ARABIC, FRENCH, "ar-fr", "تحقيق", "a promis une enquête"),
        (ENGLISH, ARABIC, "en-ar", "214 passengers", "214 راكبا"),
    ],
)
def test_what_tells_the_same_comes_first_and_is_likely(
    article: str, report: str, languages: str, quote: str, expected: str
) -> None:
    words, pair = partner(article, report, quote, languages)
    assert expected in words
    assert pair.score >= 0.5


@pytest.mark.parametrize(("article", "report"), [("fr", "en"), ("en", "fr"), ("ar", "en"), ("en", "en"), ("fr", "ar")])
def test_pairs_are_of_sentences_and_quotations_with_scores_that_are_probabilities(article: str, report: str) -> None:
    one, other = TEXTS[article], TEXTS[report]
    pairs = align(one, other, article, report)
    here, there = sentences_of(one, article), sentences_of(other, report)
    quoted = {(found.start, found.end) for found in find_quotations(one, article)}
    assert pairs
    for pair in pairs:
        span = (pair.article_start, pair.article_end)
        assert span in here or any(start <= span[0] and span[1] <= end for start, end in quoted)
        assert (pair.report_start, pair.report_end) in there
        assert 0 < pair.score < 1


def test_pairs_come_in_the_order_of_the_article_the_likeliest_of_a_sentence_first() -> None:
    pairs = align(REWRITTEN, ENGLISH, "en", "en")
    sentences = [pair.article_start for pair in pairs]
    assert sentences == sorted(sentences)
    for start in set(sentences):
        scores = [pair.score for pair in pairs if pair.article_start == start]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= 3


@pytest.mark.parametrize(
    "said",
    [
        "The orchestra of Tarbisu played Bruckner in the new hall.",
        "Wheat was sown early this year, and the storks have left.",
        "How long will they go on lying to us?",
    ],
)
def test_what_the_report_does_not_tell_is_likely_nowhere(said: str) -> None:
    assert all(pair.score < 0.5 for pair in align(said, ENGLISH, "en", "en"))
    assert all(pair.score < 0.5 for pair in align(said, FRENCH, "en", "fr"))


# Reasons


def kinds(pair: Pair) -> dict[str, tuple[tuple[str, str], ...]]:
    return {reason.kind: reason.words for reason in pair.reasons}


def test_the_reasons_name_the_names_figures_and_words() -> None:
    _words, pair = partner(FRENCH, ENGLISH, "a coulé", "fr-en")
    found = kinds(pair)
    assert ("Halcyon", "Halcyon") in found["name"]
    assert ("214", "214") in found["figure"]
    assert ("coulé", "sank") in found["glossary"] or ("passagers", "passengers") in found["glossary"]
    assert any(str(reason).startswith("glossary ") and " of " in str(reason) for reason in pair.reasons)


def test_names_in_another_script_are_a_reason() -> None:
    _words, pair = partner(ARABIC, ENGLISH, "ووعد", "ar-en")
    assert ("فيرانتي", "Ferrante") in kinds(pair)["name"]


def test_a_reason_has_words_of_both_passages() -> None:
    for pair in align(REWRITTEN, ENGLISH, "en", "en"):
        here = REWRITTEN[pair.article_start : pair.article_end]
        there = ENGLISH[pair.report_start : pair.report_end]
        assert all(one in here and other in there for reason in pair.reasons for one, other in reason.words)


def test_yesterday_is_the_day_before_the_article() -> None:
    article, report = "The mill burned yesterday in Oster.", "The mill of Oster burned on 3 March 2026."
    [pair, *_] = align(article, report, "en", "en", published=date(2026, 3, 4))
    assert ("yesterday", "3 March 2026") in kinds(pair)["figure"]
    [pair, *_] = align(article, report, "en", "en", published=date(2026, 5, 4))
    assert "figure" not in kinds(pair)


# One to many


def test_two_sentences_of_the_article_may_stand_beside_one_of_the_report() -> None:
    article = (
        "The dam at Losk broke at dawn.\n\nForty houses in the valley were washed away. Storks have left the lake."
    )
    report = "The dam at Losk broke at dawn and forty houses in the valley were washed away.\n\nSchools opened again."
    for quote in ("broke at dawn", "Forty houses"):
        words, pair = partner(article, report, quote)
        assert words.startswith("The dam at Losk")
        assert pair.score >= 0.5


def test_one_sentence_of_the_article_may_stand_beside_two_of_the_report() -> None:
    article = "The dam at Losk broke at dawn and forty houses in the valley were washed away.\n\nSchools opened again."
    report = "The dam at Losk broke at dawn. Forty houses in the valley were washed away.\n\nStorks have left the lake."
    likely = [pair for pair in align(article, report, "en", "en") if pair.article_start == 0 and pair.score >= 0.5]
    assert {report[pair.report_start : pair.report_end] for pair in likely} == {
        "The dam at Losk broke at dawn.",
        "Forty houses in the valley were washed away.",
    }


# Quotations


def test_a_quotation_that_stands_in_another_sentence_makes_a_pair_of_its_own() -> None:
    article = 'Director Paula Okoye of Meridian Lines looked pale: "Every ticket is on our list in the harbour office."'
    report = (
        "Director Paula Okoye of Meridian Lines appeared before reporters on Friday.\n\n"
        '"Every ticket is on our list in the harbour office," she said, and left.'
    )
    quoted = place(article, "Every ticket")
    own = [pair for pair in align(article, report, "en", "en") if pair.article_start == quoted]
    assert [report[pair.report_start : pair.report_end].startswith('"Every ticket') for pair in own] == [True]
    assert article[quoted : own[0].article_end] == "Every ticket is on our list in the harbour office."
    assert own[0].score >= 0.5


# Odd texts


@pytest.mark.parametrize("language", ["en", "fr", "ar", "de", "xx", "", "zh-Hant", "fr-CA"])
@pytest.mark.parametrize("text", ["", "Fire!", "🔥", "…", "12", "\u064b", "火事が起きた。町は水がない。"])
def test_texts_with_next_to_nothing_in_them_make_no_trouble(text: str, language: str) -> None:
    assert isinstance(align(text, ENGLISH, language, "en"), list)
    assert isinstance(align(ENGLISH, text, "en", language), list)
    assert isinstance(align(text, text, language, language), list)


def test_no_words_make_no_pairs() -> None:
    assert align("", ENGLISH, "en", "en") == align(ENGLISH, "", "en", "en") == align("", "", "en", "en") == []


def test_languages_without_a_glossary_are_paired_by_names_figures_and_like_words() -> None:
    german = "Die Fähre Halcyon sank am Dienstag vor Porto Belo mit 214 Passagieren.\n\nAldo Ferrante versprach nichts."
    words, pair = partner(german, ENGLISH, "214 Passagieren", "de-en")
    assert words.startswith("The ferry Halcyon sank")
    assert pair.score >= 0.5
    assert "glossary" not in kinds(pair)


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_stands_beside_itself_word_for_word(language: str) -> None:
    text = TEXTS[language]
    pairs = align(text, text, language, language)
    for start, end in sentences_of(text, language):
        pair = best(pairs, start)
        assert (pair.report_start, pair.report_end) == (start, end)
        assert (pair.relation, pair.score >= 0.9) == ("verbatim", True)


def test_one_sentence_beside_one_sentence() -> None:
    [pair] = align("The ferry Halcyon sank.", "The ferry Halcyon sank.", "en", "en")
    assert (pair.relation, pair.score >= 0.5) == ("verbatim", True)


def test_the_region_of_a_language_does_not_matter() -> None:
    assert align(FRENCH, ENGLISH, "fr-CA", "en-GB") == align(FRENCH, ENGLISH, "fr", "en")


def test_the_pairs_are_the_same_each_time() -> None:
    assert align(FRENCH, ENGLISH, "fr", "en") == align(FRENCH, ENGLISH, "fr", "en")


def long_text(sentences: int, letters: str) -> str:
    """Sentences of two words each, no two of them the same."""
    words = ("".join(word) for word in product(letters, "aeiou", letters, "aeiou", letters))
    return "\n\n".join(f"{one} {other}." for one, other, _number in zip(words, words, range(sentences), strict=False))


def test_of_two_texts_of_thousands_of_sentences_the_first_are_compared() -> None:
    many = read(long_text(4_000, "bdfgklmn"), "en")
    assert len(many.sentences) == 4_000
    compared = compare_readings(many, many)
    assert compared.is_partial
    last = [span.start for span in many.sentences].index(compared.pairs[-1].article_start)
    assert 0.99 * MOST_PAIRS <= (last + 1) ** 2 <= MOST_PAIRS
    assert not compare_readings(many, read(ENGLISH, "en")).is_partial


def test_whoever_watches_may_stop_it() -> None:
    class Stopped(Exception):
        pass

    shares: list[float] = []

    def watch(share: float) -> None:
        shares.append(share)
        if share > 0.5:
            raise Stopped

    reading = read(long_text(300, "bdfgkl"), "en")
    with pytest.raises(Stopped):
        compare_readings(reading, reading, watch=watch)
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


LETTERS = st.text(st.sampled_from("aeéñklzTÀ019٣اللهبتقي ًّ\u0301.,!?؟،:;«»“”\"'’-–%()\n🔥👩‍👧€"), max_size=240)


@settings(deadline=None)  # the first of them reads the glossaries
@given(LETTERS, LETTERS, st.sampled_from(["en", "fr", "ar", "de", ""]), st.sampled_from(["en", "fr", "ar", "tr"]))
def test_any_two_texts_are_compared(one: str, other: str, here: str, there: str) -> None:
    article, report = canonical(one), canonical(other)
    for pair in align(article, report, here, there):
        assert 0 <= pair.article_start < pair.article_end <= len(article)
        assert 0 <= pair.report_start < pair.report_end <= len(report)
        assert 0 < pair.score < 1
        assert all(first in article and second in report for reason in pair.reasons for first, second in reason.words)


# Words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("قَالَتِ الشُّرْطَةُ إنَّ الحَرِيقَ أُخمِدَ", "ar", ["الشُّرْطَةُ", "الحَرِيقَ", "أُخمِدَ"]),
        ("les \u00eatres de Q\u0307er\u0323", "fr", ["\u00eatres", "Q\u0307er\u0323"]),
        ("L’armée d'Alep, aujourd’hui qu’il n’a", "fr", ["armée", "Alep", "aujourd’hui"]),
        ("Hassan’s workers' strike at O’Brien’s", "en", ["Hassan", "workers", "strike", "O’Brien"]),
        ("B52 bombers over the G20 with MH17", "en", ["B52", "bombers", "G20", "MH17"]),
        ("It is with them, and the US", "en", ["US"]),
        ("Some 3,000 people fled", "en", ["3,000", "people", "fled"]),
    ],
)
def test_terms_stand_where_their_words_do(text: str, language: str, expected: list[str]) -> None:
    text = canonical(text)
    [places] = read(text, language).places
    assert [text[place.start : place.end] for place in places] == [canonical(word) for word in expected]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("الشُّرْطَةُ", "الشرطة", "ar"),
        ("الشـــرطة", "الشرطة", "ar"),
        ("O’Brien", "O'Brien", "en"),
        ("Straße", "STRASSE", "de"),
        ("attaques", "attaque", "fr"),
    ],
)
def test_a_word_is_the_same_however_it_is_written(one: str, other: str, language: str) -> None:
    keys = [read(canonical(word), language).vocabulary[0].key for word in (one, other)]
    assert keys[0] == keys[1]


# What is known besides the words


def score_of(article: str, report: str, quote: str, words: str) -> float:
    """How likely the sentence with the words is what stands beside the one with the quote; 0 where nobody says so."""
    at, there = place(article, quote), place(report, words)
    pairs = align(article, report, "en", "en")
    found = [
        pair.score
        for pair in pairs
        if pair.article_start <= at < pair.article_end and pair.report_start <= there < pair.report_end
    ]
    return max(found, default=0.0)


SIGNED = """PORTO BELO, March 3 (Reuters) - The harbour was closed on Tuesday.

Relatives of the crew were waiting at the gate, and many of them were angry."""


@pytest.mark.parametrize(("cited", "is_surer"), [("Reuters", True), ("AFP", False)])
def test_a_report_of_the_outlet_that_is_cited_is_surer_than_one_of_another(cited: str, is_surer: bool) -> None:
    said = "Families had come to the gate and were in a rage, {} reports."
    named = score_of(said.format(cited), SIGNED, "Families", "Relatives")
    nobody = score_of(said.format("somebody"), SIGNED, "Families", "Relatives")
    assert (named > nobody) == is_surer


def test_the_text_comes_before_the_heading_that_says_it_in_short() -> None:
    report = "Soldiers keep villagers from homes\n\n" + (
        "Soldiers kept the villagers of the lower valley from their homes on Friday.\n\nThe storks have left."
    )
    words, pair = partner("Soldiers kept villagers from their homes on Friday.", report, "Soldiers")
    assert words.startswith("Soldiers kept the villagers of the lower")
    assert pair.score >= 0.5


def test_sentences_that_share_nothing_but_an_everyday_word_are_not_likely() -> None:
    report = "The results of the tests are expected within two weeks.\n\nThe mill will be rebuilt by the town."
    assert score_of("What did you expect them to say?", report, "expect", "expected") < 0.5


def test_words_of_like_meaning_are_a_reason() -> None:
    article = "Dozens of workers were hurt when police clubbed the strikers at Gate 4."
    report = "Officers beat the strikers at Gate 4 on Tuesday, and dozens of employees were injured."
    pair = align(article, report, "en", "en")[0]
    assert pair.score >= 0.5
    alike = {words for reason in pair.reasons if reason.kind == "synonym" for words in reason.words}
    assert alike >= {("hurt", "injured"), ("clubbed", "beat")}


def test_a_pair_beside_others_that_follow_each_other_is_surer_than_one_far_from_them() -> None:
    before, behind = "The ferry Halcyon sank off Porto Belo on Tuesday.", "Divers found eleven bodies in the car deck."
    said, told = (
        "The lorries had been loaded in a hurry, the dockers say.",
        "Its crew drove the lorries on board.",
    )
    others = ["The mill of Oster burned down.", "Storks nest on the church.", "A vote on the budget was put off."]
    article = "\n\n".join((before, said, behind))
    beside = score_of(article, "\n\n".join((before, told, behind, *others)), "hurry", "on board")
    far = score_of(article, "\n\n".join((before, behind, *others, told)), "hurry", "on board")
    assert beside > far > 0
