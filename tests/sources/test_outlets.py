from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.utils.translation import override

from sources.importers.registry import find_outlet, find_signature
from sources.intake.registry import Registry
from sources.models import Outlet, OutletName

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("AFP", "afp"),
        ("agence france-presse", "afp"),
        ("SOHR", "sohr"),
        ("OSDH", "sohr"),
        ("Observatoire syrien des droits de l'Homme", "sohr"),
        ("المرصد السوري لحقوق الإنسان", "sohr"),
        ("Al-Jezira", "al-jazeera"),
        ("Anadolu Ajansı", "anadolu"),
        ("ТАСС", "tass"),
        ("Europa Press", "europa-press"),
        ("Suomen Tietotoimisto", "stt-finland"),
        ("Press Association", "pa-media"),
        ("TTXVN", "vna-vietnam"),
        ("Evangelischer Pressedienst", "epd-germany"),
        ("Katholische Nachrichten-Agentur", "kna-germany"),
        ("Hrvatska izvještajna novinska agencija", "hina"),
        ("Българска телеграфна агенция", "bta"),
        ("AGERPRES", "agerpres"),
        ("وكالة الأنباء العراقية", "ina-iraq"),
    ],
)
def test_outlets_are_known_by_their_names_in_three_languages(name: str, slug: str) -> None:
    outlet = Outlet.objects.named(name)
    assert outlet
    assert outlet.slug == slug


def test_every_outlet_has_a_name_in_the_languages_of_the_pages() -> None:
    for outlet in Outlet.objects.all():
        assert {"en", "fr", "ar"} <= set(outlet.names.values_list("language", flat=True)), outlet.slug


@pytest.mark.parametrize("word", ["beta", "Mia", "Saba", "سونا", "Lana", "and", "pa"])
def test_what_is_a_word_or_a_first_name_as_well_names_no_outlet(word: str) -> None:
    assert find_outlet(word) is None


def test_a_short_sign_is_known_in_brackets_all_the_same() -> None:
    agency = find_signature("PA")
    assert agency
    assert agency.name == "PA Media"


def test_the_registry_has_the_great_agencies() -> None:
    assert Outlet.objects.count() >= 40
    for name in ("Reuters", "AFP", "AP", "Xinhua", "dpa", "EFE", "ANSA", "Anadolu", "BBC", "TASS", "SANA", "RIA"):
        assert Outlet.objects.filter(names__folded__contains=name.lower()).exists(), name


def test_no_name_belongs_to_two_outlets() -> None:
    owners: dict[str, int] = {}
    for folded, outlet in OutletName.objects.values_list("folded", "outlet"):
        assert owners.setdefault(folded, outlet) == outlet, folded


def test_an_outlet_is_shown_under_the_name_that_the_reader_knows() -> None:
    outlet = Outlet.objects.get(slug="sohr")
    assert outlet.name == "Syrian Observatory for Human Rights"
    with override("fr"):
        assert outlet.name == "Observatoire syrien des droits de l’homme"
    with override("ar"):
        assert outlet.name == "المرصد السوري لحقوق الإنسان"


def test_a_new_name_enters_the_registry_once() -> None:
    outlet = Outlet.objects.named_or_new("The Oster Bell", "en", Outlet.Kind.NEWSPAPER)
    assert Outlet.objects.named_or_new("the oster BELL", "fr") == outlet
    assert (outlet.name, outlet.kind) == ("The Oster Bell", "newspaper")


def test_an_outlet_shows_one_name_in_a_language() -> None:
    outlet = Outlet.objects.get(slug="afp")
    with pytest.raises(IntegrityError):
        OutletName.objects.create(outlet=outlet, language="fr", name="Autre", is_main=True)


def load_outlets() -> str:
    out = StringIO()
    call_command("load_outlets", stdout=out)
    return out.getvalue()


def test_loading_the_registry_again_changes_nothing() -> None:
    before = list(OutletName.objects.order_by("pk").values())
    assert load_outlets() == "0 new names.\n"
    assert list(OutletName.objects.order_by("pk").values()) == before


def test_loading_the_registry_brings_back_what_is_missing_and_keeps_what_was_changed() -> None:
    OutletName.objects.filter(name="Agence France-Presse", language="en").delete()
    OutletName.objects.filter(outlet__slug="reuters", language="en", is_main=True).update(is_main=False)
    OutletName.objects.create(outlet=Outlet.objects.get(slug="reuters"), language="en", name="Rtrs", is_main=True)
    assert load_outlets() == "1 new name.\n"
    assert Outlet.objects.get(slug="reuters").name == "Rtrs"


def test_a_name_of_signs_that_stand_for_whole_sentences_is_found_again() -> None:
    name = "\ufdfa" * 40
    outlet = Outlet.objects.named_or_new(name, "ar")
    assert Outlet.objects.named_or_new(name, "ar") == outlet
    assert Registry().outlet_for(name, "ar") == outlet
