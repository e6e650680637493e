"""SQLite whose writers queue.

SQLite lets one transaction write at a time. One that finds the database locked sleeps and looks again, ever longer, and
whoever happens to come by when the lock is free has it: with eight writers, some wait for seconds. Here a transaction
first waits for its turn at a lock of the operating system, which wakes the one that waited, in whichever process it is.
"""

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    turn: int | None = None
    """The file that is locked while a transaction of this connection is open."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        if self.turn is None and not self.is_in_memory_db():
            self.turn = os.open(f"{self.settings_dict['NAME']}-queue", os.O_RDWR | os.O_CREAT, 0o600)
        return connection

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Django begins a transaction by setting this to False, and sets it to True when it has ended."""
        if autocommit:
            self.lock(fcntl.LOCK_UN)
        else:
            self.ensure_connection()
            self.lock(fcntl.LOCK_EX)
        try:
            super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        except Exception:
            self.lock(fcntl.LOCK_UN)
            raise

    def lock(self, operation: int) -> None:
        if self.turn is not None:
            fcntl.flock(self.turn, operation)

    def close(self) -> None:
        super().close()
        if self.turn is not None:
            os.close(self.turn)
            self.turn = None
