"""Who is cited. The sentences and articles of citations.json are invented; each names what a reader would mark."""

import json
from pathlib import Path
from typing import Any

import pytest

from sources.attribution import Citation, find_citations, find_speakers
from sources.models import Outlet, OutletName
from sources.outlets import REGISTRY

HERE = Path(__file__).parent
INVENTED = json.loads((HERE / "citations.json").read_text("utf-8"))
OUTLETS = json.loads(REGISTRY.read_text("utf-8"))
SENTENCES = [(language, *row) for language, rows in INVENTED["sentences"].items() for row in rows]
TWO = {"Tern Wire": ["Tern", "agence Tern"], "The Oster Bell": ["Oster Bell"]}
SOHR = "Syrian Observatory for Human Rights"


def cited(text: str, language: str = "en", outlets: Any = OUTLETS) -> list[str | None]:
    return [citation.outlet for citation in find_citations(text, language, outlets)]


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_a_sentence_cites_by_outlet_cue_and_speaker(language: str, text: str, expected: list[list[str | None]]) -> None:
    found = find_citations(text, language, OUTLETS)
    assert [[each.outlet, each.cue, each.speaker] for each in found] == expected


def test_there_are_forty_sentences_and_more_in_each_language() -> None:
    assert all(len(rows) >= 40 for rows in INVENTED["sentences"].values())


# Articles


def plain(text: str) -> str:
    return text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def judged(text: str, language: str, gold: list[tuple[str, str]]) -> tuple[int, int, int, int]:
    """Named citations that are right, all of them, gold ones that were found, all of them."""
    spans = [(start := plain(text).index(plain(quote)), start + len(quote), outlet) for quote, outlet in gold]
    named = [each for each in find_citations(text, language, OUTLETS) if each.outlet]

    def meets(citation: Citation, span: tuple[int, int, str]) -> bool:
        return citation.start < span[1] and span[0] < citation.end and citation.outlet == span[2]

    right = sum(any(meets(citation, span) for span in spans) for citation in named)
    found = sum(any(meets(citation, span) for citation in named) for span in spans)
    return right, len(named), found, len(spans)


def f1(counts: list[tuple[int, int, int, int]]) -> float:
    right, named, found, gold = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = float(right / named), float(found / gold)
    score: float = 2 * precision * recall / (precision + recall)
    print(f"precision {precision:.3f}, recall {recall:.3f}, F1 {score:.3f}")  # noqa: T201
    return score


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_invented_articles_are_read_as_a_reader_does(language: str) -> None:
    articles = [article for article in INVENTED["articles"] if article["language"] == language]
    assert f1([judged(each["text"], language, each["citations"]) for each in articles]) >= 0.95


def test_the_article_on_aleppo_is_read_as_a_reader_does(shared_data: Path) -> None:
    folder = shared_data / "aleppo-2016"
    gold = json.loads((folder / "gold.json").read_text("utf-8"))["citations"]
    text = (folder / "article-medias-presse.fr.txt").read_text("utf-8").strip()
    assert f1([judged(text, "fr", [(each["quote"], each["outlet"]) for each in gold])]) >= 0.95


# What a citation holds


def test_a_citation_covers_its_source_and_its_cue() -> None:
    text = "« La ligne a bougé », a déclaré Ada Roux d’Al Jazeera à la frontière."
    (found,) = find_citations(text, "fr", OUTLETS)
    assert text[found.start : found.end] == "a déclaré Ada Roux d’Al Jazeera"
    assert found.quotation
    assert text[slice(*found.quotation)] == "La ligne a bougé"


def test_the_quoted_words_may_follow_their_source() -> None:
    text = "Selon Reuters, « la route est ouverte depuis midi »."
    (found,) = find_citations(text, "fr", OUTLETS)
    assert found.quotation
    assert text[slice(*found.quotation)] == "la route est ouverte depuis midi"


def test_a_quotation_of_the_sentence_before_does_not_belong_to_it() -> None:
    text = "“We are leaving the house,” the owner said. It was empty on Friday, Reuters reported."
    (found,) = find_citations(text, "en", OUTLETS)
    assert found.quotation is None


def test_an_outlet_that_was_introduced_is_recognised_by_its_noun() -> None:
    text = "The Syrian Observatory for Human Rights counted six. TASS denied it. The Observatory said it was sure."
    assert cited(text) == [SOHR, "TASS", SOHR]


def test_an_agency_of_another_country_is_not_the_one_named_before() -> None:
    text = "Selon Reuters, la route est coupée. Elle est ouverte, corrige l’agence de presse américaine."
    assert cited(text, "fr") == ["Reuters", None]
    text = "Selon Reuters, la route est coupée. Elle est ouverte, corrige l’agence britannique."
    assert cited(text, "fr") == ["Reuters", "Reuters"]


def test_a_person_of_an_outlet_carries_it_later() -> None:
    text = (
        "Al Jazeera's Ada Moss said the line had moved.\n\n“It is quiet now,” Moss said. Kate Moss said nothing of it."
    )
    found = find_citations(text, "en", OUTLETS)
    assert [(each.outlet, each.speaker) for each in found] == [("Al Jazeera", "Ada Moss")] * 2


def test_who_speaks_to_an_outlet_does_not_carry_it() -> None:
    assert cited("“We left,” Ada Moss told AFP. Moss said it was late.") == ["AFP"]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Selon Al Djazira, il pleut.", "Al Jazeera"),
        ("Selon Al-Jezirah, il pleut.", "Al Jazeera"),
        ("Selon Reuter, il pleut.", "Reuters"),
        ("Selon l’Observatoire Syrien pour les DH, il pleut.", SOHR),
        ("Selon l’Observatoire des droits de l’Homme en Syrie, il pleut.", SOHR),
        ("Selon الجزيرة, il pleut.", "Al Jazeera"),
        ("According to رويترز, it rains.", "Reuters"),
    ],
)
def test_spellings_near_a_name_and_names_of_other_languages_are_found(text: str, outlet: str) -> None:
    assert cited(text, "fr" if text.startswith("Selon") else "en") == [outlet]


@pytest.mark.parametrize("text", ["Dr Tomas Reuter said it rained.", "The router said no.", "Selon Alger, il pleut."])
def test_names_that_are_only_alike_are_none(text: str) -> None:
    assert cited(text, "fr" if "Selon" in text else "en") == []


# The registry


@pytest.mark.parametrize(
    "outlets",
    [
        TWO,
        list(TWO.items()),
        [{"name": name, "aliases": aliases} for name, aliases in TWO.items()],
        [
            {
                "slug": "tern",
                "kind": "agency",
                "country": "",
                "names": {"fr": ["agence Tern"], "en": ["Tern Wire", "Tern"]},
            },
            {"slug": "bell", "kind": "newspaper", "country": "", "names": {"en": ["The Oster Bell", "Oster Bell"]}},
        ],
    ],
)
def test_outlets_come_in_many_forms(outlets: Any) -> None:
    assert cited("The mill burned, Tern reported. The Oster Bell said so too.", "en", outlets) == [*TWO]


@pytest.mark.django_db
def test_outlets_come_from_the_database_in_two_queries(django_assert_num_queries: Any) -> None:
    outlet = Outlet.objects.create(slug="tern", kind="agency")
    for language, name, is_main in [("fr", "agence Tern", True), ("en", "Tern", False), ("en", "Tern Wire", True)]:
        OutletName.objects.create(outlet=outlet, language=language, name=name, is_main=is_main)
    with django_assert_num_queries(2):
        assert cited("The mill burned, Tern reported.", "en", Outlet.objects.filter(slug="tern")) == ["Tern Wire"]
    assert cited("The mill burned, Tern reported.", "en", [outlet]) == ["Tern Wire"]


@pytest.mark.parametrize("outlets", [None, [], {}, [{"names": {}}]])
def test_without_outlets_nothing_is_named(outlets: Any) -> None:
    assert cited("The mill burned, Reuters reported.", "en", outlets) == []


# Persons


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "« C’est prêt », a déclaré M. Lavrov.", [("Lavrov", "a déclaré")]),
        (
            "fr",
            "« C’est prêt », a dit Ada Roux. « Vraiment », a-t-elle ajouté.",
            [("Ada Roux", "a dit"), ("Ada Roux", "a-t-elle ajouté")],
        ),
        ("fr", "Le ministre russe, Sergueï Lavrov, a déclaré que tout était prêt.", [("Sergueï Lavrov", "a déclaré")]),
        (
            "fr",
            "Et le porte-parole, Dmitri Peskov de préciser : « Tout est prêt à partir ».",
            [("Dmitri Peskov", "de préciser")],
        ),
        ("en", "“It is ready,” said Ada Moss.", [("Ada Moss", "said")]),
        ("en", "Ada Moss, a nurse, said it was ready.", [("Ada Moss", "said")]),
        ("en", "Foreign Minister Sergei Lavrov said that it was ready.", [("Sergei Lavrov", "said")]),
        ("ar", "قال وزير الخارجية سيرغي لافروف إن كل شيء جاهز.", [("سيرغي لافروف", "قال")]),
        ("fr", "L’armée avance vers Alep. Cela montre sa force.", []),
    ],
)
def test_persons_speak_without_an_outlet(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.speaker, each.cue) for each in find_speakers(text, language)] == expected
    assert cited(text, language) == []


def test_a_speech_has_the_words_said() -> None:
    text = "“It is ready for all of you,” said Ada Moss."
    (speech,) = find_speakers(text, "en")
    assert speech.quotation
    assert text[slice(*speech.quotation)] == "It is ready for all of you,"


# Any text


@pytest.mark.parametrize(
    "text", ["", " ", "Reuters", "AFP, AFP, AFP", "«", "’’’", "\n\n", "selon", "(AFP", "said Reuters said"]
)
@pytest.mark.parametrize("language", ["en", "fr", "ar", "de", "zh", "", "fr-CA"])
def test_no_text_is_refused(text: str, language: str) -> None:
    for found in find_citations(text, language, OUTLETS):
        assert 0 <= found.start < found.end <= len(text)
    find_speakers(text, language)


def test_in_a_language_without_word_lists_signatures_are_found() -> None:
    assert cited("Die Brücke ist gesperrt. (dpa)", "de") == ["dpa"]
