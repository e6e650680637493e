"""Quirks of what agencies deliver, beside the standards. All of it is invented, in the shape of what they send."""

import datetime
import json

import pytest

from sources.importers import ImportRefused, Parsed, parse

FIRST = "The harbour council of Norrby voted on Tuesday to close the old ferry terminal, its chairwoman said."
SECOND = "About 320 people work there, and 180 of them are to be offered posts at the new terminal."
BODY = f"{FIRST}\n\n{SECOND}"
TWO = f"<p>{FIRST}</p><p>{SECOND}</p>"
TITLE = "Norrby council votes to close ferry terminal"


def one(written: str | bytes, name: str = "") -> Parsed:
    [parsed] = parse(written if isinstance(written, bytes) else written.encode(), name)
    return parsed


def g2(content: str = TWO, meta: str = "", status: str = "usable", provider: str = "reuters.com") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:x" version="1" xml:lang="en">
    <itemMeta><itemClass qcode="ninat:text"/><provider literal="{provider}"/>
    <versionCreated>2026-03-03T18:40:59.000Z</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta>
    <contentMeta><headline>{TITLE}</headline>{meta}</contentMeta>
    <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
    <body>{content}</body></html></inlineXML></contentSet></newsItem>"""


def newsml(component: str, provider: str = "reuters.com") -> str:
    return f"""<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>{provider}</ProviderId>
    <PublicIdentifier>urn:newsml:{provider}:20260303:a1:1</PublicIdentifier></NewsIdentifier></Identification>
    <NewsManagement><ThisRevisionCreated>20260303T184000Z</ThisRevisionCreated></NewsManagement>
    <NewsComponent xml:lang="en">{component}</NewsComponent></NewsItem></NewsML>"""


def content(text: str) -> str:
    return f'<ContentItem><MediaType FormalName="Text"/><DataContent>{text}</DataContent></ContentItem>'


def test_notes_for_editors_and_the_reporters_address_are_no_part_of_the_text() -> None:
    page = (
        f"<p>(Adds quote, background)</p><p>By Jane Roe</p><p>NORRBY, Sweden, March 3 (Reuters) - {FIRST}</p>"
        f"<p>{SECOND}</p><p>(Reporting by Jane Roe; Editing by Ann Sub)</p>"
        "<p>((jane.roe@agency.example; +46 8 555 1234; Reuters Messaging: jane.roe))</p>"
    )
    parsed = one(g2(page))
    assert (parsed.body, parsed.byline, parsed.outlet) == (BODY, "Jane Roe", "Reuters")


def test_readers_are_told_of_a_correction() -> None:
    parsed = one(g2(f"<p>(Corrects number in second paragraph)</p><p>NORRBY, March 3 (Reuters) - {FIRST}</p>"))
    assert parsed.body == f"(Corrects number in second paragraph)\n\n{FIRST}"


@pytest.mark.parametrize(
    ("provider", "outlet"),
    [
        ("xinhuanet.com", "Xinhua"),
        ("ritzau.dk", "Ritzau"),
        ("texto.efeservicios.com", "EFE"),
        ("www.sda-ats.ch", "Keystone-SDA"),
        ("nowhere.example", "nowhere.example"),
    ],
)
def test_a_provider_is_known_by_the_address_that_it_sends_from(provider: str, outlet: str) -> None:
    assert one(newsml(f"<NewsLines><HeadLine>{TITLE}</HeadLine></NewsLines>{content(TWO)}", provider)).outlet == outlet


def test_a_title_may_be_a_component_of_its_own() -> None:
    parts = "".join(
        f'<NewsComponent><Role FormalName="{role}"/>{content(text)}</NewsComponent>'
        for role, text in (("Title", TITLE), ("Lead", FIRST), ("Body", TWO))
    )
    parsed = one(newsml(f"<NewsLines/>{parts}", "belga.be"))
    assert (parsed.title, parsed.body, parsed.outlet) == (TITLE, BODY, "Belga")


@pytest.mark.parametrize("foot", ["mfl", "end", "ats", "/ritzau/", "(Schluss) kb/xy", "APA0345 2026-03-03/19:40"])
def test_what_closes_a_report_is_no_part_of_it(foot: str) -> None:
    provider = {"ats": "ATS", "/ritzau/": "ritzau.dk"}.get(foot, "PA")
    assert one(g2(f"{TWO}<p>{foot}</p>", provider=provider)).body == BODY


@pytest.mark.parametrize("foot", ["ABC (DEF) // GHI\n\nLusa/Fim", "abc/def\n\n(foto) (vídeo)", "((a@b.example))"])
def test_the_same_in_plain_text(foot: str) -> None:
    assert one(f"{TITLE}\n\nNORRBY, March 3 (Reuters) - {FIRST}\n\n{SECOND}\n\n{foot}\n").body == BODY


def test_a_last_line_in_the_last_paragraph_closes_a_report_too() -> None:
    text = f"{TITLE}\n\nNORRBY, March 3 (Reuters) - {FIRST}\n\n{SECOND}\n\n(Reporting by Jane Roe)\n((a@b.example))\n"
    parsed = one(text)
    assert (parsed.body, parsed.byline) == (BODY, "Jane Roe")


@pytest.mark.parametrize("byline", ["Jane Roe, PA", "By Jane Roe, PA Media", "Jane Roe/PA"])
def test_the_agency_is_no_part_of_the_byline(byline: str) -> None:
    assert one(g2(meta=f"<by>{byline}</by>", provider="PA")).byline == "Jane Roe"


def test_an_item_that_its_publisher_holds_back_is_refused() -> None:
    with pytest.raises(ImportRefused, match="held back by its publisher"):
        one(g2(status="withheld"))
    with pytest.raises(ImportRefused, match="held back by its publisher"):
        one(
            json.dumps(
                {"uri": "x", "versioncreated": "2026-03-03T18:40:00Z", "pubstatus": "withheld", "body_text": BODY}
            )
        )


NITF_HEAD = f"<hedline><hl1>{TITLE}</hl1></hedline>"


def test_a_note_at_the_head_of_a_story_is_not_its_text() -> None:
    note = "<note><body.content><p>Eds: With AP Photos.</p></body.content></note>"
    head = f"<body.head>{NITF_HEAD}{note}</body.head>"
    assert one(f"<nitf><body>{head}<body.content>{TWO}</body.content></body></nitf>").body == BODY


def test_the_archive_of_a_newspaper_names_its_page_and_begins_with_lead() -> None:
    pubdata = (
        '<pubdata date.publication="20070303T000000" ex-ref="http://times.example/a?res=9" name="The Times of Oster"/>'
    )
    blocks = (
        f"<block class='lead_paragraph'><p>LEAD: {FIRST}</p></block><block><p>LEAD: {FIRST}</p><p>{SECOND}</p></block>"
    )
    text = f"<body><body.head>{NITF_HEAD}</body.head><body.content>{blocks}</body.content></body>"
    parsed = one(f"<nitf><head>{pubdata}</head>{text}</nitf>")
    assert (parsed.body, parsed.url) == (BODY, "http://times.example/a?res=9")


APPL = f"""<Publication xmlns="http://ap.org/schemas/03/2005/appl"><Identification><ItemId>ab12</ItemId>
<RecordSequenceNumber>2</RecordSequenceNumber><Language>en-us</Language></Identification><PublicationManagement>
<ArrivalDateTime>2026-03-03T18:41:00</ArrivalDateTime><Status>Usable</Status></PublicationManagement><NewsLines>
<HeadLine>{TITLE}</HeadLine><ByLine>By JANE ROE</ByLine><ByLineTitle>Associated Press</ByLineTitle>
<DateLine>NORRBY, Sweden (AP)</DateLine><CopyrightLine>Copyright 2026.</CopyrightLine></NewsLines>
<AdministrativeMetadata><Provider>AP</Provider></AdministrativeMetadata><DataContent><nitf xmlns=""><body>
<body.content><block><p>NORRBY, Sweden (AP) — {FIRST}</p><p>{SECOND}</p></block></body.content></body></nitf>
</DataContent></Publication>"""


def test_appl_is_read_with_what_it_says_around_the_story() -> None:
    parsed = one(APPL)
    assert (parsed.title, parsed.byline, parsed.dateline) == (TITLE, "JANE ROE", "NORRBY, Sweden")
    assert (parsed.body, parsed.outlet, parsed.language) == (BODY, "Associated Press", "en-us")
    assert (parsed.external_id, parsed.version, parsed.rights) == ("ab12", "2", "Copyright 2026.")
    assert parsed.published == datetime.datetime(2026, 3, 3, 18, 41, tzinfo=datetime.UTC)


def test_a_story_of_appl_that_was_withdrawn_is_refused() -> None:
    with pytest.raises(ImportRefused, match="withdrawn"):
        one(APPL.replace("Usable", "Canceled"))


def ninjs(**fields: object) -> dict[str, object]:
    return {"uri": "urn:x", "versioncreated": "2026-03-03T18:40:00Z", "headline": TITLE, "body_html": TWO} | fields


@pytest.mark.parametrize(
    "wrapped", [{"hits": [ninjs()]}, {"hits": {"hits": [{"_source": ninjs()}]}}, {"docs": [ninjs()]}]
)
def test_items_are_found_in_the_answer_of_a_search(wrapped: dict[str, object]) -> None:
    assert one(json.dumps(wrapped)).body == BODY


def test_what_editors_are_told_under_a_heading_below_the_text_is_left_out() -> None:
    page = f"<section>{TWO}</section><section><h2># dpa-Notizblock</h2><p>Redaktioneller Hinweis</p></section>"
    item = {"urn": "urn:x", "version_created": "2026-03-03T18:40:00Z", "headline": TITLE, "article_html": page}
    assert one(json.dumps(item)).body == BODY


def test_a_place_that_stands_above_the_text_is_its_dateline() -> None:
    parsed = one(json.dumps(ninjs(located="Norrby", body_html=f"<p>Short.</p><p>NORRBY</p>{TWO}")))
    assert (parsed.body, parsed.dateline) == (f"Short.\n\n{BODY}", "Norrby")


def test_a_dateline_may_end_with_the_agency_without_brackets() -> None:
    parsed = one(json.dumps(ninjs(dateline="SYDNEY, March 3 AAP -", source="AAP")))
    assert (parsed.dateline, parsed.outlet) == ("SYDNEY, March 3", "Australian Associated Press")


def test_a_telex_without_the_line_of_the_standard() -> None:
    text = (
        f"ZCZC0123/SXA\nROM45678\nU EST S0A QBXB\n{TITLE}\n\n"
        f"   (ANSA) - NORRBY, 3 MAR - {FIRST}\n   {SECOND} (ANSA).\n\n"
        "     Y7K-XYZ\n03-MAR-26 19:40 NNNN\n"
    )
    parsed = one(text)
    assert (parsed.title, parsed.body, parsed.outlet) == (TITLE, BODY, "ANSA")
    assert (parsed.dateline, parsed.published) == ("NORRBY, 3 MAR", datetime.date(2026, 3, 3))


def test_a_line_below_the_headline_is_no_part_of_it() -> None:
    head = "APA0345 5 AA 0160 RA\n\nSchifffahrt/Schweden\n\nNorrby schließt Terminal\n\nUtl.: 180 wechseln =\n\n"
    parsed = one(f"{head}   Norrby (APA) - {FIRST}\n\n   {SECOND}\n(Schluss) kb/xy\n\n031940 Mar 26\n".encode("cp1252"))
    assert (parsed.title, parsed.blocks[0].kind) == ("Norrby schließt Terminal", "heading")
    assert parsed.body == f"180 wechseln\n\n{BODY}"


@pytest.mark.parametrize("slug", ["Sweden-port-transport", "SUECIA PUERTO", "US/Norrby"])
def test_what_a_report_is_filed_under_is_not_its_title(slug: str) -> None:
    parsed = one(f"{slug}\n\n{TITLE}\n\nNorrby, Sweden, March 3, 2026 (AFP) - {FIRST}\n\n{SECOND}\n")
    assert (parsed.title, parsed.body) == (TITLE, BODY)


def test_a_title_of_capitals_stays_one_where_no_other_follows() -> None:
    assert one(f"TERMINAL CLOSES\n\nNORRBY, March 3, 2026 (AFP) - {FIRST}\n\n{SECOND}\n").title == "TERMINAL CLOSES"


def test_a_feed_for_portals_gives_the_whole_text_in_an_element_of_its_own() -> None:
    item = (
        "<item><title>Порт</title><link>https://tass.ru/1</link><description>Коротко.</description>"
        f"<y:full-text>СТОКГОЛЬМ, 3 марта. /ТАСС/. {FIRST}\n\n{SECOND}</y:full-text></item>"
    )
    parsed = one(
        f'<rss version="2.0" xmlns:y="http://news.yandex.ru"><channel><title>ТАСС</title>{item}</channel></rss>'
    )
    assert (parsed.outlet, parsed.body, parsed.dateline) == ("TASS", BODY, "СТОКГОЛЬМ, 3 марта")


def test_words_of_pictures_in_a_feed_are_no_part_of_the_text() -> None:
    figure = "&lt;figure&gt;&lt;img/&gt;&lt;figcaption&gt;A ferry&lt;/figcaption&gt;&lt;/figure&gt;"
    text = TWO.replace("<", "&lt;")
    item = (
        f"<item><title>{TITLE}</title><link>https://a.example/1</link><description>{figure}{text}</description></item>"
    )
    assert one(f'<rss version="2.0"><channel><title>A</title>{item}</channel></rss>').body == BODY


def test_a_line_of_json_for_each_item() -> None:
    lines = "\n".join(json.dumps(ninjs(uri=f"urn:{number}", provider="AP")) for number in (1, 2))
    told = parse(lines.encode(), "wire.jsonl")
    assert [(each.external_id, each.outlet, each.body) for each in told] == [
        ("urn:1", "Associated Press", BODY),
        ("urn:2", "Associated Press", BODY),
    ]


def test_a_body_of_nitf_may_lack_its_root() -> None:
    item = {
        "uri": "u",
        "versioncreated": "2026-03-03T18:40:00Z",
        "headline": TITLE,
        "body_nitf": f"<block>{TWO}</block>",
    }
    assert one(json.dumps({"data": {"item": item}})).body == BODY


def test_a_feed_with_bare_ampersands_is_read() -> None:
    item = f"<item><title>Fish & port</title><link>https://a.example/x?a=1&b=2</link><description>{FIRST}</description></item>"
    parsed = one(f'<rss version="2.0"><channel><title>Bell & Co</title>{item}</channel></rss>')
    assert (parsed.title, parsed.url, parsed.body) == ("Fish & port", "https://a.example/x?a=1&b=2", FIRST)


@pytest.mark.parametrize("foot", [" PTI ABC DEF DEF", "\n\njroe@agency.example\n\n(END)", "\n\nزم/اع"])
def test_other_ways_to_close_a_report(foot: str) -> None:
    assert one(f"{TITLE}\n\nNORRBY, March 3 (Reuters) - {FIRST}\n\n{SECOND}{foot}\n").body == BODY


def test_a_place_and_a_dash_alone_above_the_text_are_its_dateline() -> None:
    parsed = one(f"{TITLE}\n\nNorrby -\n\n{FIRST}\n\n{SECOND}\n")
    assert (parsed.dateline, parsed.body) == ("Norrby", BODY)
