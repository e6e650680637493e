"""Pages laid out as twenty years ago, and by small papers still: text that lies loose between line breaks becomes
paragraphs, tables that hold the whole page fall apart. What looks for paragraphs passes both over.
"""

import re

from lxml import html

from sources.sanitize import APART, KEPT

BLOCKS = (KEPT | APART) - {"br"}
CONTAINERS = (
    "body",
    "div",
    "td",
    "article",
    "section",
    "main",
    "center",
    "font",
    "span",
    "p",
    "blockquote",
    "th",
    "dd",
)
INLINE_CONTAINERS = frozenset({"font", "span", "p"})
INLINE = INLINE_CONTAINERS | {"b", "i", "em", "strong", "small", "big", "u"}
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Fewer characters are a label.
ENOUGH = 40
# More than these are no entry of a table.
A_TEXT = 250
TABLE_PARTS = ("thead", "tbody", "tfoot", "tr", "td", "th", "caption")


def lay_out(tree: html.HtmlElement) -> None:
    """Change the tree as said above."""
    drop_what_no_text_holds(tree)
    take_tables_apart(tree)
    wrap_loose_text(tree)


def drop_what_no_text_holds(tree: html.HtmlElement) -> None:
    """Control characters, which lxml reads in HTML and refuses to write."""
    for node in tree.iter():
        if node.text and NOT_TEXT.search(node.text):
            node.text = NOT_TEXT.sub("", node.text)
        if node.tail and NOT_TEXT.search(node.tail):
            node.tail = NOT_TEXT.sub("", node.tail)


def take_tables_apart(tree: html.HtmlElement) -> None:
    """Make boxes of the tables that stand for columns of the page: those with a text in a cell."""
    for table in list(tree.iter("table")):
        if any(holds_a_text(cell) for cell in table.iter("td")):
            for part in table.iter("table", *TABLE_PARTS):
                part.tag = "div"


def holds_a_text(cell: html.HtmlElement) -> bool:
    return len("".join(cell.itertext())) > A_TEXT or len(list(cell.iter("p"))) > 1


def wrap_loose_text(tree: html.HtmlElement) -> None:
    """Change the tree: runs of text and inline elements become paragraphs where two line breaks or blocks part them."""
    for element in list(tree.iter(*CONTAINERS)):
        if is_parted(element):
            wrap(element)


def is_parted(element: html.HtmlElement) -> bool:
    """Whether the element has text of its own that something parts."""
    loose = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
    if loose < ENOUGH:
        return False
    if any(child.tag == "br" and is_break(child) for child in element):
        return True
    return element.tag not in INLINE_CONTAINERS and any(child.tag in BLOCKS for child in element)


def is_break(line_break: html.HtmlElement) -> bool:
    """Whether another line break follows at once."""
    following = line_break.getnext()
    return following is not None and following.tag == "br" and not (line_break.tail or "").strip()


def wrap(element: html.HtmlElement) -> None:
    children = list(element)
    run = Run(element)
    run.add_text(element.text)
    element.text = None
    for child in children:
        tail, child.tail = child.tail, None
        element.remove(child)
        if child.tag in BLOCKS:
            run.close()
            element.append(child)
        elif child.tag == "br":
            run.add_break(child)
        else:
            run.add(child)
        run.add_text(tail)
    run.close()
    # A paragraph can hold no paragraphs, nor can letters in bold.
    holder: html.HtmlElement | None = element
    while holder is not None and holder.tag in INLINE:
        holder.tag = "div"
        holder = holder.getparent()


class Run:
    """Text and inline elements that stand together in an element, on their way into a paragraph."""

    def __init__(self, element: html.HtmlElement) -> None:
        self.element = element
        self.paragraph = html.Element("p")

    def add_text(self, text: str | None) -> None:
        if not text:
            return
        if len(self.paragraph):
            self.paragraph[-1].tail = (self.paragraph[-1].tail or "") + text
        else:
            self.paragraph.text = (self.paragraph.text or "") + text

    def add(self, child: html.HtmlElement) -> None:
        self.paragraph.append(child)

    def add_break(self, line_break: html.HtmlElement) -> None:
        """A line break ends the line; one right after another ends the paragraph."""
        last = self.paragraph[-1] if len(self.paragraph) else None
        if last is not None and last.tag == "br" and not (last.tail or "").strip():
            self.close()
        else:
            self.add(line_break)

    def close(self) -> None:
        if len(self.paragraph) or (self.paragraph.text or "").strip():
            self.element.append(self.paragraph)
        self.paragraph = html.Element("p")
