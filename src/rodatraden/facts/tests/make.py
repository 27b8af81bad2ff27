"""A small table of facts: what things weigh, by name and year."""

from collections.abc import Sequence

from rodatraden.facts import asking, store
from rodatraden.facts.asking import Question
from rodatraden.facts.manifest import Receipt
from rodatraden.facts.store import Delivery
from rodatraden.facts.tables import Column, Copy, Kind, Table, Value

WEIGHTS = Table(
    name="weights",
    version=1,
    columns=[
        Column("name", Kind.TEXT, "what it is called"),
        Column("year", Kind.SMALL, "the year"),
        Column("val", Kind.NUMBER, "what it weighs; null: not known"),
        Column("note", Kind.TEXT, "a remark"),
    ],
    key=("name", "year"),
    order=("name", "year"),
    part=lambda key: str(key[0])[:1],
    copies={"by_year": Copy(("year", "name"))},
)

Row = tuple[Value, ...]


def deliver(*rows: Row, at: int = 1, dry_run: bool = False, source: str = "test") -> Receipt:
    return store.deliver(WEIGHTS, Delivery(rows, source, at), dry_run=dry_run)


def everything(*, known: int = 1000, copy: str = "") -> Sequence[Row]:
    question = Question("SELECT name, year, val, note FROM {rows} AS rows ORDER BY name, year", {}, copy=copy)
    return asking.ask(WEIGHTS, question, known=known)
