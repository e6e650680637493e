"""Labels: what they mean, and how they look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from annotate.models import Scheme


@require_safe
def scheme_guide(request: HttpRequest) -> HttpResponse:
    """The labels with their descriptions and examples: what reviewers look up while they work."""
    scheme = Scheme.objects.default()
    return render(request, "annotate/scheme_guide.html", {"scheme": scheme, "labels": scheme.tree()})


@require_safe
@cache_control(public=True, max_age=300)
def scheme_css(request: HttpRequest, pk: int) -> HttpResponse:
    """The colours and underlines of a scheme's roots: the one place where pages get them from."""
    scheme = get_object_or_404(Scheme, pk=pk)
    context = {"labels": scheme.tree()}
    return render(request, "annotate/scheme.css", context, content_type="text/css; charset=utf-8")
