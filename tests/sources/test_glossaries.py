import gzip
import random
import time
import unicodedata
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from sources.glossaries import (
    Dictionary,
    DictionaryRefused,
    dictd,
    glossary,
    normal,
    normals,
    read_dictionary,
    system_dictionaries,
)
from sources.glossaries.tables import FOLDER, PAIRS, builtin
from sources.words import WORD
from tests import cast

FILES = sorted(PAIRS.items())

# An invented dictionary in the manner of FreeDict: headword, pronunciation, part of speech, senses, notes, examples.
ARTICLES = {
    "moulin": "moulin /mulɛ̃/ <n, masc>\nmill, grinder\n",
    "meule": "meule /møl/ <n, fem>\n1. millstone, grindstone\n2.  [agric] haystack (of hay)\n",
    "meunier": 'meunier /mønje/ <n, masc>\n1. miller\n      "Meunier, tu dors"\n Miller, you are asleep\n',
    "moudre": "moudre /mudʁ/ <v>\ngrind; mill\nSynonym: {broyer}\nsee: {meule}\n",
    "ÉCLUSE": "écluse /eklyz/ <n, fem>\nlock/sluice [of a canal\n",
    "vanne": "vanne /van/ <n, fem>\na gate that holds back the water of a mill\nsluice\n",
}


def dictzip(data: bytes) -> bytes:
    """Packed as dictzip does it: one gzip member with the sizes of its chunks in an extra field."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    chunks = [pack.compress(data[at : at + 64]) + pack.flush(zlib.Z_FULL_FLUSH) for at in range(0, len(data), 64)]
    sizes = b"".join(len(chunk).to_bytes(2, "little") for chunk in chunks)
    field = b"RA" + (6 + len(sizes)).to_bytes(2, "little") + b"\x01\x00\x40\x00"
    field += len(chunks).to_bytes(2, "little") + sizes
    head = b"\x1f\x8b\x08\x04" + bytes(4) + b"\x02\x03" + len(field).to_bytes(2, "little") + field
    end = zlib.crc32(data).to_bytes(4, "little") + len(data).to_bytes(4, "little")
    return head + b"".join(chunks) + pack.flush() + end


def translated(word: str, first: str, second: str) -> set[str]:
    return set(glossary(first, second).translations(normal(word, first)))


@pytest.mark.parametrize(("languages", "name"), FILES)
def test_each_line_of_a_glossary_is_a_headword_and_its_translations(languages: tuple[str, str], name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line in lines:
        word, *rest = line.split("\t")
        assert len(rest) == 1, line
        translations = rest[0].split(", ")
        assert all(one and one == one.strip() and "," not in one for one in (word, *translations)), line
        assert len(set(translations)) == len(translations), line
        assert normals(word, languages[0]), line
        assert all(normals(one, languages[1]) for one in translations), line


@pytest.mark.parametrize(("languages", "name"), FILES)
def test_no_headword_stands_twice_and_all_are_in_order(languages: tuple[str, str], name: str) -> None:
    words = [word for word, _translations in builtin(*languages)]
    assert len(set(words)) == len(words)
    assert words == sorted(words, key=str.casefold)


def test_the_glossary_of_english_and_french_is_as_large_as_promised() -> None:
    assert len(builtin("en", "fr")) >= 2200
    assert glossary("en", "fr").size >= 2200
    assert glossary("fr", "en").size >= 2200


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("attack", "attaque"),
        ("ambassador", "ambassadeur"),
        ("Germany", "Allemagne"),
        ("Dutch", "néerlandaises"),
        ("Thursday", "jeudi"),
        ("NATO", "OTAN"),
        ("claimed", "affirment"),
        ("wounded", "blessées"),
        ("nearly", "presque"),
        ("against", "contre"),
        ("unemployment", "CHÔMAGE"),
        ("earthquakes", "séismes"),
        ("goalkeeper", "gardien"),
    ],
)
def test_words_of_the_news_are_found_both_ways(english: str, french: str) -> None:
    assert normal(french, "fr") in translated(english, "en", "fr")
    assert normal(english, "en") in translated(french, "fr", "en")


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("took", "pris"),
        ("taken", "prennent"),
        ("said", "dit"),
        ("says", "disaient"),
        ("fallen", "tombé"),
        ("held", "détenus"),
        ("led", "dirigée"),
        ("struck", "frappé"),
        ("shot", "abattu"),
        ("left", "gauche"),
        ("left", "quitté"),
        ("found", "trouvé"),
        ("fire", "feux"),
        ("work", "travaux"),
        ("women", "femme"),
        ("policemen", "policiers"),
        ("recognised", "reconnaît"),
        ("maintained", "maintiennent"),
        ("produced", "produisent"),
        ("new", "nouvelles"),
        ("old", "vieille"),
        ("must", "dû"),
        ("heaviest", "lourdes"),
    ],
)
def test_irregular_forms_are_found(english: str, french: str) -> None:
    assert normal(french, "fr") in translated(english, "en", "fr")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dû", "du"),
        ("guerre", "guérir"),
        ("mère", "mer"),
        ("fille", "fil"),
        ("parlement", "parler"),
        ("revenu", "venu"),
    ],
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert normal(one, "fr") != normal(other, "fr")


@pytest.mark.parametrize(
    "forms",
    [
        "déclarer déclare déclarent déclaré déclarées déclarait",
        "premier première premiers premières",
        "actif active actives",
        "turc turque turques",
        "appeler appelle appellent appelé",
        "affirmer affirment affirmait",
        "perdre perd perdent perdu perdue",
        "soutenir soutient soutiennent soutenu soutenait",
        "hôpital hôpitaux HÔPITAL",
        "dégât dégâts",
    ],
)
def test_forms_of_one_french_word_have_one_normal_form(forms: str) -> None:
    assert len({normal(form, "fr") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "حكومة الحكومة والحكومة للحكومة بالحكومة حكومتها",
        "مدني مدنيون المدنيين مدنيا",
        "جوي جوية الجوية",
        "وزير الوزير والوزير",
        "مدرسة مدرسه المدرسة",
        "إرهاب الارهاب والإرهاب",
        "ألماني الألماني والألمانية",
        "قَتَلَ قتل",
    ],
)
def test_forms_of_one_arabic_word_have_one_normal_form(forms: str) -> None:
    assert len({normal(form, "ar") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("وأعلنت", "announced"),
        ("باسم", "names"),
        ("وزراء", "ministers"),
        ("لمستشفى", "hospital"),
        ("والقوات", "forces"),
        ("واشنطن", "Washington"),
    ],
)
def test_particles_written_together_with_an_arabic_word_do_not_hide_it(arabic: str, english: str) -> None:
    assert normal(english, "en") in translated(arabic, "ar", "en")


@pytest.mark.parametrize(
    ("language", "word", "like"), [("en", "wounded", "injured"), ("fr", "blessés", "atteint"), ("ar", "قتل", "صرع")]
)
def test_of_a_language_into_itself_there_are_words_of_like_meaning(language: str, word: str, like: str) -> None:
    known = glossary(language, language)
    assert known.is_own
    assert normal(like, language) in known.translations(normal(word, language))
    assert normal(word, language) not in known.translations(normal(word, language))


def test_expressions_of_like_meaning_are_phrases() -> None:
    assert normals("step down", "en") in glossary("en", "en").phrases[normals("resign", "en")]


def test_a_language_without_a_stemmer_is_only_folded() -> None:
    assert normal("Crédits", "xx") == "credits"
    assert not glossary("fr", "xx")
    assert not glossary("xx", "xx")
    assert glossary("xx", "yy").sources == ()
    assert dict(glossary("fr", "xx").translations("attac")) == {}


def test_country_and_script_of_a_language_do_not_matter() -> None:
    assert glossary("en-GB", "fr-CA").size == glossary("en", "fr").size


def test_a_phrase_is_found_in_a_row_of_normal_forms() -> None:
    row = normals("Les deux hôpitaux de campagne ont fermé.", "fr")
    found = {(start, end): set(to) for start, end, to in glossary("fr", "en").phrases_in(row)}
    assert normals("field hospital", "en") in found[2, 5]


def test_a_phrase_is_found_at_the_end_of_a_row_and_never_beyond_it() -> None:
    phrases = glossary("en", "fr")
    row = normals("they met the foreign minister", "en")
    assert [(start, end) for start, end, _to in phrases.phrases_in(row) if end - start == 2] == [(3, 5)]
    assert all(end <= len(row) - 1 for _start, end, _to in phrases.phrases_in(row[:-1]))


def test_one_word_that_is_several_in_the_other_language_is_a_phrase_too() -> None:
    assert normals("cessez-le-feu", "fr") in glossary("en", "fr").phrases[normals("ceasefire", "en")]
    assert normals("ceasefire", "en") in glossary("fr", "en").phrases[normals("cessez-le-feu", "fr")]
    assert glossary("en", "fr").phrases[normals("seventeen", "en")] == {normals("dix-sept", "fr"): 1.0}


def test_the_usual_translation_weighs_most() -> None:
    found = glossary("en", "fr").translations(normal("war", "en"))
    assert found[normal("guerre", "fr")] == 1.0
    found = glossary("en", "fr").translations(normal("say", "en"))
    assert found[normal("dire", "fr")] > found[normal("affirmer", "fr")] > 0


def test_french_and_arabic_meet_in_english_with_lower_weights() -> None:
    composed = glossary("fr", "ar")
    found = composed.translations(normal("guerre", "fr"))
    assert 0 < found[normal("حرب", "ar")] < 1
    assert 0 < glossary("ar", "fr").translations(normal("الحرب", "ar"))[normal("guerres", "fr")] < 1
    assert composed.sources == glossary("en", "fr").sources


@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "fr")])
def test_most_words_of_news_texts_have_a_translation(language: str, other: str, shared_data: Path) -> None:
    found = glossary(language, other)
    files = sorted(shared_data.glob(f"*/*.{language}.txt"))
    words = [word for file in files for word in WORD.findall(file.read_text("utf-8")) if len(word) >= 4]
    words = [word for word in words if word.islower()]  # names are no matter of a glossary
    known = [word for word in words if found.translations(normal(word, language))]
    assert words
    assert len(known) / len(words) >= 0.8


def test_a_glossary_is_made_once() -> None:
    assert glossary("en", "fr") is glossary("en", "fr")


@pytest.mark.parametrize("pack", [bytes, gzip.compress, dictzip])
def test_a_dictionary_is_read_in_each_packing(pack: Callable[[bytes], bytes]) -> None:
    index, data = cast.dictd_files(ARTICLES)
    assert read_dictionary(index, pack(data)) == {
        "moulin": ["mill", "grinder"],
        "meule": ["millstone", "grindstone", "haystack"],
        "meunier": ["miller"],
        "moudre": ["grind", "mill"],
        "ÉCLUSE": ["lock"],
        "vanne": ["sluice"],
    }


def test_two_headwords_may_share_an_article_and_a_headword_may_have_two() -> None:
    index, data = cast.dictd_files({"moulin": "moulin\nmill\n", "moulin ": "moulin\nmill, windmill\n"})
    index = index.replace(b"moulin \t", b"moulin\t")
    assert read_dictionary(index, data) == {"moulin": ["mill", "windmill"]}


def test_indented_translations_are_read_where_no_other_are() -> None:
    index, data = cast.dictd_files({"moulin": "moulin [mulɛ̃]\n   mill\n   windmill\n"})
    assert read_dictionary(index, data) == {"moulin": ["mill", "windmill"]}


def damaged(data: bytes) -> bytes:
    packed = bytearray(dictzip(data))
    packed[-20] ^= 0xFF
    return bytes(packed)


INDEX, DATA = cast.dictd_files(ARTICLES)


@pytest.mark.parametrize(
    ("index", "data", "says"),
    [
        (INDEX, dictzip(DATA)[:-30], "end is missing"),
        (INDEX, damaged(DATA), "damaged"),
        (INDEX, DATA[:-9], "“vanne” behind the end"),
        (INDEX, dictzip(DATA[:-9]), "“vanne” behind the end"),
        (INDEX.replace(b"moulin\t", b"moulin\t!"), DATA, "Line 2 .* base 64"),
        (INDEX.replace(b"moulin\t", b"moulin\t\t"), DATA, "base 64"),
        (INDEX.replace(b"moulin\t", b"moulin\t//////////////"), DATA, "base 64"),
        (INDEX.replace(b"moulin\t", b"moulin "), DATA, "Line 2 .* two numbers"),
        (b"PK\x03\x04\xff\xfe", DATA, "index is not in UTF-8"),
        (INDEX, DATA.replace(b"mill, ", b"mill\xff "), "“moulin” is not in UTF-8"),
        (DATA, INDEX, "two numbers"),
        (b"", DATA, "no translations"),
        (b"", b"", "no translations"),
        (b"moulin\tA\tA\n", DATA, "no translations"),
    ],
)
def test_what_is_no_dictionary_is_refused_with_a_sentence(index: bytes, data: bytes, says: str) -> None:
    with pytest.raises(DictionaryRefused, match=says) as refused:
        read_dictionary(index, data)
    assert isinstance(refused.value, ValueError)
    assert str(refused.value).endswith((".", "?"))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = gzip.compress(bytes(2 * dictd.MOST_BYTES), compresslevel=1)
    assert len(bomb) < dictd.MOST_BYTES / 5
    started = time.process_time()
    with pytest.raises(DictionaryRefused, match="too large: 50 MB"):
        read_dictionary(INDEX, bomb)
    assert time.process_time() - started < 1


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(DictionaryRefused, match="too large"):
        read_dictionary(INDEX, bytes(dictd.MOST_BYTES + 1))
    with pytest.raises(DictionaryRefused, match="too large"):
        read_dictionary(bytes(dictd.MOST_BYTES + 1), DATA)


def test_an_index_that_names_one_long_article_again_and_again_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictd, "MOST_BYTES", 1_000_000)
    article = b"moulin\n" + b"mill, " * 3000
    line = f"moulin\tA\t{cast.base64_number(len(article))}\n".encode()
    assert read_dictionary(line * 50, article) == {"moulin": ["mill"]}
    with pytest.raises(DictionaryRefused, match="too large"):
        read_dictionary(line * 60, article)


def test_no_bytes_end_in_another_error() -> None:
    chance = random.Random(11)  # noqa: S311
    for _round in range(300):
        index, data = bytearray(INDEX), bytearray(chance.choice([DATA, dictzip(DATA)]))
        for file in (index, data):
            for _change in range(chance.randrange(4)):
                file[chance.randrange(len(file))] = chance.randrange(256)
        with suppress(DictionaryRefused):
            assert read_dictionary(bytes(index), bytes(data))


def make_entries() -> Dictionary:
    return Dictionary("The miller’s", "fr", "en", lambda: {"meunier": ["miller"], "guerre": ["feud", "war"]})


def test_a_dictionary_adds_to_what_lateral_knows() -> None:
    both = glossary("fr", "en", (make_entries(),))
    assert dict(both.translations(normal("meuniers", "fr"))) == {normal("miller", "en"): 1.0}
    assert both.size == glossary("fr", "en").size + 1
    assert both.sources == ("Lateral’s own", "The miller’s")
    assert normal("meunier", "fr") in glossary("en", "fr", (make_entries(),)).translations(normal("millers", "en"))


def test_a_dictionary_takes_nothing_away_from_what_lateral_knows() -> None:
    found = glossary("fr", "en", (make_entries(),)).translations(normal("guerre", "fr"))
    assert found[normal("war", "en")] == 1.0
    assert 0 < found[normal("feud", "en")] <= 1.0


def test_a_dictionary_of_other_languages_changes_nothing() -> None:
    other = Dictionary("Other", "de", "en", lambda: {"Mühle": ["mill"]})
    assert glossary("fr", "en", (other,)).size == glossary("fr", "en").size
    assert glossary("fr", "en", (other,)).sources == ("Lateral’s own",)
    assert set(glossary("de", "en", (other,)).translations(normal("Mühle", "de"))) == {"mill"}


def test_what_a_dictionary_opens_is_composed_too() -> None:
    other = Dictionary("Other", "de", "en", lambda: {"Krieg": ["war"]})
    through = glossary("de", "fr", (other,))
    assert 0 < through.translations(normal("Krieg", "de"))[normal("guerre", "fr")] < 1
    assert through.sources == ("Lateral’s own", "Other")


def test_dictionaries_of_the_system_are_found_in_their_folder(tmp_path: Path) -> None:
    (tmp_path / "freedict-fra-eng.index").write_bytes(INDEX)
    (tmp_path / "freedict-fra-eng.dict.dz").write_bytes(dictzip(DATA))
    (tmp_path / "freedict-eng-fra.index").write_bytes(INDEX)  # without its articles
    found = system_dictionaries(tmp_path)
    assert [(each.name, each.first, each.second) for each in found] == [("FreeDict French–English", "fr", "en")]
    assert found[0].entries["moulin"] == ["mill", "grinder"]
    assert system_dictionaries(tmp_path) == found
    assert glossary("en", "fr", found).sources == ("Lateral’s own", "FreeDict French–English")


def test_a_damaged_dictionary_of_the_system_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    (tmp_path / "freedict-fra-eng.index").write_bytes(INDEX)
    (tmp_path / "freedict-fra-eng.dict").write_bytes(DATA[:-50])
    found = system_dictionaries(tmp_path)
    assert glossary("fr", "en", found).sources == ("Lateral’s own",)


def test_there_are_none_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert system_dictionaries(tmp_path / "none") == ()


def test_the_dictionaries_of_freedict_are_read() -> None:
    found = {(each.first, each.second): each for each in system_dictionaries()}
    if not found:
        pytest.skip("no FreeDict dictionary is installed in /usr/share/dictd")
    least = {("fr", "en"): 8000, ("en", "fr"): 8000, ("en", "ar"): 80_000}
    known = {("fr", "en"): ("bouche", "mouth"), ("en", "fr"): ("wrist", "poignet"), ("en", "ar"): ("chad", "تشاد")}
    for languages, each in found.items():
        assert len(each.entries) >= least[languages]
        word, translation = known[languages]
        assert translation in each.entries[word]
        assert not any(sign in one for ones in each.entries.values() for one in ones for sign in "<>[]{}\n")
