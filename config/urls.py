from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.cache import cache_control
from django.views.i18n import JavaScriptCatalog

from config.api import api

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Pages ask for it with their language in the address.
javascript_catalog = cache_control(max_age=3600)(JavaScriptCatalog.as_view(packages=["sources", "annotate"]))

urlpatterns = [
    path("", include("sources.urls")),
    path("", include("annotate.urls")),
    path("api/", api.urls),
    path("accounts/", include("allauth.account.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("messages.js", javascript_catalog, name="javascript_catalog"),
    path("admin/", admin.site.urls),
]
