"""Measures the server of `make run` over HTTP and prints a table: make bench

python -m tests.bench saves page …  measures only these.
"""

import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

import django
from django.core.management import call_command

from tests.bench import server
from tests.bench.table import row, yardstick

ROOT = Path(__file__).resolve().parent.parent.parent


def main(names: list[str]) -> None:
    with ExitStack() as stack:
        # Beside the project and not in /tmp, which may be memory: the disk is part of what is measured.
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix=".bench-", dir=ROOT))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "SECRET_KEY": "only measured with " * 4,
            "DEBUG": "no",
            "HTTPS": "no",
        }
        django.setup()
        call_command("migrate", verbosity=0)
        from tests.bench.parts import PARTS, Bench  # noqa: PLC0415  has models, which want the set-up first

        if unknown := set(names) - set(PARTS):
            sys.exit(f"There is no {', '.join(unknown)} to measure, but {', '.join(PARTS)}.")
        port, pid = stack.enter_context(server.running())
        client = stack.enter_context(ProcessPoolExecutor(1, get_context("spawn")))
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, Django {django.get_version()}")
        print(f"A yardstick, for machines whose speed changes: a million squares added up in {yardstick():.0f} ms\n")
        row("", "measured", "wanted")
        for name in names or PARTS:
            PARTS[name](Bench(port, pid, client))
        print(f"\nThe yardstick at the end: {yardstick():.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
