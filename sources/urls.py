from django.urls import path

from sources import views

urlpatterns = [
    path("", views.home, name="home"),
    path("dossiers/new/", views.dossier_new, name="dossier_new"),
    path("dossiers/<uuid:pk>/", views.dossier_detail, name="dossier_detail"),
    path("dossiers/<uuid:pk>/edit/", views.dossier_edit, name="dossier_edit"),
    path("dossiers/<uuid:pk>/publish/", views.dossier_publish, name="dossier_publish"),
    path("dossiers/<uuid:pk>/unpublish/", views.dossier_unpublish, name="dossier_unpublish"),
    path("dossiers/<uuid:pk>/texts/", views.placement_add, name="placement_add"),
    path("placements/<int:pk>/remove/", views.placement_remove, name="placement_remove"),
    path("placements/<int:pk>/move/", views.placement_move, name="placement_move"),
    path("documents/", views.document_list, name="document_list"),
    path("documents/new/", views.document_new, name="document_new"),
    path("documents/preview/", views.document_preview, name="document_preview"),
    path("documents/<uuid:pk>/", views.document_detail, name="document_detail"),
    path("documents/<uuid:pk>/edit/", views.document_edit, name="document_edit"),
    path("texts/<uuid:pk>/original/", views.text_original, name="text_original"),
]
