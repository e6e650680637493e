"""What may take longer than a page: done at once by default, by workers where TASKS says so (django-tasks)."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from sources.comparing.stored import ComparisonRun
from sources.comparing.work import run
from sources.models import Dossier


def start_comparing(dossier: Dossier) -> None:
    """Have the dossier compared, unless somebody is at it already."""
    with transaction.atomic():
        Dossier.objects.select_for_update(no_key=True).filter(pk=dossier.pk).values_list("pk").first()
        row, _created = ComparisonRun.objects.get_or_create(dossier=dossier)
        if not _created and row.is_going_on:
            return
        row.status, row.done, row.heard_at = ComparisonRun.Status.WAITING, 0, timezone.now()
        row.save(update_fields=["status", "done", "heard_at"])
    compare_dossier.enqueue(row.pk)


@task()
def compare_dossier(pk: int) -> None:
    """Compare what has not been compared yet in the dossier of this run."""
    row = ComparisonRun.objects.select_related("dossier").filter(pk=pk).first()
    if row is not None and not row.is_cancelled():
        run(row.dossier, row)
