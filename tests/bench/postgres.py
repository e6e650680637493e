"""Measures on a PostgreSQL that is made for it what depends on the database: python -m tests.bench.postgres"""

import os
import sys

import django
from django.core.management import call_command

from tests.bench.table import row, yardstick
from tests.postgres import binaries, server


def main() -> None:
    programs = binaries()
    if programs is None:
        sys.exit("PostgreSQL is not installed.")
    with server(programs) as url:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": url,
            "SECRET_KEY": "only measured with " * 4,
            "DEBUG": "no",
            "HTTPS": "no",
        }
        django.setup()
        call_command("migrate", verbosity=0)
        from tests.bench.candidates import candidates  # noqa: PLC0415  has models, which want the set-up first

        print(f"{os.cpu_count()} cores; a million squares added up in {yardstick():.0f} ms\n")
        row("", "measured", "wanted")
        candidates(None)


if __name__ == "__main__":
    main()
