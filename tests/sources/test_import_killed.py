"""An import that is killed in its middle: whole documents or none, and the next run goes on."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.sources.test_import_command import ROOT, write
from tests.sources.test_intake import OTHER

HALF = """
SELECT (SELECT COUNT(*) FROM sources_document WHERE id NOT IN (SELECT document_id FROM sources_text))
    + (SELECT COUNT(*) FROM sources_text WHERE id NOT IN (SELECT text_id FROM sources_original))
    + (SELECT COUNT(*) FROM sources_document WHERE id NOT IN (SELECT document_id FROM sources_indexed))
    + (SELECT COUNT(*) FROM sources_document WHERE id NOT IN (SELECT id FROM sources_historicaldocument))
"""
FOUND = (
    "SELECT COUNT(*) FROM sources_words JOIN sources_indexed ON id = sources_words.rowid WHERE sources_words MATCH '{}'"
)


def manage(database: Path, *words: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    words = (sys.executable, "manage.py", *words)
    return subprocess.Popen(
        words, cwd=ROOT, env={**environment, "DEBUG": "1"}, stdout=subprocess.DEVNULL, start_new_session=True
    )


def number(database: Path, question: str) -> int:
    with closing(sqlite3.connect(database, timeout=20)) as connection:
        [[found]] = connection.execute(question).fetchall()
        return int(found)


def are_gone(group: int) -> bool:
    """Whether no process of the group is left, after a moment."""
    for _moment in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_is_killed_leaves_whole_documents_and_no_process(tmp_path: Path, workers: str) -> None:
    database, folder = tmp_path / "db.sqlite3", tmp_path / "in"
    manage(database, "migrate", "--verbosity=0").wait()
    folder.mkdir()
    write(folder, **{f"n{each:05}": f"{OTHER}\n\nThis is the quokka {each}." for each in range(3000)})
    command = ("import", str(folder), "--kind=report", f"--workers={workers}")
    killed = manage(database, *command)
    while killed.poll() is None and not number(database, "SELECT COUNT(*) FROM sources_document"):
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    try:
        assert are_gone(killed.pid)
    finally:
        if not are_gone(killed.pid):
            os.killpg(killed.pid, signal.SIGKILL)
    some = number(database, "SELECT COUNT(*) FROM sources_document")
    assert 0 < some < 3000
    assert number(database, "SELECT integrity_check = 'ok' FROM pragma_integrity_check") == 1
    assert number(database, HALF) == 0
    assert number(database, FOUND.format("quokka")) == some
    assert manage(database, *command).wait() == 0
    assert number(database, FOUND.format("quokka")) == 3000
    assert number(database, HALF) == 0
