"""What would a file of values change? Its first rows are shown with what each column is, and then it is taken in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rodatraden.files.faults import Refused
from rodatraden.files.sheets import Cells
from rodatraden.indicators import actions, queries
from rodatraden.indicators.forms.incoming import FileForm, MappingForm
from rodatraden.indicators.queries.mappings import remembered
from rodatraden.indicators.rules.addresses import ALL, indicator_address
from rodatraden.indicators.sources import files, incoming
from rodatraden.indicators.sources.door import Trial, known_for, try_out, within
from rodatraden.indicators.sources.spreadsheet.mapping import (
    Column,
    Role,
    SheetMapping,
    heading_of,
    shape_of,
    suggested,
)
from rodatraden.indicators.sources.spreadsheet.reading import Sheet
from rodatraden.indicators.views.named import READ_IN, own_units
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link

_SHOWN_ROWS = 6
_SHOWN = 100
_MOST_COLUMNS = 60


@writes
def read_in(request: Request) -> HttpResponse:
    """A file, then its mapping with what it would change, then the receipt."""
    require(request.user, READ_IN)
    if request.method != "POST":
        return _ask(request, FileForm(readable=files.READABLE))
    if request.POST.get("do") in {"map", "take"}:
        return _mapped(request)
    form = FileForm(request.POST, request.FILES, readable=files.READABLE)
    if not form.is_valid():
        return _ask(request, form, status=422)
    given = form.cleaned_data["file"]
    name = incoming.keep(given.chunks(), called=given.name, owner=str(request.user.pk))
    return _show(request, name, given.name, form.cleaned_data["sheet"] - 1)


def _ask(request: Request, form: FileForm, *, status: int = 200, refused: Sequence[object] = ()) -> HttpResponse:
    crumbs = [Link(_("Indicators"), ALL), Link(_("Read in values from a file"))]
    return page(request, "indicators/read_in.html", status=status, file_form=form, refused=refused, crumbs=crumbs)


def _lines(request: Request, name: str, sheet: int) -> tuple[Path, list[Cells]] | None:
    """The kept file and its lines; None when it is there no more. Raises Refused."""
    path = incoming.find(name, owner=str(request.user.pk))
    return (path, files.lines(path, sheet=sheet)) if path else None


def _show(request: Request, name: str, called: str, sheet: int) -> HttpResponse:
    """The first rows with the mapping that is remembered for such files, else the one that is suggested."""
    try:
        found = _lines(request, name, sheet)
    except Refused as error:
        return _ask(request, FileForm(readable=files.READABLE), status=422, refused=error.faults)
    if found is None or not found[1]:
        return _gone(request)
    path, lines = found
    shape = shape_of(lines, heading_of(lines), sheet)
    kept = remembered(shape)
    known = known_for(files.kind(path), on=request.days.today)
    mapping = SheetMapping.of(kept) if kept else suggested(lines, known.indicator, sheet=sheet, file=called)
    sheet_read = Sheet(called, lines, mapping, files.kind(path))
    return _table(request, sheet_read, name, form=_form(request, sheet_read, None), is_remembered=kept is not None)


def _gone(request: Request) -> HttpResponse:
    form = FileForm(readable=files.READABLE)
    refused = [_("The file is empty, or has lain too long. Choose it again.")]
    return _ask(request, form, status=422, refused=refused)


def _mapped(request: Request) -> HttpResponse:
    """The same file by the mapping that was filled in: shown again, or taken in."""
    name, called = request.POST.get("name", ""), request.POST.get("called", "")[:200]
    number = request.POST.get("sheet", "0")
    sheet = int(number) if number.isdecimal() else 0
    try:
        found = _lines(request, name, sheet)
    except Refused as error:
        return _ask(request, FileForm(readable=files.READABLE), status=422, refused=error.faults)
    if found is None:
        return _gone(request)
    path, lines = found
    bare = Sheet(called, lines, SheetMapping(heading_of(lines), (), sheet), files.kind(path))
    form = _form(request, bare, request.POST)
    if not form.is_valid():
        return _table(request, bare, name, form=form)
    read = Sheet(called, lines, _mapping(form, sheet), files.kind(path))
    if request.POST.get("do") == "take" and not read.mapping.lacks():
        return _take(request, read, name)
    return _table(request, read, name, form=form)


def _form(request: Request, sheet: Sheet, data: Any) -> MappingForm:
    width = min(max((len(line.values) for line in sheet.lines[:500]), default=0), _MOST_COLUMNS)
    said = sheet.mapping
    initial: dict[str, Any] = {
        name: getattr(said, name) for name in ("heading", "indicator", "unit", "period", "source")
    }
    for place, column in enumerate(said.columns):
        initial |= {f"role-{place}": column.role.value, f"word-{place}": column.word}
    indicators = {code: f"{row.name} ({code})" for code, row in sorted(queries.by_code().items())}
    return MappingForm(data, width=width, indicators=indicators, units=own_units(request, READ_IN), initial=initial)


def _mapping(form: MappingForm, sheet: int) -> SheetMapping:
    given = form.cleaned_data
    columns = (Column(Role(given[f"role-{place}"]), given[f"word-{place}"]) for place in range(form.width))
    texts = {name: given[name] or "" for name in ("indicator", "unit", "period", "source")}
    return SheetMapping(given["heading"], tuple(columns), sheet, **texts)


def _table(
    request: Request, sheet: Sheet, name: str, *, form: MappingForm, is_remembered: bool = False
) -> HttpResponse:
    lacking = sheet.mapping.lacks() if sheet.mapping.columns else ["value"]
    trial = None if lacking else _tried(request, sheet)
    below = [line for line in sheet.lines if line.number > sheet.mapping.heading]
    heading = next((line for line in sheet.lines if line.number == sheet.mapping.heading), None)
    return page(
        request,
        "indicators/read_in.html",
        status=422 if form.is_bound and form.errors else 200,
        form=form,
        name=name,
        called=sheet.called,
        sheet=sheet.mapping.sheet,
        is_remembered=is_remembered,
        lacking=[_LACKING[each] for each in lacking],
        columns=_columns(form, heading, below[:_SHOWN_ROWS]),
        rows=len(below),
        trial=trial,
        **_told(trial),
        crumbs=[Link(_("Indicators"), ALL), Link(_("Read in values from a file"))],
    )


_LACKING: Final[Mapping[str, Any]] = {
    "value": gettext_lazy("No column holds values: say which one does."),
    "period": gettext_lazy("No column tells the period: choose one, or write the period of all values."),
    "indicator": gettext_lazy("No column tells the indicator: choose one, or choose the indicator of all values."),
}


def _columns(form: MappingForm, heading: Cells | None, rows: Sequence[Cells]) -> list[dict[str, Any]]:
    """Each column with its fields and its first values."""
    return [
        {
            "heading": _cell(heading, place) if heading else "",
            "role": role,
            "word": word,
            "values": [_cell(row, place) for row in rows],
        }
        for place, (role, word) in enumerate(form.columns())
    ]


def _cell(line: Cells, place: int) -> str:
    return line.values[place][:60] if place < len(line.values) else ""


def _tried(request: Request, sheet: Sheet) -> Trial:
    return within(try_out(sheet, on=request.days.today), [*own_units(request, READ_IN)])


def _told(trial: Trial | None) -> dict[str, Any]:
    """What is shown of a trial: the first lines of each sort, and how many there are for each reason."""
    if trial is None:
        return {"added": [], "changed": [], "refused_lines": [], "reasons": []}
    return {
        "added": trial.added[:_SHOWN],
        "changed": trial.changed[:_SHOWN],
        "refused_lines": trial.refused[:_SHOWN],
        "reasons": Counter(fault.reason for fault in trial.refused).most_common(20),
    }


@transaction.atomic
def _take(request: Request, sheet: Sheet, name: str) -> HttpResponse:
    """Record what is new, and remember how such files are read."""
    trial, by, at = _tried(request, sheet), request.user.get_username(), timezone.now()
    done = actions.record_readings(readings=trial.readings, by=by, at=at)
    shape = shape_of(sheet.lines, heading_of(sheet.lines), sheet.mapping.sheet)
    actions.remember_mapping(shape=shape, said=sheet.mapping.told(), by=by, at=at)
    incoming.forget(name, owner=str(request.user.pk))
    new, refused = len(done.added), len(trial.refused)
    told = ngettext("Saved: %(count)d new value.", "Saved: %(count)d new values.", new) % {"count": new}
    if refused:
        left = ngettext("%(count)d line was refused.", "%(count)d lines were refused.", refused) % {"count": refused}
        told = f"{told} {left}"
    messages.success(request, told)
    codes = {given.indicator for given in trial.readings}
    return redirect(indicator_address(codes.pop()) if len(codes) == 1 else ALL)
