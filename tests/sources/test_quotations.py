import pytest

from sources.quotations import Quotation, find_quotations
from sources.text import canonical


def words(text: str, language: str = "en") -> list[str]:
    """Each part of each quotation, as it stands."""
    return [text[start:end] for quotation in find_quotations(text, language) for start, end in quotation.parts]


def only(text: str, language: str = "en") -> Quotation:
    (quotation,) = find_quotations(text, language)
    return quotation


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Il dit «\u00a0nous restons ici\u00a0» et sort.", ["nous restons ici"]),
        ("fr", "Il dit «\u202fnous restons ici\u202f» et sort.", ["nous restons ici"]),
        ("fr", "Il dit «nous restons ici» et sort.", ["nous restons ici"]),
        ("en", "“We stay here,” he said.", ["We stay here,"]),
        ("en", '"We stay here," he said.', ["We stay here,"]),
        ("en", "'We won't go,' she said. The dogs' owner didn't answer.", ["We won't go,"]),
        ("en", "‘We won’t go,’ she said. The dogs’ owner didn’t answer.", ["We won’t go,"]),
        ("en", "'Tis the '90s, rock 'n' roll and the boys' room.", []),
        ("fr", "C'est l'heure d'aujourd'hui, 'dit-on' ici.", []),
        ("de", "Er sagte „Nein, wir bleiben hier“ und ging.", ["Nein, wir bleiben hier"]),
        ("de", "Er sagte ‚Nein, wir bleiben‘ und ging.", ["Nein, wir bleiben"]),
        ("de", "»Wir bleiben hier«, sagte er.", ["Wir bleiben hier"]),
        ("fr", "Il dit ‹ nous restons › et sort.", ["nous restons"]),
        ("ar", 'قال «لن نرحل» ثم أضاف "نحن هنا" و“هذا بيتنا”.', ["لن نرحل", "نحن هنا", "هذا بيتنا"]),
        ("en", "A 5\" pipe, a 6' wall, at 10° 20' 30\" north.", []),
        ("en", 'A 5" pipe broke. "It is wet," he said.', ["It is wet,"]),
        ("fr", "«Un», «Deux».", ["Un", "Deux"]),
        ("fr", "rien n’est ouvert » ici", []),
        ("fr", "« » et “”", []),
    ],
)
def test_marks_of_all_kinds_hold_quoted_words(language: str, text: str, expected: list[str]) -> None:
    assert words(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Il m’a dit : “Va-t’en !” », raconte-t-elle.", [(0, "Il m’a dit : “Va-t’en !”"), (1, "Va-t’en !")]),
        ("« Il a dit « va-t’en » hier », dit-elle.", [(0, "Il a dit « va-t’en » hier"), (1, "va-t’en")]),
        ('He called it "a "great" day" then.', [(0, 'a "great" day'), (1, "great")]),
        (
            "«Un centre a été attaqué. Les  »rebelles d’opposition » ont conduit l’attaque», a-t-il dit.",
            [
                (0, "Un centre a été attaqué. Les  »rebelles d’opposition » ont conduit l’attaque"),
                (1, "rebelles d’opposition"),
            ],
        ),
        ("Il a dit “oui, mais » et part. Les « rebelles » avancent.", [(0, "oui, mais"), (0, "rebelles")]),
    ],
)
def test_quotations_stand_inside_others(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(each.depth, text[each.start : each.end]) for each in find_quotations(text, "fr")] == expected


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("« ", " »")],
)
def test_a_quotation_runs_over_paragraphs_that_open_anew(opening: str, closing: str) -> None:
    text = f"He said: {opening}The first.\n\n{opening}The second.\n\n{opening}The third.{closing} He left."
    quotation = only(text)
    assert [text[start:end] for start, end in quotation.parts] == ["The first.", "The second.", "The third."]
    assert text[quotation.outer_start : quotation.outer_end].endswith(f"The third.{closing}")
    assert (quotation.start, quotation.end) == (quotation.parts[0][0], quotation.parts[-1][1])


def test_a_quotation_may_close_in_a_paragraph_that_did_not_open_anew() -> None:
    text = "Selon elle, « nous partons.\n\nD’autres l’ont fait avant nous. » Elle sort."
    assert words(text, "fr") == ["nous partons.", "D’autres l’ont fait avant nous."]
    assert len(find_quotations(text, "fr")) == 1


def test_what_is_never_closed_ends_with_its_paragraph() -> None:
    text = "He said: “We leave at once.\n\nNobody answered.\n\n“No,” she said."
    assert words(text) == ["We leave at once.", "No,"]


@pytest.mark.parametrize(
    ("text", "is_term"),
    [
        ("The so-called “experts” left.", True),
        ("Les « rebelles » avancent.", True),
        ("Une « opération majeure » a commencé.", True),
        ("« Oui », a dit le maire.", False),
        ("Il a répondu : « Non »", False),
        ("“No,” said the mayor.", False),
        ("“Never!” The mayor left.", False),
        ("“We are going to stay here” was on the wall.", False),
    ],
)
def test_a_word_held_at_a_distance_is_told_from_words_said(text: str, is_term: bool) -> None:
    assert only(text, "fr" if "«" in text else "en").is_term is is_term


def test_spans_with_and_without_marks() -> None:
    text = "Il dit « oui, bien sûr, demain » ici."
    quotation = only(text, "fr")
    assert text[quotation.start : quotation.end] == "oui, bien sûr, demain"
    assert text[quotation.outer_start : quotation.outer_end] == "« oui, bien sûr, demain »"


@pytest.mark.parametrize("mark", [*"«»‹›“”„‟‚‘’\"'", "« a\n\n", "“‘a’ ", "'a "])
def test_any_heap_of_marks_is_read(mark: str) -> None:
    text = canonical(mark * (20_000 // len(mark)))
    for quotation in find_quotations(text, "en"):
        assert quotation.outer_start <= quotation.start < quotation.end <= quotation.outer_end <= len(text)
