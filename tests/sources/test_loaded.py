import json
import time
from pathlib import Path

import pytest

from sources.vocabulary.loaded import LIST, Loaded, find_loaded, words

SCHEME = LIST.parent.parent.parent / "annotate" / "default_scheme.json"


def found_words(text: str, language: str) -> list[str]:
    return [text[loaded.start : loaded.end] for loaded in find_loaded(text, language)]


@pytest.mark.parametrize(
    ("text", "word", "category", "neutral"),
    [
        ("The harbour board belched that the fees were fair.", "belched", "loaded-verb", "say"),
        ("Belching its answer, the board left.", "Belching", "loaded-verb", "say"),
        ("THE THUGS of the ferry company came.", "THUGS", "labelling-of-actors", "attacker"),
        ("The mayor is a puppet.", "puppet", "labelling-of-actors", "ally"),
        ("The regime’s answer came late.", "regime", "labelling-of-actors", "government"),
        ("Both régimes signed.", "régimes", "labelling-of-actors", "government"),
        ("The so-called plan was read out.", "so-called", "scare-quotes", ""),
        ("It was called a slaughter.", "slaughter", "loaded-verb", "kill"),
        ("They were slaughtered at the gate.", "slaughtered", "loaded-verb", "kill"),
        ("Hordes came by train.", "Hordes", "exaggeration-or-minimising", "large numbers"),
        ("The gunmen were terrorists.", "terrorists", "labelling-of-actors", "armed group"),
        ("She admits that the bridge is old.", "admits", "loaded-verb", "say"),
        ("He lashed out at the union.", "lashed out", "loaded-verb", "criticise"),
        ("It was a witch-hunt.", "witch-hunt", "loaded-noun-or-adjective", "investigation"),
        ("The army reported collateral damage.", "collateral damage", "euphemism-or-vagueness", "civilian deaths"),
        ("Fields burned in retaliation for the vote.", "in retaliation for", "causal-claim", "after"),
    ],
)
def test_loaded_words_of_english(text: str, word: str, category: str, neutral: str) -> None:
    assert find_loaded(text, "en") == [Loaded(text.index(word), text.index(word) + len(word), category, neutral)]


@pytest.mark.parametrize(
    ("text", "word", "category", "neutral"),
    [
        ("« Non », a-t-il éructé devant le quai.", "éructé", "loaded-verb", "dire"),
        ("Les élus éructent depuis mardi.", "éructent", "loaded-verb", "dire"),
        ("« NON », A ERUCTE LE MAIRE.", "ERUCTE", "loaded-verb", "dire"),
        ("D’où les cris d’orfraie du port.", "cris d’orfraie", "loaded-noun-or-adjective", "protestations"),
        ("D'où les cris d'orfraie du port.", "cris d'orfraie", "loaded-noun-or-adjective", "protestations"),
        ("Le régime a répondu.", "régime", "labelling-of-actors", "gouvernement"),
        ("Des opposants au régime ont défilé.", "régime", "labelling-of-actors", "gouvernement"),
        ("Des milices tiennent la gare.", "milices", "labelling-of-actors", "groupe armé"),
        ("Deux terroristes ont fui.", "terroristes", "labelling-of-actors", "groupe armé"),
        ("La soi-disant trêve est finie.", "soi-disant", "scare-quotes", ""),
        ("Elle prétend que le pont est neuf.", "prétend", "loaded-verb", "affirmer"),
        ("Le maire a avoué que le pont est neuf.", "a avoué", "loaded-verb", "dire"),
        ("Des hordes sont venues en train.", "hordes", "exaggeration-or-minimising", "groupe"),
        ("Un accord scandaleusement tardif.", "scandaleusement", "loaded-noun-or-adjective", ""),
        (
            "L’armée parle de dommages collatéraux.",
            "dommages collatéraux",
            "euphemism-or-vagueness",
            "victimes civiles",
        ),
        ("Ils ont brûlé la halle par mesure de rétorsion.", "par mesure de rétorsion", "causal-claim", "après"),
    ],
)
def test_loaded_words_of_french(text: str, word: str, category: str, neutral: str) -> None:
    assert find_loaded(text, "fr") == [Loaded(text.index(word), text.index(word) + len(word), category, neutral)]


@pytest.mark.parametrize(
    ("text", "word", "category"),
    [
        ("دخل الإرهابيون الميناء", "الإرهابيون", "labelling-of-actors"),
        ("وصلت الميليشيات إلى الجسر", "الميليشيات", "labelling-of-actors"),
        ("وزعمت البلدية أن الجسر جديد", "وزعمت", "loaded-verb"),
        ("وبالميليشيات وحدها لا تفتح المدارس", "وبالميليشيات", "labelling-of-actors"),
        ("تحدث للطاغية أمس", "للطاغية", "labelling-of-actors"),
        ("قصف النظام السوري المدينة", "النظام السوري", "labelling-of-actors"),
        ("كان هجومًا همجيًّا على السوق", "همجيًّا", "loaded-noun-or-adjective"),
        ("رفض ما يسمى بالمجلس العرض", "ما يسمى", "scare-quotes"),
        ("سقط الشهداء عند البوابة", "الشهداء", "labelling-of-actors"),
        ("تحدث البيان عن أضرار جانبية", "أضرار جانبية", "euphemism-or-vagueness"),
    ],
)
def test_loaded_words_of_arabic_stand_behind_prefixes(text: str, word: str, category: str) -> None:
    (loaded,) = find_loaded(text, "ar")
    assert (text[loaded.start : loaded.end], loaded.category) == (word, category)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rebels attacked the bridge on Monday; four soldiers were killed and nine wounded."),
        ("en", "The army bombed the port, the ministry said, and denied that civilians had died."),
        ("en", "He follows a strict diet regime, and the new tax regime begins in May."),
        ("en", "The group claimed responsibility, and the storm claimed the lives of three people."),
        ("en", "Two passengers were admitted to hospital after the lorry slammed into the wall."),
        ("en", "Ships cross the Pacific with liquid gas and fabrics."),
        ("en", "The puppet theatre reopens on Sunday."),
        ("fr", "Les rebelles ont attaqué le pont lundi ; quatre soldats ont été tués et neuf blessés."),
        ("fr", "Son régime alimentaire est strict, et la réforme du régime de retraite attend."),
        ("fr", "L’orchestre a joué près du tramway, chez un marchand d’os et de liège."),
        ("fr", "Ses affaires vont bien ; il aime l’islam, la liberté et Barbara."),
        ("fr", "Un massif de fleurs décore la place, et la tonne de blé coûte dix euros."),
        ("fr", "Il a été admis aux urgences après avoir été écrasé par une voiture."),
        ("ar", "قال الوزير إن المعارضة هاجمت الجسر وقتلت أربعة جنود"),
        ("ar", "غادر الوفد المدينة ثم سافر إلى دمشق عبر نفق جديد"),
        ("ar", "يعرض مسرح الدمى قصة جديدة يوم الجمعة"),
    ],
)
def test_plain_news_is_not_loaded(language: str, text: str) -> None:
    assert found_words(text, language) == []


def test_a_loaded_word_beside_its_neutral_use_is_still_found() -> None:
    text = "Le régime a réformé le régime de retraite."
    assert [loaded.start for loaded in find_loaded(text, "fr")] == [text.index("régime")]


def test_an_expression_does_not_run_over_the_end_of_a_sentence_or_paragraph() -> None:
    assert found_words("It was called so. Called back, she left.", "en") == []
    assert found_words("He was lashed\n\nout there", "en") == []
    assert found_words("He lashed\nout there", "en") == ["lashed\nout"]


def test_places_count_in_code_points_of_the_text_itself() -> None:
    text = "🚢🇫🇷 İstanbul’da: e\u0301ructe\u0301, puis « éructé »"
    assert found_words(text, "fr") == ["e\u0301ructe\u0301", "éructé"]


def test_the_longest_expression_counts_once() -> None:
    assert found_words("A puppet government signed.", "en") == ["puppet government"]


def test_a_country_behind_the_language_changes_nothing() -> None:
    assert found_words("Le maire a éructé.", "fr-CA") == ["éructé"]


@pytest.mark.parametrize("language", ["de", "", "xx", "english", "-", "zh-Hant"])
def test_other_languages_have_no_loaded_words(language: str) -> None:
    assert find_loaded("The thugs of the regime", language) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "’",
        "ـــ",
        "و",
        "لل",
        "ال",
        "a" * 100_000,
        "\ud800 thug",
        "\u064b\u0301",
        "12 % _ -",
        "İİİ",
        "so" + " " * 50_000 + ".",
    ],
)
def test_odd_texts_are_read_without_an_error(text: str) -> None:
    for language in ("en", "fr", "ar"):
        for loaded in find_loaded(text, language):
            assert 0 <= loaded.start < loaded.end <= len(text)


def test_the_loaded_words_of_a_real_article_are_found(shared_data: Path) -> None:
    article = (shared_data / "aleppo-2016" / "article-medias-presse.fr.txt").read_text("utf-8")
    found = found_words(article, "fr")
    assert "éructé" in found
    assert "cris d’orfraie" in found


def test_every_category_is_a_leaf_of_the_default_scheme() -> None:
    labels = json.loads(SCHEME.read_text("utf-8"))["labels"]
    leaves = {label["key"] for label in labels if label["parent"]}
    assert {entry["category"] for entries in words().values() for entry in entries} <= leaves


@pytest.mark.parametrize(("language", "least"), [("en", 220), ("fr", 260), ("ar", 120)])
def test_the_list_is_long_and_says_everything_once(language: str, least: int) -> None:
    listed = [entry["word"] for entry in words()[language]]
    assert len(listed) >= least
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_word_of_the_list_is_found_in_each_of_its_forms(language: str) -> None:
    lost = [
        form
        for entry in words()[language]
        for form in (entry["word"], *entry.get("forms", ()))
        if form.lower() not in " ".join(found_words(f"123 {form} 456", language)).lower()
    ]
    assert lost == []


def test_a_long_text_takes_time_by_its_length() -> None:
    """Twenty times as long takes less than sixty times as long, with words that begin expressions all over."""
    part = "so cash so to the regime of so cries hell on bent in the so far. " * 100

    def seconds(text: str) -> float:
        start = time.process_time()
        find_loaded(text, "en")
        return time.process_time() - start

    seconds(part)
    assert min(seconds(part * 20) for _ in range(3)) < 60 * min(seconds(part) for _ in range(5))
