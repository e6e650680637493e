from django.urls import path

from sources import views

urlpatterns = [
    path("", views.home, name="home"),
    path("dossiers/<uuid:pk>/", views.dossier_detail, name="dossier_detail"),
]
