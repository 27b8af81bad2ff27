from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from rodatraden.commitments import actions, models, queries
from rodatraden.commitments.actions import NewCommitment, NewProgress, NewReport
from rodatraden.commitments.rules.codes import Kind, OriginKind, Reporting, State
from rodatraden.commitments.sources import folder
from rodatraden.commitments.tests import make

pytestmark = pytest.mark.django_db

COMMITMENTS = """
    kod;slag;titel;beskrivning;enhet;ansvarig;börjar;senast;kommer från;ursprung;återrapporteras till;återrapporteras senast;källa;registrerad;av
    U-1;Uppdrag;Utred skolskjutsen;Tre alternativ.;BUF;FC-BUF;2026-02-01;2026-06-30;beslut;O1;KF;2026-09-30;KF § 4;2026-02-01T08:00:00+01:00;KD
    U-1;uppdrag;Utred skolskjutsen och färdtjänsten;Tre alternativ.;BUF;FC-BUF;2026-02-01;2026-08-31;beslut;O1;KF;2026-09-30;KF § 4;2026-04-01T08:00:00+02:00;KD
    U-2;åtgärd;Laga gungan;;SKOLAN;;;;;;;;;2026-02-01T08:00:00+01:00;
"""
NOTES = """
    uppdrag;läge;andel;text;registrerad;av
    U-1;PÅGÅR;40;Två av tre klara.;2026-03-01T08:00:00+01:00;FC-BUF
    U-2;avbruten;;Gungan är såld.;2026-03-01T08:00:00+01:00;
"""
REPORTS = """
    uppdrag;organ;dag;beslut;paragraf;text;nöjt;struket;registrerad;av
    U-1;KF;2026-04-27;O1;§ 58;Mer tid.;nej;;2026-04-28T08:00:00+02:00;KD
"""
ALL = {"commitments": COMMITMENTS, "commitment_notes": NOTES, "commitment_reports": REPORTS}


@pytest.fixture(autouse=True)
def _municipality(request: pytest.FixtureRequest) -> None:
    if request.cls is None:
        make.municipality()


def test_a_folder_s_commitments_are_recorded_with_their_instants(tmp_path: Path) -> None:
    loaded = make.load(tmp_path, **ALL)

    assert loaded.faults == []
    told = make.told()
    assert (told.title, told.state, told.share) == ("Utred skolskjutsen och färdtjänsten", State.UNDER_WAY, 40)
    assert told.standing(make.DAY).reporting is Reporting.WAITS
    assert make.told(known=date(2026, 3, 31)).title == "Utred skolskjutsen"
    assert make.told("U-2").state is State.DISCONTINUED


def test_the_same_folder_twice_changes_nothing(tmp_path: Path) -> None:
    make.load(tmp_path, **ALL)

    again = make.load(tmp_path, **ALL)

    assert (again.added, again.changed, again.unchanged) == ([], [], 6)


def test_loading_exporting_and_loading_gives_the_same(tmp_path: Path) -> None:
    make.load(tmp_path, **ALL)
    before = state()
    (tmp_path / "out").mkdir()

    folder.export(tmp_path / "out")
    empty()
    folder.load(tmp_path / "out", by="test", at=make.NOW)

    assert state() == before


@pytest.mark.parametrize(
    ("sheet", "line", "field", "value"),
    [
        ("commitments", "U-3;uppdrag;Utred;;FINNSINTE;;;;;;;;;;", "enhet", "FINNSINTE"),
        ("commitments", "U-3;uppdrag;Utred;;BUF;FINNSINTE;;;;;;;;;", "ansvarig", "FINNSINTE"),
        ("commitments", "U-3;uppdrag;Utred;;BUF;;2026-07-01;2026-06-30;;;;;;;", "senast", "2026-06-30"),
        ("commitments", "U-3;uppdrag;Utred;;BUF;;;9999-12-31;;;;;;;", "senast", "9999-12-31"),
        ("commitments", "U-3;uppdrag;Utred;;BUF;;;;beslut;KF-1999-1;;;;;", "ursprung", "KF-1999-1"),
        ("commitments", "U-3;uppdrag;Utred;;BUF;;;;beslut;;;;;;", "ursprung", ""),
        ("commitments", "U-3;uppdrag;Utred;;BUF;;;;;O1;;;;;", "kommer från", ""),
        ("commitments", "U-3;uppdrag;Utred;;BUF;;;;;;FINNSINTE;;;;", "återrapporteras till", "FINNSINTE"),
        ("commitments", "U-3;uppdrag;Utred;;BUF;;;;;;;2026-09-30;;;", "återrapporteras till", ""),
        ("commitments", "U-3;projekt;Utred;;BUF;;;;;;;;;;", "slag", "projekt"),
        ("commitments", "U-3;uppdrag;;;BUF;;;;;;;;;;", "titel", ""),
        ("commitments", "U-3;uppdrag;Utred;;BUF;;;;;;;;;;FINNSINTE", "av", "FINNSINTE"),
        ("commitments", f"U-3;uppdrag;Utred;{'x' * 25_000};BUF;;;;;;;;;;", "beskrivning", "x" * 25_000),
        ("commitment_notes", "U-9;klar;;;;", "uppdrag", "U-9"),
        ("commitment_notes", "U-1;avbruten;;;;", "text", ""),
        ("commitment_notes", "U-1;pågår;101;;;", "andel", "101"),
        ("commitment_notes", "U-1;nästan;;;;", "läge", "nästan"),
        ("commitment_reports", "U-1;FINNSINTE;2026-05-01;;;;ja;;;", "organ", "FINNSINTE"),
        ("commitment_reports", "U-1;KF;2026-05-01;KF-9;;;ja;;;", "beslut", "KF-9"),
        ("commitment_reports", "U-1;KF;;;;;ja;;;", "dag", ""),
    ],
)
def test_each_fault_is_told_at_its_line(tmp_path: Path, sheet: str, line: str, field: str, value: str) -> None:
    loaded = make.load(tmp_path, **{**ALL, sheet: f"{ALL[sheet].rstrip()}\n{line}\n"})

    [fault] = loaded.faults
    assert (fault.file, fault.field) == (f"{sheet}.csv", field)
    assert fault.value.rstrip("…") in value
    assert fault.line == len(ALL[sheet].strip().splitlines()) + 1


def test_html_is_text_like_any_other(tmp_path: Path) -> None:
    loaded = make.load(tmp_path, commitments=COMMITMENTS + "    U-3;löfte;<script>alert(1)</script>;;BUF;;;;;;;;;;\n")

    assert loaded.faults == []
    assert make.told("U-3").title == "<script>alert(1)</script>"


def test_the_same_line_twice_and_a_clash_are_faults(tmp_path: Path) -> None:
    twice = make.load(tmp_path, commitment_notes=NOTES + "    U-1;klar;;;2026-03-01T08:00:00+01:00;\n", **_without())
    assert [(fault.line, fault.field) for fault in twice.faults] == [(4, "uppdrag")]

    make.load(tmp_path, **ALL)
    clash = make.load(tmp_path, **{**ALL, "commitment_notes": NOTES.replace(";40;", ";41;")})
    assert [(fault.line, fault.field) for fault in clash.faults] == [(2, "registrerad")]
    assert make.told().share == 40


def _without() -> dict[str, str]:
    return {name: text for name, text in ALL.items() if name != "commitment_notes"}


_INSTANT = some.integers(0, 10_000).map(lambda hours: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=hours))
_DAY = some.none() | some.dates(date(1900, 1, 1), date(2199, 12, 31))
_PROSE = some.text(some.characters(codec="utf-8", categories=("L", "N", "P", "Z")), max_size=40).map(str.strip)
_CODE = some.sampled_from(("U-1", "U-2", "Z.9"))


@some.composite
def wordings(draw: some.DrawFn, code: str) -> NewCommitment:
    """One wording that can stand by itself."""
    first, last = sorted([draw(_DAY), draw(_DAY)], key=lambda day: day or date.max)
    kind = draw(some.none() | some.just(OriginKind.DECISION))
    to = draw(some.sampled_from(("", "KF")))
    return NewCommitment(
        commitment=code,
        kind=draw(some.sampled_from(Kind)),
        title=draw(_PROSE) or "x",
        description=draw(_PROSE),
        unit=draw(some.sampled_from(("BUF", "SKOLAN"))),
        owner=draw(some.sampled_from(("", "KD"))),
        starts=first,
        due=last,
        origin_kind=kind,
        origin="O1" if kind else "",
        report_to=to,
        report_by=draw(_DAY) if to else None,
    )


def notes(code: str) -> some.SearchStrategy[NewProgress]:
    """How far something had come."""
    return some.builds(
        NewProgress,
        commitment=some.just(code),
        state=some.sampled_from(State),
        share=some.none() | some.integers(0, 100),
        text=_PROSE.map(lambda text: text or "x"),
        post=some.just(""),
    )


def reports(code: str) -> some.SearchStrategy[NewReport]:
    """That the assembly took note."""
    return some.builds(
        NewReport,
        commitment=some.just(code),
        body=some.just("KF"),
        on=some.dates(date(2025, 1, 1), date(2026, 1, 1)),
        decision=some.just(""),
        reference=_PROSE,
        text=_PROSE,
        post=some.just(""),
    )


@some.composite
def rows(draw: some.DrawFn) -> list[actions.New]:
    """Wordings, follow-ups and notes that can stand together, at instants of their own."""
    found: list[actions.New] = []
    for code in draw(some.sets(_CODE, min_size=1)):
        kinds: list[tuple[some.SearchStrategy[actions.New], int]]
        kinds = [(wordings(code), 1), (notes(code), 0), (reports(code), 0)]
        for kind, least in kinds:
            instants = draw(some.sets(_INSTANT, min_size=least, max_size=3))
            found += [replace(draw(kind), recorded_at=at) for at in instants]
    return found


class TestRoundTrip(TestCase):
    """A class, so that each example has a transaction of its own."""

    @given(rows())
    def test_whatever_is_recorded_is_the_same_after_export_and_load(self, recorded: list[actions.New]) -> None:
        make.municipality()
        actions.record_history(rows=recorded, by="test", at=make.NOW)
        before = state()
        with TemporaryDirectory() as place:
            folder.export(Path(place))
            empty()
            loaded = folder.load(Path(place), by="test", at=make.NOW)

        assert loaded.faults == []
        assert state() == before


def state() -> tuple[list[tuple[object, ...]], ...]:
    return (
        _plain(models.CommitmentVersion.objects.values()),
        _plain(models.Progress.objects.values()),
        _plain(models.ReportBack.objects.values()),
        sorted((code,) for code in queries.codes()),
    )


def _plain(values: Iterable[Mapping[str, Any]]) -> list[tuple[object, ...]]:
    """Rows without their keys, in an order of their own."""
    return sorted((tuple(value for name, value in row.items() if name != "id") for row in values), key=repr)


def empty() -> None:
    for model in (models.ReportBack, models.Progress, models.CommitmentVersion, models.Commitment):
        model._default_manager.all().delete()


CALENDAR = """
    kod;titel;slag;dag;börjar;roller;enhet;från år;till år;källa;registrerad
    lag-budget;Fullmäktige i november;Budget;11-23;;;KF;2025;;Sammanträdesplan;2024-11-26T09:00:00+01:00
    enkat;Enkäten är öppen;undersökning;10-2;9-14;Chef, förvaltningschef;;;2030;;2024-11-26T09:00:00+01:00
"""


def test_what_comes_each_year_is_recorded_and_written_back_the_same(tmp_path: Path) -> None:
    assert make.load(tmp_path, calendar=CALENDAR).faults == []
    before = _plain(models.YearPoint.objects.values())
    (tmp_path / "out").mkdir()
    folder.export(tmp_path / "out")
    models.YearPoint._default_manager.all().delete()

    loaded = folder.load(tmp_path / "out", by="test", at=make.NOW)

    assert (loaded.faults, len(loaded.added)) == ([], 2)
    assert _plain(models.YearPoint.objects.values()) == before
    assert models.YearPoint.objects.get(code="enkat").roles == "manager head"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("x;X;budget;02-30;;;;;;;", "dag"),
        ("x;X;budget;31 maj;;;;;;;", "dag"),
        ("x;X;budget;05-31;13-01;;;;;;", "börjar"),
        ("x;X;julbord;05-31;;;;;;;", "slag"),
        ("x;X;budget;05-31;;kejsare;;;;;", "roller"),
        ("x;X;budget;05-31;;;FINNSINTE;;;;", "enhet"),
        ("x;X;budget;05-31;;;;9999;;;", "från år"),
        ("lag-budget;X;budget;05-31;;;;;;;2024-11-26T09:00:00+01:00", "kod"),
    ],
)
def test_what_is_wrong_with_a_point_is_told_at_its_line(tmp_path: Path, line: str, field: str) -> None:
    loaded = make.load(tmp_path, calendar=f"{CALENDAR.rstrip()}\n{line}\n")

    assert [(fault.line, fault.field) for fault in loaded.faults] == [(4, field)]
