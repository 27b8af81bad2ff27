"""Which address belongs to which slice?"""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from rodatraden.config import slices
from rodatraden.config.api import api

_pages: list[URLPattern | URLResolver] = [
    path("", include(f"rodatraden.{name}.urls")) for name in slices.BUILT if find_spec(f"rodatraden.{name}.urls")
]
# JSON of one fixed page, such as /uppdrag/aterrapportering.json, comes before that of a code, which would swallow it.
_fixed = [
    each
    for slice_pages in _pages
    if isinstance(slice_pages, URLResolver)
    for each in slice_pages.url_patterns
    if isinstance(each, URLPattern) and str(each.pattern).endswith(".json") and "<" not in str(each.pattern)
]
# The start page comes before the root of the JSON addresses, and those before pages whose code would swallow ".json".
urlpatterns = [_pages[0], *_fixed, path("", api.urls), *_pages[1:]]

handler400 = "rodatraden.ui.views.bad_request"
handler403 = "rodatraden.access.views.not_allowed"
handler404 = "rodatraden.ui.views.not_found"
handler500 = "rodatraden.ui.views.broken"
