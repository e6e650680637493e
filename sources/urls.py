from django.urls import path

from sources.views import candidates, comparing, documents, dossiers, fetching, imports, wordings

urlpatterns = [
    path("", dossiers.home, name="home"),
    path("dossiers/new/", dossiers.dossier_new, name="dossier_new"),
    path("dossiers/<uuid:pk>/", dossiers.dossier_detail, name="dossier_detail"),
    path("dossiers/<uuid:pk>/edit/", dossiers.dossier_edit, name="dossier_edit"),
    path("dossiers/<uuid:pk>/publish/", dossiers.dossier_publish, name="dossier_publish"),
    path("dossiers/<uuid:pk>/unpublish/", dossiers.dossier_unpublish, name="dossier_unpublish"),
    path("dossiers/<uuid:pk>/comparison/", comparing.dossier_comparison, name="dossier_comparison"),
    path("dossiers/<uuid:pk>/comparison/start/", comparing.comparison_start, name="comparison_start"),
    path("dossiers/<uuid:pk>/comparison/cancel/", comparing.comparison_cancel, name="comparison_cancel"),
    path("dossiers/<uuid:pk>/candidates/", candidates.dossier_candidates, name="dossier_candidates"),
    path("dossiers/<uuid:pk>/texts/", dossiers.placement_add, name="placement_add"),
    path("placements/<int:pk>/remove/", dossiers.placement_remove, name="placement_remove"),
    path("placements/<int:pk>/move/", dossiers.placement_move, name="placement_move"),
    path("placements/<int:pk>/wording/", wordings.placement_wording, name="placement_wording"),
    path("documents/", documents.document_list, name="document_list"),
    path("documents/new/", documents.document_new, name="document_new"),
    path("documents/import/", imports.document_import, name="document_import"),
    path("documents/preview/", documents.document_preview, name="document_preview"),
    path("documents/fetch/", fetching.document_fetch, name="document_fetch"),
    path("documents/fetch/<uuid:pk>/", fetching.document_fetched, name="document_fetched"),
    path("documents/<uuid:pk>/fetch/", fetching.document_fetch_again, name="document_fetch_again"),
    path("wordings/fetch/<uuid:pk>/", fetching.wording_fetched, name="wording_fetched"),
    path("documents/<uuid:pk>/", documents.document_detail, name="document_detail"),
    path("documents/<uuid:pk>/edit/", documents.document_edit, name="document_edit"),
    path("documents/<uuid:pk>/wordings/", wordings.wording_list, name="wording_list"),
    path("documents/<uuid:pk>/wordings/new/", wordings.wording_new, name="wording_new"),
    path("documents/<uuid:pk>/wordings/preview/", wordings.wording_preview, name="wording_preview"),
    path("texts/<uuid:pk>/original/", documents.text_original, name="text_original"),
]
