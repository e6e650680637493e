"""manage.py import"""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sources.models import Document, Dossier, Text
from tests import cast
from tests.sources.test_intake import BODY, CORRECTED, OTHER

ROOT = Path(__file__).resolve().parent.parent.parent


def write(folder: Path, **texts: str | bytes) -> Path:
    """The folder with these texts in files of these names."""
    for name, text in texts.items():
        file = folder / f"{name.replace('__', '/')}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def run(*words: Any, capsys: pytest.CaptureFixture[str], **options: Any) -> tuple[int, str, str]:
    """The exit code, and what was printed and complained of."""
    code = 0
    try:
        call_command("import", *map(str, words), **{"workers": 1, **options})
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.django_db
class TestImport:
    def test_files_and_folders_are_imported_in_order(self, tmp_path: Path, capsys: Any) -> None:
        write(tmp_path, b=BODY, a__c=OTHER, z=BODY)
        (tmp_path / ".hidden").write_text("Hidden")
        code, out, err = run(tmp_path, capsys=capsys, json=True)
        lines = [json.loads(line) for line in out.splitlines()]
        assert code == 0
        assert [(Path(line["path"]).name, line["outcome"]) for line in lines] == [
            ("c.txt", "stored"),
            ("b.txt", "stored"),
            ("z.txt", "already there"),
        ]
        assert lines[0]["id"] == str(Document.objects.earliest("pk").pk)
        assert "stored: 2, already there: 1, refused: 0" in err

    def test_again_changes_nothing(self, tmp_path: Path, capsys: Any) -> None:
        write(tmp_path, a=BODY, b=OTHER)
        run(tmp_path, capsys=capsys)
        code, out, _err = run(tmp_path, capsys=capsys)
        assert (code, out) == (0, "already there: 2, refused: 0\n")
        assert Text.objects.count() == 2

    def test_what_is_refused_is_named_and_the_rest_is_stored(self, tmp_path: Path, capsys: Any) -> None:
        write(tmp_path, a=BODY, b=b"", c=OTHER)
        code, out, _err = run(tmp_path, tmp_path / "no.txt", capsys=capsys)
        assert code == 1
        assert "b.txt: This file is empty." in out
        assert "no.txt: There is no such file." in out
        assert "stored: 2, refused: 2" in out

    def test_files_in_an_archive_are_named_by_their_paths(self, tmp_path: Path, capsys: Any) -> None:
        with zipfile.ZipFile(tmp_path / "wire.zip", "w") as archive:
            archive.writestr("in/a.txt", BODY)
            archive.writestr("in/b.txt", "")
        code, out, _err = run(tmp_path, capsys=capsys, json=True)
        told = {json.loads(line)["path"]: json.loads(line)["outcome"] for line in out.splitlines()}
        assert code == 1
        assert told == {f"{tmp_path}/wire.zip/in/a.txt": "stored", f"{tmp_path}/wire.zip/in/b.txt": "refused"}

    def test_it_says_of_all_what_it_is_told(self, tmp_path: Path, capsys: Any, reviewer: Any) -> None:
        dossier = Dossier.objects.create(title="Mill")
        said = ["--outlet", "AFP", "--language=fr", "--kind=report", "--tag", "mill", "--tag", "fire"]
        run(write(tmp_path, a=BODY), *said, f"--by={reviewer}", f"--dossier={dossier.pk}", capsys=capsys)
        document = Document.objects.get()
        assert (str(document.outlet), document.language, document.kind) == ("AFP", "fr", "report")
        assert (document.tag_names, document.created_by) == (["fire", "mill"], reviewer)
        assert [text.document for text in dossier.texts.all()] == [document]

    def test_a_second_article_does_not_go_into_the_dossier(self, tmp_path: Path, capsys: Any) -> None:
        dossier = cast.make_dossier()
        folder = write(tmp_path, a=BODY)
        code, out, _err = run(folder, "--kind=article", f"--dossier={dossier.pk}", capsys=capsys)
        assert code == 1
        assert "The dossier has its article already" in out
        assert Document.objects.filter(kind="article").count() == 2

    def test_new_wordings_are_stored_on_demand_only(self, tmp_path: Path, capsys: Any) -> None:
        run(write(tmp_path, a=BODY), "--outlet=Tern", "--kind=report", capsys=capsys)
        folder = write(tmp_path / "new", a=CORRECTED)
        _code, out, _err = run(folder, "--outlet=Tern", "--kind=report", capsys=capsys)
        assert "looks like a new wording of" in out
        assert Text.objects.count() == 1
        run(folder, "--outlet=Tern", "--kind=report", "--new-wordings", capsys=capsys)
        assert [text.number for text in Document.objects.get().texts.all()] == [1, 2]

    @pytest.mark.parametrize("option", ["--by=nobody", "--language=tlh", "--dossier=x"])
    def test_what_makes_no_sense_is_said_before_anything_is_stored(self, tmp_path: Path, option: str) -> None:
        with pytest.raises(CommandError):
            call_command("import", str(write(tmp_path, a=BODY)), option)
        assert not Document.objects.exists()

    def test_a_name_that_is_no_text_is_no_hindrance(self, tmp_path: Path, capsys: Any) -> None:
        (tmp_path / os.fsdecode(b"f\xe9u.txt")).write_text(BODY)
        code, out, _err = run(tmp_path, capsys=capsys, json=True)
        assert (code, json.loads(out)["outcome"]) == (0, "stored")


def command(database: Path, *words: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_ctrl_c_leaves_whole_documents_and_the_next_run_goes_on(tmp_path: Path) -> None:
    database, folder = tmp_path / "db.sqlite3", tmp_path / "in"
    command(database, "migrate", "--verbosity=0").communicate()
    folder.mkdir()
    write(folder, **{f"n{number:05}": f"{OTHER}\n\nThis is number {number}." for number in range(5_000)})
    first = command(database, "import", str(folder), "--json", "--workers=2")
    assert first.stdout
    told = [first.stdout.readline()]
    first.send_signal(signal.SIGINT)
    out, err = first.communicate(timeout=60)
    told += out.splitlines()
    assert first.returncode == 130
    assert "run it again to go on" in err
    second, _err = command(database, "import", str(folder), "--workers=2").communicate(timeout=60)
    stored, there = (int(count) for count in re.findall(r": (\d+)", second)[:2])
    assert stored + there == 5_000
    assert stored > 0
    assert there >= len(told)


def test_a_reader_of_the_lines_who_leaves_early_ends_the_run_without_a_traceback(tmp_path: Path) -> None:
    database, folder = tmp_path / "db.sqlite3", tmp_path / "in"
    command(database, "migrate", "--verbosity=0").communicate()
    folder.mkdir()
    write(folder, **{f"n{number:05}": f"{OTHER}\n\nThis is number {number}." for number in range(500)})
    left = command(database, "import", str(folder), "--json", "--workers=1")
    assert left.stdout
    assert left.stderr
    left.stdout.readline()
    left.stdout.close()
    complaint = left.stderr.read()
    left.stderr.close()
    assert (left.wait(timeout=60), complaint) == (130, "")


def test_a_terminal_is_shown_how_far_it_is(tmp_path: Path) -> None:
    database = tmp_path / "db.sqlite3"
    command(database, "migrate", "--verbosity=0").communicate()
    (tmp_path / "in").mkdir()
    folder = write(tmp_path / "in", a=BODY, b=OTHER)
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "manage.py", "import", str(folder)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # how a terminal says that its other end is closed
        while piece := os.read(ours, 65_536):
            shown += piece
    os.close(ours)
    assert b"100%" in shown
    assert done.stdout == b"stored: 2, refused: 0\n"
