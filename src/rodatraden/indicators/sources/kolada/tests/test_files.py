"""Are files from Kolada read as they are, with every trap named, and kept as they were known?"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rodatraden.files.faults import Refused
from rodatraden.indicators import models
from rodatraden.indicators.queries import kolada
from rodatraden.indicators.rules import Gender, SourceKind, State
from rodatraden.indicators.sources.kolada import files
from rodatraden.indicators.tests import make
from rodatraden.journal.models import Entry
from rodatraden.organisation import models as organisation

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SAMPLES = Path("/work/shared/samples/kolada")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def facts_folder(settings: Any, tmp_path: Path) -> None:
    settings.FACTS_FOLDER = tmp_path / "facts"


def value(number: object, gender: str = "T", **more: object) -> dict[str, object]:
    return {"gender": gender, "count": 1, "status": "", "value": number, "isdeleted": False, **more}


def row(*values: object, kpi: object = "N00945", place: object = "1489", period: object = 2024) -> dict[str, object]:
    return {"kpi": kpi, "municipality": place, "period": period, "values": list(values)}


def saved(tmp_path: Path, *rows: object, name: str = "svar.json") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps({"values": rows, "count": len(rows), "next_url": None}, indent=1))
    return path


def test_values_by_gender_and_what_is_missing_is_not_zero(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        row(value(31.5), value(None, "K", status="Missing"), value(0, "M")),
        row(value(12.0, status="Private"), period=2023),
        row(value(40.25, count=17), place="G92793"),
    )
    loaded = files.load(path, by="test", at=AT)

    found = kolada.of_place("1489", ["N00945"])["N00945"]
    assert [(each.period, each.gender, each.value, each.state) for each in found] == [
        (2023, Gender.ALL, None, State.SUPPRESSED),
        (2024, Gender.WOMEN, None, State.MISSING),
        (2024, Gender.MEN, 0.0, State.PLAIN),
        (2024, Gender.ALL, 31.5, State.PLAIN),
    ]
    assert kolada.of_group("G92793", "N00945")[0].count == 17
    assert [each[1:] for each in loaded.read] == [(5, 5)]
    assert loaded.refused == []


def test_each_value_that_does_not_hold_is_refused_at_its_line(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        row(value(1.0)),
        row(value(2.0), kpi="X1"),
        row(value(3.0), place="Alingsås"),
        row(value(4.0), period="2024"),
        row(value("5,0"), period=2020),
        row(value(6.0, "X"), period=2021),
        {"kpi": "N00945"},
        {**row(value(7.0)), "ou": "V15E1"},
    )
    loaded = files.load(path, by="test", at=AT)

    assert [fault.field for fault in loaded.refused] == [
        *("kpi", "municipality", "period", "value", "gender", "values", "ou"),
    ]
    lines = [fault.line for fault in loaded.refused]
    assert all(lines)
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert kolada.of_place("1489", ["N00945"])["N00945"][0].value == 1.0


def test_a_code_that_lost_its_nought_gets_it_back(tmp_path: Path) -> None:
    files.load(saved(tmp_path, row(value(1.0), place=114), row(value(2.0), place="115")), by="test", at=AT)

    assert kolada.everywhere("N00945") == {2024: {"0114": 1.0, "0115": 2.0}}


def test_the_same_value_twice_counts_once_and_another_one_is_refused(tmp_path: Path) -> None:
    loaded = files.load(saved(tmp_path, row(value(1.0)), row(value(1.0)), row(value(2.0))), by="test", at=AT)

    assert [each[1:] for each in loaded.read] == [(3, 2)]
    assert [fault.field for fault in loaded.refused] == ["value"]
    assert kolada.of_place("1489", ["N00945"])["N00945"][0].value == 1.0


def test_a_revised_value_keeps_the_old_one_as_it_was_known(tmp_path: Path) -> None:
    files.load(saved(tmp_path, row(value(1.0))), by="test", at=AT)
    files.load(saved(tmp_path, row(value(1.5)), row(value(2.0), period=2025)), by="test", at=LATER)
    again = files.load(saved(tmp_path, row(value(1.5))), by="test", at=datetime(2026, 11, 22, tzinfo=UTC))

    told = [kolada.of_place("1489", ["N00945"], known=date(2026, 11, day)).get("N00945", []) for day in (19, 20, 21)]
    assert [[each.value for each in values] for values in told] == [[], [1.0], [1.5, 2.0]]
    assert again.unchanged == 1
    assert Entry.objects.filter(code="indicators.kolada.taken_in").count() == 2


def test_a_trial_run_stores_nothing(tmp_path: Path) -> None:
    loaded = files.load(saved(tmp_path, row(value(1.0))), by="test", at=AT, dry_run=True)

    assert [each[1:] for each in loaded.read] == [(1, 1)]
    assert kolada.loaded() == {}
    assert not Entry.objects.exists()


def test_what_was_known_earlier_is_not_told_afterwards(tmp_path: Path) -> None:
    files.load(saved(tmp_path, row(value(1.0))), by="test", at=LATER)

    with pytest.raises(Refused):
        files.load(saved(tmp_path, row(value(2.0))), by="test", at=AT)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("svar.json", "{}"),
        ("svar.json", '{"values": []}'),
        ("svar.json", "inte json"),
        ("svar.txt", "N00945"),
        ("N00945.csv", "Kommun;Färg\nAle;röd\n"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(Refused):
        files.load(tmp_path / name, by="test", at=AT)


def test_a_table_with_names_instead_of_codes(tmp_path: Path) -> None:
    (tmp_path / "tabell.csv").write_text(
        "Variabelkod,Kommun,År,Värde\n"
        "N20014,Ale,2011,4842.79531235\n"
        "N20014,Upplands Väsby kommun,2011,\n"
        "N20014,114 Upplands Väsby,2010,10\n"
        'N20014,Vaxjo,2011,"12 345,5"\n'
        "N20014,Ankeborg,2011,5\n"
        "N20014,Ale,2012,ca 5\n"
        "N20014,Ale,i fjol,5\n"
        "Nettokostnad,Ale,2012,5\n"
    )
    loaded = files.load(tmp_path / "tabell.csv", by="test", at=AT)

    assert kolada.everywhere("N20014") == {
        2011: {"1440": 4842.79531235, "0114": None, "0780": 12345.5},
        2010: {"0114": 10.0},
    }
    assert [(fault.line, fault.value) for fault in loaded.refused] == [
        (6, "Ankeborg"),
        (7, "ca5"),
        (8, "i fjol"),
        (9, "Nettokostnad"),
    ]


def test_the_own_values_become_readings_of_the_indicator_that_rests_on_them(tmp_path: Path) -> None:
    organisation.Municipality.objects.create(
        code="al", name="Alingsås", root="A", national_code="1489", accent="#000000"
    )
    make.define(
        make.indicator("vab", source_kind=SourceKind.KOLADA, source_key="N00945", gender_split=True),
        make.indicator("smal", source_kind=SourceKind.KOLADA, source_key="N00945", highest=Decimal(20)),
    )
    rows = row(value(31.5), value(30.125, "K"), value(None, "M", status="Missing")), row(value(9.0), place="0180")
    loaded = files.load(saved(tmp_path, *rows), by="test", at=AT)
    files.load(saved(tmp_path, *rows), by="test", at=LATER)

    found = models.Reading.objects.order_by("gender")
    assert [(each.indicator, each.period, each.gender, each.value, each.state) for each in found] == [
        ("vab", "2024", "K", Decimal("30.125"), ""),
        ("vab", "2024", "M", None, "missing"),
        ("vab", "2024", "T", Decimal("31.5"), ""),
    ]
    assert found[0].source == "Källa: Kolada, N00945"
    assert any("smal" in remark for remark in loaded.remarks)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="The samples are not here: /work/shared/samples/kolada")
@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("v3_2026-03/data_N00945_N0370x.json", 303),
        ("kungsbacka_grundskola_2026-09.json", 36),
        ("kld_2013/xls_export/N00093.xls", 1638),
        ("kld_2013/xls_export/N20014.xls", 3866),
    ],
)
def test_the_real_files_are_read_whole(name: str, kept: int) -> None:
    loaded = files.load(SAMPLES / name, by="test", at=AT, dry_run=True)

    assert loaded.refused == []
    assert [each[1:] for each in loaded.read] == [(kept, kept)]
