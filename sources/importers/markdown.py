"""Markdown (CommonMark, with the tables and strikethrough of GitHub), with or without front matter.

Many plain texts hold a star, a dash or a number sign, so a text is Markdown only where it cannot well be anything else:
it has front matter, a heading or a link; or two other signs of Markdown; or one, and the name of a Markdown file.
"""

import re

from markdown_it import MarkdownIt

from sources.importers.dates import published_of
from sources.importers.days import find_day
from sources.importers.parsed import Parsed, assemble
from sources.importers.source import Source, importer
from sources.sanitize import read_html
from sources.text import BlockKind

# Longer texts are plain text: the time of the parser and of the sanitizer would be felt.
LONGEST = 200_000
NAMES = (".md", ".markdown", ".mkd", ".mdown")

FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
FIELD = re.compile(r"([A-Za-z_][\w -]{0,40}?)\s*:(?:[ \t]+(.*)|[ \t]*)")
LIST_ITEM = re.compile(r"\s*-\s+(.*)")
COMMENT = re.compile(r"\s+#\s.*")

HEADING = re.compile(r"^#{1,6} +[^\s#].*$", re.MULTILINE)
LINK = re.compile(r"!?\[[^\[\]\n]{1,300}\]\((?:<[^<>\n]*>|(?:https?:|mailto:|/|\.|#)[^\s()]*)(?:\s+\"[^\"\n]*\")?\)")
# Each with what a text holds that has the sign at all: most texts hold none of it, and are not searched for the sign.
SIGNS = (
    (
        ("**", "__"),
        re.compile(
            r"(?<![\w*])\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?![\w*])|(?<![\w_])__(?=\S)[^_\n]{1,300}(?<=\S)__(?![\w_])"
        ),
    ),
    (
        ("*", "_"),
        re.compile(
            r"(?<![\w*])\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*(?![\w*])"
            r"|(?<![\w_])_(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])_(?![\w_])"
        ),
    ),
    ((">",), re.compile(r"^> \S.*$", re.MULTILINE)),
    (("- ", "* ", "+ "), re.compile(r"^[-*+] \S.*\n(?:\n?[-*+] \S)", re.MULTILINE)),
    (("1. ",), re.compile(r"^1\. \S.*\n(?:\n?2\. \S)", re.MULTILINE)),
    (("```", "~~~"), re.compile(r"^(?:```|~~~)", re.MULTILINE)),
    (("\n===", "\n---"), re.compile(r"^\S[^\n]{0,200}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)),
    (("`",), re.compile(r"(?<!`)`[^`\n]{1,200}`(?!`)")),
    (("]: ",), re.compile(r"^\[[^\]\n]{1,100}\]: +\S", re.MULTILINE)),
)

# A text of more is a list of words: each of its lines would be an item, and takes its time.
MOST_LINES = 10_000

FIELDS = {
    "title": "title", "headline": "title", "titre": "title",
    "author": "byline", "authors": "byline", "byline": "byline", "auteur": "byline",
    "date": "published", "published": "published",
    "lang": "language", "language": "language",
    "outlet": "outlet", "source": "outlet", "publisher": "outlet",
    "url": "url", "link": "url", "canonical": "url", "original_url": "url",
    "dateline": "dateline", "rights": "rights", "copyright": "rights", "license": "rights",
    "id": "external_id", "guid": "external_id", "version": "version", "kind": "kind", "tags": "tags",
    "keywords": "tags",
}  # fmt: skip
SEVERAL = frozenset({"tags", "byline"})


def is_markdown(source: Source) -> bool:
    if source.head.startswith((b"<", b"{")):
        return False
    text = source.text
    if len(text) > LONGEST or text.count("\n") > MOST_LINES:
        return False
    front, body = split(text)
    if front or "markdown" in source.media_type:
        return True
    if ("# " in body and HEADING.search(body)) or ("](" in body and LINK.search(body)):
        return True
    signs = sum(bool(any(map(body.__contains__, marks)) and sign.search(body)) for marks, sign in SIGNS)
    return signs >= 2 or (signs == 1 and source.name.lower().endswith(NAMES))


@importer("Markdown", is_markdown)
def read_markdown(source: Source) -> list[Parsed]:
    front, markdown = split(source.text)
    text, blocks = read_html(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))
    parts: list[tuple[BlockKind, str]] = [
        (block.kind, text[block.start : block.end].replace("\n ", "\n")) for block in blocks
    ]
    date = front.get("published", "")
    kind = front.get("kind", "").lower()
    known = {name: value for name, value in front.items() if name not in {"published", "kind", "tags"}}
    return [
        assemble(
            parts,
            kind=kind if kind in {"article", "report"} else "",
            published=(published_of(date) or find_day(date)) if date else None,
            tags=front.get("tags", "").split(","),
            **known,
        )
    ]


def split(text: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter, and the text below; no fields where the first lines are no front matter."""
    found = FRONT_MATTER.match(text)
    front = fields_of(found[1]) if found else {}
    return (front, text[found.end() :]) if found and front else ({}, text)


def fields_of(matter: str) -> dict[str, str]:
    """Names and values of front matter that Lateral has a field for: one a line, or a list below its name. Values of
    several lines and nested ones are passed over. A subset of YAML.
    """
    fields: dict[str, str] = {}
    name = ""
    for line in matter.splitlines():
        if found := FIELD.fullmatch(line):
            name = FIELDS.get(found[1].strip().lower().replace(" ", "_").replace("-", "_"), "")
            if name and name not in fields and (value := value_of(found[2] or "", name)):
                fields[name] = value
        elif name in SEVERAL and (item := LIST_ITEM.fullmatch(line)):
            fields[name] = ", ".join(filter(None, (fields.get(name), value_of(item[1], name))))
    return fields


def value_of(written: str, name: str) -> str:
    """A value without its quotes; of a list in brackets all, divided by commas."""
    written = written.strip()
    if name in SEVERAL and written.startswith("[") and written.endswith("]"):
        return ", ".join(filter(None, (value_of(each, "") for each in written[1:-1].split(","))))
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        return written[1:-1].replace('\\"', '"').replace("''", "'")
    return "" if written in {"|", ">", "|-", ">-", "null", "~", "[]"} else COMMENT.sub("", written)
