from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from config.api import api

urlpatterns = [
    path("", include("sources.urls")),
    path("", include("annotate.urls")),
    path("api/", api.urls),
    path("accounts/", include("allauth.account.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("messages.js", JavaScriptCatalog.as_view(packages=["sources", "annotate"]), name="javascript_catalog"),
    path("admin/", admin.site.urls),
]
