"""Which columns have the sheets of composed reports, and what does a row hand in?"""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, TypeAlias

from django.utils import timezone
from pydantic import BeforeValidator, StringConstraints

from rodatraden.files.columns import Code, Column, Day, Instant, Line
from rodatraden.reports.actions import LONGEST_TEXT, New, NewRemark, NewReport, NewTask, NewText
from rodatraden.ui import rich


def _word(value: object) -> object:
    return value.strip().casefold() if isinstance(value, str) else value


YesNo = Annotated[Literal["ja", "nej"], BeforeValidator(_word)]
Html = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
_REPORT: Final = Column("rapport", "Rapportens kod.")
_SECTION: Final = Column("avsnitt", "Avsnittets kod i mallen.")
_RECORDED: Final = Column("registrerad", "När det blev känt, till exempel 2026-05-20T10:00:00+02:00. Tom: nu.")
_BY: Final = Column("av", "Kod för den befattning som skrev det.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A line of reports.csv: a report that is written together."""

    report: Annotated[Code, Column("kod", "Rapportens kod, som adressen till dess sida.")]
    template: Annotated[Code, Column("mall", "delarsrapport, arsredovisning, manadsrapport, verksamhetsplan …")]
    title: Annotated[Line, Column("titel", "Vad rapporten heter.")]
    unit: Annotated[Code | None, Column("enhet", "Enheten den handlar om; tomt: hela koncernen.")] = None
    round: Annotated[Code | None, Column("omgång", "Uppföljningen den vilar på.")] = None
    day: Annotated[Day, Column("per", "Dagen som siffrorna gäller.")]
    deadline: Annotated[Day | None, Column("senast", "Sista dagen att skriva.")] = None
    is_withdrawn: Annotated[YesNo, Column("struken", "Ja när rapporten inte ska skrivas.")] = "nej"
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """A line of report_texts.csv: what was written in a section, as HTML or plain words."""

    report: Annotated[Code, _REPORT]
    section: Annotated[Code, _SECTION]
    html: Annotated[Html, Column("text", "Texten, med <p>, <h3>, <ul>, <strong> … eller utan.")] = ""
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A line of report_tasks.csv: who writes a section."""

    report: Annotated[Code, _REPORT]
    section: Annotated[Code, _SECTION]
    writer: Annotated[Code | None, Column("skriver", "Kod för befattningen som skriver avsnittet.")] = None
    due: Annotated[Day | None, Column("senast", "Sista dagen.")] = None
    is_ready: Annotated[YesNo, Column("klart", "Ja när avsnittet kan läsas.")] = "nej"
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRow:
    """A line of report_remarks.csv: what a reader remarked on a section."""

    report: Annotated[Code, _REPORT]
    section: Annotated[Code, _SECTION]
    code: Annotated[Code, Column("nummer", "Anmärkningens nummer i avsnittet.")]
    text: Annotated[Line, Column("anmärkning", "Vad läsaren skrev.")]
    is_settled: Annotated[YesNo, Column("åtgärdad", "Ja när det är åtgärdat.")] = "nej"
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


Sheet: TypeAlias = ReportRow | TextRow | TaskRow | RemarkRow

_NEW: Final[dict[type[Any], type[Any]]] = {
    ReportRow: NewReport,
    TextRow: NewText,
    TaskRow: NewTask,
    RemarkRow: NewRemark,
}
_YES_NO: Final = frozenset({"is_withdrawn", "is_ready", "is_settled"})
_CODES: Final = frozenset({"unit", "round", "writer", "post"})


def new_of(row: Sheet) -> New:
    """What a line hands in."""
    given: dict[str, Any] = {name: getattr(row, name) for name in row.__dataclass_fields__}
    for name, value in given.items():
        if name in _YES_NO:
            given[name] = value == "ja"
        elif name in _CODES:
            given[name] = value or ""
    if isinstance(row, TextRow):
        given["html"] = rich.clean(row.html if "<" in row.html else rich.from_plain(row.html))
    new: New = _NEW[type(row)](**given)
    return new


def row_of(schema: type[Any], stored: Any) -> Any:
    """A stored row as a line of a sheet."""
    given: dict[str, Any] = {name: getattr(stored, name) for name in schema.__dataclass_fields__ if name != "report"}
    for name, value in given.items():
        if name in _YES_NO:
            given[name] = "ja" if value else "nej"
        elif name in _CODES:
            given[name] = value or None
    return schema(report=stored.report_id, **(given | {"recorded_at": timezone.localtime(stored.recorded_at)}))
