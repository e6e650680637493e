import pytest

from sources.sentences import Span
from sources.vocabulary.hedges import LANGUAGES, NOTHING, Signs, lists, opposed, roles, signs_of


def said(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The ferry may sail again.", ["may"]),
        ("en", "It might have hit a rock, the crew said.", ["might"]),
        ("en", "The pump appears to be off.", ["appears"]),
        ("en", "He allegedly took the keys.", ["allegedly"]),
        ("en", "Three boats were reportedly lost.", ["reportedly"]),
        ("en", "The suspected leak was seen from the road.", ["suspected"]),
        ("en", "It was not clear who opened the gate.", ["not clear"]),
        ("en", "The vote is on 5 May, and May 6 is a holiday.", []),
        ("en", "The mill burned in May.", []),
        ("en", "The mill burned for two days.", []),
        ("fr", "Le bac semble avoir heurté un rocher.", ["semble"]),
        ("fr", "Le gardien aurait été tué dans la nuit.", ["aurait été tué"]),
        ("fr", "Les voleurs auraient déjà quitté le port.", ["auraient déjà quitté"]),
        ("fr", "La pompe serait en panne.", ["serait"]),
        ("fr", "Le maire aurait voulu répondre.", []),
        ("fr", "On ignore si le pont est sûr.", ["On ignore"]),
        ("fr", "Le voleur présumé est sorti.", ["présumé"]),
        ("fr", "C’est sans doute le gel.", ["sans doute"]),
        ("fr", "Le moulin a brûlé deux jours.", []),
        ("ar", "قد تعود المياه غدا", ["قد"]),
        ("ar", "وقد يصل الوفد صباحا", ["وقد"]),
        ("ar", "وقد وصل الوفد صباحا", []),
        ("ar", "وقد تم إصلاح الجسر", []),
        ("ar", "لقد وصل الوفد", []),
        ("ar", "ربما أصابت السفينة صخرة", ["ربما"]),
        ("ar", "ويبدو أن المضخة متوقفة", ["ويبدو"]),
        ("ar", "يُعتقد أن الحارس في البيت", ["يُعتقد"]),
        ("ar", "الاتفاق المزعوم مكتوب", ["المزعوم"]),
    ],
)
def test_hedges(language: str, text: str, words: list[str]) -> None:
    assert said(text, signs_of(text, language).hedges) == words


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "All the bridges were completely rebuilt.", ["All", "completely"]),
        ("en", "Clearly every lamp was on.", ["Clearly", "every"]),
        ("en", "It was, without doubt, the wind.", ["without doubt"]),
        ("en", "The university studied evidence.", []),
        ("fr", "Tous les ponts ont été totalement refaits.", ["Tous", "totalement"]),
        ("fr", "C’est, sans aucun doute, le vent.", ["sans aucun doute"]),
        ("fr", "Certains élèves manifestaient.", []),
        ("ar", "احترقت كل البيوت تماما", ["كل", "تماما"]),
        ("ar", "عاد جميع الركاب بلا شك", ["جميع", "بلا شك"]),
        ("ar", "عاد الركاب أمس", []),
    ],
)
def test_absolutes(language: str, text: str, words: list[str]) -> None:
    assert said(text, signs_of(text, language).absolutes) == words


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The gate was not open.", ["not"]),
        ("en", "The crew didn’t answer.", ["didn’t"]),
        ("en", "They left without a word and never wrote.", ["without", "never"]),
        ("en", "It was not only the wind.", []),
        ("fr", "Le bac n’est pas parti.", ["n’est pas"]),
        ("fr", "Il ne répond plus.", ["ne répond plus"]),
        ("fr", "La panne n'a fait aucune victime.", ["n'a fait aucune"]),
        ("fr", "Ils sont partis sans un mot.", ["sans"]),
        ("fr", "Avant qu’il ne parte, il a écrit.", []),
        ("fr", "Il a fait un pas vers la porte.", []),
        ("fr", "Non seulement le vent, mais la pluie.", []),
        ("ar", "لم يصل الوفد", ["لم"]),
        ("ar", "ولن تعود المياه", ["ولن"]),
        ("ar", "ليس الجسر مغلقا", ["ليس"]),
        ("ar", "لا يزال الجسر مفتوحا", []),
    ],
)
def test_negations(language: str, text: str, words: list[str]) -> None:
    assert said(text, signs_of(text, language).negations) == words


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "The port denied the report.", "denied"),
        ("en", "She refutes it.", "refutes"),
        ("fr", "Le port dément la nouvelle.", "dément"),
        ("fr", "Elle nie les faits.", "nie"),
        ("ar", "نفى الميناء الخبر", "نفى"),
        ("ar", "ونفت البلدية الخبر", "ونفت"),
    ],
)
def test_denials_are_no_negations(language: str, text: str, word: str) -> None:
    signs = signs_of(text, language)
    assert said(text, signs.denials) == [word]
    assert signs.negations == ()


@pytest.mark.parametrize(
    ("one", "other", "pair"),
    [
        (("en", "The council accepted the offer."), ("fr", "Le conseil a rejeté l’offre."), "accept-reject"),
        (("en", "Prices rose again."), ("fr", "Les prix ont chuté."), "rise-fall"),
        (("en", "Prices fell."), ("ar", "ارتفعت الأسعار"), "rise-fall"),
        (("en", "The army advanced."), ("fr", "L’armée s’est retirée."), "advance-retreat"),
        (("en", "Osters won the match."), ("fr", "Osters a perdu le match."), "win-lose"),
        (("en", "The jury found her guilty."), ("fr", "Le jury l’a jugée innocente."), "guilty-innocent"),
        (("en", "The gate opened at noon."), ("fr", "La porte a fermé à midi."), "open-close"),
        (("en", "It happened before the vote."), ("ar", "حدث ذلك بعد التصويت"), "before-after"),
        (("en", "The miner is dead."), ("ar", "نجا عامل المنجم"), "dead-alive"),
        (("fr", "Le port confirme la fuite."), ("ar", "نفى الميناء التسرب"), "confirm-deny"),
        (("fr", "Le parti soutient la loi."), ("en", "The party opposes the law."), "support-oppose"),
        (("ar", "وصل الوفد أمس"), ("en", "The delegation left yesterday."), "arrive-leave"),
        (("ar", "وافق المجلس على العرض"), ("fr", "Le conseil a refusé l’offre."), "accept-reject"),
        (("ar", "أفرجت الشرطة عن الصياد"), ("en", "Police arrested the fisherman."), "capture-release"),
    ],
)
def test_opposite_directions_are_known_across_languages(
    one: tuple[str, str], other: tuple[str, str], pair: str
) -> None:
    first, second = (signs_of(text, language) for language, text in (one, other))
    assert pair in opposed(first, second)
    assert opposed(first, second) == opposed(second, first)
    assert pair not in opposed(first, first)


@pytest.mark.parametrize(
    ("scale", "mild", "strong"),
    [
        ("blame", ("en", "The union criticised it."), ("en", "The union denounced it.")),
        ("blame", ("en", "The union criticised it."), ("fr", "Le syndicat l’a condamné.")),
        ("blame", ("fr", "Le syndicat l’a critiqué."), ("ar", "نددت النقابة بالقرار")),
        ("speech", ("en", "He said so."), ("fr", "Il insiste.")),
        ("speech", ("ar", "قالت البلدية ذلك"), ("en", "The town insisted on it.")),
        ("share", ("en", "Some of the boats sank."), ("en", "Most of the boats sank.")),
        ("share", ("fr", "Certains bateaux ont coulé."), ("en", "All boats sank.")),
        ("share", ("ar", "غرقت بعض القوارب"), ("fr", "Tous les bateaux ont coulé.")),
        ("number", ("en", "Hundreds came."), ("fr", "Des milliers sont venus.")),
        ("number", ("en", "Thousands came."), ("ar", "جاء عشرات الآلاف")),
        ("fighting", ("en", "They clashed at the gate."), ("fr", "Un massacre à la porte.")),
        ("harm", ("fr", "Deux marins blessés."), ("en", "Two sailors were killed.")),
        ("harm", ("ar", "جرح بحاران"), ("fr", "Deux marins ont été tués.")),
        ("unrest", ("en", "A protest in the square."), ("fr", "Une émeute sur la place.")),
        ("worry", ("en", "It caused concern."), ("ar", "أثار ذلك هلعا")),
    ],
)
def test_degrees_are_compared_across_languages(scale: str, mild: tuple[str, str], strong: tuple[str, str]) -> None:
    low, high = (signs_of(text, language).degrees[scale] for language, text in (mild, strong))
    assert low.step < high.step


def test_the_highest_step_counts_and_tells_where_it_stands() -> None:
    text = "It was criticised, then condemned, then criticised again."
    assert signs_of(text, "en").degrees["blame"] == (2, text.index("condemned"), text.index("condemned") + 9)


def test_a_word_may_be_several_things() -> None:
    text = "The port denied it."
    signs = signs_of(text, "en")
    assert signs.denials == signs.directions["confirm-deny", 1] == (Span(9, 15),)


def test_a_passage_on_both_sides_opposes_none() -> None:
    both = signs_of("The army advanced, then retreated.", "en")
    assert opposed(both, signs_of("The army advanced.", "en")) == set()


@pytest.mark.parametrize("language", ["de", "", "xx", "ru", "-"])
def test_other_languages_show_no_signs(language: str) -> None:
    assert signs_of("It may not all be so, they denied.", language) == NOTHING == Signs()


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "n’", "ne", "قد", "aurait", "May", "n" * 50_000, "ne " * 2_000, "\ud800 may", "و", "İ not"],
)
def test_odd_texts_are_read_without_an_error(text: str) -> None:
    for language in LANGUAGES:
        signs = signs_of(text, language)
        for start, end in (*signs.hedges, *signs.absolutes, *signs.negations, *signs.denials):
            assert 0 <= start < end <= len(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_are_long_and_every_expression_is_found(language: str) -> None:
    pairs, scales = lists()["pairs"], lists()["scales"]
    assert len({pair["id"] for pair in pairs}) == len(pairs) >= 60
    assert all(len(pair[language]) == 2 and all(pair[language]) for pair in pairs)
    assert all(len(scale[language]) == len(scale["en"]) and all(scale[language]) for scale in scales)
    # What a reader of the language looks at twice is tested above.
    plain = {(words, role) for words, role in roles(language) if role.kind in {"pairs", "scales"}}
    lost = [
        (words, role.name)
        for words, role in plain
        if not ({(role.name, role.place)} & set(signs_of(words.lstrip("="), language).directions))
        and role.name not in signs_of(words.lstrip("="), language).degrees
    ]
    assert lost == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_on_both_sides_of_a_pair(language: str) -> None:
    for pair in lists()["pairs"]:
        one, other = (set(side) for side in pair[language])
        assert not one & other, pair["id"]
