"""The yardstick for pages.py: the least that a Django page of twenty rows can be, on the same server."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

_TEMPLATE = (
    "<!doctype html><title>Rows</title><table>{% for row in rows %}<tr><td>{{ row }}</td></tr>{% endfor %}</table>"
)


def rows(_request: HttpRequest) -> HttpResponse:
    """Twenty rows, from no database."""
    return HttpResponse(engines["django"].from_string(_TEMPLATE).render({"rows": range(20)}))


urlpatterns = [path("", rows)]
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
application = get_wsgi_application()
