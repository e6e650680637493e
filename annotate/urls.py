from django.urls import path

from annotate.views import moving, reviews, schemes, search

urlpatterns = [
    path("reviews/", reviews.review_list, name="review_list"),
    path("reviews/<uuid:pk>/", reviews.review_detail, name="review_detail"),
    path("reviews/<uuid:pk>/submit/", reviews.review_submit, name="review_submit"),
    path("reviews/<uuid:pk>/reopen/", reviews.review_reopen, name="review_reopen"),
    path("reviews/<uuid:pk>/move/", moving.review_move, name="review_move"),
    path("reviews/<uuid:pk>/move/back/", moving.review_move_back, name="review_move_back"),
    path("dossiers/<uuid:pk>/review/", reviews.review_start, name="review_start"),
    path("search/", search.search, name="search"),
    path("labels/", schemes.scheme_guide, name="scheme_guide"),
    path("labels/<int:pk>.css", schemes.scheme_css, name="scheme_css"),
]
