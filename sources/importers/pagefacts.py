"""What a saved page says of its article outside the text: JSON-LD, OpenGraph, Dublin Core, microdata, `<time>`."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from lxml import etree
from rapidfuzz import fuzz

from sources.importers.bylines import LONGEST_LINE, find_byline
from sources.importers.dates import published_of
from sources.importers.days import find_day, is_sane
from sources.importers.linked import Linked, read_linked
from sources.importers.manuscript import Published
from sources.importers.registry import find_host, find_outlet, host_of
from sources.importers.titles import DATE_LINE, PUBLISHED
from sources.text import fold

META_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "title", "sailthru.title")
META_AUTHORS = (
    "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author",
    "sailthru.author", "citation_author", "dc.author", "article.author", "cxenseparse:author",
)  # fmt: skip
META_DATES = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:pubdate",
    "datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published_time",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "article.published",
    "citation_publication_date", "citation_date", "originalpublicationdate", "displaydate", "ptime", "date",
)  # fmt: skip
META_SITES = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
    "apple-mobile-web-app-title",
)
META_IDS = (
    "dc.identifier",
    "dcterms.identifier",
    "parsely-post-id",
    "cxenseparse:articleid",
    "articleid",
    "article_id",
)
META_RIGHTS = ("dc.rights", "dcterms.rights", "copyright", "rights", "rights-standard")
META_TAGS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags", "dc.subject")
META_LANGUAGES = ("content-language", "dc.language", "dcterms.language", "language", "og:locale")

# As browsers write it, and the program SingleFile.
SAVED_FROM = re.compile(r"(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s)(\S+)")
PUBLISHED_LINE = re.compile(rf"(?:{PUBLISHED})\s*:", re.IGNORECASE)
# Jane Roe - 3 March 2026
DATE_BEHIND = re.compile(r"\s*[-–—|,·•]\s*\d{1,2}\b.*$")
DATE_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)")
SEPARATED = re.compile(r"\s+(?:[|·•»›:]|::|[-–—])\s+|\s*[|»]\s*")
SECONDS = re.compile(r"\d{10}|\d{13}")
CHANGED = re.compile("modif|updat|mis-a-jour|edited|revis", re.IGNORECASE)
ELSEWHERE = frozenset({"aside", "footer", "nav"})
NOT_OURS = re.compile("comment|related|sidebar|recommend|teaser|widget|latest|popular|more-", re.IGNORECASE)
BY = re.compile(r"(?:by|par|von|por|di|door|posted by|written by|بقلم)\s*:?\s+", re.IGNORECASE)
LIKE = 75
LONGEST_BYLINE = 400
A_TITLE = 15
TITLE_MARKS = frozenset({"entry-title", "post-title", "article-title", "headline"})


@dataclass(slots=True)
class Facts:
    """The fields of a Parsed as the page tells them, and the text where its JSON-LD has it."""

    title: str = ""
    byline: str = ""
    dateline: str = ""
    published: Published = None
    languages: list[str] = field(default_factory=list)
    outlet: str = ""
    url: str = ""
    external_id: str = ""
    rights: str = ""
    tags: list[str] = field(default_factory=list)
    article_body: str = ""
    is_article: bool = False


class Page:
    """A page's tree, its meta elements and its JSON-LD."""

    def __init__(self, tree: etree._Element, url: str = "") -> None:
        self.tree = tree
        self.linked: Linked = read_linked(tree)
        self.metas: dict[str, list[str]] = defaultdict(list)
        for meta in tree.iter("meta"):
            content = unescape(meta.get("content") or "").strip()
            for key in ("name", "property", "itemprop", "http-equiv"):
                if content and (name := meta.get(key)):
                    self.metas[name.strip().lower().replace("dc:", "dc.").replace("dcterms:", "dcterms.")].append(
                        content
                    )
        self.url = self.find_url(url)

    def meta(self, names: Iterable[str]) -> list[str]:
        return [content for name in names for content in self.metas.get(name, ())]

    def find_url(self, given: str) -> str:
        """The address that the page gives itself; the deepest, for a site's own is now and then left in all pages."""
        base = given or next((found for node in comments(self.tree) if (found := saved_from(node))), "")
        links = (node.get("href") for node in self.tree.iter("link") if (node.get("rel") or "").lower() == "canonical")
        told = [*links, *self.meta(["og:url"]), self.linked.text("url", "mainEntityOfPage"), base]
        urls = [whole for url in told if url and (whole := joined(base, url))]
        return next((url for url in urls if urlsplit(url).path.strip("/")), urls[0] if urls else "")


def comments(tree: etree._Element) -> Iterator[etree._Element]:
    yield from (node for node in tree.itersiblings(preceding=True) if isinstance(node, etree._Comment))
    yield from tree.iter(etree.Comment)


def saved_from(comment: etree._Element) -> str:
    """The address in the comment that browsers write at the head of a page that they save."""
    found = SAVED_FROM.search(comment.text or "")
    return found[1] if found else ""


def joined(base: str, url: str) -> str:
    """The whole address of the web; empty where it is none."""
    try:
        whole = urljoin(base, url.strip())
        return whole if urlsplit(whole).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def read_facts(tree: etree._Element, url: str = "") -> Facts:
    """What the page says of its article. The tree is only read."""
    page = Page(tree, url)
    linked = page.linked
    sites = [*linked.texts("publisher"), *page.meta(META_SITES)]
    outlet = outlet_of(sites, page.url) or site_in_title(page)
    own_names = {
        fold(name) for name in (*sites, outlet, host_of(page.url), host_of(page.url).partition(".")[0]) if name
    }
    year = linked.text("copyrightYear")
    holder = linked.text("copyrightHolder")
    return Facts(
        title=title_of(page, own_names),
        byline=byline_of(page, own_names),
        dateline=linked.text("dateline"),
        published=first_date(dates_of(page)),
        languages=languages_of(page),
        outlet=outlet,
        url=page.url,
        external_id=linked.text("identifier") or next(iter(page.meta(META_IDS)), ""),
        rights=linked.text("copyrightNotice")
        or " ".join(word for word in ("©" if holder else "", year if holder else "", holder) if word)
        or next(iter(page.meta(META_RIGHTS)), ""),
        tags=tags_of(page),
        article_body=linked.body() if linked.is_article else "",
        is_article=linked.is_article or "article" in page.meta(["og:type"]),
    )


def outlet_of(sites: list[str], url: str) -> str:
    """The publisher: one that the registry knows, by name or by host, before another name; at last the host."""
    known = next((outlet for name in sites if (outlet := find_outlet(name))), None) or find_host(url)
    if known:
        return known.name
    return next((name for name in sites if "://" not in name), "") or host_of(url)


def title_of(page: Page, own_names: set[str]) -> str:
    """The heading that readers saw, if it is what the page's data call the title; else what they say, without the name
    of the site.
    """
    element = next(page.tree.iter("title"), None)
    heads = [*headings(page.tree)]
    told = [
        page.linked.line("headline") or microdata(page.tree, "headline"),
        *page.meta(META_TITLES),
        "".join(element.itertext()) if element is not None else "",
    ]
    titles = [cut for title in told if (cut := without_site(" ".join(title.split()), own_names))]
    for title in titles[:3]:
        if last := next((head for head in heads if len(head) > A_TITLE and fold(title).endswith(f" {fold(head)}")), ""):
            return last
        if same := next((head for head in heads if is_like(head, title)), ""):
            return same
    heads = [head for head in heads if head and fold(head) not in own_names]
    return titles[0] if titles else heads[0] if heads else ""


def headings(tree: etree._Element) -> Iterator[str]:
    """What stands as the title over the text: the first heading, or what is marked as the title of an entry."""
    for node in tree.iter("h1", "h2", "h3"):
        marks = (node.get("class") or "").split()
        if node.tag == "h1" or (TITLE_MARKS.intersection(marks) and not is_elsewhere(node)):
            yield " ".join("".join(node.itertext()).split())


def microdata(tree: etree._Element, name: str) -> str:
    """The words of the first element that is marked as this property."""
    node = next(iter(tree.xpath("//*[@itemprop=$name]", name=name)), None)
    return "" if node is None else node.get("content") or " ".join("".join(node.itertext()).split())


def site_in_title(page: Page) -> str:
    """The name of the site, where the page's own title is the heading with that name behind it."""
    element = next(page.tree.iter("title"), None)
    written = " ".join("".join(element.itertext()).split()) if element is not None else ""
    for head in headings(page.tree):
        site = written[len(head) :] if head and written.startswith(head) else ""
        if (found := SEPARATED.match(site)) and 0 < len(site[found.end() :].split()) <= 5:
            return site[found.end() :]
    return ""


def is_like(head: str, title: str) -> bool:
    """Whether a heading is the title, or that with more or fewer words."""
    head, title = fold(head), fold(title)
    shorter = min(len(head), len(title))
    return shorter > 0 and (head == title or (shorter > 15 and fuzz.ratio(head[:shorter], title[:shorter]) >= LIKE))


def without_site(title: str, own_names: set[str]) -> str:
    """The title without "| Name of the site": after a bar whatever it is, after a dash only what is the site's name."""
    while cuts := list(SEPARATED.finditer(title)):
        first, last = cuts[0], cuts[-1]
        before, after = title[: last.start()], title[last.end() :]
        if is_site(title[: first.start()], own_names):
            title = title[first.end() :]
        elif len(before) > 3 and (is_site(after, own_names) or ("|" in last[0] and len(after.split()) <= 5)):
            title = before
        else:
            break
    return "" if fold(title) in own_names else title.strip()


def is_site(words: str, own_names: set[str]) -> bool:
    folded = fold(words)
    return folded in own_names or folded.replace(" ", "") in own_names or bool(find_outlet(words))


def byline_of(page: Page, own_names: set[str]) -> str:
    """Who wrote it: names, not addresses, and not the name of the site."""
    people = page.linked.texts("author") or page.linked.texts("creator")
    for names in (people, labelled(page), *([content] for content in page.meta(META_AUTHORS)), [*elements_of(page)]):
        known = dict.fromkeys(
            DATE_BEHIND.sub("", BY.sub("", " ".join(name[:LONGEST_BYLINE].split()), count=1)) for name in names
        )
        if good := [name for name in known if is_person(name, own_names)]:
            return ", ".join(good)
    return ""


def labelled(page: Page) -> list[str]:
    """The name in a pair as WordPress writes it: twitter:label1 "Written by", twitter:data1 the name."""
    labels, names = (page.meta([f"twitter:{kind}1", f"twitter:{kind}2"]) for kind in ("label", "data"))
    return [name for label, name in zip(labels, names, strict=False) if fold(label) in WRITTEN_BY]


def is_person(name: str, own_names: set[str]) -> bool:
    return bool(
        1 < len(name) <= 150 and "://" not in name and not name.startswith("@") and fold(name) not in own_names | NOBODY
    )


WRITTEN_BY = frozenset(
    fold(label)
    for label in (
        "Written by", "Author", "By", "Écrit par", "Auteur", "Escrito por", "Verfasst von", "Autor", "Scritto da",
        "Geschreven door", "كتب بواسطة",
    )
)  # fmt: skip
NOBODY = frozenset(
    {"", "admin", "administrator", "editor", "webmaster", "redaction", "la redaction", "staff", "none", "null"}
)


def elements_of(page: Page) -> Iterator[str]:
    """The words of what is marked up as the author in the text: rel=author, microdata, hCard's byline."""
    for node in page.tree.iter("a", "span", "p", "div", "address"):
        marks = f"{node.get('rel') or ''} {node.get('itemprop') or ''}".split()
        is_byline = (node.get("class") or "").strip().lower() in {"byline", "author", "author-name", "byline-name"}
        if ("author" in marks or is_byline) and not is_elsewhere(node):
            yield "".join(node.itertext())
            return
    yield from (byline for line in lines_below_title(page.tree) if (byline := find_byline(line)))


def lines_below_title(tree: etree._Element) -> Iterator[str]:
    """The short lines from the heading of the article on: what stands above it is the site's."""
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return
    for node in heading.xpath(
        "following::*[self::p or self::span or self::div or self::small or self::li][position() < 40]"
    ):
        line = " ".join("".join(node.itertext()).split())
        if 0 < len(line) <= LONGEST_LINE and not is_elsewhere(node):
            yield line


def dates_of(page: Page) -> Iterator[str]:
    """What may be the date of publication, the surest first."""
    yield from page.linked.texts("datePublished")
    yield from page.meta(META_DATES)
    yield from page.linked.texts("dateCreated") if page.linked.is_article else ()
    yield from marked_dates(page.tree)
    yield from times(page.tree)
    yield from (node.get("time") or "" for node in page.tree.iter("dateformat"))
    yield from dated_lines(page.tree)
    yield from date_in_path(page.url)


def marked_dates(tree: etree._Element) -> Iterator[str]:
    """What microdata call the date of publication."""
    for node in tree.iter():
        if isinstance(node.tag, str) and node.get("itemprop") == "datePublished":
            yield node.get("datetime") or node.get("content") or node.get("title") or "".join(node.itertext())


def times(tree: etree._Element) -> Iterator[str]:
    """The times of the article, but for those at which it was changed."""
    for node in tree.iter("time"):
        marks = f"{node.get('class') or ''} {node.get('itemprop') or ''}"
        if (not CHANGED.search(marks) or "publi" in marks.lower()) and not is_elsewhere(node):
            yield node.get("datetime") or "".join(node.itertext())


def dated_lines(tree: etree._Element) -> Iterator[str]:
    """Dates that readers see below the title."""
    for line in lines_below_title(tree):
        if PUBLISHED_LINE.match(line):
            yield line
        if (written := DATE_LINE.fullmatch(line)) and not written["updated"]:
            yield written["date"]


def date_in_path(url: str) -> Iterator[str]:
    if found := DATE_IN_PATH.search(urlsplit(url).path):
        yield f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def is_elsewhere(node: etree._Element) -> bool:
    """Whether an element belongs to something beside the article: comments, other articles, the foot of the page."""
    return any(
        above.tag in ELSEWHERE or NOT_OURS.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in node.iterancestors()
        if above.tag not in {"body", "html"}
    )


def first_date(written: Iterable[str]) -> Published:
    """The first that is a date; with the hour, if a later one tells the hour of the same day."""
    day: datetime.date | None = None
    for raw in written:
        found = read_date(raw)
        if not found or not is_sane(found):
            continue
        if isinstance(found, datetime.datetime):
            if day is None or found.date() == day:
                return found
        else:
            day = day or found
    return day


def read_date(raw: str) -> Published:
    if SECONDS.fullmatch(raw.strip()):
        return datetime.datetime.fromtimestamp(int(raw.strip()[:10]), datetime.UTC)
    return published_of(raw) or find_day(raw)


def languages_of(page: Page) -> list[str]:
    """The languages that the page claims, the article's own first."""
    root = page.tree
    declared = [*page.linked.texts("inLanguage"), root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"),
                root.get("xml:lang")]  # fmt: skip
    declared += [node.get("lang") for node in root.iter("body", "article") if node.get("lang")][:1]
    declared += self_named(page)
    return [code.split(",")[0].strip() for code in declared if code and code.strip()]


def self_named(page: Page) -> list[str]:
    return page.meta(META_LANGUAGES)


def tags_of(page: Page) -> list[str]:
    sources = [page.linked.texts("keywords"), *(page.meta([name]) for name in META_TAGS)]
    words = next((words for words in sources if any(words)), [])
    if len(words) == 1:
        words = re.split(r"[,;،|]", words[0])
    return [tag.strip() for tag in words if tag.strip()]
