"""What belongs to the interface itself: styles, the reader's choices, the gallery, pages for what goes wrong."""

from importlib import metadata

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from rodatraden.ui import colours, gallery, stylesheets
from rodatraden.ui.pages import Request, is_ours, page, reads

APPEARANCE_COOKIE = "utseende"
SEARCH_KEY_COOKIE = "soktangent"
_A_YEAR = 31_536_000
_FOREVER = f"public, max-age={_A_YEAR}, immutable"


@require_safe
def styles(request: HttpRequest, version: str) -> HttpResponse:
    """The one stylesheet. Its address changes with its content, so that browsers may keep it."""
    sheet = stylesheets.stylesheet()
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(sheet.compressed if zipped else sheet.text, content_type="text/css; charset=utf-8")
    if zipped:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = _FOREVER if version == sheet.version else "no-cache"
    return response


@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """The municipality's colour as a stylesheet; empty, so that ours stands, when the colour could not be read."""
    try:
        shades = colours.accent(request.GET.get("accent", ""))
    except colours.NotAColour:
        return HttpResponseBadRequest(
            _("The colour should be written as 9b2226."), content_type="text/plain; charset=utf-8"
        )
    text = render_to_string("ui/theme.css", {"shades": shades}) if shades else "/* too little contrast */\n"
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = _FOREVER
    return response


@csrf_exempt  # nobody gains by choosing a language for somebody else, and without a token a page is alike for all
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language, appearance or search key in a cookie, and go back."""
    back = request.POST.get("next", "/")
    response = redirect(back if is_ours(back, request) else "/")
    if (language := request.POST.get("language")) in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, str(language), max_age=_A_YEAR, samesite="Lax")
    if (appearance := request.POST.get("appearance")) in {"auto", "light", "dark"}:
        response.set_cookie(APPEARANCE_COOKIE, str(appearance), max_age=_A_YEAR, samesite="Lax")
    if (search_key := request.POST.get("search_key")) in {"on", "off"}:
        response.set_cookie(SEARCH_KEY_COOKIE, str(search_key), max_age=_A_YEAR, samesite="Lax")
    return response


@reads
def show_gallery(request: Request) -> HttpResponse:
    """Every component with its attributes and live examples."""
    return page(request, "ui/gallery.html", components=gallery.shown(request))


@reads
def about(request: Request) -> HttpResponse:
    """What the program is, which version runs, and what it may be used for."""
    return page(request, "ui/about.html", version=metadata.version("rodatraden"))


@reads
def accessibility(request: Request) -> HttpResponse:
    """How the pages can be used by everyone, what is not known yet, and whom to tell."""
    return page(request, "ui/accessibility.html")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent could not be understood."""
    return wrong(request, "ui/bad_request.html", 400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing at this address; where to look instead."""
    return wrong(request, "ui/not_found.html", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: it is our fault. Needs neither database nor session, because they may be what is broken."""
    return HttpResponse(render_to_string("ui/broken.html"), status=500)


def wrong(request: HttpRequest, template: str, status: int, **context: str) -> HttpResponse:
    """A page about something wrong; without the frame when the frame itself can't be made."""
    try:
        return page(request, template, status=status, **context)
    except Exception:  # noqa: BLE001 – whatever is wrong, the reader gets a page that says what to do
        return HttpResponse(render_to_string(template, context), status=status)
