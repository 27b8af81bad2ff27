"""Municipality folders written by hand, and all that a database holds as plain values."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.db import models, transaction

from rodatraden.config import folder, slices
from rodatraden.files.faults import Refused
from rodatraden.files.folders import Loaded

EXAMPLES = Path(__file__).parents[4] / "examples"
AT = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
PASSING = {"id", "password", "last_login"}
"""Fields that are not the folder's to keep."""

MUNICIPALITY = """
code: norrby
name: Norrby kommun
root: NORRBY
fictional: true
accent: "#9b2226"
about: En kommun för prov.
sources:
  - Påhittad
"""

DECISION = """
code: KF-2020-001
title: Organisation 2020
decided_by: KF
decided_on: 2020-01-01
right: own
reasons: |
  Första stycket.

  Andra stycket.
changes:
  - {change: unit.established, unit: NORRBY, name: Norrby kommun, kind: municipality}
  - {change: unit.established, unit: KF, name: Kommunfullmäktige, kind: assembly, parent: NORRBY}
  - {change: unit.established, unit: KS, name: Kommunstyrelsen, kind: board, parent: KF}
  - {change: unit.established, unit: KLF, name: Kommunledningsförvaltningen, kind: administration, parent: KS}
  - {change: post.established, post: KD, title: Kommundirektör, unit: KLF, role: director, yearly_cost: "1450000,50"}
  - {change: post.established, post: HR, title: HR-chef, unit: KLF, role: manager, reports_to: KD}
  - {change: post.established, post: ADMIN, title: Systemförvaltare, unit: KLF, role: admin}
  - {change: relation.opened, relation: political, from: KS, to: KLF}
  - {change: group.formed, group: LG, name: Ledningsgruppen}
  - {change: group.joined, group: LG, post: KD, effective_on: 2020-02-01}
"""

PEOPLE = """konto;benämning;post;från;till
kd@norrby.example;Kommundirektör;KD;2020-01-01;
hr@norrby.example;HR-chef;HR;2020-01-01;2021-01-01
admin@norrby.example;Systemförvaltare;ADMIN;2020-01-01;
"""

ARMS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'

WHOLE: Mapping[str, str] = {
    "municipality.yaml": MUNICIPALITY + "coat_of_arms: vapen.svg\n",
    "decisions/KF-2020-001.yaml": DECISION,
    "people.csv": PEOPLE,
    "vapen.svg": ARMS,
}


def written(place: Path, files: Mapping[str, str] = WHOLE, **changed: str) -> Path:
    """A folder with some files; `changed` replaces texts, by the first word of the file's name."""
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(path.stem.split("-")[0], text))
    return place


def load(place: Path, *, dry_run: bool = False) -> list[Loaded]:
    return folder.load(place, by="test", at=AT, dry_run=dry_run)


def faults(place: Path) -> list[tuple[str, int | None, str, str]]:
    """Every fault of a folder: file, line, field, value."""
    try:
        load(place)
    except Refused as refused:
        return [(fault.file, fault.line, fault.field, fault.value) for fault in refused.faults]
    return []


def reasons(place: Path) -> list[str]:
    """Why a folder is refused."""
    try:
        load(place)
    except Refused as refused:
        return [fault.reason for fault in refused.faults]
    return []


@contextmanager
def fresh() -> Iterator[None]:
    """A database that is afterwards as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everything() -> dict[str, list[str]]:
    """All that the slices store but the journal, without what differs from one database to another."""
    own = [model for name in slices.BUILT if name != "journal" for model in _models(name)]
    told: dict[tuple[str, object], str] = {}
    return {model._meta.label: sorted(_plain(row, told) for row in _whole(model)) for model in own}


def _whole(model: type[models.Model]) -> models.QuerySet[models.Model]:
    keys = [field.name for field in model._meta.concrete_fields if field.is_relation]
    return model._default_manager.select_related(*keys) if keys else model._default_manager.all()


def _models(name: str) -> list[type[models.Model]]:
    return list(apps.get_app_config(name).get_models())


def _plain(row: models.Model, told: dict[tuple[str, object], str]) -> str:
    """The values of a row, with what it points at in place of keys."""
    key = (row._meta.label, row.pk)
    if key not in told:
        values = {
            field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name not in PASSING
        }
        plain = {
            name: _plain(value, told) if isinstance(value, models.Model) else value for name, value in values.items()
        }
        told[key] = repr(plain)
    return told[key]


def counts() -> dict[str, int]:
    """How many rows there are of each kind."""
    return {label: len(rows) for label, rows in everything().items()}
