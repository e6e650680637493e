"""How many queries a page takes."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotate.models import Review


def queries_of(review: Review) -> int:
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(review.reviewer, "config.accounts.Backend")
    browser.get(review.get_absolute_url())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = browser.get(review.get_absolute_url())
    if response.status_code != 200:
        raise RuntimeError(f"the page answers {response.status_code}")
    return len(queries)
