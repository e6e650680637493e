"""Outlets by name, by signature and by host, without a database."""

import pytest

from sources.importers.registry import find_host, find_outlet, find_signature, host_of


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("OSDH", "Syrian Observatory for Human Rights"),
        ("agence france-presse", "AFP"),
        ("رويترز", "Reuters"),
        ("Reuters.com", "Reuters"),
        ("https://www.aljazeera.com/", "Al Jazeera"),
        ("The Newtown Gazette", None),
        ("", None),
        ("MAP", None),
    ],
)
def test_an_outlet_is_known_by_any_of_its_names(name: str, known: str | None) -> None:
    found = find_outlet(name)
    assert (found and found.name) == known


@pytest.mark.parametrize(
    ("signed", "known"), [("dpa/AFP", "dpa"), ("MAP", "Maghreb Arab Press"), ("ТАСС", "TASS"), ("Nasdaq: XYZ", None)]
)
def test_agencies_sign_with_letters_that_are_no_names(signed: str, known: str | None) -> None:
    found = find_signature(signed)
    assert (found and found.name) == known


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://fr.reuters.com/article/1", "Reuters"),
        ("http://www.english.news.cn/a", "Xinhua"),
        ("https://notreuters.com/", None),
        ("https://reuters.com.example/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_an_outlet_is_known_by_its_host_and_those_below_it(url: str, known: str | None) -> None:
    found = find_host(url)
    assert (found and found.name) == known


def test_a_site_is_called_by_its_host() -> None:
    assert host_of("https://www.gazette.example/a") == "gazette.example"
    assert host_of("http://[") == ""
