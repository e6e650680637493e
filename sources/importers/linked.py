"""JSON-LD in a page: what schema.org's NewsArticle says of itself."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml import etree

Node = dict[str, Any]

ARTICLE = re.compile(
    r"(?:https?://schema\.org/|schema:)?(?:\w*Article|\w*BlogPosting|SocialMediaPosting|Report|LiveBlog\w*)"
)
PAGE = re.compile(r"(?:https?://schema\.org/|schema:)?(?:\w*Page)")
WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)+|(?:-->|//\s*\]\]>|/\*.*?\*/|\]\]>)+\s*;?\s*$", re.DOTALL
)
MOST_NODES = 5_000
# Characters; a longer one is a catalogue.
LONGEST = 2_000_000
# Other articles, and the pieces of this one.
NOT_FOLLOWED = frozenset(
    {
        "liveBlogUpdate",
        "hasPart",
        "isPartOf",
        "itemListElement",
        "mentions",
        "citation",
        "isBasedOn",
        "about",
        "comment",
    }
)
TAGS = re.compile(r"</?(?:a|b|br|em|font|i|p|q|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)


@dataclass(slots=True)
class Linked:
    """The node of a page that speaks of its article, and the others by their names."""

    article: Node = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    is_article: bool = False

    def texts(self, key: str) -> list[str]:
        """The words of a property: as they are, or the names of the things that it points to."""
        return [words for value in listed(self.article.get(key)) if (words := self.words(value))]

    def text(self, *keys: str) -> str:
        return next((words for key in keys for words in self.texts(key)), "")

    def words(self, value: object) -> str:
        if isinstance(value, dict):
            known = self.nodes.get(str(value.get("@id", "")), {})
            named = [value.get(key) or known.get(key) for key in ("name", "@value", "value", "url", "@id")]
            return next((self.words(words) for words in named if words and not isinstance(words, dict)), "")
        if isinstance(value, list):
            return next((words for each in value if (words := self.words(each))), "")
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            return ""
        return unescape(str(value)).strip()

    def line(self, *keys: str) -> str:
        """As `text`, without the tags that some write into a title."""
        return TAGS.sub("", self.text(*keys))

    def body(self) -> str:
        """The text of the article, or of a live page's entries."""
        updates = [update for update in listed(self.article.get("liveBlogUpdate")) if isinstance(update, dict)]
        entries = (self.words(update.get(key)) for update in updates for key in ("headline", "articleBody"))
        return self.text("articleBody") or "\n".join(entry for entry in entries if entry)


def listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def read_linked(tree: etree._Element) -> Linked:
    """What the scripts of type application/ld+json say; broken ones are passed over."""
    linked = Linked()
    pages: list[Node] = []
    articles: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in nodes_of(read_json(script.text or "")):
            if (name := node.get("@id")) and len(node) > 2:
                linked.nodes.setdefault(str(name), node)
            types = [str(kind) for kind in listed(node.get("@type"))]
            if any(ARTICLE.fullmatch(kind) for kind in types):
                articles.append(node)
            elif any(PAGE.fullmatch(kind) for kind in types):
                pages.append(node)
    linked.is_article = bool(articles)
    linked.article = max(articles, key=weight) if articles else pages[0] if pages else {}
    return linked


def weight(node: Node) -> int:
    """How much a node says of an article: of several, the page's own says most. The first of equals is taken."""
    keys = ("headline", "datePublished", "author", "publisher", "mainEntityOfPage", "articleBody", "articleBody")
    return sum(1 for key in keys if node.get(key))


def read_json(raw: str) -> object:
    if len(raw) > LONGEST:
        return None
    raw = WRAPPED.sub("", raw).strip()
    for attempt in (raw, raw.rstrip(";"), re.sub(r",\s*([}\]])", r"\1", raw)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def nodes_of(value: object) -> Iterator[Node]:
    """All objects, the outer before the inner."""
    waiting = [value]
    for _count in range(MOST_NODES):
        if not waiting:
            return
        current = waiting.pop(0)
        if isinstance(current, dict):
            yield current
            followed = (value for key, value in current.items() if key not in NOT_FOLLOWED)
            waiting.extend(value for value in followed if isinstance(value, (dict, list)))
        elif isinstance(current, list):
            waiting.extend(current)
