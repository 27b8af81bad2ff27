"""A list of units and posts: the municipality's own organisation.xlsx, or what the system for staff gives each year."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

from django.utils.translation import gettext as _
from pydantic import BeforeValidator, Field

from rodatraden.files import tables
from rodatraden.files.columns import Code, Column, Count, Degree, Kronor, Staff
from rodatraden.files.columns import Line as Words
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.tables import Line
from rodatraden.organisation.rules.stated import Stated, StatedPost, StatedUnit
from rodatraden.organisation.rules.things import Role, UnitKind


class Sort(StrEnum):
    """What a line is about."""

    UNIT = "enhet"
    POST = "befattning"


KINDS: Final[Mapping[str, UnitKind]] = {
    "kommun": UnitKind.MUNICIPALITY,
    "fullmäktige": UnitKind.ASSEMBLY,
    "styrelse": UnitKind.BOARD,
    "nämnd": UnitKind.COMMITTEE,
    "förvaltning": UnitKind.ADMINISTRATION,
    "bolag": UnitKind.COMPANY,
    "kommunalförbund": UnitKind.FEDERATION,
    "avdelning": UnitKind.DEPARTMENT,
    "enhet": UnitKind.UNIT,
    "team": UnitKind.TEAM,
}
ROLES: Final[Mapping[str, Role]] = {
    "medarbetare": Role.EMPLOYEE,
    "chef": Role.MANAGER,
    "förvaltningschef": Role.HEAD,
    "controller": Role.CONTROLLER,
    "kommundirektör": Role.DIRECTOR,
    "förtroendevald": Role.POLITICIAN,
    "revisor": Role.AUDITOR,
    "systemförvaltare": Role.ADMIN,
}

_BOTH: Final = f"För en enhet: {', '.join(KINDS)}. För en befattning: {', '.join(ROLES)}."


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class StatedRow:
    """One unit or one post."""

    sort: Annotated[Sort, BeforeValidator(_lower), Column("sort", "enhet eller befattning.")]
    code: Annotated[Code, Column("kod", "Enhetens eller befattningens kod.")]
    name: Annotated[Words, Column("namn", "Enhetens namn eller befattningens titel.")]
    kind: Annotated[str | None, BeforeValidator(_lower), Column("slag", f"{_BOTH} Tomt: som förut.")] = None
    above: Annotated[Code | None, Column("under", "Enheten ovanför, eller enheten som befattningen hör till.")] = None
    reports_to: Annotated[Code | None, Column("rapporterar till", "Befattningen ovanför. Tomt: som förut.")] = None
    yearly_cost: Annotated[
        Annotated[Kronor, Field(ge=0)] | None, Column("årskostnad", "Befattningens kostnad, kronor om året.")
    ] = None
    degree: Annotated[Degree | None, Column("sysselsättningsgrad", "Procent av heltid. Tomt: som förut.")] = None
    headcount: Annotated[Count | None, Column("anställda", "Hur många enheten själv har anställda.")] = None
    fte: Annotated[Staff | None, Column("årsarbetare", "Detsamma räknat i heltider.")] = None


def read(path: Path) -> list[tuple[Line[StatedRow], Stated]]:
    """What each line states. Raises Refused with every fault."""
    lines, faults = tables.read(path, StatedRow)
    first: dict[str, int] = {}
    told: list[tuple[Line[StatedRow], Stated]] = []
    for line in lines:
        before = first.setdefault(line.row.code, line.number)
        if before != line.number:
            faults.append(line.fault("code", _("The code stands on line %(line)d too.") % {"line": before}))
            continue
        stated = _unit(line) if line.row.sort is Sort.UNIT else _post(line)
        if isinstance(stated, Fault):
            faults.append(stated)
        else:
            told.append((line, stated))
    if faults:
        raise Refused(faults)
    return told


def _unit(line: Line[StatedRow]) -> StatedUnit | Fault:
    row = line.row
    kind = _word(line, KINDS)
    if isinstance(kind, Fault):
        return kind
    if row.fte is not None and row.headcount is None:
        return line.fault("headcount", _("Full-time equivalents need the number of employees beside them."))
    return StatedUnit(code=row.code, name=row.name, kind=kind, parent=row.above, headcount=row.headcount, fte=row.fte)


def _post(line: Line[StatedRow]) -> StatedPost | Fault:
    row = line.row
    role = _word(line, ROLES)
    if isinstance(role, Fault):
        return role
    if row.above is None:
        return line.fault("above", _("A post must stand in a unit."))
    return StatedPost(
        code=row.code,
        title=row.name,
        unit=row.above,
        role=role,
        reports_to=row.reports_to,
        yearly_cost=row.yearly_cost,
        degree=row.degree,
    )


Meaning = TypeVar("Meaning", UnitKind, Role)


def _word(line: Line[StatedRow], words: Mapping[str, Meaning]) -> Meaning | Fault | None:
    word = line.row.kind
    if not word or word in words:
        return words[word] if word else None
    return line.fault("kind", _("Must be one of: %(expected)s.") % {"expected": ", ".join(words)})


SCHEMA: Final[type[Any]] = StatedRow
"""What the template is made from."""
