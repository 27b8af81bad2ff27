"""Decisions that adopt steering models, written shortly."""

from datetime import date
from typing import Any

from rodatraden.decisions import actions as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.actions import NewDecision
from rodatraden.decisions.rules import Change, Revocation, Right
from rodatraden.organisation.tests.make import AT, MUNICIPALITY
from rodatraden.organisation.tests.make import decisions as table
from rodatraden.steering.rules.model import CHANGE, ModelAdopted

_ASSEMBLY = "D0 | 2020-01-01 | | unit.established unit=KF kind=assembly parent=K"

SCALE = (
    {"code": "grön", "word": "på plats", "shape": "reached", "colour": "reached", "counts_as": "achieved"},
    {"code": "gul", "word": "nästan", "shape": "mostly", "colour": "partly", "counts_as": "partly"},
    {"code": "röd", "word": "kvar att göra", "shape": "missed", "colour": "missed", "counts_as": "not_achieved"},
    {"code": "vit", "word": "vet ej", "shape": "unmeasured", "colour": "unmeasured", "counts_as": "cannot_be_assessed"},
)


def terms(name: str = "A", **given: Any) -> ModelAdopted:
    """A model with two levels, the upper for the assembly and the board."""
    levels = (
        {"code": "mal", "name": "Mål", "owners": ["assembly", "board"]},
        {"code": "enhetsmal", "name": "Enhetsmål"},
    )
    scale = [{**each, "code": each["code"].translate(str.maketrans("öå", "oa"))} for each in SCALE]
    content = {"model": name, "name": f"Modell {name}", "levels": levels, "scale": scale, "calendar": ["tertial"]}
    found = decisions.adapter(CHANGE).validate_python(content | given)
    assert isinstance(found, ModelAdopted)
    return found


def adopted(code: str, on: str, model: ModelAdopted, *, decided: str = "") -> Change:
    """The change of a decision that adopts a model."""
    return Change(code, date.fromisoformat(decided or on), 0, date.fromisoformat(on), model)


def revoked(by: str, on: str, code: str, *, since: str = "") -> Revocation:
    """A decision takes back another."""
    return Revocation(by, date.fromisoformat(on), code, date.fromisoformat(since) if since else None)


def decision(code: str, on: str, model: ModelAdopted, *, by: str = "KF", **more: Any) -> NewDecision:
    """A decision of the assembly to adopt a model."""
    day = date.fromisoformat(on)
    return NewDecision(code, f"Beslut {code}", by, day, day, Right.LAW, changes=((day, model),), **more)


def an_organisation() -> None:
    """A municipality with an assembly, KF."""
    register.record_decisions(decisions=table(MUNICIPALITY, _ASSEMBLY), by="test", at=AT)


def record(*given: NewDecision) -> list[str]:
    """Record decisions."""
    return register.record_decisions(decisions=given, by="test", at=AT)
