"""The names of the outlets that Lateral starts with, without a database."""

import json
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from sources.outlets import REGISTRY
from sources.text import fold

REPORTING = frozenset({"agency", "monitor"})
# How agencies sign a report, in brackets or between slashes, where the name alone would mean much else.
SIGNATURES = {
    "aa": "anadolu",
    "aap": "aap",
    "agi": "agi",
    "apa": "apa",
    "anka": "anka",
    "ats": "keystone-sda",
    "avi": "vna-vietnam",
    "awp": "awp",
    "beta": "beta-serbia",
    "bloomberg": "bloomberg",
    "cp": "canadian-press",
    "dha": "dha-turkey",
    "fna": "fars",
    "iha": "iha-turkey",
    "keystone sda": "keystone-sda",
    "keystone ats": "keystone-sda",
    "kpl": "lao-kpl",
    "la presse canadienne": "canadian-press",
    "lana": "lana-libya",
    "map": "map-morocco",
    "mena": "mena-egypt",
    "mia": "mia-macedonia",
    "npk": "npk-ntb",
    "pa": "pa-media",
    "pana": "panapress",
    "pap": "pap",
    "petra": "petra",
    "pti": "pti",
    "ria novosti": "ria-novosti",
    "rtrs": "reuters",
    "saba": "saba-yemen",
    "sda": "keystone-sda",
    "sita": "sita-slovakia",
    "spa": "spa",
    "sta": "sta-slovenia",
    "tap": "tap-tunisia",
    "tt": "tt-sweden",
    "риа новости": "ria-novosti",
    "тасс": "tass",
    "интерфакс": "interfax",
    "итар тасс": "tass",
    "укрінформ": "ukrinform",
    "укринформ": "ukrinform",
    "бета": "beta-serbia",
    "миа": "mia-macedonia",
    "新华社": "xinhua",
    "共同社": "kyodo",
    "共同": "kyodo",
    "共同通信": "kyodo",
    "時事通信": "jiji",
    "時事": "jiji",
    "연합뉴스": "yonhap",
    "الأناضول": "anadolu",
    "واج": "aps",
    "وات": "tap-tunisia",
    "بنا": "bna",
    "سبا": "saba-yemen",
    "سونا": "suna",
    "واع": "ina-iraq",
    "وال": "lana-libya",
    "وفا": "wafa",
    "سانا": "sana",
    "وام": "wam",
    "واس": "spa",
    "قنا": "qna",
    "كونا": "kuna",
    "بترا": "petra",
}
# Other addresses of outlets: those that their files are sent from, and their pages in other languages.
HOSTS = {
    "ansalatina.com": "ansa",
    "ap.org": "ap",
    "efeservicios.com": "efe",
    "efe.es": "efe",
    "interfax.ru": "interfax",
    "keystone-sda.ch": "keystone-sda",
    "kyodo.co.jp": "kyodo",
    "news.cn": "xinhua",
    "pressassociation.com": "pa-media",
    "rian.ru": "ria-novosti",
    "ritzau.dk": "ritzau",
    "sda-ats.ch": "keystone-sda",
    "tass.ru": "tass",
    "thomsonreuters.com": "reuters",
    "xinhuanet.com": "xinhua",
    "yonhapnews.co.kr": "yonhap",
}
DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})/?", re.IGNORECASE)
OF_A_LANGUAGE = re.compile(r"^(?:www\d?|m|amp|mobile|english|en|sp)\.")


@dataclass(frozen=True, slots=True)
class Known:
    """An outlet of the registry: its main English name, and its kind."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Registry:
    by_name: dict[str, Known]
    by_signature: dict[str, Known]
    by_host: dict[str, Known]


@cache
def registry() -> Registry:
    by_name: dict[str, Known] = {}
    by_slug: dict[str, Known] = {}
    by_host: dict[str, Known] = {}
    for entry in json.loads(REGISTRY.read_text("utf-8")):
        outlet = by_slug[entry["slug"]] = Known(entry["names"]["en"][0], entry["kind"])
        for names in entry["names"].values():
            for name in names:
                by_name.setdefault(fold(name), outlet)
        by_host[OF_A_LANGUAGE.sub("", urlsplit(entry["url"]).hostname or "")] = outlet
    for host, slug in HOSTS.items():
        by_host.setdefault(host, by_slug[slug])
    signatures = {fold(name): by_slug[slug] for name, slug in SIGNATURES.items() if slug in by_slug}
    return Registry(by_name, by_name | signatures, by_host)


def find_outlet(name: str) -> Known | None:
    """The outlet with that name or alias in any language, or at that web address; None where the registry has none."""
    known = registry().by_name.get(fold(name))
    if known or not (domain := DOMAIN.fullmatch(name.strip())):
        return known
    return find_host(domain[1])


def find_provider(name: str) -> Known | None:
    """The outlet that sends a file: there a short name is one, "AAP", that would mean much else in a text."""
    return find_outlet(name) or registry().by_signature.get(fold(name))


def find_signature(signed: str) -> Known | None:
    """The agency that signs like this in a dateline: "AFP", "dpa/AFP", "AA"."""
    names = registry().by_signature
    if whole := names.get(fold(signed)):
        return whole
    return next((names[fold(part)] for part in re.split(r"[/,&-]", signed) if fold(part) in names), None)


def find_host(url: str) -> Known | None:
    """The outlet at whose host, or below it, an address is."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    hosts = registry().by_host
    while host:
        if host in hosts:
            return hosts[host]
        host = host.partition(".")[2]
    return None


def host_of(url: str) -> str:
    """The host of an address as people name a site by it: "example.org"."""
    try:
        return OF_A_LANGUAGE.sub("", urlsplit(url).hostname or "")
    except ValueError:
        return ""
