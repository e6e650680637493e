"""Writers on SQLite: each waits for its turn, and gives it back however its transaction ends."""

import fcntl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from pytest_django import DjangoDbBlocker

from config.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite needs it")

BEGIN = {"autocommit": False, "force_begin_transaction_with_broken_autocommit": True}


@pytest.fixture
def file(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """A database in a file."""
    with django_db_blocker.unblock():
        file = tmp_path / "lines.sqlite3"
        run(connect(file), "CREATE TABLE line (number INTEGER CHECK (number >= 0))")
        yield file


def connect(file: Path) -> DatabaseWrapper:
    return DatabaseWrapper({**connection.settings_dict, "NAME": str(file)}, "lines")


def run(database: DatabaseWrapper, sql: str) -> list[tuple[int]]:
    with database.cursor() as cursor:
        return list(cursor.execute(sql).fetchall())


def is_free(file: Path) -> bool:
    with Path(f"{file}-queue").open() as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def write_lines(file: Path) -> None:
    database = connect(file)
    for _line in range(20):
        database.set_autocommit(**BEGIN)
        run(database, "INSERT INTO line VALUES (1)")
        database.commit()
        database.set_autocommit(autocommit=True)
    database.close()


def test_many_writers_at_once_lose_nothing(file: Path) -> None:
    threads = [threading.Thread(target=write_lines, args=[file]) for _writer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert run(connect(file), "SELECT COUNT(*) FROM line") == [(160,)]


def test_the_turn_lasts_as_long_as_the_transaction(file: Path) -> None:
    database = connect(file)
    assert run(database, "SELECT COUNT(*) FROM line") == [(0,)]
    assert is_free(file)
    database.set_autocommit(**BEGIN)
    assert not is_free(file)
    database.rollback()
    database.set_autocommit(autocommit=True)
    assert is_free(file)


def test_a_transaction_that_fails_gives_its_turn_back(file: Path) -> None:
    database = connect(file)
    database.set_autocommit(**BEGIN)
    with pytest.raises(DatabaseError):
        run(database, "INSERT INTO line VALUES (-1)")
    database.close()
    assert is_free(file)


def test_a_transaction_that_cannot_begin_gives_its_turn_back(file: Path) -> None:
    database = connect(file)
    database.set_autocommit(**BEGIN)
    database.rollback()
    run(database, "BEGIN")
    with pytest.raises(DatabaseError):
        database.set_autocommit(**BEGIN)
    assert is_free(file)


def test_a_database_in_memory_has_no_queue(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        database = connect(Path(":memory:"))
        database.set_autocommit(**BEGIN)
    assert database.turn is None
