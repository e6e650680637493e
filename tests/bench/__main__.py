"""Measures the server of `make run` over HTTP and prints a table: make bench"""

import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import django
from django.core.management import call_command

from tests.bench import browser, client, server

ROOT = Path(__file__).resolve().parent.parent.parent
ONE_CLIENT = 300
CLIENTS = 8
EACH = 200
PAGES = 40
PAINTS = 9
ANNOTATIONS = 1000


def main() -> None:
    # Beside the project and not in /tmp, which may be memory: the disk is part of what is measured.
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".bench-", dir=ROOT)))
        environment = {
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "SECRET_KEY": "only measured with " * 4,
            "DEBUG": "no",
            "HTTPS": "no",
        }
        os.environ |= {**environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        call_command("migrate", verbosity=0)
        port, pid = stack.enter_context(server.running(environment))
        pool = stack.enter_context(ProcessPoolExecutor(1, get_context("spawn")))
        measure(port, pid, lambda call, *args, **more: pool.submit(call, port, *args, **more).result())


def measure(port: int, pid: int, from_client: Callable[..., Any]) -> None:
    # Django has to be set up before its models are imported.
    from tests.bench import stage  # noqa: PLC0415
    from tests.bench.queries import queries_of  # noqa: PLC0415
    from tests.cast import make_review, make_reviewer  # noqa: PLC0415
    from annotate.models import Annotation  # noqa: PLC0415

    dossier = stage.make_dossier()
    people = [make_reviewer() for _person in range(CLIENTS)]
    reviews = [make_review(dossier, person) for person in people]
    logins = [stage.credentials(person) for person in people]
    heading(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, Django {django.get_version()}")

    made, changed = from_client(client.save_one_by_one, logins[0], client.chunks(stage.saves(reviews[0]), 1, ONE_CLIENT)[0])
    row("One save, one client", f"{median(made.took):.1f} ms", "≤ 4 ms", f"p95 {p95(made.took):.1f}, {ONE_CLIENT} new annotations")
    row("One change, one client", f"{median(changed.took):.1f} ms", "≤ 4 ms", f"p95 {p95(changed.took):.1f}, with If-Match")
    row("", f"{made.own_cpu_ms:.1f} ms", "", "of these are the measuring client's own")

    for name, writers in (("each on their own review", reviews), ("all on one review", [reviews[0]] * CLIENTS)):
        asked = [client.chunks(stage.saves(review), 1, EACH)[0] for review in writers]
        who = logins if writers is reviews else [logins[0]] * CLIENTS
        there = Annotation.objects.count()
        together = from_client(client.save_together, who, asked)
        lost = together.statuses[201] - (Annotation.objects.count() - there)
        row(f"{CLIENTS} clients, {name}", f"{together.per_second:.0f}/s", "≥ 300/s", f"statuses {dict(together.statuses)}")
        row("", f"{p95(together.took):.1f} ms", "≤ 40 ms", f"p95; median {median(together.took):.1f}, longest {max(together.took):.0f}")
        row("", str(lost), "0", "acknowledged and lost")

    pairs = [save for save in client.chunks(stage.saves(reviews[0]), CLIENTS // 2, 50) for _twin in range(2)]
    there = Annotation.objects.count()
    twice = from_client(client.save_together, [logins[0]] * CLIENTS, pairs, twice=True)
    extra = Annotation.objects.count() - there - CLIENTS // 2 * 50
    row("Each request sent twice at once", str(extra), "0", f"stored twice; statuses {dict(twice.statuses)}")

    full, empty, ten = (make_review(stage_dossier, make_reviewer()) for stage_dossier in [stage.make_dossier()] * 3)
    stage.fill(full, ANNOTATIONS)
    stage.fill(ten, 10)
    person = stage.credentials(full.reviewer)
    pages, size = from_client(client.open_page, person, full.get_absolute_url(), PAGES)
    row("The page, 100,000 characters,", f"{median(pages.took):.1f} ms", "≤ 30 ms", f"p95 {p95(pages.took):.1f}, {size / 1024:.0f} KiB")
    few, many = queries_of(ten), queries_of(full)
    row(f"{ANNOTATIONS:,} annotations: queries", f"{many}", f"{few}", "wanted: as many as with 10 annotations")

    urls = [
        (f"http://127.0.0.1:{port}{review.get_absolute_url()}", from_client(client.cookies_of, stage.credentials(review.reviewer)))
        for review in (empty, full)
    ]
    without, with_all = browser.compare(*urls, runs=PAINTS)
    row("First words in Chromium", f"{with_all[0]:.0f} ms", f"≤ {without[0] * 1.3:.0f} ms", f"{with_all[0] / without[0]:.2f} times the page without annotations")
    row("All painted", f"{with_all[1]:.0f} ms", f"≤ {without[1] * 1.3:.0f} ms", f"{with_all[1] / without[1]:.2f} times the page without annotations")
    row("Memory of all processes", f"{server.memory(pid):.0f} MiB", "≤ 250 MiB", "PSS, after all this")


def p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def heading(where: str) -> None:
    print(where, end="\n\n")
    row("What", "Measured", "Wanted", "")


def row(what: str, measured: str, wanted: str, remark: str) -> None:
    print(f"{what:<42}{measured:>10}  {wanted:>10}  {remark}", flush=True)


if __name__ == "__main__":
    main()
