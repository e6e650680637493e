"""The review page as its reader's hands know it: words dragged over, bars and cards, the word "Saved"."""

from typing import Any, Self

from playwright.sync_api import Locator, Page, expect

from annotate.models import Annotation, Review
from sources.models import Text
from tests import cast

# Where a quote stands in the window, once its pane is scrolled to it: a point in its first character and one in its
# last, in whole pixels.
FIND = """async ([text, quote]) => {
  const view = document.querySelector(`[data-text="${text}"]`);
  const node = Array.from(view.querySelectorAll("[data-start]"), (block) => block.firstChild)
    .find(({ data }) => data.includes(quote));
  const from = node.data.indexOf(quote);
  const box = (start, end, last) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    const boxes = Array.from(range.getClientRects());
    return last ? boxes.at(-1) : boxes[0];
  };
  const pane = view.closest(".pane");
  const scroller = getComputedStyle(pane).overflowY === "visible" ? document.scrollingElement : pane;
  scroller.scrollTop += box(from, from + 1).top - innerHeight / 3;
  // What hangs on the text (handles, connectors) follows with the next frame.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const first = box(from, from + (node.data.codePointAt(from) > 0xffff ? 2 : 1));
  const last = box(from + quote.length - 1, from + quote.length, true);
  const rtl = getComputedStyle(view).direction === "rtl";
  return {
    start: [rtl ? Math.floor(first.right) : Math.ceil(first.left), Math.round((first.top + first.bottom) / 2)],
    end: [rtl ? Math.ceil(last.left) : Math.floor(last.right), Math.round((last.top + last.bottom) / 2)],
  };
}"""


class ReviewPage:
    def __init__(self, page: Page, review: Review) -> None:
        self.page = page
        self.review = review
        self.article = cast.article_of(review.dossier)

    def open(self) -> Self:
        self.page.goto(self.review.get_absolute_url())
        return self.ready()

    def reload(self) -> Self:
        self.page.reload()
        return self.ready()

    def ready(self) -> Self:
        expect(self.page.locator("html")).to_have_attribute("data-review-ready", "")
        return self

    def report_with(self, words: str) -> Text:
        return next(text for text in cast.reports_of(self.review.dossier) if words in text.body)

    # Words

    def place(self, quote: str, text: Text | None = None) -> dict[str, list[int]]:
        """{start: [x, y], end: [x, y]} of the quote's first place in a block, brought into the window."""
        found: dict[str, list[int]] = self.page.evaluate(FIND, [str((text or self.article).pk), quote])
        return found

    def drag_over(self, quote: str, text: Text | None = None) -> None:
        place = self.place(quote, text)
        mouse = self.page.mouse
        mouse.move(*place["start"])
        mouse.down()
        mouse.move(*place["end"], steps=5)
        mouse.up()
        # The bar follows the selection as soon as it has settled; no hand is as fast as this one.
        self.page.evaluate("() => new Promise((done) => setTimeout(done, 100))")

    def click_on(self, quote: str, text: Text | None = None) -> None:
        x, y = self.place(quote, text)["start"]
        self.page.mouse.click(x + 2, y)

    def drag_handle(self, end: str, quote: str) -> None:
        """Drag a handle of the open passage, so that the quote is what lies between the two."""
        x, y = self.place(quote)[end]
        box = self.page.locator(f"[data-handle={end}]").bounding_box()
        assert box is not None
        mouse = self.page.mouse
        mouse.move(round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2))
        mouse.down()
        mouse.move(x + (2 if end == "start" else -2), y, steps=8)
        mouse.up()

    def show_report(self, text: Text) -> None:
        self.page.locator(f"#tab-{text.pk}").click()

    def take(self, key: str) -> None:
        """Take something from the bar: a label, a relation."""
        self.page.locator(f'[data-pick] button[value="{key}"]').click()

    def mark(self, quote: str, leaf: str, text: Text | None = None) -> Annotation:
        """Mark the quote with the mouse; the annotation as it is stored."""
        self.drag_over(quote, text)
        self.take(cast.label(leaf).root.key)
        self.take(leaf)
        self.saved()
        return self.annotation()

    # The card that is open

    @property
    def card(self) -> Locator:
        return self.page.locator(".note.open")

    def field(self, name: str) -> Locator:
        return self.card.locator(f'[data-field="{name}"]')

    def act(self, action: str) -> None:
        self.card.locator(f'.note-body [data-action="{action}"]').first.click()

    def annotation(self) -> Annotation:
        """The annotation of the open card, from the database."""
        return Annotation.objects.get(pk=str(self.card.get_attribute("data-id")))

    def open_card(self, annotation: Annotation) -> Locator:
        card = self.page.locator(f"#annotation-{annotation.pk}")
        if card.get_attribute("class") == "note":
            card.locator(".note-head").click()
        return card

    @property
    def quotes(self) -> list[str]:
        """The quotes of all cards, in their order."""
        return self.page.locator(".note .note-quote").all_inner_texts()

    # What the page says

    def state(self, state: str, **options: Any) -> None:
        expect(self.page.locator("[data-saved]")).to_have_attribute("data-saved", state, **options)

    def saved(self, **options: Any) -> None:
        self.state("saved", **options)

    def highlighted(self, name: str) -> list[str]:
        """The words that a highlight paints now."""
        words: list[str] = self.page.evaluate(
            "(name) => Array.from(CSS.highlights.get(name) ?? [], (range) => range.toString())", name
        )
        return words
