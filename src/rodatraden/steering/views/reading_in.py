"""A sheet of the plan is read in the browser: first what it would do, then exactly that."""

import tempfile
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.files import writing
from rodatraden.files.folders import Loaded
from rodatraden.organisation import queries as organisation
from rodatraden.steering.forms.reading_in import PlanFile
from rodatraden.steering.sources.reading_in import read_in
from rodatraden.steering.sources.rows import PlanRow
from rodatraden.ui.pages import Request, page, reads, require, writes
from rodatraden.ui.shapes import Link

WRITE: Final = "steering.goal.write"
_SHOWN: Final = 200
_HOURS: Final = 12 * 60 * 60
"""How long what was shown can be read in, in seconds."""
_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@writes
def reading(request: Request) -> HttpResponse:
    """Choose a sheet, see what it would add, change and refuse, and read it in. For who may write goals everywhere."""
    found = organisation.municipality()
    require(request.user, WRITE, found.root if found else None)
    if request.method != "POST":
        return _show(request, PlanFile())
    return _read(request) if request.POST.get("do") == "read" else _try(request)


def _show(request: Request, form: PlanFile, *, status: int = 200, **told: Any) -> HttpResponse:
    crumbs = [Link(_("Goals"), "/mal"), Link(_("Read in a sheet"))]
    return page(request, "steering/reading_in.html", form=form, status=status, crumbs=crumbs, **told)


def _try(request: Request) -> HttpResponse:
    form = PlanFile(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, status=422)
    given = form.cleaned_data["file"]
    name, content = given.name or "", given.read()
    loaded = _loaded(request, name, content, is_trial=True)
    return _show(request, form, told=loaded, file=name, **_first(loaded), sealed=_sealed(request, name, content))


def _loaded(request: Request, name: str, content: bytes, *, is_trial: bool) -> Loaded:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"plan{Path(name).suffix.lower()}"
        path.write_bytes(content)
        return read_in(path, by=request.user.get_username(), at=timezone.now(), is_trial=is_trial)


def _first(loaded: Loaded) -> dict[str, Any]:
    """As many of each as anyone reads."""
    return {"added": loaded.added[:_SHOWN], "changed": loaded.changed[:_SHOWN], "refused": loaded.faults[:_SHOWN]}


def _salt(request: Request) -> str:
    return f"rodatraden.steering.reading_in.{request.user.pk}"


def _sealed(request: Request, name: str, content: bytes) -> str:
    """The sheet itself, sealed so that it comes back unaltered; empty when it is more than a browser may send back."""
    told = {"name": name, "content": b64encode(content).decode()}
    sealed = signing.dumps(told, salt=_salt(request), compress=True)
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    return sealed if len(sealed) < most - 10_000 else ""


def _read(request: Request) -> HttpResponse:
    """Read in the sheet that was shown: exactly that, whatever has become of the file."""
    try:
        told = signing.loads(request.POST.get("sealed", ""), salt=_salt(request), max_age=_HOURS)
    except signing.BadSignature:
        return _show(request, PlanFile(), status=422, is_old=True)
    loaded = _loaded(request, told["name"], b64decode(told["content"]), is_trial=False)
    messages.success(request, _receipt(loaded))
    if loaded.faults:
        return _show(request, PlanFile(), told=loaded, file=told["name"], **_first(loaded), is_done=True)
    return redirect("/mal")


def _receipt(loaded: Loaded) -> str:
    refused = len(loaded.faults)
    return " ".join(
        [
            ngettext("%(count)d added,", "%(count)d added,", len(loaded.added)) % {"count": len(loaded.added)},
            ngettext("%(count)d changed,", "%(count)d changed,", len(loaded.changed)) % {"count": len(loaded.changed)},
            ngettext("%(count)d refused.", "%(count)d refused.", refused) % {"count": refused},
        ]
    )


@reads
def template(request: Request) -> HttpResponse:
    """An empty sheet of the plan to fill in, as Excel; everybody may have it."""
    answer = HttpResponse(writing.template(PlanRow, sheet="plan"), content_type=_EXCEL)
    answer["Content-Disposition"] = 'attachment; filename="plan.xlsx"'
    return answer
