"""Is every real file of values read as it is, or refused line by line with a reason? And sheets of our own making?"""

import gzip
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from rodatraden.files.faults import Fault, Refused
from rodatraden.files.sheets import Cells
from rodatraden.indicators import actions
from rodatraden.indicators.models import Reading
from rodatraden.indicators.rules import Gender, SourceKind, State
from rodatraden.indicators.sources import files
from rodatraden.indicators.sources.door import Read, Trial, known_for, try_out, within
from rodatraden.indicators.sources.spreadsheet.mapping import (
    Column,
    Role,
    SheetMapping,
    heading_of,
    shape_of,
    suggested,
)
from rodatraden.indicators.sources.spreadsheet.reading import Sheet
from rodatraden.indicators.tests import make
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.models import Municipality, UnitVersion
from rodatraden.organisation.rules.things import UnitKind

SAMPLES = Path(__file__).parents[5] / "shared" / "samples"
_HELD = {"valid_from": date(1900, 1, 1), "valid_to": FOREVER, "known_from": date(1900, 1, 1), "known_to": FOREVER}
TODAY = date(2026, 6, 1)


def sample(name: str, tmp_path: Path) -> Path:
    """A real file, unpacked; the test is skipped where the folder of samples is not there."""
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"the sample {name} is not here")
    if path.suffix != ".gz":
        return path
    unpacked = tmp_path / path.stem
    unpacked.write_bytes(gzip.decompress(path.read_bytes()))
    return unpacked


def municipality(name: str = "Linköpings kommun", code: str = "0580") -> None:
    Municipality.objects.create(code="lkpg", name=name, root="LKPG", accent="#9b2226", national_code=code)
    for unit, title, parent in (("LKPG", name, None), ("BUN", "Barn- och ungdomsnämnden", "LKPG")):
        kind = UnitKind.COMMITTEE if parent else UnitKind.MUNICIPALITY
        UnitVersion.objects.create(code=unit, name=title, kind=kind, parent=parent, decision="KF-1", **_HELD)


def define(*codes: str, **more: object) -> None:
    given = {"unit": "LKPG", "lowest": None, "highest": None, "measure": "", "valid_from": date(1950, 1, 1), **more}
    make.define(*(make.indicator(code, **given) for code in codes))  # type: ignore[arg-type]


def tried(path: Path, *, sheet: int = 0, **more: object) -> tuple[SheetMapping, Trial]:
    """What reading a file by the mapping that is suggested would do; `more` is filled in by a person."""
    lines = files.lines(path, sheet=sheet)
    known = known_for(files.kind(path), on=TODAY)
    mapping = suggested(lines, known.indicator, sheet=sheet, file=path.name)
    mapping = replace(mapping, **more)  # type: ignore[arg-type]
    return mapping, try_out(Sheet(path.name, lines, mapping, files.kind(path)), on=TODAY)


def take(trial: Trial, at: datetime = make.MARCH) -> None:
    actions.record_readings(readings=trial.readings, by="test", at=at)


def roles(mapping: SheetMapping) -> list[str]:
    return [column.role.value for column in mapping.columns]


def reasons(trial: Trial) -> Counter[str]:
    return Counter(fault.reason for fault in trial.refused)


@pytest.mark.django_db
def test_populations_with_the_code_in_the_name(tmp_path: Path) -> None:
    municipality()
    define("folk", source_key="Folkmängd")

    mapping, trial = tried(sample("scb/befolkning/bef_k_tot.csv", tmp_path))
    assert roles(mapping) == ["place", "", "year", "of"]
    assert (trial.read, len(trial.added), len(trial.refused)) == (3190, 11, 3179)
    assert {(given.unit, given.indicator) for given in trial.added} == {("LKPG", "folk")}
    assert set(reasons(trial)) == {"Ingen enhet heter så här."} or len(reasons(trial)) == 1
    take(trial)
    _mapping, again = tried(sample("scb/befolkning/bef_k_tot.csv", tmp_path))
    assert (again.added, again.changed, again.unchanged) == ([], [], 11)


@pytest.mark.django_db
def test_populations_with_a_column_for_each_year_and_names_without_accents(tmp_path: Path) -> None:
    municipality()
    define("folk")

    mapping, trial = tried(sample("scb/befolkning/folkmangd.csv", tmp_path), indicator="folk")
    assert roles(mapping)[:4] == ["", "place", "in", "in"]
    assert len(trial.added) == 70
    assert (trial.added[0].period, trial.added[-1].period) == ("1950", "2019")


@pytest.mark.django_db
def test_a_panel_whose_codes_have_lost_their_nought(tmp_path: Path) -> None:
    municipality("Upplands Väsby kommun", "0114")
    define("skatt", source_key="tax_rate")
    define("folk", source_key="pop")

    mapping, trial = tried(sample("scb/kommunpanel/municip_data.csv", tmp_path))
    assert roles(mapping)[:5] == ["place", "", "", "year", "of"]
    assert Counter(given.indicator for given in trial.added) == {"skatt": 6, "folk": 6}
    assert {given.unit for given in trial.added} == {"LKPG"}


@pytest.mark.django_db
def test_an_answer_of_scbs_api(tmp_path: Path) -> None:
    municipality("Stockholms län", "")
    define("folk", source_key="Folkmängden per månad", source_kind=SourceKind.SCB)

    path = sample("scb/pxwebapi_v2/TAB6471_data.json", tmp_path)
    mapping, trial = tried(path)
    assert roles(mapping)[0] == "place"
    only = [Column(Role.ONLY, "totalt") if column.role is Role.ONLY else column for column in mapping.columns]
    assert Role.GENDER in {column.role for column in only}
    assert 0 < trial.read <= 2772
    assert all(fault.line for fault in trial.refused)


@pytest.mark.django_db
def test_months_of_a_px_file(tmp_path: Path) -> None:
    municipality()
    define("folk", source_key="Folkmängd", source_kind=SourceKind.SCB)

    mapping, trial = tried(sample("linkoping/ksi5555.px", tmp_path))
    assert roles(mapping) == ["only", "year", "month", "place", "indicator", "value"]
    assert mapping.columns[0].word == "Grunduppgift"
    told = {given.period: given.value for given in trial.added}
    assert told["2020-01"] == 163116
    assert all(given.unit == "LKPG" for given in trial.added)


@pytest.mark.django_db
def test_many_indicators_of_many_places_below_each_other(tmp_path: Path) -> None:
    municipality()
    define("arbetslos", source_key="Arbetslöshet")

    mapping, trial = tried(sample("linkoping/konkurrens_data.csv.gz", tmp_path))
    assert roles(mapping) == ["place", "year", "indicator", "value"]
    assert trial.read == 21720
    assert 15 < len(trial.added) < 30
    assert len(trial.refused) + len(trial.added) + trial.unchanged + trial.twice == trial.read


@pytest.mark.django_db
def test_targets_and_forecasts_in_four_sheets_with_missing_values(tmp_path: Path) -> None:
    municipality()
    define("befolkning", source_key="Befolkning_Prognos")
    define("arbetslosa", source_key="Inskrivna_arbetslösa_Prognos")

    mapping, trial = tried(sample("linkoping/mal_och_prognoser.xlsx", tmp_path))
    assert roles(mapping)[:2] == ["year", "quarter"]
    assert {given.period: given.value for given in trial.added}["2010-Q1"] == 146935
    _mapping, fourth = tried(sample("linkoping/mal_och_prognoser.xlsx", tmp_path), sheet=3)
    assert {given.period: given.value for given in fourth.added}["2021-Q1"] == 5067
    assert "2020-Q1" not in {given.period for given in fourth.added}


@pytest.mark.django_db
def test_a_history_by_sex_and_age_is_read_when_the_rows_are_chosen(tmp_path: Path) -> None:
    municipality()
    define("fodda", source_key="Födda_barn")

    path = sample("linkoping/historisk_demografi_linkoping.csv.gz", tmp_path)
    mapping, trial = tried(path)
    assert Role.GENDER in {column.role for column in mapping.columns}
    assert (trial.refused, len(trial.added)) == ([], 174)
    assert {given.gender for given in trial.added} == set(Gender)
    told = {"ålder": Column(Role.ONLY, "30 år"), "Åldersgrupp_5år": Column()}
    words = files.lines(path)[0].values
    ages = [told.get(word, column) for word, column in zip(words, mapping.columns, strict=True)]
    _mapping, chosen = tried(path, columns=tuple(ages))
    assert not chosen.refused
    assert len(chosen.added) > 50


@pytest.mark.django_db
def test_no_values_are_found_in_a_sheet_that_holds_none(tmp_path: Path) -> None:
    municipality()
    define("folk")

    for name in ("linkoping/Styrfil_Indikatorer.xlsx", "linkoping/konkurrens_vikter.csv", "scb/kommuner_290.csv"):
        lines = files.lines(sample(name, tmp_path))
        assert suggested(lines, lambda _word: None).lacks()


@pytest.mark.django_db
def test_housing_by_year_in_the_third_sheet(tmp_path: Path) -> None:
    municipality()
    define("bostader", source_key="Färdigställda_bostäder")

    _mapping, trial = tried(sample("linkoping/styrfil_prognoskalkylator.xlsx", tmp_path), sheet=2)
    assert {given.period: given.value for given in trial.added}["1968"] == 1746


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "year"), [("personal/Tabell10 2016.xlsx", "2016"), ("personal/Tabell10 2017.xlsx", "2017")]
)
def test_a_table_with_many_headings_and_counties_between(tmp_path: Path, name: str, year: str) -> None:
    municipality()
    define("anstallda", source_key="Antal")

    mapping, trial = tried(sample(name, tmp_path))
    assert (mapping.heading, mapping.period) == (6, year)
    assert roles(mapping)[:2] == ["place", "of"]
    assert [(given.unit, given.period) for given in trial.added] == [("LKPG", year)]
    assert trial.added[0].value is not None
    assert trial.added[0].value > 1000
    assert all("län" in fault.value or fault.value for fault in trial.refused)


@pytest.mark.django_db
def test_a_table_of_regions_is_refused_line_by_line(tmp_path: Path) -> None:
    municipality()
    define("anstallda", source_key="Antal")

    path = sample("personal/Tabell7 LP 2017.xlsx", tmp_path)
    columns = (Column(Role.PLACE), Column(Role.OF, "anstallda"))
    _mapping, trial = tried(path, columns=columns, heading=6, period="2017")
    assert trial.added == []
    assert len(trial.refused) > 15


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["N00093", "N01961", "N20014"])
def test_an_old_export_from_the_web(tmp_path: Path, name: str) -> None:
    municipality("Alingsås kommun", "1489")
    define("n", source_key="x")

    path = sample(f"kolada/kld_2013/xls_export/{name}.xls", tmp_path)
    mapping, _trial = tried(path)
    assert roles(mapping) == ["indicator", "place", "year", "value"]
    columns = (Column(), *mapping.columns[1:])
    _mapping, trial = tried(path, columns=columns, indicator="n")
    assert len(trial.added) > 3
    assert {given.unit for given in trial.added} == {"LKPG"}


def lines_of(text: str, tmp_path: Path) -> Path:
    path = tmp_path / "blad.csv"
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()))
    return path


@pytest.mark.django_db
def test_the_same_line_twice_is_taken_once_and_two_that_differ_are_both_refused(tmp_path: Path) -> None:
    municipality()
    define("a")
    path = lines_of(
        """
        indikator;enhet;år;värde
        a;BUN;2024;1,5
        a;BUN;2024;1,5
        a;BUN;2025;2
        a;BUN;2025;3
        a;LKPG;2025;>99
        a;LKPG;2024;..
        a;LKPG;2023;1 234,5
        b;LKPG;2023;1
        a;XX;2023;1
        a;LKPG;i fjol;1
        """,
        tmp_path,
    )

    _mapping, trial = tried(path)
    assert [(given.unit, given.period, given.value) for given in trial.added] == [
        ("BUN", "2024", Decimal("1.5")),
        ("LKPG", "2023", Decimal("1234.5")),
    ]
    assert (trial.twice, trial.unchanged) == (1, 1)
    assert [fault.line for fault in trial.refused] == [4, 5, 6, 9, 10, 11]


@pytest.mark.django_db
def test_what_was_known_before_is_told_as_changed_and_kept(tmp_path: Path) -> None:
    municipality()
    define("a")
    first = lines_of("indikator;enhet;år;kön;värde\na;BUN;2024;kvinnor;5\na;BUN;2024;män;6", tmp_path)
    take(tried(first)[1])

    second = lines_of("indikator;enhet;år;kön;värde\na;BUN;2024;kvinnor;5\na;BUN;2024;män;..", tmp_path)
    _mapping, trial = tried(second)
    assert [(given.gender, given.value, given.state, before) for given, before in trial.changed] == [
        (Gender.MEN, None, State.MISSING, Decimal(6))
    ]
    take(trial, make.MARCH + timedelta(days=1))
    assert Reading.objects.count() == 3
    assert tried(second)[1].readings == []


@pytest.mark.django_db
def test_values_of_units_where_one_may_not_write_are_refused(tmp_path: Path) -> None:
    municipality()
    define("a")
    _mapping, trial = tried(lines_of("indikator;enhet;år;värde\na;BUN;2024;5\na;LKPG;2024;6", tmp_path))

    mine = within(trial, ["BUN"])
    assert [given.unit for given in mine.readings] == ["BUN"]
    assert [fault.value for fault in mine.refused] == ["LKPG"]


def test_a_file_of_the_same_shape_is_known_again_next_year() -> None:
    one, two, other = ([Cells(1, ("Enhet", year, "Värde"))] for year in ("Utfall 2024", "Utfall 2025", "Mål"))

    assert shape_of(one, 1, 0) == shape_of(two, 1, 0)
    assert shape_of(one, 1, 0) != shape_of(other, 1, 0)
    assert shape_of(one, 1, 0) != shape_of(one, 1, 1)


def test_a_mapping_is_kept_and_comes_back_the_same() -> None:
    mapping = SheetMapping(3, (Column(Role.PLACE), Column(Role.IN, "2024")), 1, indicator="a", unit="BUN")

    assert SheetMapping.of(mapping.told()) == mapping


def test_a_file_that_holds_nothing_has_no_heading() -> None:
    assert heading_of([]) == 0


class Survey:
    """A source of a kind that comes later: it needs no more than this."""

    kind = SourceKind.SURVEY
    called = "Medarbetarenkäten 2026"

    def read(self) -> Iterable[Read | Fault]:
        yield Read(
            line=1, indicator="HME", place="Barn- och ungdomsnämnden", period="2026", value=Decimal(81), count=40
        )
        yield Read(line=2, indicator="HME", place="BUN", period="2025", value=None, state=State.SUPPRESSED)
        yield Fault(self.called, 3, "fråga", "x", "Okänd fråga.")


@pytest.mark.django_db
def test_a_survey_comes_through_the_same_door() -> None:
    municipality()
    define("hme", source_key="HME", source_kind=SourceKind.SURVEY)
    define("hme-gammal", name="HME")

    trial = try_out(Survey(), on=TODAY)
    take(trial)
    told = Reading.objects.order_by("period").values_list("indicator", "unit", "value", "state", "count")
    assert [*told] == [("hme", "BUN", Decimal(81), "", 40)]
    assert (trial.read, trial.unchanged, [fault.line for fault in trial.refused]) == (3, 1, [3])


@pytest.mark.parametrize("content", ["", "{}", '{"id": ["a"]}', '{"id": [], "value": 5, "dimension": {}}'])
def test_what_is_no_table_is_refused(tmp_path: Path, content: str) -> None:
    for name in ("x.json", "x.px"):
        (tmp_path / name).write_text(content)
        with pytest.raises(Refused):
            files.lines(tmp_path / name)
