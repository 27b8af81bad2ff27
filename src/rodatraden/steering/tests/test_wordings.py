from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.indicators.models import Indicator, Target
from rodatraden.indicators.tests import make as indicators
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import actions, models, queries
from rodatraden.steering.actions import Entry, NewGoal, NewLink, Place
from rodatraden.steering.rules import Stage, Status
from rodatraden.steering.sources import folder
from rodatraden.steering.tests import make
from rodatraden.steering.tests.test_folder import PLAN, READINGS, ROUNDS, faults, forget

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _norrvik() -> None:
    make.municipality()


HISTORY = """
    typ;kod;namn;under;enhet;riktning;period;operator;målvärde;från;plats;registrerad
    mål;vision;Norrvik 2035;;NORRVIK;;;;;2023-01-01;;2022-12-01T09:00:00+01:00
    mål;kunskap;Alla lyckas;vision;BUN;;;;;2025-01-01;2;2024-12-01T09:00:00+01:00
    mål;kunskap;Alla barn lyckas;vision;SN;;;;;2025-01-01;;2026-03-01T09:00:00+01:00
    mål;trygg;Alla är trygga;vision;BUN;;;;;2025-01-01;;2024-12-01T09:00:00+01:00
    indikator;betyg;Betyg;kunskap;BUN;ned;;;;2025-01-01;;2024-12-01T09:00:00+01:00
    indikator;betyg;Betyg;trygg;BUN;ned;;;;2025-01-01;;2026-02-01T09:00:00+01:00
    indikator;betyg;Betyget;trygg;BUN;ned;;;;2025-01-01;;2026-04-01T09:00:00+02:00
    målvärde;betyg;;;;;2025;<;2;;;2024-12-01T09:00:00+01:00
    målvärde;betyg;;;;;2025;<;1;;;2026-04-01T09:00:00+02:00
"""
MOVED = """
    kod;titel;period;år;jämförelseår;mätperiod;senast;registrerad
    u-1;Uppföljning;2026-04;2026;2025;2025;2026-05-13;2026-04-01T09:00:00+02:00
    u-1;Uppföljning;2026-04;2026;2025;2025;2026-05-20;2026-05-01T09:00:00+02:00
"""


def test_a_plan_comes_with_every_wording_that_it_has_had(tmp_path: Path) -> None:
    assert make.load(tmp_path, plan=HISTORY, rounds=MOVED).faults == []

    told = [(row.recorded_at.month, row.title, row.unit, row.linked) for row in queries.wordings()["kunskap"]]
    assert told == [
        (12, "Alla lyckas", "BUN", ["betyg"]),
        (2, "Alla lyckas", "BUN", []),
        (3, "Alla barn lyckas", "SN", []),
    ]
    assert [row.linked for row in queries.wordings()["trygg"]] == [[], ["betyg"]]
    assert [row.name for row in Indicator.objects.order_by("recorded_at")] == ["Betyg", "Betyget"]
    assert [row.value for row in Target.objects.order_by("recorded_at")] == [2, 1]
    assert [row.deadline.day for row in models.Round.objects.order_by("recorded_at")] == [13, 20]
    again = folder.load(tmp_path, by="test", at=make.LATE)
    assert (again.faults, again.added, again.changed) == ([], [], [])


def test_a_line_that_was_changed_at_its_own_instant_is_a_fault_and_without_instant_a_new_wording(
    tmp_path: Path,
) -> None:
    make.load(tmp_path, plan=HISTORY, rounds=MOVED)
    other = HISTORY.replace("<;1;", "<;3;").replace("Alla är trygga", "Trygga").replace("Norrvik 2035", "Norrvik 2040")
    assert faults(tmp_path, plan=other, rounds=MOVED.replace("2026-05-20", "2026-05-21")) == [
        ("plan.csv", 10, "registrerad", "2026-04-01 09:00:00+02:00"),
        ("plan.csv", 2, "registrerad", "2022-12-01 09:00:00+01:00"),
        ("plan.csv", 5, "registrerad", "2024-12-01 09:00:00+01:00"),
        ("rounds.csv", 3, "registrerad", "2026-05-01 09:00:00+02:00"),
    ]

    forget()
    make.load(tmp_path, plan=PLAN, rounds=ROUNDS)
    done = make.load(tmp_path, make.LATE, plan=PLAN.replace("Alla lyckas", "Lyckas"), rounds=ROUNDS.replace("13", "14"))
    assert (done.faults, done.added, done.changed) == ([], [], ["mål kunskap", "omgång u-1"])
    assert [row.title for row in queries.wordings()["kunskap"]] == ["Alla lyckas", "Lyckas"]


def test_goals_that_once_stood_in_a_ring_are_a_fault(tmp_path: Path) -> None:
    ring = """
        typ;kod;namn;under;enhet;från;registrerad
        mål;a;A;;BUN;2025-01-01;2025-01-01T09:00:00+01:00
        mål;b;B;a;BUN;2025-01-01;2025-01-01T09:00:00+01:00
        mål;a;A;b;BUN;2025-01-01;2025-02-01T09:00:00+01:00
        mål;b;B;;BUN;2025-01-01;2025-03-01T09:00:00+01:00
    """
    assert ("plan.csv", 4, "under", "b") in faults(tmp_path, plan=ring)


def test_a_folder_loaded_again_does_not_take_back_what_was_said_since(tmp_path: Path) -> None:
    said = "omgång;enhet;mål;bedömning;skäl;text\nu-1;BUN;kunskap;delvis;På god väg.;Målet."
    handed_in = "omgång;enhet;läge\nu-1;BUN;utkast"
    make.load(tmp_path, plan=PLAN, readings=READINGS, rounds=ROUNDS, followup=said, submissions=handed_in)
    place = Place(queries.rounds(known=FOREVER)[0], "BUN")
    text = models.Text.objects.get()
    entry = Entry(goal="kunskap", text="Nytt.", seen=text.pk, assessed=Status.ACHIEVED, reason="Nådde fram.")
    actions.submit(place=place, handed=actions.Handed([entry]), by="test", at=make.LATE, post="")

    again = folder.load(tmp_path, by="test", at=make.LATE + timedelta(days=1))
    assert (again.faults, again.added) == ([], [])
    assert models.Assessment.objects.latest("recorded_at").status == Status.ACHIEVED
    assert (models.Assessment.objects.count(), models.Text.objects.count()) == (2, 2)
    assert models.Submission.objects.latest("recorded_at").stage == Stage.DONE


INSTANTS = [make.EARLY + timedelta(days=number) for number in range(5)]


@st.composite
def plans(draw: st.DrawFn) -> list[tuple[datetime, list[NewGoal], list[NewLink], int]]:
    """What is handed in at some instants: goals under a vision, their indicators, and a target."""
    codes, sorts = ("a", "b", "c"), ("x", "y", "z")
    found = []
    for at in draw(st.lists(st.sampled_from(INSTANTS), unique=True, max_size=4).map(sorted)):
        goals = [
            replace(
                make.goal(code, draw(st.sampled_from(["BUN", "SN"])), position=draw(st.integers(0, 3))),
                title=draw(st.sampled_from(["Ett", "Två"])),
                parent=draw(st.sampled_from(["", "vision"])),
            )
            for code in draw(st.lists(st.sampled_from(codes), unique=True))
        ]
        links = [
            NewLink(goal=draw(st.sampled_from(codes)), indicator=sort, position=draw(st.integers(0, 3)))
            for sort in draw(st.lists(st.sampled_from(sorts), unique=True))
        ]
        found.append((at, goals, links, draw(st.integers(1, 3))))
    return found


def recorded() -> list[list[tuple[object, ...]]]:
    """All that is recorded of the plan."""
    kept = []
    for model in (models.Goal, Indicator, Target):
        names = [field.name for field in model._meta.concrete_fields if field.name != "id"]
        rows = model._default_manager.order_by(names[0], "recorded_at")
        kept.append([tuple(getattr(row, name) for name in names) for row in rows])
    return kept


@given(plans())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_of_a_plan_comes_back_from_its_export(
    told: list[tuple[datetime, list[NewGoal], list[NewLink], int]],
) -> None:
    with transaction.atomic(), TemporaryDirectory() as place:
        sorts = ("x", "y", "z")
        indicators.define(*(indicators.indicator(code) for code in sorts))
        first = [make.goal(code) for code in ("vision", "a", "b", "c")]
        links = [NewLink(goal="a", indicator=code, position=number) for number, code in enumerate(sorts)]
        actions.set_plan(goals=first, links=links, by="test", at=indicators.DECEMBER)
        for at, goals, linked, value in told:
            indicators.define(*(indicators.indicator(sorts[value - 1], name=f"I{value}") for _once in goals[:1]), at=at)
            indicators.aim(indicators.target("x", f">= {value}"), at=at)
            actions.set_plan(goals=goals, links=linked, by="test", at=at)
        before = recorded()
        folder.export(Path(place))
        again = folder.load(Path(place), by="test", at=make.LATE)
        assert (again.faults, again.added, again.changed) == ([], [], [])
        forget()
        assert folder.load(Path(place), by="test", at=make.LATE).faults == []
        assert recorded() == before
        transaction.set_rollback(True)
