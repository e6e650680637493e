"""Judges the comparison of articles and reports: citations, alignment, relations, speed.

python -m tests.bench.compare [citations gold sentences relations speed] [--show 20] [--reported FILE]
"""

import argparse
import json
import os
import sys
from pathlib import Path

import django

from tests.bench.asked import Asked


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.bench.comparing import PARTS  # noqa: PLC0415  has messages, which want the set-up first

    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"which of {', '.join(PARTS)}; all of them where none is named")
    parser.add_argument("--show", type=int, default=0, metavar="NUMBER", help="so many failures of each kind")
    parser.add_argument(
        "--reported",
        type=Path,
        metavar="FILE",
        help="a JSON list of passages of the gold article that are reported though the gold has no alignment of them",
    )
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        sys.exit(f"There is no {', '.join(unknown)} to measure, but {', '.join(PARTS)}.")
    reported = json.loads(given.reported.read_text("utf-8")) if given.reported else []
    print(f"{'':<44}{'measured':>9}  {'wanted':>9}")
    for name in given.parts or PARTS:
        PARTS[name](Asked(given.show, reported))


if __name__ == "__main__":
    main()
