"""Run a command on a PostgreSQL that is made for it and thrown away: python -m tests.postgres COMMAND …

DATABASE_URL names it to the command. It listens on a socket in a temporary folder only.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest where there are several."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server, as a DATABASE_URL."""
    # PostgreSQL refuses to run as root.
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="lateral-") as name:
        folder = Path(name)
        if as_postgres:
            shutil.chown(folder, "postgres")

        def run(program: str, *arguments: str) -> None:
            command: list[str | Path] = [*as_postgres, programs / program, "--pgdata", folder / "data", *arguments]
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

        run("initdb", "--auth=trust", "--username=lateral", "--encoding=UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run("pg_ctl", "start", "--wait", "--options", options, "--log", f"{folder}/log")
        try:
            yield f"postgres://lateral@{quote(name, safe='')}/postgres"
        finally:
            run("pg_ctl", "stop", "--mode=immediate")


def main() -> int:
    programs = binaries()
    if programs is None:
        sys.stderr.write("PostgreSQL is not installed, so nothing was run on it.\n")
        return 0
    with server(programs) as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
