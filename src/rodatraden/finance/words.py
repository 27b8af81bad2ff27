"""How do kinds, financing and columns read: for a person, and as the words of sheets and addresses?"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodatraden.finance.rules import DEVIATION, JOINT, SUM, SUM_OF_DEVIATIONS, Cell, Column, Financing, Kind

KIND_CODES: Final = {Kind.OPERATIONS: "drift", Kind.INVESTMENT: "investering"}
FINANCING_CODES: Final = {Financing.TAX: "skatt", Financing.FEE: "avgift", Financing.FINANCING: "finansiering"}
COLUMN_CODES: Final = {
    Column.BUDGET: "budget",
    Column.FORECAST: "prognos",
    Column.PREVIOUS: "foregaende",
    Column.DEVIATION: "avvikelse",
}
JOINT_CODE: Final = "samlat"
"""Sheets and addresses are in Swedish whatever language the reader has chosen: a link says the same thing forever."""

KINDS: Final[Mapping[Kind, Promise]] = {Kind.OPERATIONS: _("Operations"), Kind.INVESTMENT: _("Investments")}
"""As headings and labels."""

FINANCINGS: Final[Mapping[Financing, Promise]] = {
    Financing.TAX: _("tax-financed"),
    Financing.FEE: _("fee-financed"),
    Financing.FINANCING: _("financing"),
}
"""Inside a sentence or a cell."""

GROUPS: Final[Mapping[Financing, Promise]] = {
    Financing.TAX: _("Tax-financed services"),
    Financing.FEE: _("Fee-financed services"),
    Financing.FINANCING: _("The financing"),
}
"""As headings of groups of rows."""

SUMS: Final[Mapping[Financing, Promise]] = {
    Financing.TAX: _("Total tax-financed services"),
    Financing.FEE: _("Total fee-financed services"),
    Financing.FINANCING: _("Total financing"),
}
COMPARED: Final = _("only lines with both a budget and a forecast")
WHOLE: Final = _("The whole municipality")
JOINT_SURPLUS: Final = _("Joint surplus against budget")
JOINT_DEFICIT: Final = _("Joint deficit against budget")


def joint(value: Decimal | None) -> tuple[Promise, Decimal | None]:
    """The joint deviation as it is said: a surplus or a deficit, each of so much; the word tells which, no sign."""
    is_deficit = value is not None and value < 0
    return JOINT_DEFICIT if is_deficit else JOINT_SURPLUS, None if value is None else abs(value)


COLUMNS: Final[Mapping[Column, Promise]] = {
    Column.BUDGET: _("Budget %(year)d"),
    Column.FORECAST: _("Forecast %(year)d"),
    Column.PREVIOUS: _("Outcome %(year)d"),
    Column.DEVIATION: _("Deviation"),
}
"""With the year filled in by `column`."""

FORMULAS: Final[Mapping[str, Promise]] = {
    SUM: _("The sum of the amounts that are known."),
    DEVIATION: _("Forecast minus budget."),
    SUM_OF_DEVIATIONS: _("The sum of the deviations that are known."),
}


def column(which: Column, *, year: int, previous_year: int) -> str:
    """The heading of a column with its year."""
    return str(COLUMNS[which]) % {"year": previous_year if which is Column.PREVIOUS else year}


def label(heading: str, name: str, about: str) -> str:
    """A figure in words: Budget 2026: Socialnämnden, operations, tax-financed."""
    return f"{heading}: {name}, {about}"


def about(kind: Kind, financing: Financing | None = None) -> str:
    """Of which kind, and who pays where the name does not say so: operations, tax-financed."""
    return ", ".join([str(KINDS[kind]).lower(), *([str(FINANCINGS[financing])] if financing else [])])


def query(round_code: str, cell: Cell) -> dict[str, str]:
    """A figure as the parameters of an address, all but its unit."""
    if cell.joint:
        return {"round": round_code, "kolumn": JOINT_CODE}
    given = {
        "round": round_code,
        "slag": KIND_CODES[cell.kind],
        "finansiering": FINANCING_CODES[cell.financing] if cell.financing else "",
        "kolumn": COLUMN_CODES[cell.column],
        "jamforda": "1" if cell.compared else "",
    }
    return {name: value for name, value in given.items() if value}


def cell(given: Mapping[str, str]) -> Cell | None:
    """The figure that the parameters of an address mean; None when they mean none."""
    if given.get("kolumn") == JOINT_CODE:
        return JOINT
    kind = _by_code(KIND_CODES, given.get("slag"))
    column = _by_code(COLUMN_CODES, given.get("kolumn"))
    financing = _by_code(FINANCING_CODES, given.get("finansiering"))
    if kind is None or column is None or (given.get("enhet") and financing is None):
        return None
    compared = given.get("jamforda") == "1"
    if compared and (financing or given.get("enhet")):
        return None
    return Cell(kind, column, financing, given.get("enhet") or None, compared=compared)


_Enum = TypeVar("_Enum", Kind, Financing, Column)


def _by_code(codes: Mapping[_Enum, str], code: str | None) -> _Enum | None:
    return next((each for each, written in codes.items() if written == code), None)
