from django.urls import path

from annotate import moving, search_views, views

urlpatterns = [
    path("reviews/", views.review_list, name="review_list"),
    path("reviews/<uuid:pk>/", views.review_detail, name="review_detail"),
    path("reviews/<uuid:pk>/submit/", views.review_submit, name="review_submit"),
    path("reviews/<uuid:pk>/reopen/", views.review_reopen, name="review_reopen"),
    path("reviews/<uuid:pk>/move/", moving.review_move, name="review_move"),
    path("reviews/<uuid:pk>/move/back/", moving.review_move_back, name="review_move_back"),
    path("dossiers/<uuid:pk>/review/", views.review_start, name="review_start"),
    path("search/", search_views.search, name="search"),
    path("labels/", views.scheme_guide, name="scheme_guide"),
    path("labels/<int:pk>.css", views.scheme_css, name="scheme_css"),
]
