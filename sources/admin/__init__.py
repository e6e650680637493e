"""The admin of what is read, and of the people. Every list costs the same number of queries however long it is."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sources.admin import dictionaries, documents, dossiers, outlets, people

__all__ = ["dictionaries", "documents", "dossiers", "outlets", "people"]

admin.site.site_header = "Lateral"
admin.site.site_title = "Lateral"
admin.site.index_title = _("What Lateral keeps")
