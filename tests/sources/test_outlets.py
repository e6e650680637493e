import os
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.utils.translation import override

from sources.importers.registry import find_outlet, find_signature
from sources.intake.registry import Registry
from sources.models import Document, Outlet, OutletName

ROOT = Path(__file__).resolve().parent.parent.parent
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


def test_an_outlet_that_somebody_entered_under_one_of_the_names_is_the_one_that_is_meant() -> None:
    Outlet.objects.filter(slug="tass").delete()
    entered = Outlet.objects.named_or_new("TASS", "en")
    document = Document.objects.create(kind="report", outlet=entered, title="Ferries stay in port", language="en")
    load_outlets()
    assert Outlet.objects.named("ТАСС") == entered
    assert (entered.name, entered.kind) == ("TASS", "website")
    assert not Outlet.objects.filter(slug="tass").exists()
    assert list(Document.objects.searched("ТАСС")) == [document]


def test_a_name_that_somebody_gave_to_another_outlet_stays_its_own() -> None:
    afp = Outlet.objects.get(slug="afp")
    OutletName.objects.filter(outlet__slug="reuters", folded="reuters").delete()
    OutletName.objects.create(outlet=afp, language="en", name="Reuters")
    load_outlets()
    assert set(Outlet.objects.filter(names__folded="reuters")) == {afp}


def manage(*words: str, database: Path) -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": f"sqlite:///{database}"}
    done = subprocess.run(
        [sys.executable, "manage.py", *words, "--verbosity=0", "--skip-checks"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_an_older_installation_gets_the_outlets_that_came_later_and_keeps_its_own(tmp_path: Path) -> None:
    database = tmp_path / "old.sqlite3"
    manage("migrate", "sources", "0012", database=database)
    with sqlite3.connect(database) as old:
        before = old.execute("SELECT slug FROM sources_outlet ORDER BY slug").fetchall()
        for slug in ("aap", "belga"):
            [outlet] = old.execute("SELECT id FROM sources_outlet WHERE slug = ?", [slug]).fetchone()
            old.execute("DELETE FROM sources_outletname WHERE outlet_id = ?", [outlet])
            old.execute("DELETE FROM sources_outlet WHERE id = ?", [outlet])
        old.execute("UPDATE sources_outlet SET kind = 'website', url = '' WHERE slug = 'afp'")
        old.execute("UPDATE sources_outletname SET name = 'Rtrs', folded = 'rtrs' WHERE is_main AND folded = 'reuters'")
        kept = old.execute("SELECT * FROM sources_outletname ORDER BY id").fetchall()
    manage("migrate", "sources", database=database)
    with sqlite3.connect(database) as new:
        assert new.execute("SELECT slug FROM sources_outlet ORDER BY slug").fetchall() == before
        assert new.execute("SELECT kind, url FROM sources_outlet WHERE slug = 'afp'").fetchone() == ("website", "")
        names = new.execute("SELECT * FROM sources_outletname ORDER BY id").fetchall()
        assert names[: len(kept)] == kept
        assert new.execute("SELECT COUNT(*) FROM sources_outletname WHERE folded = 'belga'").fetchone()[0]


def test_a_name_of_signs_that_stand_for_whole_sentences_is_found_again() -> None:
    name = "\ufdfa" * 40
    outlet = Outlet.objects.named_or_new(name, "ar")
    assert Outlet.objects.named_or_new(name, "ar") == outlet
    assert Registry().outlet_for(name, "ar") == outlet
