"""Saved web pages."""

import datetime
import json
import time
from contextlib import suppress

import pytest

from sources.importers import Parsed, parse
from sources.importers.refused import ImportRefused

FIRST = "The river Aar rose by two metres on Monday, the mayor of Newtown said, and fell again during the night."
SECOND = "Firefighters pumped out some forty cellars, and a school near the mill stayed closed for the day."
LAST = "Nobody was hurt, and the bridge will be open to traffic again on Friday, the council said in the evening."
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>"
BODY = f"{FIRST}\n\n{SECOND}\n\n{LAST}"
LINK = "<li><a href='/{0}'>{0}</a></li>"
NAV = f"<nav><ul>{''.join(LINK.format(name) for name in ('Home', 'Sport', 'Arts'))}</ul></nav>"
UTC = datetime.UTC


def read(
    head: str = "", body: str = f"<article><h1>River rises</h1>{TEXT}</article>", html: str = "<html lang='en'>"
) -> Parsed:
    page = f"<!doctype html>{html}<head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return parse(page.encode())[0]


def linked(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def article(**fields: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "River rises"} | fields


def test_a_page_gives_its_text_without_what_stands_around_it() -> None:
    parsed = read(
        body=f"<header>{NAV}</header><main><article><h1>River rises</h1><div class='share'><a href='#'>Facebook</a> "
        f"<a href='#'>Twitter</a></div>{TEXT}<aside><h3>Related</h3><a href='/x'>Bridge closes</a></aside></article>"
        "</main>"
        f"<footer>{NAV}<p>© 2016 The Gazette</p></footer>"
    )
    assert (parsed.title, parsed.body, parsed.language) == ("River rises", BODY, "en")


def test_headings_quotes_lists_and_line_breaks_stay_what_they_are() -> None:
    parsed = read(
        body=f"<article><h1>River rises</h1>{TEXT}<h2>What is known</h2><blockquote><p>It came at night.</p>"
        "</blockquote><ul><li>The school is closed</li><li>The mill is <a href='/m'>open</a></li></ul>"
        f"<p>One line<br>and another</p>{TEXT}</article>"
    )
    kinds = {parsed.body[block.start : block.end]: block.kind for block in parsed.blocks}
    assert kinds["What is known"] == "heading"
    assert kinds["It came at night."] == "quote"
    assert kinds["The mill is open"] == "item"
    assert kinds["One line\nand another"] == "paragraph"


def test_json_ld_tells_everything() -> None:
    node = article(
        author=[{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "Ali Tal"}],
        datePublished="2016-12-06T10:15:00+01:00", dateModified="2016-12-07T10:15:00+01:00",
        publisher={"@type": "Organization", "name": "The Newtown Gazette"}, inLanguage="en-GB",
        identifier={"@type": "PropertyValue", "value": "gz-17"}, copyrightHolder={"name": "Gazette Ltd"},
        copyrightYear=2016, keywords="flood, river", dateline="NEWTOWN", mainEntityOfPage={"@id": "https://gazette.example/river"},
    )  # fmt: skip
    parsed = read(linked(node))
    assert (parsed.byline, parsed.outlet, parsed.language) == ("Jane Roe, Ali Tal", "The Newtown Gazette", "en-GB")
    assert parsed.published == datetime.datetime(2016, 12, 6, 9, 15, tzinfo=UTC)
    assert (parsed.external_id, parsed.rights, parsed.tags) == ("gz-17", "© 2016 Gazette Ltd", ["flood", "river"])
    assert (parsed.dateline, parsed.url) == ("NEWTOWN", "https://gazette.example/river")


def test_json_ld_is_found_in_graphs_and_lists_and_by_reference() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "The Newtown Gazette"},
            {"@type": ["Person"], "@id": "#jane", "name": "Jane Roe"},
            {"@type": ["Article", "NewsArticle"], "headline": "River rises", "author": {"@id": "#jane"},
             "publisher": {"@id": "#site"}, "datePublished": "2016-12-06"},
        ],
    }  # fmt: skip
    for node in (graph, [graph]):
        parsed = read(linked({"@type": "BreadcrumbList"}, node))
        assert (parsed.byline, parsed.outlet, parsed.published) == (
            "Jane Roe", "The Newtown Gazette", datetime.date(2016, 12, 6)
        )  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        "{broken",
        '<!-- {"@type": "NewsArticle", "author": "Jane Roe"} -->',
        '{"@type": "NewsArticle", "author": "Jane Roe",}',
        "[" * 50_000,
        "null",
        "[1, null]",
    ],
)
def test_broken_json_ld_is_mended_or_passed_over(raw: str) -> None:
    parsed = read(f'<script type="application/ld+json">{raw}</script>')
    assert parsed.body == BODY
    assert parsed.byline == ("Jane Roe" if "Jane" in raw else "")


def test_opengraph_and_its_like_tell_what_json_ld_does_not() -> None:
    parsed = read(
        '<meta property="og:title" content="River rises"><meta property="og:site_name" content="The Newtown Gazette">'
        '<meta property="article:published_time" content="2016-12-06T10:15:00Z">'
        '<meta name="author" content="By Jane Roe">'
        '<meta property="article:modified_time" content="2016-12-08T10:15:00Z">'
        '<meta property="article:tag" content="flood"><meta property="article:tag" content="river">'
        '<meta property="og:url" content="https://gazette.example/river">'
        '<meta name="copyright" content="Gazette Ltd">'
    )
    assert (parsed.byline, parsed.outlet, parsed.rights) == ("Jane Roe", "The Newtown Gazette", "Gazette Ltd")
    assert parsed.published == datetime.datetime(2016, 12, 6, 10, 15, tzinfo=UTC)
    assert (parsed.tags, parsed.url) == (["flood", "river"], "https://gazette.example/river")


def test_dublin_core_is_read() -> None:
    parsed = read(
        '<meta name="DC.title" content="River rises"><meta name="DC.creator" content="Jane Roe"><meta name="DC.date" '
        'content="2016-12-06"><meta name="DC.publisher" content="The Gazette">'
        '<meta name="DC.identifier" content="gz-17">'
    )
    assert (parsed.byline, parsed.outlet, parsed.external_id) == ("Jane Roe", "The Gazette", "gz-17")
    assert parsed.published == datetime.date(2016, 12, 6)


def test_the_time_element_tells_the_date_but_not_that_of_a_change_or_a_comment() -> None:
    parsed = read(
        body=f"<article><h1>River rises</h1><time class='updated' datetime='2016-12-08T10:00:00Z'></time><time "
        f"datetime='2016-12-06T10:15:00Z'>6 Dec</time>{TEXT}</article>"
    )
    assert parsed.published == datetime.datetime(2016, 12, 6, 10, 15, tzinfo=UTC)
    commented = read(
        body=f"<article><h1>River rises</h1>{TEXT}</article>"
        "<div id='comments'><time datetime='2017-01-01'></time></div>"
    )
    assert commented.published is None


def test_the_hour_is_taken_from_wherever_it_is_told_for_the_same_day() -> None:
    node = linked(article(datePublished="2016-12-06T10:15:00"))
    meta = '<meta property="article:published_time" content="2016-12-06T10:15:00+01:00">'
    assert read(node).published == datetime.date(2016, 12, 6)
    assert read(node + meta).published == datetime.datetime(2016, 12, 6, 9, 15, tzinfo=UTC)
    assert read(node + meta.replace("-06", "-09")).published == datetime.date(2016, 12, 6)


@pytest.mark.parametrize(
    "title",
    [
        "River rises | The Gazette",
        "River rises - The Gazette",
        "River rises — The Gazette",
        "The Gazette | River rises",
        "River rises | World | The Gazette",
        "River rises",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str) -> None:
    site = '<meta property="og:site_name" content="The Gazette">'
    assert read(f"<title>{title}</title>{site}", body=f"<article>{TEXT}</article>").title == "River rises"


@pytest.mark.parametrize("title", ["Newtown - the river rises", "Live: river rises", "Newtown-on-Aar: a flood"])
def test_a_dash_in_a_title_is_no_end_of_it(title: str) -> None:
    assert read(f"<title>{title}</title>", body=f"<article>{TEXT}</article>").title == title


def test_the_heading_that_readers_saw_goes_before_a_title_that_was_cut() -> None:
    node = linked(article(headline="River rises in Newtown after a long night of"))
    body = f"<h1>The Gazette</h1><article><h1>River rises in Newtown after a long night of rain</h1>{TEXT}</article>"
    assert read(node, body=body).title == "River rises in Newtown after a long night of rain"


def test_the_registry_names_the_outlet_by_name_or_by_host() -> None:
    named = read('<meta property="og:site_name" content="Agence France-Presse">')
    hosted = read(
        '<link rel="canonical" href="https://fr.reuters.com/article/1"><meta property="og:site_name" content="U.S.">'
    )
    assert (named.outlet, named.kind) == ("AFP", "report")
    assert (hosted.outlet, hosted.kind) == ("Reuters", "report")


def test_the_host_is_the_outlet_where_the_page_names_none() -> None:
    assert read('<link rel="canonical" href="https://www.gazette.example/a">').outlet == "gazette.example"


def test_a_page_saved_by_a_browser_says_where_it_is_from() -> None:
    saved = "<!-- saved from url=(0029)https://gazette.example/river -->"
    page = f"{saved}\n<html lang=en><body><article>{TEXT}</article></body></html>"
    assert parse(page.encode())[0].url == "https://gazette.example/river"


@pytest.mark.parametrize("url", ["http://[", "javascript:x", "//", "/a", "https://exa mple/"])
def test_an_address_that_is_none_is_passed_over(url: str) -> None:
    assert read(f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">').url == ""


def test_control_characters_do_not_end_the_reading() -> None:
    parsed = read(body=f"<article>&#1;{FIRST}\x0b\x01<br><br>{SECOND}&#2;<br><br>{LAST}</article>")
    assert parsed.body.endswith(LAST)


def test_the_summary_between_title_and_text_is_part_of_it_and_a_caption_is_not() -> None:
    summary = "A flood of two metres took the people of Newtown by surprise, the first in twenty years."
    caption = "The bridge of Newtown on Monday evening, seen from the mill. Photo: Ali Tal for the Gazette"
    body = f"<main><header><h1>River rises</h1><p class=desc>{summary}</p><p>By Jane Roe</p></header><section>"
    parsed = read(body=f"{body}<figure><figcaption><p>{caption}</p></figcaption></figure>{TEXT}</section></main>")
    assert (parsed.byline, parsed.body) == ("Jane Roe", f"{summary}\n\n{BODY}")


def test_a_menu_without_marks_above_a_short_report_is_no_part_of_it() -> None:
    line = "The river rose by two metres on Monday, the mayor said."
    body = f"<div><a>Politics</a><a>World</a></div><div><h1>River rises</h1><div><p>{line}</p></div></div>"
    assert read(body=body).body == line


def test_a_wire_in_a_page_gives_up_its_dateline() -> None:
    parsed = read(
        body="<article><h1>River rises</h1><p>By Jane Roe</p>"
        f"<p>NEWTOWN (Reuters) - {FIRST}</p><p>{SECOND}</p></article>"
    )
    assert (parsed.byline, parsed.dateline, parsed.outlet) == ("Jane Roe", "NEWTOWN", "Reuters")
    assert parsed.body == f"{FIRST}\n\n{SECOND}"


def test_the_text_of_json_ld_is_read_where_the_page_has_none() -> None:
    parsed = read(linked(article(articleBody=f"{FIRST}\n\n{SECOND}\n{LAST}")), body="<div id='app'>Loading…</div>")
    assert (parsed.title, parsed.body) == ("River rises", BODY)


def test_english_is_not_believed_of_a_template_that_was_never_set() -> None:
    text = "".join(f"<p>{line}</p>" for line in (
        "La rivière est montée de deux mètres lundi, selon le maire de la ville.",
        "Les pompiers ont vidé une quarantaine de caves et une école est restée fermée toute la journée.",
        "Personne n'a été blessé, et le pont sera rouvert vendredi, a indiqué la mairie."))  # fmt: skip
    assert read(body=f"<article><h1>La rivière monte</h1>{text}</article>", html='<html lang="en-US">').language == "fr"


def test_a_page_in_arabic_is_read() -> None:
    text = "ارتفع منسوب النهر مترين يوم الاثنين، بحسب رئيس البلدية، ثم انخفض خلال الليل من دون وقوع إصابات بين السكان."
    body = f"<article><h1>ارتفاع منسوب النهر</h1><p>بيروت (رويترز) - {text}</p><p>{text} وأغلقت المدرسة.</p></article>"
    parsed = read('<meta property="og:locale" content="ar_LB">', body=body, html='<html dir="rtl" lang="ar">')
    assert (parsed.title, parsed.language, parsed.outlet) == ("ارتفاع منسوب النهر", "ar", "Reuters")
    assert (parsed.dateline, parsed.body) == ("بيروت", f"{text}\n\n{text} وأغلقت المدرسة.")


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-8-sig", ""),
    ],
)
def test_a_page_in_any_character_set_is_read_even_where_it_names_another(codec: str, declared: str) -> None:
    line = (
        "L’été à Genève : « la rivière a débordé », a déclaré le maire, qui espère un automne plus sec que cette année."
    )
    head = f'<meta charset="{declared}"><title>Été</title>'
    page = f'<html lang="fr"><head>{head}</head><body><p>{line}</p><p>{line} Bis.</p></body></html>'
    assert parse(page.encode(codec))[0].body == f"{line}\n\n{line} Bis."


def test_a_byline_and_a_date_that_are_only_to_be_seen_are_read() -> None:
    lines = "<div><span>By Jane Roe</span><span>6 December 2016</span></div>"
    parsed = read(body=f"<div>7 December 2016</div><h1>River rises</h1>{lines}{TEXT}")
    assert (parsed.byline, parsed.published, parsed.body) == ("Jane Roe", datetime.date(2016, 12, 6), BODY)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>River rises</h1>{FIRST}<br><br>{SECOND}<br><br>{LAST}",
        f"<div id=story><h1>River rises</h1>{FIRST}<br/><br/>{SECOND}<p>{LAST}</p></div>",
        f"<p><font face=Arial><b>{FIRST}</b><br>\n<br>{SECOND}<br>&nbsp;<br>{LAST}</font></p>",
        f"<table width=600><tr><td><a href=a>Home</a><br><a href=b>Sport</a></td><td>"
        f"{FIRST}<br><br>{SECOND}<p>{LAST}</td>"
        "</tr></table>",
    ],
)
def test_a_page_laid_out_as_long_ago_has_its_paragraphs(body: str) -> None:
    assert read("<title>River rises</title>", body=body).body == BODY


def test_a_table_in_an_article_gives_a_line_for_each_row() -> None:
    table = "<table><tr><th>Year</th><th>Metres</th></tr><tr><td>2015</td><td>1.5</td></tr></table>"
    parsed = read(body=f"<article><h1>River rises</h1>{TEXT}{table}<p>{SECOND}</p></article>")
    assert "Year | Metres\n\n2015 | 1.5" in parsed.body


def test_what_wordpress_puts_below_an_article_goes() -> None:
    body = f"""<header><nav><a href="/">Accueil</a></nav></header><main><article><header><h1>River rises</h1></header>
      <div class="entry-content">{TEXT}<div class="addtoany"><a>Facebook</a><a>Twitter</a></div>
      <p>Lire aussi : <a href="/x">Le pont ferme</a></p><h4>Références :</h4>
      <p><strong>Cet article vous a plu ?</strong> La Gazette vit de ses lecteurs. <a href="/d">Merci !</a></p>
      <div class="sharedaddy"><h3>Partager :</h3><a>Cliquez pour partager sur Twitter</a></div></div></article>
      <div id="comments"><h2>3 commentaires</h2><ol><li><p>Très bon article, merci beaucoup.</p></li></ol></div>
      </main><footer><p>© 2016 La Gazette</p><a href="#">Quitter la version mobile</a></footer>"""
    assert read(body=body).body == BODY


def test_the_entries_of_a_live_page_are_its_text_where_the_page_has_none() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": "It falls", "articleBody": f"{FIRST} {LAST}", "author": {"name": "X"}}
    ]
    node = article(liveBlogUpdate=updates, author={"name": "Jane Roe"}) | {"@type": "LiveBlogPosting"}
    parsed = read(linked(node), body="<div id='app'></div>")
    assert (parsed.title, parsed.byline, parsed.body) == ("River rises", "Jane Roe", f"It falls\n\n{FIRST} {LAST}")


def test_a_page_written_by_hand_is_read_whole() -> None:
    parsed = parse(b"<h1>River rises</h1><p>It rained all night.<p>The mill is closed.")[0]
    assert (parsed.title, parsed.body) == ("River rises", "It rained all night.\n\nThe mill is closed.")


LINKS = "".join(
    f"<li><a href='/{n}'>Story number {n} of the day, with a headline of some length</a></li>" for n in range(60)
)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<div></div><script>app()</script>",
        f"<h1>News</h1><ul>{LINKS}</ul>",
        f"{NAV}<h1>Log in</h1><p>Please log in to go on.</p><form><input name=user><input type=password></form>",
        "<noscript>x</noscript><p>You need to enable JavaScript to run this app.</p>",
        "<img src='a.png'>",
        "text",
    ],
)
def test_a_page_without_an_article_is_refused(body: str) -> None:
    with pytest.raises(ImportRefused, match="no article"):
        read(body=body)


def test_a_short_report_is_an_article_where_the_page_calls_it_one() -> None:
    line = "The river rose by two metres on Monday, the mayor said."
    body = f"{NAV * 20}<article><h1>River rises</h1><p>{line}</p></article>"
    assert read(linked(article()), body=body).body == line


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 30_000 + TEXT,
        "<b><i>" * 20_000 + TEXT,
        "<table><tr><td>" * 5_000 + TEXT,
        "<div " + " ".join(f"a{n}=1" for n in range(20_000)) + f">{TEXT}</div>",
        "<p>" + "&amp;" * 100_000 + TEXT,
        "<" * 100_000 + TEXT,
        "<!--" * 20_000 + TEXT,
        "<a href='" + "x" * 500_000 + f"'>{TEXT}",
    ],
)
def test_a_page_made_to_take_long_does_not(body: str) -> None:
    started = time.perf_counter()
    with suppress(ImportRefused):
        read(body=body)
    assert time.perf_counter() - started < 10


def test_a_page_too_large_for_trafilatura_is_read_all_the_same() -> None:
    rows = "".join(
        f"<p>On day {number} it <i>rained</i> in the town and the river rose again.</p>" for number in range(8_000)
    )
    [parsed] = parse(f"<html><body><nav>Home</nav><article><h1>Rain</h1>{rows}</article></body></html>".encode())
    assert (parsed.title, len(parsed.blocks)) == ("Rain", 8_000)


def test_a_page_with_more_elements_than_an_article_has_is_refused() -> None:
    with pytest.raises(ImportRefused, match="no article"):
        parse(b"<html><body><p>" + b"<i>x" * 70_000)


@pytest.mark.parametrize("title", ["404 Not Found", "Just a moment...", "Page introuvable", "403", "Access Denied"])
def test_a_page_that_stands_for_another_is_refused(title: str) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>Sorry</h1>{TEXT}</body></html>"
    with pytest.raises(ImportRefused, match="no article in this page"):
        parse(page.encode())


@pytest.mark.parametrize("title", ["404 people left without homes", "Missing boy not found after search"])
def test_a_title_that_only_begins_like_that_is_one(title: str) -> None:
    assert parse(f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{TEXT}</body></html>".encode())


def test_the_entries_of_a_live_page_are_not_one_heap() -> None:
    updates = [{"headline": "Council votes", "articleBody": FIRST}, {"headline": "Meeting", "articleBody": LAST}]
    live = {"@type": "LiveBlogPosting", "headline": "River live", "liveBlogUpdate": updates}
    posts = "".join(
        f"<div><time>18:40</time><h2>{each['headline']}</h2><p>{each['articleBody']}</p></div>" for each in updates
    )
    parsed = read(linked(live), f"<h1>River live</h1><article>{posts}</article>")
    assert parsed.body.split("\n\n") == ["Council votes", FIRST, "Meeting", LAST]


def test_what_a_page_says_to_those_who_do_not_pay_is_left_out() -> None:
    ask = "<p>Il vous reste 85 % de cet article à lire. La suite est réservée aux abonnés.</p><p>Déjà abonné ?</p>"
    assert read(body=f"<article><h1>River rises</h1>{TEXT}{ask}</article>").body == BODY


def test_a_page_for_printing_names_outlet_and_date_in_one_line() -> None:
    head = "<h1>River rises</h1><p>Coast News, Tuesday, 6 December 2016, 18:40 GMT</p><p>By Jane Roe</p>"
    parsed = read(body=f"{head}{TEXT}<hr><p>URL: http://coast.example/a</p>")
    assert (parsed.outlet, parsed.published, parsed.byline) == ("Coast News", datetime.date(2016, 12, 6), "Jane Roe")
    assert parsed.body == BODY


def entry(head: str = "", foot: str = "", before: str = "") -> Parsed:
    """A page of the kind that a blog's program makes."""
    body = f"{before}<h1 class='entry-title'>River rises</h1>{head}<div class='entry-content'>{TEXT}{foot}</div>"
    return read("<title>River rises - The Little Gazette</title>", body)


def test_the_site_is_named_behind_the_heading_in_the_pages_own_title() -> None:
    assert entry().outlet == "The Little Gazette"


@pytest.mark.parametrize(
    "foot",
    [
        "<p>Partager :</p><ul><li>Cliquez pour partager sur Twitter(ouvre dans une nouvelle fenêtre)</li></ul>",
        "<p>WordPress:</p><p>J’aime chargement…</p>",
        "<ul><li>Click to share on Facebook (Opens in new window)</li></ul><p>Like Loading...</p>",
        "<p>Haz clic para compartir en X (Se abre en una ventana nueva)</p>",
        "<h3>Archivado En</h3><ul><li>Suecia</li></ul>",
        "<p>À lire aussiLa tempête de novembre</p>",
        "<p>Media contact: Edda Falk, +46 8 555 1234, press@port.example</p>",
    ],
)
def test_what_programs_of_blogs_and_papers_print_below_is_left_out(foot: str) -> None:
    assert entry(foot=foot).body == BODY


def test_the_name_of_the_author_below_the_text_is_no_part_of_it() -> None:
    parsed = entry("<p class='byline'>Jane Roe</p>", "<p><em>Jane Roe</em></p>")
    assert (parsed.body, parsed.byline) == (BODY, "Jane Roe")


def test_a_time_that_is_marked_as_published_and_updated_is_the_one_of_publication() -> None:
    time_ = '<time class="entry-date published updated" datetime="2016-12-06T19:40:00+01:00">6 December 2016</time>'
    zone = datetime.timezone(datetime.timedelta(hours=1))
    assert entry(f"<span>{time_}</span>").published == datetime.datetime(2016, 12, 6, 19, 40, tzinfo=zone)


@pytest.mark.parametrize(
    "stamp", ["آخر تحديث: 3/3/2016 10:00 م (بتوقيت مكة المكرمة)", "Last updated: 3 March 2016 at 10"]
)
def test_when_the_page_was_changed_is_no_part_of_the_text(stamp: str) -> None:
    assert entry(f"<div>{stamp}</div>").body == BODY


def test_a_heading_of_a_kicker_and_the_title_is_the_title() -> None:
    parsed = read(
        '<meta property="og:title" content="River rises again">',
        f"<article><header><h2><span>Weather</span> <span>River rises again</span></h2></header>{TEXT}</article>",
    )
    assert (parsed.title, parsed.body) == ("River rises again", BODY)


def test_the_name_of_a_blog_before_the_heading_is_no_part_of_the_title() -> None:
    parsed = read(
        "<title>My Gazette: The river rises again</title>",
        f"<div class='post'><h3 class='post-title entry-title'>The river rises again</h3><div class='post-body'>{TEXT}"
        "</div><abbr itemprop='datePublished' title='2016-12-06T19:40:00+01:00'>7:40 PM</abbr></div>",
    )
    assert (parsed.title, parsed.body) == ("The river rises again", BODY)
    assert isinstance(parsed.published, datetime.datetime)


def test_a_headline_of_microdata_is_the_title() -> None:
    parsed = read("<title>x</title>", f"<h1 itemprop='headline'>The river rises again</h1><article>{TEXT}</article>")
    assert parsed.title == "The river rises again"


def test_a_page_that_was_saved_with_singlefile_names_its_address() -> None:
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://gazette.example/river \n saved date: Wed Mar 04 2026\n-->"
    )
    page = (
        f"<!DOCTYPE html> <html lang=en>{comment}<title>River rises</title><h1>River rises</h1><p>By <b>Jane Roe</b> -"
    )
    parsed = parse(f"{page}<time>6 December 2016</time></p><article>{TEXT}</article>".encode())[0]
    assert (parsed.url, parsed.byline) == ("https://gazette.example/river", "Jane Roe")


def test_a_line_that_says_when_it_was_published_may_say_more() -> None:
    line = "<div>نُشر: 21:40-3 مارس 2016 م ـ 24 جمادى الأولى 1437 هـ</div>"
    assert read(body=f"<h1>River rises</h1>{line}<article>{TEXT}</article>").published == datetime.date(2016, 3, 3)
