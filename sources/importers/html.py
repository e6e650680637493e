"""Saved web pages: the article out of the page with trafilatura, what the page says of it with pagefacts."""

import logging
import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _
from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from sources.importers.encodings import decode
from sources.importers.loose import lay_out
from sources.importers.manuscript import Part
from sources.importers.pagefacts import Facts, is_elsewhere, read_facts
from sources.importers.parsed import Parsed, assemble
from sources.importers.prose import tree_parts
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer
from sources.language import guess_language
from sources.sanitize import looks_like_html, quick_to_parse, read_html
from sources.text import canonical, fold

# It says of every page what it thinks of it.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

PASSED_OVER = re.compile(r"(?:\s+|\ufeff|<\?.*?\?>|<!--.*?-->)+", re.DOTALL)
OPENING = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|style|script|base|div|article|section|main|header|p|h[1-6]"
    r"|span|table|ul|ol|blockquote|center|font|br|hr|strong|em|b|i|a|figure|img|nav|form|noscript)(?=[\s/>]))",
    re.IGNORECASE,
)
SAID_TO_BE = ("text/html", "application/xhtml+xml")
NAMED = (".html", ".htm", ".xhtml", ".shtml")
# Tags nested too deeply become line breaks.
MANY_BREAKS = re.compile(r"(?:<br>\s*){3,}")
# Fewer characters are the rest of a page, not its article.
SHORT = 250
SHORTEST = 40
A_LINE = 20
A_PARAGRAPH = 40
A_SUMMARY = 60
CAPTION = re.compile("fig(?:ure|caption)|caption|credit|share|cookie|banner|newsletter|promo", re.IGNORECASE)
# More elements than in a long page: what looks for the article would take half a minute over them.
MANY_ELEMENTS = 15_000
# No page of an article has as many.
MOST_ELEMENTS = 60_000
# Characters written as references; there are many in addresses.
MOST_REFERENCES = 500_000
# Characters by which a language is guessed as well as by all.
ENOUGH = 600
# Titles of pages that stand for one that is not there, or not shown to programs.
NOTHING_HERE = re.compile(
    r"(?:(?:error|erreur|fehler)\s*)?(?:40[0134]|410|429|50[0234])"
    r"(?:\s*[-:|–]?\s*(?:error|erreur|not found|forbidden|unauthorized|gone|bad gateway)\b.*)?"
    r"|(?:(?:page|file|site|article|document|url) )?not found(?:\s*[-|–].*)?|(?:access|permission) denied.*"
    r"|just a moment.*|attention required.*|are you (?:a )?(?:human|robot).*|checking your browser.*"
    r"|verify(?:ing)? (?:that )?you are.*|page (?:introuvable|non trouvée).*|accès refusé.*"
    r"|seite (?:wurde )?nicht gefunden.*|página no encontrada.*|pagina non trovata.*|página não encontrada.*"
    r"|الصفحة غير موجودة.*",
    re.IGNORECASE,
)
DATED = re.compile(
    r"(?:publi|mis à jour|posted|updated|last updated|veröffentlicht|aktualisiert|pubblicato|نشر|آخر تحديث)",
    re.IGNORECASE,
)
MOSTLY_LINKS = 0.6
NEARLY = 0.9


def recognises(source: Source) -> bool:
    """Whether the first tag is one of HTML. A text that begins otherwise is HTML where its sender says so."""
    start = opening(source.data)
    found = PASSED_OVER.match(start)
    if OPENING.match(start, found.end() if found else 0):
        return True
    claimed = source.media_type.lower().startswith(SAID_TO_BE) or source.name.lower().endswith(NAMED)
    return claimed and looks_like_html(start)


def opening(data: bytes) -> str:
    """The first characters, well enough to see tags."""
    head = data[:20_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if b"\x00" in head[:4]:
        return head.replace(b"\x00", b"").decode("latin-1")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


@importer("html", recognises)
def read(source: Source) -> list[Parsed]:
    return [read_page(decode(source.data, source.media_type))]


def read_page(raw: str, url: str = "") -> Parsed:
    """The article of a page, whose own address is `url` where the page does not say it.

    Raises ImportRefused where there is no article in it.
    """
    tree = parse(raw)
    if has_more_elements(tree, MOST_ELEMENTS):
        raise no_article()
    facts = read_facts(tree, url)
    if not facts.article_body and sum(len(text.strip()) for text in tree.itertext()) < A_LINE:
        raise no_article()
    lay_out(tree)
    parts = parts_of(tree, facts)
    refuse_others(tree, parts, facts)
    return assemble(
        parts,
        title=facts.title,
        byline=facts.byline,
        dateline=facts.dateline,
        published=facts.published,
        language=language_of(facts, parts),
        outlet=facts.outlet,
        url=facts.url,
        external_id=facts.external_id,
        rights=facts.rights,
        tags=facts.tags,
    )


def parse(raw: str) -> html.HtmlElement:
    """The tree of a page, however broken. Raises ImportRefused where it is empty, or a heap of signs."""
    if raw.count("<") > 4 * MOST_ELEMENTS or raw.count("&") > MOST_REFERENCES:
        raise no_article()
    raw = re.sub(r"^\s*<\?xml[^>]*\?>", "", raw.replace("\x00", ""))
    try:
        tree = html.document_fromstring(
            MANY_BREAKS.sub("<br><br>", quick_to_parse(raw)), parser=html.HTMLParser(encoding=None)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise no_article() from None
    return tree


def no_article() -> ImportRefused:
    return ImportRefused(_("There is no article in this page. Save the page of the article itself, or paste its text."))


def parts_of(tree: html.HtmlElement, facts: Facts) -> list[Part]:
    """The blocks of the article: as trafilatura finds them; where it finds little, or nothing but the words of the page
    in one heap, as the page's data or its elements mark them.
    """
    found = extracted(tree)
    told = lines_of(facts.article_body)
    if length_of(told) > 2 * length_of(found) and length_of(told) > SHORT:
        return told
    if len(found) > 1 and length_of(found) >= SHORT:
        return [*summary_above(tree, found, facts.title), *found]
    if is_preformatted(tree):
        return tree_parts(tree)
    if len(found) <= 1 and len(told) > 1 and length_of(told) >= NEARLY * length_of(found):
        # A live page, whose entries end up in one heap.
        return told
    marked = max((tree_parts(node) for node in marked_articles(tree)), key=length_of, default=[])
    for parts in (told, marked):
        if prose_of(parts) >= max(NEARLY * prose_of(found), 1):
            return parts
    return from_title(tree_parts(tree), facts.title) if is_heap(found) else found


def summary_above(tree: html.HtmlElement, found: list[Part], title: str) -> list[Part]:
    """The summary that stands between the title and the text, where trafilatura takes it for a part of the heading."""
    prose = (text for kind, text in found if kind == "paragraph" and len(text) >= A_PARAGRAPH)
    folded, first = fold(title), fold(next(prose, found[0][1]))
    heading = next((head for head in tree.iter("h1") if folded and fold("".join(head.itertext())) == folded), None)
    if heading is None:
        return []
    lines: list[str] = []
    for node in heading.xpath("following::*[self::p or self::h2 or self::div[not(*)]][position() < 20]"):
        line = "".join(node.itertext()).strip()
        if fold(line) and first.startswith(fold(line)):
            return [("paragraph", line) for line in lines if fold(line) not in {fold(text) for _kind, text in found}]
        if (
            len(line) >= A_SUMMARY
            and not DATED.match(line)
            and not is_elsewhere(node)
            and not CAPTION.search(marks_of(node))
        ):
            lines.append(line)
    return []


def marks_of(node: html.HtmlElement) -> str:
    """The names and classes of an element and of those it is in."""
    return " ".join(mark for each in (node, *node.iterancestors()) for mark in (str(each.tag), each.get("class") or ""))


def from_title(parts: list[Part], title: str) -> list[Part]:
    """The blocks below the title, where that stands above a text: what is above it is the site's."""
    folded = fold(title)
    places = [place for place, (_kind, text) in enumerate(parts) if fold(text) == folded]
    below = parts[places[0] + 1 :] if folded and places else []
    return below if prose_of(below) >= NEARLY * prose_of(parts) and below else parts


def is_preformatted(tree: html.HtmlElement) -> bool:
    """Whether most of the page's words are laid out as on a typewriter: its lines are paragraphs of their own."""
    words = sum(len("".join(node.itertext())) for node in tree.iter("pre"))
    return words > 0 and 2 * words > len(tree.text_content())


def is_heap(parts: list[Part]) -> bool:
    return len(parts) <= 1 and all("\n" in text for _kind, text in parts)


def has_more_elements(tree: html.HtmlElement, most: int) -> bool:
    return sum(1 for _element in islice(tree.iter(), most + 1)) > most


def extracted(tree: html.HtmlElement) -> list[Part]:
    """What trafilatura takes for the article; nothing of a page that is too large to ask it."""
    if has_more_elements(tree, MANY_ELEMENTS):
        return []
    document = bare_extraction(
        tree, output_format="xml", include_comments=False, with_metadata=False, include_links=False
    )
    return list(parts_in(document.body)) if isinstance(document, Document) else []


def parts_in(body: etree._Element) -> Iterator[Part]:
    """The blocks of trafilatura's own XML."""
    for node in body:
        if node.tag == "head":
            yield "heading", text_of(node)
        elif node.tag == "list":
            yield from (("item", text_of(item)) for item in node.iter("item"))
        elif node.tag == "quote":
            yield from (("quote", text_of(part)) for part in ([*node.iterchildren("p")] or [node]))
        elif node.tag == "table":
            yield from (("paragraph", row_of(row)) for row in node.iter("row"))
        elif node.tag != "graphic":
            yield "paragraph", text_of(node)


def row_of(row: etree._Element) -> str:
    return " | ".join(words for cell in row.iter("cell") if (words := text_of(cell).strip()))


def text_of(node: etree._Element) -> str:
    """The words of an element, its line breaks as lines."""
    words: list[str] = []
    for part in node.iter():
        if part.tag in {"lb", "br"} or (part.tag in {"p", "item", "head"} and part is not node):
            words.append("\n")
        words.append(part.text or "")
        if part is not node:
            words.append(part.tail or "")
    return "".join(words)


def lines_of(body: str) -> list[Part]:
    """JSON-LD's articleBody is plain text with a line for each paragraph, and in many a page HTML."""
    text = read_html(body)[0] if looks_like_html(body) else canonical(body)
    return [("paragraph", line) for line in text.split("\n") if line]


def marked_articles(tree: html.HtmlElement) -> Iterator[etree._Element]:
    for node in tree.iter("article", "main", "section", "div"):
        marked = node.tag in {"article", "main"} or node.get("role") in {"main", "article"}
        if marked or "articleBody" in (node.get("itemprop") or "") or "entry-content" in (node.get("class") or ""):
            yield node


def length_of(parts: list[Part]) -> int:
    return sum(len(text) for _kind, text in parts)


def prose_of(parts: list[Part]) -> int:
    """How many characters stand in lines of paragraphs and quotes that are worth the name."""
    lines = (line for kind, text in parts if kind in {"paragraph", "quote"} for line in text.split("\n"))
    return sum(len(line) for line in lines if len(line) >= A_PARAGRAPH)


def refuse_others(tree: html.HtmlElement, parts: list[Part], facts: Facts) -> None:
    """Raises ImportRefused for a list of links, a form to log in, and a page that is empty without its scripts."""
    prose = prose_of(parts)
    if prose < 3 * SHORT and any(NOTHING_HERE.fullmatch(title) for title in titles_of(tree)):
        raise no_article()
    if prose >= (3 * SHORT if has_password(tree) else SHORT):
        return
    if facts.is_article and prose >= SHORTEST and not has_password(tree):
        return
    if length_of(parts) < A_LINE or has_password(tree) or links_of(tree) > MOSTLY_LINKS or needs_scripts(parts):
        raise no_article()


def titles_of(tree: html.HtmlElement) -> Iterator[str]:
    return (" ".join("".join(node.itertext()).split()) for node in tree.iter("title", "h1", "h2"))


def has_password(tree: html.HtmlElement) -> bool:
    return any((node.get("type") or "").lower() == "password" for node in tree.iter("input"))


def links_of(tree: html.HtmlElement) -> float:
    """The part of the page's characters that stand in links."""
    body = tree.find("body")
    if body is None:
        return 0
    total = sum(len(text.strip()) for text in body.itertext() if text)
    linked = sum(len(text.strip()) for link in body.iter("a") for text in link.itertext())
    return linked / total if total else 0


def needs_scripts(parts: list[Part]) -> bool:
    text = " ".join(text for _kind, text in parts)
    return bool(
        re.search(
            r"(?:enable|activ\w+|habilit\w+|aktivier\w+)\W+(?:\w+\W+){0,2}java ?script|تفعيل جافا", text, re.IGNORECASE
        )
    )


def language_of(facts: Facts, parts: list[Part]) -> str:
    """The language that the page claims; English only if the text is in it, for that is what templates are left at."""
    claimed = facts.languages[0] if facts.languages else ""
    if claimed[:2].lower() != "en":
        return claimed
    guessed = guess_language("\n".join(text for _kind, text in parts)[:ENOUGH])
    if not guessed or guessed == "en":
        return claimed
    return next((code for code in facts.languages if code[:2].lower() == guessed), guessed)
