import datetime
import json
from typing import Any

import pytest

from sources.importers import ImportRefused, parse

HTML = "<p>NORTHTOWN (Northwire) - The bridge reopened on Tuesday.</p><h2>Relief</h2><ul><li>one</li></ul>"
ONE: dict[str, Any] = {
    "uri": "tag:northwire.example,2016:17",
    "type": "text",
    "version": "3",
    "versioncreated": "2016-12-06T10:15:00Z",
    "pubstatus": "usable",
    "language": "en",
    "headline": "Bridge reopens after two years",
    "byline": "By Ann Lee",
    "located": "Northtown",
    "copyrightholder": "Northwire",
    "copyrightnotice": "(c) 2016 Northwire",
    "usageterms": "No archives.",
    "subject": [{"code": "medtop:20000523", "name": "transport"}, {"code": "i", "name": "i"}],
    "description_text": "A short telling.",
    "body_text": "NORTHTOWN (Northwire) - The bridge reopened on Tuesday.\n\nRelief\n\none",
    "body_html": HTML,
    "associations": {"picture": {"type": "picture", "headline": "Cars", "body_text": "Cars on the bridge."}},
}
TWO: dict[str, Any] = {
    "uri": "tag:northwire.example,2016:17",
    "standard": {"name": "ninjs", "version": "2.0"},
    "type": "text",
    "version": "3",
    "versioncreated": "2016-12-06T10:15:00Z",
    "language": "en",
    "headlines": [{"role": "short", "value": "Bridge"}, {"role": "main", "value": "Bridge reopens after two years"}],
    "by": "Ann Lee",
    "infosources": [{"name": "Northwire"}],
    "rightsinfo": {
        "copyrightholder": "Northwire",
        "copyrightnotice": "(c) 2016 Northwire",
        "usageterms": "No archives.",
    },
    "subjects": [{"name": "transport"}],
    "bodies": [
        {"role": "summary", "contenttype": "text/plain", "value": "Short."},
        {"contenttype": "text/html", "value": HTML},
    ],
}


CAMEL = {"versioncreated": "versionCreated", "infosources": "infoSources", "rightsinfo": "rightsInfo"}
THREE = {CAMEL.get(name, name): value for name, value in TWO.items()} | {
    "rightsInfo": {
        "copyrightHolder": "Northwire",
        "copyrightNotice": "(c) 2016 Northwire",
        "usageTerms": "No archives.",
    },
    "bodies": [
        {
            "role": "own",
            "contentType": "application/xml",
            "value": f"<OWN><HEAD>A head of many words</HEAD>{HTML}</OWN>",
        },
        {"role": "html", "contentType": "text/html", "value": HTML},
    ],
}


@pytest.mark.parametrize("item", [ONE, TWO, THREE])
def test_all_fields_are_read(item: dict[str, Any]) -> None:
    [parsed] = parse(json.dumps(item).encode())
    assert (parsed.kind, parsed.title, parsed.byline) == ("report", "Bridge reopens after two years", "Ann Lee")
    assert (parsed.dateline, parsed.outlet, parsed.language) == ("NORTHTOWN", "Northwire", "en")
    assert parsed.published == datetime.datetime(2016, 12, 6, 10, 15, tzinfo=datetime.UTC)
    assert (parsed.external_id, parsed.version) == ("tag:northwire.example,2016:17", "3")
    assert (parsed.rights, parsed.tags) == ("(c) 2016 Northwire No archives.", ["transport"])
    assert [block.kind for block in parsed.blocks] == ["paragraph", "heading", "item"]
    assert parsed.body == "The bridge reopened on Tuesday.\n\nRelief\n\none"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda item: [item],
        lambda item: {"items": [item]},
        lambda item: {"data": {"item": item}},
        lambda item: {"data": {"items": [{"meta": {}, "item": item}]}},
        lambda item: {"_items": [item], "_meta": {"total": 1}},
    ],
)
def test_items_are_found_in_what_services_wrap_them_in(wrap: Any) -> None:
    assert parse(json.dumps(wrap(ONE)).encode())[0].title == "Bridge reopens after two years"


def test_a_body_of_the_service_s_own_and_a_place_of_ap() -> None:
    item = {
        "altids": {"itemid": "abc", "etag": "abc_1"},
        "uri": "https://api.northwire.example/abc?key=1",
        "type": "text",
        "versioncreated": "2016-12-06T10:15:00Z",
        "provider": "AP",
        "headline": "Bridge reopens",
        "bylines": [{"by": "By ANN LEE", "title": "Northwire"}],
        "datelinelocation": {"city": "Northtown", "countryname": "Northland"},
        "body_nitf": "<nitf><body><body.content><p>The bridge is open.</p></body.content></body></nitf>",
    }
    [parsed] = parse(json.dumps({"data": {"item": item}}).encode())
    assert (parsed.external_id, parsed.url, parsed.outlet) == ("abc", "", "Associated Press")
    assert (parsed.dateline, parsed.byline, parsed.body) == ("Northtown, Northland", "ANN LEE", "The bridge is open.")


def test_the_texts_of_a_composite_are_read() -> None:
    item = {
        "type": "composite",
        "versioncreated": "2016-12-06T10:15:00Z",
        "associations": {"main": ONE, "other": {"type": "text"}},
    }
    assert [parsed.title for parsed in parse(json.dumps(item).encode())] == ["Bridge reopens after two years"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"type": "picture"}, "picture"),
        ({"pubstatus": "canceled"}, "withdrawn"),
        ({"body_text": "", "body_html": None, "description_text": ""}, "no text"),
    ],
)
def test_what_holds_no_text_is_refused_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason):
        parse(json.dumps(ONE | changes).encode())


@pytest.mark.parametrize("value", [[1], [], {}, 7, "x", None, {"name": []}])
def test_values_of_the_wrong_type_do_no_harm(value: Any) -> None:
    for name in ONE.keys() - {"body_html", "body_text", "type", "pubstatus"}:
        assert parse(json.dumps(ONE | {name: value}).encode())[0].body
    for name in ("headlines", "bodies", "infosources", "rightsinfo", "associations", "altids", "datelinelocation"):
        assert parse(json.dumps(ONE | {name: value}).encode())[0].body


def test_a_provider_is_known_by_the_short_name_that_its_reports_are_signed_with() -> None:
    story = {"uri": "1", "copyrightholder": "AAP", "body_html": "<p>SYDNEY, Dec 6 AAP - It rained.</p><p>A lot.</p>"}
    [parsed] = parse(json.dumps(story).encode())
    assert (parsed.outlet, parsed.dateline) == ("Australian Associated Press", "SYDNEY, Dec 6")


def test_the_agency_behind_a_name_is_no_part_of_it() -> None:
    story = {"uri": "1", "byline": "Jane Roe/TT", "infosource": [{"name": "TT"}], "body_html": "<p>It rained.</p>"}
    [parsed] = parse(json.dumps(story).encode())
    assert (parsed.byline, parsed.outlet) == ("Jane Roe", "TT News Agency")
