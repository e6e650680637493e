"""The attacks of others' sanitizer tests, as article, title, name, rationale and tag: on no page does anything run.

What runs would open a dialog, ask another server, complain in the console of the Content-Security-Policy, or leave
window.__xss behind; `watch` sees the first three on every page.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotate.models import Annotation, Review
from sources.models import Document, Dossier
from tests import cast
from tests.browser.conftest import Desk, Visit

OURS = [
    "<script>window.__xss=1</script>",
    "</script><script>window.__xss=1</script>",
    '"><img src=x onerror="window.__xss=1">',
    "' onmouseover='window.__xss=1' x='",
    "</textarea><svg onload=window.__xss=1>",
    "<!--<script>window.__xss=1//-->",
    "{{ 7|add:7 }}{% debug %}${7*7}",
    "]]><script>window.__xss=1</script>",
]


@pytest.fixture(scope="session")
def attacks(shared_data: Path) -> list[str]:
    data = json.loads((shared_data / "hostile" / "html.json").read_text("utf-8"))
    return [*OURS, *data["bleach"], *(case["payload"] for case in data["html5lib"])]


def packed(attacks: list[str], length: int) -> Iterator[str]:
    """The attacks in as few titles of this length as hold them, each whole where it fits."""
    title = ""
    for attack in attacks:
        if title and len(title) + len(attack) >= length:
            yield title
            title = ""
        title += f"{attack[:length]} "
    yield title


@pytest.fixture
def hostile(db: None, attacks: list[str]) -> Review:
    """A dossier of a hostile reviewer in which every name and every word is an attack."""
    titles = list(packed(attacks, 490))
    reviewer = cast.make_reviewer(f'"><img src=x onerror=alert(1)>{cast.make_outlet().pk}')
    dossier = Dossier.objects.create(title=titles[0][:290], instructions="\n".join(attacks), created_by=reviewer)
    article = "\n\n".join(["A title", *attacks])
    for title in [*titles, article]:
        is_article = title is article
        document = cast.make_document(
            title,
            "article" if is_article else "report",
            by=reviewer,
            title=titles[0] if is_article else title,
            byline=title[:290],
            dateline=title[:190],
            rights=title,
            outlet=cast.make_outlet(title[:190]),
        )
        document.tags.set([attack[:100] for attack in attacks] if is_article else [title[:100]])
        dossier.place(document.texts.get())
    dossier.tags.set([attack[:100] for attack in attacks])
    dossier.set_status("published")
    review = cast.make_review(dossier, reviewer)
    text = cast.article_of(dossier)
    for attack, (_block, words) in zip(attacks, text.passages()[1:], strict=False):
        annotation = cast.make_annotation(review, words, text=text, rationale=attack, neutral_wording=attack)
        annotation.set_tags([attack[:100]])
    cast.make_evidence(annotation, cast.reports_of(dossier)[0].body[:20])
    return review


def assert_nothing_ran(page: Page) -> None:
    assert page.evaluate("window.__xss") is None
    assert (
        page.evaluate(
            "document.querySelectorAll('main :is(script:not([type]), img, svg[onload], iframe, style)').length"
        )
        == 0
    )


def test_nothing_runs_on_the_review_page_even_with_every_card_open(desk: Desk, hostile: Review) -> None:
    page = desk(hostile)
    page.page.evaluate("document.querySelectorAll('.note-head').forEach((head) => head.click())")
    # The tabs of the comparison come later than the others.
    expect(page.page.locator("template[data-marks]")).to_have_count(1)
    for tab in page.page.locator("[role=tab]").all():
        tab.click()
    page.page.locator("#side-tab-notes").click()
    last = Annotation.objects.filter(review=hostile).latest("created_at")
    page.open_card(last)
    expect(page.field("rationale")).to_have_value(last.rationale)
    assert_nothing_ran(page.page)
    assert "".join(page.page.locator(".article [data-start]").all_text_contents()) == page.article.body.replace(
        "\n\n", ""
    )


def test_nothing_runs_for_others_who_read_the_review(visit: Visit, hostile: Review) -> None:
    page = visit(cast.make_moderator())
    page.goto(hostile.get_absolute_url())
    expect(page.locator("html")).to_have_attribute("data-review-ready", "")
    page.evaluate("document.querySelectorAll('.note-head').forEach((head) => head.click())")
    assert_nothing_ran(page)


def test_nothing_runs_on_the_pages_that_are_read(visit: Visit, hostile: Review, attacks: list[str]) -> None:
    page = visit(hostile.reviewer)
    documents = [text.document for text in (cast.article_of(hostile.dossier), *cast.reports_of(hostile.dossier))]
    addresses = [
        "/",
        "/documents/",
        "/reviews/",
        hostile.dossier.get_absolute_url(),
        f"{hostile.get_absolute_url()}?marks=1",
        reverse("dossier_edit", args=[hostile.dossier.pk]),
        reverse("document_edit", args=[documents[0].pk]),
        *(document.get_absolute_url() for document in documents),
    ]
    for address in addresses:
        page.goto(address)
        assert_nothing_ran(page)
    for words in packed(attacks, 1500):
        page.goto("/")
        page.locator("main [name=q]").fill(words)
        page.locator("main [name=q]").press("Enter")
        page.wait_for_url("**q=*")
        assert_nothing_ran(page)


def test_nothing_runs_in_the_admin(visit: Visit, hostile: Review) -> None:
    page = visit(cast.make_administrator())
    annotation = Annotation.objects.filter(review=hostile).latest("created_at")
    report = cast.reports_of(hostile.dossier)[0]
    things = [
        ("annotate_annotation", annotation.pk),
        ("annotate_evidence", annotation.evidence.get().pk),
        ("annotate_review", hostile.pk),
        ("sources_dossier", hostile.dossier.pk),
        ("sources_document", report.document.pk),
        ("sources_text", report.pk),
        ("sources_outlet", report.document.outlet_id),
    ]
    for model, pk in things:
        for address in (reverse(f"admin:{model}_changelist"), reverse(f"admin:{model}_change", args=[pk])):
            page.goto(address)
            assert page.evaluate("window.__xss") is None
            expect(page.locator("#content")).to_be_visible()


def test_nothing_runs_of_a_page_that_is_pasted_into_the_form(visit: Visit, attacks: list[str]) -> None:
    reviewer = cast.make_reviewer()
    page = visit(reviewer)
    page.goto("/documents/new/")
    page.evaluate(
        """(attacks) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/html", `<p>Words that stay.</p>${attacks.join("<p>")}`);
          clipboardData.setData("text/plain", attacks.join("\\n"));
          const body = document.querySelector("#id_body");
          body.focus();
          body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        [attack.replace("\0", "") for attack in attacks],  # which the form refuses
    )
    expect(page.locator("#preview")).to_contain_text("Words that stay.")
    page.locator("#id_title").fill(next(packed(attacks, 290)))
    page.locator("#id_language").select_option("en")
    page.get_by_role("button", name="Store the text").click()
    page.wait_for_url("**/documents/*-*/")
    expect(page.locator("article")).to_contain_text("Words that stay.")
    assert_nothing_ran(page)
    assert Document.objects.get(created_by=reviewer).texts.get().body.startswith("Words that stay.")


def test_nothing_runs_of_what_is_typed_into_a_card(desk: Desk, attacks: list[str]) -> None:
    page = desk(cast.make_review())
    annotation = page.mark("belches out", "loaded-verb")
    words = "\n".join(attacks)
    page.field("rationale").fill(words)
    page.field("neutral_wording").fill(words)
    page.field("tags").fill(attacks[0])
    page.saved()
    page.reload().open_card(annotation)
    expect(page.field("rationale")).to_have_value(page.annotation().rationale)
    assert page.annotation().tag_names == [attacks[0]]
    assert_nothing_ran(page.page)


def test_nothing_runs_of_files_that_are_imported(visit: Visit, attacks: list[str]) -> None:
    reviewer = cast.make_reviewer()
    titles = [title.strip() for title in packed(attacks, 190)]
    rows = [
        {
            **dict.fromkeys(("title", "byline", "dateline", "outlet", "rights", "external_id"), title),
            "text": f"The quoll of {reviewer.username} was seen at ferry {number}. {title}",
            "url": "javascript:window.__xss=1",
            "tags": [title[:90]],
            "language": "en",
        }
        for number, title in enumerate(titles)
    ]
    page = visit(reviewer)
    page.goto("/documents/import/")
    data = "\n".join(json.dumps(row) for row in rows).encode()
    names = ['"><img src=x onerror=window.__xss=1>.jsonl', "<svg onload=window.__xss=1>.txt"]
    files = [
        {"name": name, "mimeType": "text/plain", "buffer": body} for name, body in zip(names, (data, b""), strict=True)
    ]
    page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("status")).to_contain_text("2 of 2 files done")
    assert_nothing_ran(page)
    documents = Document.objects.filter(created_by=reviewer)
    assert documents.count() == len(rows), page.locator("[data-files]").inner_text()
    assert not documents.exclude(url="").exists()
    page.goto(f"/search/?q=quoll+{reviewer.username}")
    expect(page.locator(".results mark").first).to_have_text("quoll")
    assert_nothing_ran(page)
    document = documents.latest("pk")
    document.add_text(f"The quoll was seen again. {titles[0]}", how="pasted", by=reviewer)
    waiting = cast.make_fetched_page(reviewer, json.dumps([rows[0]]).encode(), media_type="application/json")
    several = cast.make_fetched_page(reviewer, data)
    again = cast.make_fetched_page(reviewer, "\n\n".join(attacks).encode(), media_type="text/plain", document=document)
    for address in (
        *(f"/documents/{document.pk}/{part}" for part in ("", "edit/", "wordings/", "wordings/new/")),
        waiting.get_absolute_url(),
        several.get_absolute_url(),
        f"/wordings/fetch/{again.pk}/",
        f"/documents/?q={reviewer.username}",
    ):
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, address
        assert_nothing_ran(page)


def test_nothing_runs_of_annotations_that_are_moved(visit: Visit, hostile: Review, attacks: list[str]) -> None:
    placement = hostile.dossier.placements.get(role="article")
    old = placement.text
    placement.text = old.document.add_text("\n\n".join(["Another title", *reversed(attacks)]), how="pasted")
    placement.save()
    page = visit(hostile.reviewer)
    page.goto(f"{hostile.get_absolute_url()}move/")
    expect(page.locator("main form").first).to_be_visible()
    assert_nothing_ran(page)
    for kind in ("documents", "dossiers", "annotations"):
        page.goto(f"/search/?in={kind}&q=script")
        expect(page.locator(".results mark").first).to_be_visible()
        assert_nothing_ran(page)
