"""Which address belongs to which slice?"""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from rodatraden.config import slices
from rodatraden.config.api import api

_json, _app, _namespace = api.urls
_addresses = [each for each in _json if each.name != "api-root"]  # the start page is ours

urlpatterns: list[URLPattern | URLResolver] = [path("", (_addresses, _app, _namespace))]  # first: else a code swallows .json
urlpatterns += [
    path("", include(f"rodatraden.{name}.urls")) for name in slices.BUILT if find_spec(f"rodatraden.{name}.urls")
]

handler400 = "rodatraden.ui.views.bad_request"
handler403 = "rodatraden.ui.views.not_allowed"
handler404 = "rodatraden.ui.views.not_found"
handler500 = "rodatraden.ui.views.broken"
