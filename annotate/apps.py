from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnotateConfig(AppConfig):
    name = "annotate"
    verbose_name = _("Annotate")

    def ready(self) -> None:
        from annotate import permissions  # noqa: F401, PLC0415  the table registers itself
