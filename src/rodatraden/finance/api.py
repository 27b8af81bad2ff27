"""The economy of a round as JSON."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from rodatraden.finance import queries
from rodatraden.finance.rules import Column, Financing, Line, Statement
from rodatraden.finance.words import KIND_CODES
from rodatraden.kernel.figures import Figure
from rodatraden.ui.pages import days_of

router = Router(tags=["Ekonomi"])


class AmountsOut(Schema):
    """Amounts in kronor with two decimals, as strings; null when nothing is known. deviation = forecast − budget."""

    budget: str | None
    forecast: str | None
    previous: str | None
    deviation: str | None


class RowOut(AmountsOut):
    """One unit's line. Operations (drift) are results, surplus plus; investments (investering) are what they cost."""

    unit: str
    name: str
    kind: Literal["drift", "investering"]
    financing: Financing
    comment: str


class SumsOut(Schema):
    """The sums of one kind: tax-financed, fee-financed, the financing, and the whole municipality."""

    tax: AmountsOut
    fee: AmountsOut
    financing: AmountsOut
    whole: AmountsOut


class EconomyOut(Schema):
    """A round's forecast as known on the day asked for."""

    round: str
    on: date
    known: date
    year: int
    previous_year: int
    rows: list[RowOut]
    sums: dict[Literal["drift", "investering"], SumsOut]
    joint_surplus: str | None


class NoSuchRoundOut(Schema):
    """Why there is no answer, and the rounds that there are."""

    detail: str
    rounds: list[str]


@router.get(
    "/ekonomi.json",
    response={200: EconomyOut, 404: NoSuchRoundOut},
    summary="Budget, prognos och avvikelse i en uppföljningsomgång",
)
def economy(request: HttpRequest, round: str = "") -> Status[Mapping[str, Any]]:  # noqa: A002 – as in the address
    """Every unit's line and the sums; the latest round with forecasts when none is asked for."""
    days = days_of(request)
    rounds = list(queries.occasions(known=min(days.on, days.known)).values_list("round", flat=True))
    try:
        found = queries.economy(round_code=round or next(iter(rounds), ""), known=days.known, on=days.on)
    except queries.UnknownRound:
        return Status(404, {"detail": _("There is no such round."), "rounds": rounds})
    statements = (found.operations, found.investments)
    answer = {
        "round": found.round,
        "on": days.on,
        "known": days.known,
        "year": found.year,
        "previous_year": found.previous_year,
        "rows": [row for statement in statements for row in _rows(statement)],
        "sums": {KIND_CODES[statement.kind]: _sums(statement) for statement in statements},
        "joint_surplus": _text(found.joint_surplus),
    }
    return Status(200, answer)


def _rows(statement: Statement) -> list[dict[str, Any]]:
    return [
        {
            "unit": row.unit,
            "name": row.name,
            "kind": KIND_CODES[statement.kind],
            "financing": row.financing,
            **_amounts(row),
            "comment": row.comment,
        }
        for row in statement.rows
    ]


def _sums(statement: Statement) -> dict[str, dict[str, str | None]]:
    lines = {each.value: _amounts(statement.sum_of(each)) for each in Financing}
    return {**lines, "whole": _amounts(statement.whole)}


def _amounts(line: Line) -> dict[str, str | None]:
    return {column.value: _text(line.figure(column)) for column in Column}


def _text(figure: Figure) -> str | None:
    return None if figure.value is None else f"{figure.value.quantize(Decimal('0.01')):f}"
