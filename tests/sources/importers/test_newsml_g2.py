import datetime
from pathlib import Path

import pytest

from sources.importers import ImportRefused, Parsed, parse

SPACE = "http://iptc.org/std/nar/2006-10-01/"
ITEM = """<newsItem xmlns="{space}" xmlns:h="http://www.w3.org/1999/xhtml" version="3"
    guid="urn:newsml:northwire.example:20161206:17" standard="NewsML-G2" standardversion="2.9" xml:lang="en">
  <catalogRef href="http://192.0.2.1/catalog.xml"/>
  <rightsInfo><copyrightHolder literal="Northwire"/><copyrightNotice xml:lang="de">(c) Nordwire</copyrightNotice>
    <copyrightNotice xml:lang="en">(c) 2016 Northwire</copyrightNotice>
    <usageTerms>No archives.</usageTerms></rightsInfo>
  <itemMeta><itemClass qcode="{item_class}"/><provider literal="northwire.example"/>
    <versionCreated>2016-12-06T10:15:00.000Z</versionCreated><firstCreated>2016-12-06T08:00:00+01:00</firstCreated>
    <pubStatus qcode="{status}"/><title>NORTHTOWN/BRIDGE</title>
    <link rel="irel:seeAlso" href="http://other.example/"/>
    <link rel="nw:webpage" href="https://northwire.example/17"/></itemMeta>
  <contentMeta><contentCreated>2016-12-05T10:15:00Z</contentCreated>
    <infoSource qcode="nw:NW"><name>Northwire</name></infoSource><language tag="en-GB"/>
    <by>By Ann Lee</by><dateline>NORTHTOWN, Dec 6 (Northwire) -</dateline>
    <keyword>bridge</keyword><subject qcode="medtop:20000523"><name xml:lang="de">Verkehr</name>
      <name xml:lang="en">transport</name></subject><subject qcode="cat:i"><name>i</name></subject>
    <slugline separator="-">NORTHTOWN-BRIDGE</slugline>
    <headline xml:lang="de">Brücke wieder offen</headline><headline rank="2" xml:lang="en">The bridge is open</headline>
    <headline rank="1" xml:lang="en"> Bridge reopens
      after two years</headline><headline role="hld:subHeadline">Relief</headline></contentMeta>
  <contentSet>{content}</contentSet>
</newsItem>"""
PARAGRAPHS = "<h:p>The bridge reopened on Tuesday.</h:p><h:p>Works took <h:em>two</h:em> years.</h:p>"
XHTML = f'<inlineXML contenttype="application/xhtml+xml"><h:html><h:body>{PARAGRAPHS}</h:body></h:html></inlineXML>'
BODY = "The bridge reopened on Tuesday.\n\nWorks took two years."


def item(content: str = XHTML, space: str = SPACE, item_class: str = "ninat:text", status: str = "stat:usable") -> str:
    return ITEM.format(content=content, space=space, item_class=item_class, status=status)


def one(xml: str) -> Parsed:
    [parsed] = parse(xml.encode())
    return parsed


def test_all_fields_are_read() -> None:
    parsed = one(item())
    assert (parsed.kind, parsed.title, parsed.byline) == ("report", "Bridge reopens after two years", "Ann Lee")
    assert (parsed.dateline, parsed.outlet, parsed.language) == ("NORTHTOWN, Dec 6", "Northwire", "en-GB")
    assert parsed.published == datetime.datetime(2016, 12, 6, 10, 15, tzinfo=datetime.UTC)
    assert (parsed.external_id, parsed.version) == ("urn:newsml:northwire.example:20161206:17", "3")
    assert (parsed.rights, parsed.url) == ("(c) 2016 Northwire No archives.", "https://northwire.example/17")
    assert parsed.tags == ["bridge", "transport"]
    assert parsed.body == BODY


@pytest.mark.parametrize(
    "content",
    [
        "<inlineXML contenttype='application/nitf+xml'><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body>"
        "<body.content><p>The bridge reopened on Tuesday.</p><p>Works took two years.</p></body.content></body></nitf>"
        "</inlineXML>",
        "<inlineXML><p>The bridge reopened on Tuesday.</p><p>Works took two years.</p></inlineXML>",
        "<inlineData contenttype='text/plain'>The bridge reopened on Tuesday.\n\nWorks took\ntwo years.</inlineData>",
        "<inlineData contenttype='text/plain'><![CDATA[<p>\n   The bridge reopened on Tuesday.\n"
        "   Works took\ntwo years.</p>]]></inlineData>",
        "<inlineData contenttype='text/html'>&lt;p>The bridge reopened on Tuesday.&lt;/p>"
        "&lt;p>Works took two years.</inlineData>",
        f"<remoteContent href='http://192.0.2.1/a.jpg' contenttype='image/jpeg'/>{XHTML}<inlineData>Not.</inlineData>",
    ],
)
def test_the_text_in_whatever_rendition(content: str) -> None:
    assert one(item(content)).body == BODY


def test_blocks_keep_their_kinds_and_what_surrounds_the_story_stays_out() -> None:
    page = (
        "<h:header><h:h1>Bridge</h:h1></h:header><h:section><h:h2>Relief</h:h2><h:p>One<h:br/>line.</h:p><h:ul><h:li>a</h:li></h:ul>"
        "<h:blockquote><h:p>b</h:p></h:blockquote><h:figure><h:figcaption>c</h:figcaption></h:figure></h:section>"
    )
    parsed = one(
        item(f"<inlineXML><h:html><h:head><h:title>t</h:title></h:head><h:body>{page}</h:body></h:html></inlineXML>")
    )
    kinds = [(block.kind, parsed.body[block.start : block.end]) for block in parsed.blocks]
    assert kinds == [("heading", "Relief"), ("paragraph", "One\nline."), ("item", "a"), ("quote", "b")]


def test_a_wire_in_one_paragraph_tag_with_its_byline_and_head_below_points() -> None:
    text = """<h:p>(Adds mayor, detail)
    * Bridge open from noon
    * Costs risen by a third

    By Ann Lee
    Dec 6 (Northwire) - The bridge of Northtown reopened on Tuesday
after two years of works.
    "We are glad," its mayor said, adding that traffic would be
slow at first.


 (Reporting by Ann Lee; Editing by Bea
Roe)</h:p>"""
    content = f"<inlineXML><h:html><h:body>\n  {text}\n  </h:body></h:html></inlineXML>"
    parsed = one(item(content).replace("<by>By Ann Lee</by><dateline>NORTHTOWN, Dec 6 (Northwire) -</dateline>", ""))
    assert (parsed.byline, parsed.dateline) == ("Ann Lee", "Dec 6")
    assert parsed.body.split("\n\n") == [
        "* Bridge open from noon",
        "* Costs risen by a third",
        "The bridge of Northtown reopened on Tuesday after two years of works.",
        '"We are glad," its mayor said, adding that traffic would be slow at first.',
    ]


@pytest.mark.parametrize("space", ["", "http://iptc.org/std/newsml/2008-10-01/", "http://iptc.org/std/nar/2006-10-01"])
def test_the_namespace_does_not_matter(space: str) -> None:
    assert one(item(space=space)).title == "Bridge reopens after two years"


def test_all_texts_of_a_message_are_read_and_the_rest_is_passed_over() -> None:
    others = item(item_class="ninat:picture") + item(status="stat:canceled") + f"<conceptItem xmlns='{SPACE}'/>"
    second = item().replace(":17", ":18").replace("<headline", "<note").replace("</headline", "</note")
    untitled = second.replace("<title>NORTHTOWN/BRIDGE</title>", "")
    reference = "<itemRef residref='urn:newsml:northwire.example:20161206:18'><title>Named</title></itemRef>"
    package = f"<packageItem xmlns='{SPACE}'>{reference}</packageItem>"
    items = f"<itemSet>{package}{others}{item()}{untitled}</itemSet>"
    message = f"<newsMessage xmlns='{SPACE}'>{items}</newsMessage>"
    assert [parsed.title for parsed in parse(message.encode())] == ["Bridge reopens after two years", "Named"]


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (item(item_class="http://cv.iptc.org/newscodes/ninature/picture"), "picture"),
        (item(status="stat:canceled"), "withdrawn"),
        (item("<remoteContent href='http://192.0.2.1/a.txt' contenttype='text/plain'/>"), "no text"),
        (f"<packageItem xmlns='{SPACE}'><groupSet/></packageItem>", "package"),
        (f"<conceptItem xmlns='{SPACE}'/>", "no news item"),
        (f"<newsMessage xmlns='{SPACE}'><itemSet/></newsMessage>", "no news item"),
    ],
)
def test_what_holds_no_text_is_refused_with_the_reason(xml: str, reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason):
        parse(xml.encode())


def test_a_provider_in_the_list_of_the_iptc_is_called_as_in_the_registry() -> None:
    known = item().replace('<provider literal="northwire.example"/>', '<provider qcode="nprov:AFP"/>')
    assert one(known).outlet == "AFP"
    known = item().replace('literal="northwire.example"', 'literal="reuters.com"')
    assert one(known).outlet == "Reuters"


def test_place_and_creator_serve_where_the_text_has_no_dateline_and_no_byline() -> None:
    creator = "<creator type='cpnat:person'><name>Ann Lee</name></creator>"
    meta = f"<located><name>Northtown</name></located>{creator}</contentMeta>"
    bare = item().replace("<by>By Ann Lee</by><dateline>NORTHTOWN, Dec 6 (Northwire) -</dateline>", "")
    parsed = one(bare.replace("</contentMeta>", meta))
    assert (parsed.dateline, parsed.byline) == ("Northtown", "Ann Lee")
    headed = XHTML.replace("<h:p>The", "<h:p>SOUTHTOWN (Northwire) - The")
    parsed = one(bare.replace("</contentMeta>", meta).replace(XHTML, headed))
    assert (parsed.dateline, parsed.body) == ("SOUTHTOWN", BODY)


@pytest.mark.parametrize(
    ("name", "byline"),
    [("Ann Lee", "Ann Lee"), ("Northwire News", ""), ("nw.lee", ""), ("Agence France-Presse", ""), ("Northwire", "")],
)
def test_a_creator_without_a_type_is_an_author_only_where_it_is_called_like_one(name: str, byline: str) -> None:
    bare = item().replace("<by>By Ann Lee</by>", f"<creator><name>{name}</name></creator>")
    assert one(bare).byline == byline


def example(shared_data: Path, number: str) -> bytes:
    [path] = (shared_data / "newsml-g2").glob(f"{number}*.xml")
    return path.read_bytes()


def test_the_text_document_of_the_standard(shared_data: Path) -> None:
    [parsed] = parse(example(shared_data, "LISTING_2_"))
    assert parsed.title == 'Fed to halt QE to avert "bubble"'
    assert (parsed.byline, parsed.dateline) == ("Meredith Jameson, Staff Reporter", "New York, NY - October 21")
    zone = datetime.timezone(datetime.timedelta(hours=-5))
    assert parsed.published == datetime.datetime(2018, 11, 21, 16, 25, 32, tzinfo=zone)
    assert (parsed.language, parsed.outlet, parsed.version) == ("en-US", "Acme News and Media LLC", "11")
    assert parsed.external_id == "urn:newsml:acmenews.com:20161121:US-FINANCE-FED"
    assert parsed.rights == "Copyright 2017-18 Acme News and Media LLC"
    assert parsed.tags == ["economy, business and finance", "central bank", "money and monetary policy"]
    assert [len(parsed.body[block.start : block.end].split("\n")) for block in parsed.blocks] == [1, 1]
    assert "Et, sent luptat luptat, commy Nim zzriureet" in parsed.body


def test_the_sports_story_of_the_standard(shared_data: Path) -> None:
    [parsed] = parse(example(shared_data, "LISTING_22_"))
    assert parsed.title.startswith("Preview: Arizona Diamondbacks (29-23) at Philadelphia Phillies (26-24), 7:05")
    assert (parsed.byline, parsed.outlet) == ("Sports Network", "The Sports Network")
    assert parsed.external_id == "tag:xmlteam.com,2016:xt.5932656-preview"
    assert parsed.body.startswith("A pair of teams coming off big weekend sweeps will square off tonight at Citizens")
    assert len(parsed.blocks) == 6


def test_the_article_of_the_standard_without_its_item(shared_data: Path) -> None:
    [parsed] = parse(example(shared_data, "LISTING_25_"))
    assert parsed.title == "Arizona Diamondbacks (29-23) at Philadelphia Phillies (26-24), 7:05p.m."
    assert "With the Philadelphia Phillies picking up momentum" in parsed.body


@pytest.mark.parametrize(
    ("number", "reason"),
    [("LISTING_1_", "no text"), ("LISTING_6_", "package"), ("LISTING_24_", "no text"), ("ap_metadata", "a picture")],
)
def test_examples_of_the_standard_without_a_text_are_refused(shared_data: Path, number: str, reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason):
        parse(example(shared_data, number))


@pytest.mark.parametrize(
    ("provider", "guid", "outlet"),
    [
        ("http://www.tern.example/about/", "x1", "Tern Media"),
        ("http://sender.example/", "urn:newsml:tern.example:20161206:1", "Tern Media"),
        ("http://sender.example/", "tag:tern.example,2016:1", "Tern Media"),
        ("http://sender.example/", "x1", "Tern/Pool"),
    ],
)
def test_a_provider_without_a_name_is_called_as_who_holds_the_rights_at_its_address(
    provider: str, guid: str, outlet: str
) -> None:
    bare = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="1"><rightsInfo>
        <copyrightHolder uri="http://tern.example/rights"><name>Tern Media</name></copyrightHolder></rightsInfo>
        <itemMeta><itemClass qcode="ninat:text"/><provider uri="{provider}"/></itemMeta>
        <contentMeta><creditline>Tern/Pool</creditline><infoSource qcode="is:AP"><name>Associated Press</name>
        </infoSource></contentMeta><contentSet><inlineData contenttype="text/plain">It rained.</inlineData></contentSet>
        </newsItem>"""
    assert one(bare).outlet == outlet
