"""What is measured, each part a few rows of the table."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.contrib.auth.models import User

from annotate.models import Annotation, Review
from sources.models import Dossier
from tests.bench import browser, client, server, stage
from tests.bench.candidates import candidates
from tests.bench.imports import imports
from tests.bench.queries import queries_of
from tests.bench.table import p95, row
from tests.bench.wordings import wordings
from tests.cast import PASSWORD, make_review, make_reviewer

SAVES = 300
CLIENTS, EACH = 8, 200
PAGES, ANNOTATIONS = 40, 1000
PAINTS = 9


@dataclass
class Bench:
    """The server, and the process that asks it."""

    port: int
    pid: int
    process: ProcessPoolExecutor

    def from_client(self, call: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
        return self.process.submit(call, self.port, *arguments, **more).result()


def login(user: User) -> tuple[str, str]:
    return user.username, PASSWORD


def review_of(dossier: Dossier, annotations: int = 0) -> Review:
    """Somebody's review with that many annotations."""
    review = make_review(dossier, make_reviewer())
    stage.fill(review, annotations)
    return review


def saves(bench: Bench) -> None:
    review = review_of(stage.make_dossier())
    [mine] = stage.saves(review, 1, SAVES)
    made, changed = bench.from_client(client.save_one_by_one, login(review.reviewer), mine)
    for what, timings in (("A save, one client", made), ("A change, one client", changed)):
        remark = f"median of {SAVES}; p95 {p95(timings.took):.1f} ms; the client's own {timings.own_cpu_ms:.1f} ms"
        row(what, f"{median(timings.took):.1f} ms", "≤ 4 ms", remark)


def together(bench: Bench) -> None:
    dossier = stage.make_dossier()
    reviews = [review_of(dossier) for _client in range(CLIENTS)]
    save_together(bench, f"{CLIENTS} clients, each on their review", reviews)
    save_together(bench, f"{CLIENTS} clients on one review", reviews[:1] * CLIENTS)
    send_twice(bench, reviews[0])


def save_together(bench: Bench, what: str, reviews: list[Review]) -> None:
    lists = [stage.saves(review, 1, EACH)[0] for review in reviews]
    before = Annotation.objects.count()
    timings = bench.from_client(client.save_together, [login(review.reviewer) for review in reviews], lists)
    lost = timings.statuses[201] - (Annotation.objects.count() - before)
    row(what, f"{timings.per_second:.0f}/s", "≥ 300/s", f"{CLIENTS * EACH} saves, answered {timings.answers}")
    row("", f"{p95(timings.took):.1f} ms", "≤ 40 ms", f"p95; median {median(timings.took):.1f} ms")
    row("", str(lost), "0", "lost")


def send_twice(bench: Bench, review: Review) -> None:
    lists = [mine for mine in stage.saves(review, CLIENTS // 2, EACH // 4) for _twin in range(2)]
    before = Annotation.objects.count()
    timings = bench.from_client(client.save_together, [login(review.reviewer)] * CLIENTS, lists, twice=True)
    surplus = Annotation.objects.count() - before - sum(map(len, lists)) // 2
    row("Every request sent twice at once", str(surplus), "0", f"stored twice; answered {timings.answers}")


def page(bench: Bench) -> None:
    dossier = stage.make_dossier()
    few, many = review_of(dossier, 10), review_of(dossier, ANNOTATIONS)
    timings, size = bench.from_client(client.open_page, login(many.reviewer), many.get_absolute_url(), PAGES)
    remark = f"median of {PAGES}; p95 {p95(timings.took):.1f} ms; {size / 1024:.0f} KiB"
    row(f"The page with {ANNOTATIONS:,} annotations", f"{median(timings.took):.1f} ms", "≤ 30 ms", remark)
    row("", str(queries_of(many)), str(queries_of(few)), "queries; wanted is their number with 10 annotations")


def paint(bench: Bench) -> None:
    dossier = stage.make_dossier()
    visits = [
        (
            f"http://127.0.0.1:{bench.port}{review.get_absolute_url()}",
            bench.from_client(client.cookies_of, login(review.reviewer)),
        )
        for review in (review_of(dossier), review_of(dossier, ANNOTATIONS))
    ]
    plain, marked = browser.compare(visits, PAINTS)
    for what, before, after in zip(("First words in Chromium", "All marks painted"), plain, marked, strict=True):
        row(
            what,
            f"{after:.0f} ms",
            f"≤ {before * 1.3:.0f} ms",
            f"{after / before:.2f} times the page without annotations",
        )


def memory(bench: Bench) -> None:
    row("Memory of all processes", f"{server.memory(bench.pid):.0f} MiB", "≤ 250 MiB", "PSS, after all this")


PARTS = {part.__name__: part for part in (saves, together, page, paint, memory, imports, wordings, candidates)}
