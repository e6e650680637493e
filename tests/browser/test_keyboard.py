"""Everything without a mouse."""

from playwright.sync_api import Locator, Page, expect

from annotate.models import Annotation
from tests import cast
from tests.browser.conftest import Desk, Visit


def tab_to(page: Page, place: Locator) -> None:
    """Press Tab until the place has the focus."""
    for _press in range(60):
        if place.count() and place.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {place}.")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_from_the_login_to_a_passage_with_its_evidence_by_keys_alone(visit: Visit) -> None:
    reviewer = cast.make_reviewer()
    dossier = cast.make_dossier(title=f"By keys alone, for {reviewer}")
    page = visit()
    page.goto("/accounts/login/")
    tab_to(page, page.get_by_label("Name or e-mail address"))
    page.keyboard.type(reviewer.username)
    tab_to(page, page.get_by_label("Password", exact=True))
    page.keyboard.type(cast.PASSWORD)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name=dossier.title))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Review it"))
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-review-ready", "")

    # "belches out" in the headline, a loaded verb.
    press(page, "a", "ArrowRight", "ArrowRight", "Shift+ArrowRight")
    expect(page.locator("[data-pick]")).to_be_visible()
    press(page, "2", "2")
    page.keyboard.type("It judges before it tells.")
    tab_to(page, page.locator(".note.open [data-field=severity]").first)
    press(page, "ArrowRight", "ArrowRight")
    press(page, "e")
    expect(page.locator("[data-linking]")).to_be_visible()
    # "Fire at Oster mill" in the report's headline.
    press(page, "ArrowRight", *["Shift+ArrowRight"] * 3)
    expect(page.locator("[data-pick]")).to_be_visible()
    press(page, "3")
    expect(page.locator(".note.open .ev")).to_have_count(1)
    expect(page.locator("[data-saved]")).to_have_attribute("data-saved", "saved")

    annotation = Annotation.objects.get(review__reviewer=reviewer)
    assert (annotation.exact, annotation.label.key) == ("belches out", "loaded-verb")
    assert (annotation.rationale, annotation.severity) == ("It judges before it tells.", 3)
    evidence = annotation.evidence.get()
    assert (evidence.exact, evidence.relation) == ("Fire at Oster mill", "altered")

    # Read it back: from the text to the card, and a screen reader is told what lies there.
    page.reload()
    press(page, "Escape", "a", "ArrowRight", "ArrowRight")
    expect(page.locator("[data-spoken]")).to_contain_text("loaded verb")
    press(page, "Escape", "Escape")
    press(page, "n")
    card = page.locator(".note.open")
    expect(card.locator(".note-head")).to_be_focused()
    expect(card.locator(".note-head")).to_have_attribute("aria-expanded", "true")
    expect(card.locator("[data-field=rationale]")).to_have_value("It judges before it tells.")


def test_the_number_after_a_quick_arrow_takes_the_words_that_are_selected_now(desk: Desk) -> None:
    page = desk(cast.make_review())
    press(page.page, "a", "ArrowRight")
    expect(page.page.locator("[data-pick]")).to_be_visible()
    # One stroke after the other, faster than the bar follows the selection.
    page.page.evaluate(
        """() => {
          const press = (key, shiftKey = false) =>
            (document.activeElement ?? document.body).dispatchEvent(
              new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
          press("ArrowRight", true);
          press("2");
          press("2");
        }"""
    )
    page.saved()
    assert page.annotation().exact == "Minister belches"


def test_keys_move_through_annotations_and_delete_and_undo(desk: Desk) -> None:
    review = cast.make_review()
    first = cast.make_annotation(review)
    second = cast.make_annotation(review, "Seventy per cent", "figure-changed")
    page = desk(review)
    press(page.page, "n")
    expect(page.card).to_have_attribute("data-id", str(first.pk))
    press(page.page, "n")
    expect(page.card).to_have_attribute("data-id", str(second.pk))
    press(page.page, "Delete")
    expect(page.page.locator(".note")).to_have_count(1)
    press(page.page, "Control+z")
    expect(page.page.locator(".note")).to_have_count(2)
    press(page.page, "Control+Shift+z")
    expect(page.page.locator(".note")).to_have_count(1)
    page.saved()
    assert list(review.annotations.kept()) == [first]


def test_the_question_mark_shows_the_keys_and_escape_leaves_them(desk: Desk) -> None:
    page = desk(cast.make_review())
    press(page.page, "?")
    expect(page.page.locator("[data-keys]")).to_be_visible()
    press(page.page, "Escape")
    expect(page.page.locator("[data-keys]")).to_be_hidden()
