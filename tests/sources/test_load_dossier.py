"""manage.py load_dossier: all or nothing, and twice is once."""

import datetime
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from sources.models import Document, Dossier, DossierTag, Outlet, OutletName, Placement, Text
from sources.text import canonical
from tests import cast
from tests.sources.test_folder import INDEX, make_folder

pytestmark = pytest.mark.django_db


def load(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("load_dossier", path, *options, stdout=out)
    return out.getvalue()


def rows(*models: type[Model]) -> list[Any]:
    """Every row of the models."""
    return [sorted(model._default_manager.values_list(), key=str) for model in models]


def everything() -> list[Any]:
    """Every row that loading could make, with the history."""
    histories = (Document.history.model, Dossier.history.model)
    return rows(Outlet, OutletName, Document, Text, Dossier, Placement, DossierTag, *histories)


def test_the_aleppo_dossier_is_loaded(shared_data: Path) -> None:
    said = load(shared_data / "aleppo-2016")
    dossier = Dossier.objects.get()
    assert (dossier.title, dossier.status) == ("Aleppo, 5-6 December 2016", "published")
    placements = list(dossier.placements.for_reading())
    assert [placement.role for placement in placements] == ["article"] + ["report"] * 5
    slugs = [placement.text.document.outlet.slug for placement in placements[1:] if placement.text.document.outlet]
    assert slugs == ["reuters", "reuters", "al-jazeera", "sohr", "afp"]
    file = shared_data / "aleppo-2016" / "article-medias-presse.fr.txt"
    article = cast.article_of(dossier)
    assert article.document.title.startswith("Moscou accuse Washington")
    assert article.document.published_on == datetime.date(2016, 12, 6)
    written = {line.strip() for line in canonical(file.read_text("utf-8")).split("\n")}
    assert set(article.body.split("\n\n")) < written  # less, and nothing else
    assert "Site icon" not in article.body
    assert "Quitter la version mobile" not in article.body
    assert bytes(article.original.data) == file.read_bytes()
    assert placements[1].text.document.dateline == "MOSCOW/BEIRUT, Dec 5, 2016"
    assert said.endswith(f"{dossier.get_absolute_url()}\n")
    assert said.count("stored:") == 7


def test_loading_it_twice_changes_nothing(shared_data: Path) -> None:
    load(shared_data / "aleppo-2016")
    before = everything()
    said = load(shared_data / "aleppo-2016")
    assert everything() == before
    assert said.count("already there:") == 7


def test_the_title_is_taken_out_of_the_text(tmp_path: Path) -> None:
    load(make_folder(tmp_path))
    article = cast.article_of(Dossier.objects.get())
    assert [block.kind for block, _words in article.passages()] == ["paragraph", "paragraph"]
    assert f"{article.document.title}\n\n{article.body}" == cast.ARTICLE


def test_a_folder_that_was_loaded_as_written_gets_new_wordings_and_no_new_documents(tmp_path: Path) -> None:
    report = b"The Oster Bell\n\nFire at the mill\n\nOSTER, March 3, 2026 (Tern) - The mill burned on Tuesday."
    load(make_folder(tmp_path, {**INDEX, "as_written": True}, report=report))
    shown = cast.reports_of(Dossier.objects.get())
    (tmp_path / "dossier.json").write_text(json.dumps(INDEX))
    said = load(tmp_path)
    assert said.count("stored as wording 2, the dossier keeps showing wording 1") == 2
    assert (Document.objects.count(), cast.reports_of(Dossier.objects.get())) == (2, shown)
    before = everything()
    load(tmp_path)
    assert everything() == before


def test_everything_that_the_index_says_is_stored(tmp_path: Path) -> None:
    entry = {
        "file": "report.txt",
        "language": "en",
        "outlet": "Tern",
        "outlet_kind": "agency",
        "byline": "Ann",
        "dateline": "OSTER",
        "published": "2026-03-04T10:00:00+01:00",
        "title": "Fire",
        "url": "https://example.org/fire",
        "rights": "ours",
        "tags": ["fire"],
    }
    load(make_folder(tmp_path, {**INDEX, "instructions": "Look\nclosely", "tags": ["a b", "c"], "reports": [entry]}))
    dossier = Dossier.objects.get()
    assert (dossier.instructions, dossier.tag_names) == ("Look\nclosely", ["a b", "c"])
    document = Document.objects.get(kind="report")
    assert document.outlet
    assert document.outlet.kind == "agency"
    assert (document.byline, document.dateline, document.title) == ("Ann", "OSTER", "Fire")
    assert (document.url, document.rights, document.tag_names) == ("https://example.org/fire", "ours", ["fire"])


def test_a_draft_is_asked_for(tmp_path: Path) -> None:
    load(make_folder(tmp_path), "--draft")
    assert Dossier.objects.get().status == "draft"


def test_what_people_did_meanwhile_stays(tmp_path: Path) -> None:
    load(make_folder(tmp_path))
    dossier = Dossier.objects.get()
    dossier.set_status(Dossier.Status.DRAFT)
    dossier.tags.set(["mine"])
    load(tmp_path)
    dossier.refresh_from_db()
    assert (dossier.status, dossier.tag_names) == ("draft", ["mine"])


def test_a_changed_file_is_a_new_wording_and_the_dossier_keeps_the_old(tmp_path: Path) -> None:
    load(make_folder(tmp_path))
    shown = cast.reports_of(Dossier.objects.get())
    (tmp_path / "report.txt").write_text(cast.REPORT.replace("60", "70").replace("leaves 70", "leaves 60"))
    said = load(tmp_path)
    dossier = Dossier.objects.get()
    assert cast.reports_of(dossier) == shown
    assert [text.number for text in shown[0].document.texts.all()] == [1, 2]
    assert "stored as wording 2, the dossier keeps showing wording 1" in said
    assert "wording 2 already there, the dossier shows wording 1" in load(tmp_path)


def test_a_report_added_to_the_folder_comes_last(tmp_path: Path) -> None:
    load(make_folder(tmp_path))
    (tmp_path / "late.txt").write_text("Late report\n\nThe mill at Oster is to be rebuilt, the mayor said on Friday.")
    reports = [{"file": "report.txt"}, {"file": "late.txt"}]
    (tmp_path / "dossier.json").write_text(json.dumps({**INDEX, "reports": reports}))
    load(tmp_path)
    titles = [text.document.title for text in cast.reports_of(Dossier.objects.get())]
    assert titles == ["Fire at Oster mill leaves 60 percent of town without water", "Late report"]


def test_what_somebody_pasted_is_not_taken_for_the_folders(tmp_path: Path) -> None:
    theirs = cast.make_document(cast.REPORT, by=cast.make_reviewer(), outlet=None)
    load(make_folder(tmp_path))
    assert cast.reports_of(Dossier.objects.get())[0].document != theirs


def test_two_files_of_one_document_are_refused(tmp_path: Path) -> None:
    reports = [{"file": "report.txt"}, {"file": "report.txt"}]
    with pytest.raises(CommandError, match=r"report\.txt and report\.txt have the same outlet, title and date\."):
        load(make_folder(tmp_path, {**INDEX, "reports": reports}))
    assert not Document.objects.exists()


def test_a_refusal_is_one_sentence_and_stores_nothing(tmp_path: Path) -> None:
    before = everything()
    with pytest.raises(CommandError) as refused:
        load(make_folder(tmp_path, report=b"\xff\x00\xff"))
    assert str(refused.value) == "report.txt is not a text in UTF-8 or UTF-16."
    assert refused.value.returncode == 1
    assert everything() == before
