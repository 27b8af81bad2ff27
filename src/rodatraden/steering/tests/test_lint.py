"""What is broken about a goal, and which goals are really activities?"""

import pytest

from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering.rules import lint
from rodatraden.steering.rules.lint import Flaw, Looked
from rodatraden.steering.rules.model import BUILT_IN, Model
from rodatraden.steering.tests.adopting import terms

MODEL = Model(terms(), "KF-1")


def goal(code: str = "g", level: str = "Mål", kind: UnitKind | None = UnitKind.ASSEMBLY, **more: object) -> Looked:
    given = {"title": "Alla elever klarar skolan", "unit": "KF", "indicators": ("betyg",), **more}
    return Looked(code=code, level=level, kind=kind, **given)  # type: ignore[arg-type]  # written shortly


def flaws(*goals: Looked, model: Model = MODEL) -> dict[str, list[Flaw]]:
    return {code: [each.flaw for each in found] for code, found in lint.broken_goals(goals, model).items()}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Ta fram en plan för skolskjuts", "Ta fram en plan för"),
        ("Vi ska utarbeta riktlinjer", "utarbeta riktlinjer"),
        ("En ny strategi ska antas under året", "En ny strategi ska antas"),
        ("Näringslivsprogrammet ska revideras", "Näringslivsprogrammet ska revideras"),
        ("Att genomföra en medborgardialog", "genomföra en medborgardialog"),
        ("Alla elever klarar skolan", ""),
        ("Framtidens stad tar form", ""),
        ("Färre faller i hemmet", ""),
        ("En plats att växa på", ""),
        ("Invånarna skriver sina egna berättelser", ""),
    ],
)
def test_a_goal_that_tells_what_is_to_be_done_reads_like_an_activity(title: str, words: str) -> None:
    assert lint.reads_like_an_activity(title) == words


def test_a_goal_of_the_assembly_that_nobody_carries_is_broken() -> None:
    assert flaws(goal()) == {"g": [Flaw.NOT_CARRIED]}
    assert flaws(goal(carriers=("BUN",))) == {}
    below = goal("b", "Enhetsmål", UnitKind.COMMITTEE, lines_up=("other", "g"))
    assert flaws(goal(), below) == {}


def test_a_goal_without_indicators_must_say_how_it_is_judged_unless_it_only_holds_others() -> None:
    below = goal("b", "Enhetsmål", UnitKind.COMMITTEE, lines_up=("g",), indicators=())

    assert flaws(goal(indicators=()), below) == {"b": [Flaw.NO_MEASURE]}
    assert flaws(goal(indicators=()), goal("b", "Enhetsmål", UnitKind.TEAM, lines_up=("g",), judged_by="Dialog")) == {}


def test_a_goal_whose_owner_is_gone_is_broken() -> None:
    assert flaws(goal("b", "Enhetsmål", None, lines_up=("g",))) == {"b": [Flaw.NO_OWNER]}


def test_the_model_in_force_says_who_may_own_a_level_and_what_stands_loose() -> None:
    assert flaws(goal(kind=UnitKind.TEAM, carriers=("BUN",))) == {"g": [Flaw.WRONG_OWNER]}
    assert flaws(goal(level="Delmål", lines_up=("x",), kind=UnitKind.TEAM)) == {"g": [Flaw.NO_LEVEL]}
    assert flaws(goal(level="Enhetsmål", kind=UnitKind.TEAM)) == {"g": [Flaw.LOOSE]}


def test_without_a_model_any_level_will_do() -> None:
    assert flaws(goal(level="Vad som helst", kind=UnitKind.TEAM), model=BUILT_IN) == {}
    assert flaws(goal(level="Vad som helst"), model=BUILT_IN) == {"g": [Flaw.NOT_CARRIED]}
