import datetime

import pytest

from sources.importers import ImportRefused, Parsed, parse

STORY = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">
<nitf baselang="en-GB">
  <head>
    <title>BRIDGE-NORTHTOWN</title>
    <tobject><tobject.subject tobject.subject.type="Society" tobject.subject.matter="Transport"/></tobject>
    <docdata>
      <doc-id regsrc="northwire.example" id-string="NW20161206-17"/>
      <urgency ed-urg="4"/>
      <date.issue norm="20161206T101500Z"/>
      <date.release norm="20161206T120000Z"/>
      <doc.copyright year="2016" holder="Northwire"/>
      <key-list><keyword key="bridge"/><keyword key="Northtown"/></key-list>
    </docdata>
    <pubdata date.publication="20161207"/>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Bridge reopens after
        two years</hl1><hl2>Residents relieved</hl2></hedline>
      <byline>By <person>Ann Lee</person>, <byttl>Transport Correspondent</byttl></byline>
      <distributor><org>Northwire</org></distributor>
      <dateline><location>NORTHTOWN</location><story.date norm="20161206">Dec. 6</story.date></dateline>
      <abstract><p>A short telling.</p></abstract>
    </body.head>
    <body.content>
      <p lede="true">NORTHTOWN (Northwire) - The bridge, built in <chron norm="1931">1931</chron>,
         reopened on Tuesday,<br/>its mayor said.</p>
      <media media-type="image"><media-caption><p>Cars on the bridge</p></media-caption></media>
      <block><hl2>Two years of works</hl2><p>It cost <money>&pound;3&nbsp;m</money>.</p></block>
      <ul><li>first lane</li><li><p>second lane</p></li></ul>
      <bq><block><p>We are glad,</p></block><credit>the mayor</credit></bq>
      <table><tr><th>Day</th><th>Cars</th></tr><tr><td>Monday</td><td>0</td></tr></table>
      <pre>
   Traffic began at noon, when the first of the cars that had waited since
the morning went over the bridge.
   It was a lorry.
</pre>
    </body.content>
    <body.end><tagline>Ann Lee can be reached at the town hall.</tagline></body.end>
  </body>
</nitf>"""


def blocks(parsed: Parsed) -> list[tuple[str, str]]:
    return [(block.kind, parsed.body[block.start : block.end]) for block in parsed.blocks]


def test_all_fields_are_read() -> None:
    [parsed] = parse(STORY.encode())
    assert parsed.kind == "report"
    assert parsed.title == "Bridge reopens after two years"
    assert parsed.byline == "Ann Lee, Transport Correspondent"
    assert parsed.dateline == "NORTHTOWN"
    assert parsed.published == datetime.datetime(2016, 12, 6, 10, 15, tzinfo=datetime.UTC)
    assert (parsed.language, parsed.outlet) == ("en-GB", "Northwire")
    assert (parsed.external_id, parsed.rights) == ("NW20161206-17", "© 2016 Northwire")
    assert parsed.tags == ["bridge", "Northtown", "Society", "Transport"]


def test_blocks_keep_their_kinds_and_captions_stay_out() -> None:
    [parsed] = parse(STORY.encode())
    assert blocks(parsed) == [
        ("paragraph", "The bridge, built in 1931, reopened on Tuesday,\nits mayor said."),
        ("heading", "Two years of works"),
        ("paragraph", "It cost £3\u00a0m."),
        ("item", "first lane"),
        ("item", "second lane"),
        ("quote", "We are glad,"),
        ("quote", "the mayor"),
        ("paragraph", "Day\tCars"),
        ("paragraph", "Monday\t0"),
        (
            "paragraph",
            "Traffic began at noon, when the first of the cars that had waited since the morning went over the bridge.",
        ),
        ("paragraph", "It was a lorry."),
        ("paragraph", "Ann Lee can be reached at the town hall."),
    ]


@pytest.mark.parametrize("space", ["http://iptc.org/std/NITF/2006-10-18/", "http://nitf.example/other"])
def test_the_namespace_does_not_matter(space: str) -> None:
    [parsed] = parse(STORY.replace("<nitf ", f'<n:nitf xmlns:n="{space}" ').replace("</nitf>", "</n:nitf>").encode())
    assert parsed.title == "Bridge reopens after two years"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ('<date.issue norm="20161206T101500Z"/>', datetime.datetime(2016, 12, 6, 10, 15, tzinfo=datetime.UTC)),
        ('<date.issue norm="20161206T101500"/>', datetime.date(2016, 12, 6)),
        ('<date.issue norm="20161206"/>', datetime.date(2016, 12, 6)),
        ('<date.issue norm=""/><date.release norm="2016-12-06"/>', datetime.date(2016, 12, 6)),
        ("<date.issue>6 December 2016</date.issue>", datetime.date(2016, 12, 6)),
        ('<date.issue norm="20161306"/>', None),
        ("", None),
    ],
)
def test_when_it_was_published(written: str, published: object) -> None:
    head = f"<head><docdata>{written}</docdata></head>"
    [parsed] = parse(f"<nitf>{head}<body><body.content><p>One.</p></body.content></body></nitf>".encode())
    assert parsed.published == published


def test_without_a_headline_the_title_of_the_head_serves() -> None:
    body = "<body><body.content><p>The bridge reopened on Tuesday.</p></body.content></body>"
    [parsed] = parse(f"<nitf><head><title>Bridge reopens</title></head>{body}</nitf>".encode())
    assert parsed.title == "Bridge reopens"


def test_a_first_paragraph_that_is_given_twice_is_read_once() -> None:
    blocks = '<block class="lead"><p>One.</p></block><block class="full"><p>One.</p><p>Two.</p></block>'
    [parsed] = parse(f"<nitf><body><body.content>{blocks}</body.content></body></nitf>".encode())
    assert parsed.body == "One.\n\nTwo."


def test_lines_that_were_broken_to_a_width_are_joined() -> None:
    lines = (
        "   The town had waited for two years until the bridge was <br/>"
        "open again to cars and to people, and the costs <br/>had risen.",
        "   The mayor, who had promised it for the spring, said that <br/>"
        "she was glad that it was over, and that the town could <br/>now think of other things.",
    )
    content = "".join(f"<p>{line}</p>" for line in lines)
    [parsed] = parse(f"<nitf><body><body.content>{content}</body.content></body></nitf>".encode())
    assert "\n" not in parsed.body.replace("\n\n", "")


def test_rules_are_left_out_and_crossheads_are_headings() -> None:
    content = "<p>One _ two.</p><p>___</p><p>- The costs -</p><p>* * *</p><p>Three.</p>"
    [parsed] = parse(f"<nitf><body><body.content>{content}</body.content></body></nitf>".encode())
    assert blocks(parsed) == [("paragraph", "One — two."), ("heading", "- The costs -"), ("paragraph", "Three.")]


def test_without_text_it_is_refused() -> None:
    with pytest.raises(ImportRefused):
        parse(b"<nitf><head><title>Bridge</title></head><body><body.content/></body></nitf>")


def test_a_story_in_xml_of_a_service_s_own_is_found() -> None:
    own = STORY[STORY.index("<nitf") :]
    [parsed] = parse(f"<Publication><Content>{own}</Content></Publication>".encode())
    assert parsed.title == "Bridge reopens after two years"


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ('<du-key key="k" version="4"/><revision-history norm="20161206T110000Z"/>', "4"),
        ('<doc-id id-string="i" version="3"/>', "3"),
        ('<revision-history norm="20161206T110000Z"/><revision-history norm="20161206T130000Z"/>', "20161206T130000Z"),
    ],
)
def test_the_version_is_a_number_or_the_time_of_the_last_revision(said: str, version: str) -> None:
    [parsed] = parse(f"<nitf><head>{said}</head><body><body.content><p>One.</p></body.content></body></nitf>".encode())
    assert parsed.version == version
