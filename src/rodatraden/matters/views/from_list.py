"""What would a list of the organisation change? Shown first, then made a proposal; the file itself is never kept."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import OWNERS, Named, Terms
from rodatraden.files import writing
from rodatraden.files.faults import Fault, Refused
from rodatraden.matters.forms.from_list import FromList
from rodatraden.matters.rules.proposals import PREPARE, proposal_address
from rodatraden.matters.sources import listed, stated
from rodatraden.matters.views.named import post_giving, units_today
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.posts import PostEstablished
from rodatraden.organisation.rules.units import UnitEstablished
from rodatraden.ui.pages import Request, page, reads, require, writes
from rodatraden.ui.shapes import Link

_SHOWN: Final = 200
_HOURS: Final = 12 * 60 * 60
"""How long what was shown can be made a proposal, in seconds."""
_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list calls for, as it is read, and the same sealed so that it can be sent back unaltered."""

    lines: int
    count: int
    sentences: Sequence[str]
    doubts: Sequence[Fault]
    sealed: str
    """Empty when it is more than a browser may send back."""


@writes
def from_list(request: Request) -> HttpResponse:
    """Hold the organisation against a list. Only for who may prepare proposals for the whole of it."""
    top = next((unit.code for unit in units_today(request).units.values() if unit.parent is None), None)
    if not organisation.unit_codes():
        return _show(request, is_empty=True, status=403)  # nobody holds a post yet
    require(request.user, PREPARE, top)
    if request.method != "POST":
        return _show(request, FromList(initial={"on": request.days.today}))
    return _propose(request, top or "") if request.POST.get("do") == "propose" else _try(request)


def _show(request: Request, form: FromList | None = None, *, status: int = 200, **told: Any) -> HttpResponse:
    crumbs = [Link(_("Proposals"), "/forslag"), Link(_("Proposal from a list"))]
    return page(request, "matters/from_list.html", form=form, status=status, crumbs=crumbs, **told)


def _try(request: Request) -> HttpResponse:
    """Show what would be proposed. Nothing is kept, neither of the file nor of what it says."""
    form = FromList(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, status=422)
    given, on = form.cleaned_data["file"], form.cleaned_data["on"]
    try:
        found = _compared(request, given, on, is_whole=form.cleaned_data["is_whole"])
    except Refused as error:
        return _show(request, form, status=422, faults=_first(error.faults), count=len(error.faults))
    shown = Shown(
        found.lines,
        len(found.changes),
        _sentences(found.changes[:_SHOWN]),
        _first(found.doubts),
        _sealed(request, given.name, on, found.changes),
    )
    return _show(request, form, shown=shown, file=given.name, on=on)


def _compared(request: Request, given: "UploadedFile[Any]", on: date, *, is_whole: bool) -> stated.Difference:
    """Raises Refused with every fault, named by the file as the reader knows it."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"organisation{Path(given.name or '').suffix.lower()}"
        with path.open("wb") as copy:
            copy.writelines(given.chunks())
        return stated.compare(path, on=on, is_whole=is_whole, by=request.user.get_username(), at=timezone.now())


def _first(faults: Iterable[Fault]) -> list[Fault]:
    """As many as anyone mends in one go, in the order of the lines; what is wrong with the whole comes first."""
    return sorted(faults, key=lambda each: each.line or 0)[:_SHOWN]


def _sentences(changes: Sequence[Terms]) -> list[str]:
    """Each change in words; what the list itself brings is called as it says."""
    said = {getattr(each, field.name) for each in changes for field in fields(each)}
    named = organisation.names_of({each for each in said if isinstance(each, str)})
    for each in changes:
        if isinstance(each, UnitEstablished):
            named = {each.unit: Named(each.name, ""), **named}
        elif isinstance(each, PostEstablished):
            named = {each.post: Named(each.title, ""), **named}
    return [next(filter(None, (owner.sentence(each, named) for owner in OWNERS)), each.change) for each in changes]


def _salt(request: Request) -> str:
    return f"rodatraden.matters.from_list.{request.user.pk}"


def _sealed(request: Request, file: str, on: date, changes: Sequence[Terms]) -> str:
    told = [(each.change, decisions.adapter(each.change).dump_python(each, mode="json")) for each in changes]
    sealed = signing.dumps({"file": file, "on": on.isoformat(), "changes": told}, salt=_salt(request), compress=True)
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    return sealed if len(sealed) < most - 10_000 else ""


def _propose(request: Request, top: str) -> HttpResponse:
    """Make what was shown a proposal: exactly that, whatever has become of the file."""
    try:
        told = signing.loads(request.POST.get("sealed", ""), salt=_salt(request), max_age=_HOURS)
    except signing.BadSignature:
        form = FromList(initial={"on": request.days.today})
        return _show(request, form, status=422, is_old=True)
    made = stated.propose(
        [decisions.adapter(kind).validate_python(terms) for kind, terms in told["changes"]],
        file=told["file"],
        on=date.fromisoformat(told["on"]),
        unit=top,
        post=post_giving(request, PREPARE, top),
        by=request.user.get_username(),
        at=timezone.now(),
    )
    return redirect(proposal_address(made.code))


@reads
def template(request: Request) -> HttpResponse:
    """An empty list to fill in, as Excel."""
    require(request.user, PREPARE)
    answer = HttpResponse(writing.template(listed.SCHEMA, sheet="organisation"), content_type=_EXCEL)
    answer["Content-Disposition"] = 'attachment; filename="organisation.xlsx"'
    return answer
