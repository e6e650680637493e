"""Feeds: each entry a document."""

import datetime
import json

import pytest

from sources.importers import ImportRefused, parse

FIRST = "The river rose by two metres on Monday, the mayor said."
SECOND = "The bridge will be open again on Friday."
NAMESPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
MORNING = datetime.datetime(2016, 12, 6, 9, 15, tzinfo=datetime.UTC)
ITEM = (
    f"<item><title>River rises</title><link>https://gazette.example/1</link><description>{FIRST}</description></item>"
)


def rss(items: str, head: str = "<title>The Gazette</title><language>en</language>", version: str = "2.0") -> bytes:
    return f'<?xml version="1.0"?><rss version="{version}" {NAMESPACES}><channel>{head}{items}</channel></rss>'.encode()


def test_an_entry_of_rss_2_tells_everything() -> None:
    [parsed] = parse(
        rss(
            f"""<item><title>River &amp; mill: &lt;i&gt;rising&lt;/i&gt;</title><link>https://gazette.example/1</link>
            <guid isPermaLink="false">gz-17</guid><dc:creator>Jane Roe</dc:creator>
            <category>flood</category><category>river</category><pubDate>Tue, 06 Dec 2016 10:15:00 +0100</pubDate>
            <description>Short.</description><content:encoded><![CDATA[<p>{FIRST}</p><script>alert(1)</script>
            <blockquote>It came at night.</blockquote><p>{SECOND}</p><p>The post <a href="/">River</a> appeared
            first on <a href="/">The Gazette</a>.</p>]]></content:encoded></item>""",
            "<title>The Gazette</title><language>en-GB</language><copyright>© Gazette Ltd</copyright>",
        )
    )
    assert (parsed.title, parsed.byline, parsed.outlet) == ("River & mill: rising", "Jane Roe", "The Gazette")
    assert parsed.body == f"{FIRST}\n\nIt came at night.\n\n{SECOND}"
    assert [block.kind for block in parsed.blocks] == ["paragraph", "quote", "paragraph"]
    assert (parsed.external_id, parsed.url, parsed.published) == ("gz-17", "https://gazette.example/1", MORNING)
    assert (parsed.language, parsed.rights, parsed.tags) == ("en-GB", "© Gazette Ltd", ["flood", "river"])


def test_atom_is_read() -> None:
    [parsed] = parse(
        f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>La Gazette</title><entry>
        <id>tag:gazette.example,2016:17</id><title type="html">Le &lt;b&gt;fleuve&lt;/b&gt;</title>
        <author><name>Jane Roe</name>
        </author><author><name>Ali Tal</name></author><link rel="self" href="https://gazette.example/1.atom"/>
        <link rel="alternate" href="https://gazette.example/1"/><published>2016-12-06T09:15:00Z</published>
        <updated>2016-12-07T09:15:00Z</updated><category term="crue"/><rights>© Gazette</rights>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
        <p>{FIRST}</p><p>{SECOND}</p></div></content>
        </entry></feed>""".encode()
    )
    assert (parsed.title, parsed.byline, parsed.outlet) == ("Le fleuve", "Jane Roe, Ali Tal", "La Gazette")
    assert (parsed.body, parsed.published) == (f"{FIRST}\n\n{SECOND}", MORNING)
    assert (parsed.language, parsed.url, parsed.tags) == ("fr", "https://gazette.example/1", ["crue"])
    assert (parsed.external_id, parsed.version) == ("tag:gazette.example,2016:17", "2016-12-07T09:15:00Z")


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_older_rss_is_read_with_its_document_type(version: str) -> None:
    doctype = (
        b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://feeds.example/rss-0.91.dtd">'
    )
    data = rss(ITEM, version=version).replace(b"<rss", doctype + b"<rss", 1)
    assert parse(data)[0].body == FIRST


def test_rss_1_is_read() -> None:
    [parsed] = parse(
        f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" {NAMESPACES}>
        <channel rdf:about="https://gazette.example/"><title>The Gazette</title></channel>
        <item rdf:about="https://gazette.example/1"><title>River rises</title><link>https://gazette.example/1</link>
        <dc:date>2016-12-06T10:15:00+01:00</dc:date><dc:language>en</dc:language><description>{FIRST}</description></item>
        </rdf:RDF>""".encode()
    )
    assert (parsed.title, parsed.body, parsed.published) == ("River rises", FIRST, MORNING)


def test_json_feed_is_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "The Gazette", "language": "en",
        "items": [
            {"id": "gz-17", "url": "https://gazette.example/1", "title": "River rises", "tags": ["flood"],
             "content_html": f"<p>{FIRST}</p><p>{SECOND}</p>", "date_published": "2016-12-06T10:15:00+01:00",
             "authors": [{"name": "Jane Roe"}]},
            {"id": "gz-18", "title": "Nothing"},
        ],
    }  # fmt: skip
    [parsed] = parse(json.dumps(feed).encode())
    assert (parsed.title, parsed.byline, parsed.outlet) == ("River rises", "Jane Roe", "The Gazette")
    assert (parsed.body, parsed.published, parsed.tags) == (f"{FIRST}\n\n{SECOND}", MORNING, ["flood"])


def test_each_entry_is_a_document_in_the_order_of_the_feed() -> None:
    items = "".join(ITEM.replace("River", f"River {number}").replace("/1<", f"/{number}<") for number in range(5))
    assert [parsed.title for parsed in parse(rss(items))] == [f"River {number} rises" for number in range(5)]


def test_an_entry_without_a_text_is_passed_over() -> None:
    empty = "<item><title>Only a title</title><link>https://gazette.example/2</link></item>"
    repeated = "<item><title>Twice</title><description>Twice</description></item>"
    assert [parsed.title for parsed in parse(rss(empty + ITEM + repeated))] == ["River rises"]


def test_a_feed_without_texts_is_refused() -> None:
    with pytest.raises(ImportRefused, match="No entry"):
        parse(rss("<item><title>Only a title</title></item>"))
    with pytest.raises(ImportRefused, match="No entry"):
        parse(rss(""))


def test_a_feed_of_an_agency_gives_reports_without_their_datelines() -> None:
    item = ITEM.replace(FIRST, f"NEWTOWN (Reuters) - {FIRST}")
    [parsed] = parse(rss(item.replace("gazette.example", "www.reuters.com"), "<title>Reuters: World News</title>"))
    assert (parsed.outlet, parsed.kind, parsed.dateline, parsed.body) == ("Reuters", "report", "NEWTOWN", FIRST)


def test_plain_text_in_an_entry_stays_as_it_is() -> None:
    [parsed] = parse(rss(ITEM.replace(FIRST, "Two &amp; two are 4 &lt; 5.\n\nThat is all there is.")))
    assert parsed.body == "Two & two are 4 < 5.\n\nThat is all there is."


def test_a_feed_that_defines_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(ImportRefused):
        parse(rss(ITEM).replace(b"<rss", bomb + b"<rss", 1))


def test_a_feed_cut_off_is_refused() -> None:
    with pytest.raises(ImportRefused):
        parse(rss(ITEM)[:-30])


@pytest.mark.parametrize("codec", ["utf-16", "iso-8859-1"])
def test_a_feed_in_another_character_set_is_read(codec: str) -> None:
    text = rss(ITEM.replace(FIRST, "L’été à Genève".replace("’", "'"))).decode()
    data = text.replace('version="1.0"', f'version="1.0" encoding="{codec}"', 1).encode(codec)
    assert parse(data)[0].body == "L'été à Genève"


@pytest.mark.parametrize("field", ["authors", "tags", "author", "title", "id", "url", "date_published"])
@pytest.mark.parametrize("odd", [1, 1.5, True, {"a": [None]}, [[]], "x" * 9])
def test_a_json_feed_with_something_else_in_a_field_is_read_all_the_same(field: str, odd: object) -> None:
    item = {"id": "1", "content_text": FIRST, field: odd}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Gazette", "items": [item]}
    [parsed] = parse(json.dumps(feed).encode())
    assert parsed.body == FIRST


def test_items_that_are_none_are_refused() -> None:
    with pytest.raises(ImportRefused, match="No entry"):
        parse(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": 7}).encode())


def test_a_date_before_all_dates_is_none() -> None:
    [parsed] = parse(rss(ITEM.replace("<desc", "<pubDate>0001-01-01T00:00:00+14:00</pubDate><desc")))
    assert parsed.published is None


@pytest.mark.parametrize(
    ("author", "byline"),
    [("roe@gazette.example (Jane Roe)", "Jane Roe"), ("roe@gazette.example", ""), ("Jane Roe", "Jane Roe")],
)
def test_the_address_of_an_author_is_no_name(author: str, byline: str) -> None:
    item = f"<item><title>Rain</title><author>{author}</author><description>It rained a lot.</description></item>"
    [parsed] = parse(f"<rss version='2.0'><channel><title>Gazette</title>{item}</channel></rss>".encode())
    assert parsed.byline == byline
