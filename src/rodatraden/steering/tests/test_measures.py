from decimal import Decimal
from pathlib import Path

import pytest

from rodatraden.indicators.models import Indicator, Reading, Target
from rodatraden.indicators.rules import Consolidation, Gender, SourceKind, Standing, State
from rodatraden.steering import models
from rodatraden.steering.sources import folder
from rodatraden.steering.tests import make

PLAN = """
    typ;kod;namn;under;enhet;måttenhet;riktning;period;operator;målvärde;tolerans;basvärde;basperiod;könsuppdelad;sammanvägning;vikter;ansvarig;källslag;källnyckel;omprövas;från
    mål;kunskap;Alla lyckas;;BUN;;;;;;;;;;;;;;;;2025-01-01
    indikator;franvaro;Sjukfrånvaro;kunskap;BUN;%;ned;;;;;6,5;2023;ja;vägt medel;timmar;CHEF;kolada;N00090;2027-01-01;2025-01-01
    målvärde;franvaro;;;;;;2025;<=;6;0,5;;;;;;;;;;
    indikator;timmar;Arbetade timmar;;BUN;h;upp;;;;;;;;summa;;;redovisning;;;2025-01-01
"""
READINGS = """
    indikator;enhet;period;värde;kön;ställning;läge;antal;registrerad
    franvaro;;2025;6,2;;;preliminärt;412;2026-01-20T08:30:00+01:00
    franvaro;;2025;6,9;K;;;380;2026-01-20T08:30:00+01:00
    franvaro;;2025;;M;;dolt;;2026-01-20T08:30:00+01:00
    franvaro;;2025;6,3;;uträknat;;;2026-01-20T08:30:00+01:00
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _norrvik() -> None:
    make.municipality()


def test_a_plan_says_what_a_measure_is(tmp_path: Path) -> None:
    assert make.load(tmp_path, plan=PLAN, readings=READINGS).faults == []

    franvaro, timmar = Indicator.objects.order_by("code")
    assert (franvaro.base_value, franvaro.base_period, franvaro.gender_split) == (Decimal("6.5"), "2023", True)
    assert (franvaro.consolidation, franvaro.weights) == (Consolidation.WEIGHTED_MEAN, "timmar")
    assert (franvaro.post, franvaro.source_kind, franvaro.source_key) == ("CHEF", SourceKind.KOLADA, "N00090")
    assert str(franvaro.sunset) == "2027-01-01"
    assert timmar.consolidation == Consolidation.SUM
    assert Target.objects.get().tolerance == 0.5
    told = Reading.objects.order_by("pk").values_list("gender", "standing", "state", "count")
    assert [*told] == [
        (Gender.ALL, Standing.PUBLISHED, State.PRELIMINARY, 412),
        (Gender.WOMEN, Standing.PUBLISHED, State.PLAIN, 380),
        (Gender.MEN, Standing.PUBLISHED, State.SUPPRESSED, None),
        (Gender.ALL, Standing.COMPUTED, State.PLAIN, None),
    ]


def test_what_a_measure_is_comes_back_the_same(tmp_path: Path) -> None:
    make.load(tmp_path, plan=PLAN, readings=READINGS)
    one, two = tmp_path / "one", tmp_path / "two"
    for each in (one, two):
        each.mkdir()
    folder.export(one)
    for model in (models.Goal, Indicator, Target, Reading):
        model.objects.all().delete()

    assert folder.load(one, by="test", at=make.NOW).faults == []
    folder.export(two)
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in two.iterdir()
    }


def test_an_indicator_may_stand_on_its_own_and_come_under_a_goal_later(tmp_path: Path) -> None:
    alone = "typ;kod;namn;enhet;riktning;från\nindikator;egen;Egen;BUN;upp;2025-01-01"
    make.load(tmp_path, plan=alone)
    goal = (
        "typ;kod;namn;under;enhet;riktning;från\nmål;m;Mål;;BUN;;2025-01-01\nindikator;egen;Egen;m;BUN;upp;2025-01-01"
    )
    make.load(tmp_path, make.LATE, plan=goal)

    place = tmp_path / "out"
    place.mkdir()
    folder.export(place)
    told = [line.split(";")[:4] for line in (place / "plan.csv").read_text("utf-8-sig").splitlines()[1:]]
    assert told == [["mål", "m", "Mål", ""], ["indikator", "egen", "Egen", ""], ["indikator", "egen", "Egen", "m"]]
    assert folder.load(place, by="test", at=make.LATE).added == []


@pytest.mark.parametrize(
    ("measure", "made", "weights", "field"),
    [
        ("%", "summa", "", "sammanvägning"),
        ("antal per invånare", "summa", "", "sammanvägning"),
        ("%", "vägt medel", "", "sammanvägning"),
        ("%", "vägt medel", "egen", "vikter"),
        ("%", "vägt medel", "ingen-sadan", "vikter"),
        ("kr", "summa", "egen", "vikter"),
    ],
)
def test_a_whole_that_cant_be_made_is_refused(
    tmp_path: Path, measure: str, made: str, weights: str, field: str
) -> None:
    heading = "typ;kod;namn;enhet;riktning;från;måttenhet;sammanvägning;vikter"
    loaded = make.load(tmp_path, plan=f"{heading}\nindikator;egen;Egen;BUN;upp;2025-01-01;{measure};{made};{weights}")

    assert [(fault.line, fault.field) for fault in loaded.faults] == [(2, field)]
    assert not Indicator.objects.exists()


def test_what_is_missing_has_no_value(tmp_path: Path) -> None:
    make.load(tmp_path, plan=PLAN)
    loaded = make.load(tmp_path, readings="indikator;period;värde;läge\nfranvaro;2025;6;saknas")

    assert [(fault.line, fault.field) for fault in loaded.faults] == [(2, "värde")]
