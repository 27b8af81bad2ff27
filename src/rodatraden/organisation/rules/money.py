"""Which changes can a decision make to who has which budget, without saying what a budget is (ADR 9)?"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from rodatraden.decisions.rules import kind
from rodatraden.files.columns import Code, Kronor
from rodatraden.organisation.rules.changes import Again, Begins
from rodatraden.organisation.rules.things import BudgetMove, Thing


@kind("budget.moved")
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetMoved(Begins):
    """Kronor a year move from one unit to another, on top of what has moved between them before."""

    again: ClassVar[Again] = Again.ON_TOP

    source: Annotated[Code, Field(alias="from")]
    target: Annotated[Code, Field(alias="to")]
    yearly_amount: Annotated[Kronor, Field(gt=0)]

    @property
    def subject(self) -> str:
        return f"budget:{self.source}:{self.target}"

    def apply(self, before: Thing | None, decision: str) -> BudgetMove:
        moved = before.yearly_amount if isinstance(before, BudgetMove) else 0
        return BudgetMove(self.source, self.target, moved + self.yearly_amount, decision)
