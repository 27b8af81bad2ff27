"""Is it late, by how many days, and has it been told back?"""

from dataclasses import dataclass
from datetime import date

from rodatraden.commitments.rules.codes import FINISHED, Reporting, State


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands on a day. `days` are left to its last day; below zero they have passed; None without a last day."""

    state: State
    reporting: Reporting
    days: int | None = None

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in FINISHED

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed and it isn't finished."""
        return self.days is not None and self.days < 0 and not self.is_finished

    @property
    def days_late(self) -> int:
        """How many days have passed since its last; 0 when it isn't late."""
        return -self.days if self.days is not None and self.is_late else 0

    @property
    def is_settled(self) -> bool:
        """Whether nobody owes anything more: it is finished, and told back where that was asked."""
        return self.is_finished and self.reporting in {Reporting.NOT_ASKED, Reporting.GIVEN}


def standing(state: State, *, due: date | None, reporting: Reporting, on: date) -> Standing:
    """How it stands on a day. The last day belongs to the time there is."""
    return Standing(state, reporting, (due - on).days if due else None)


def reporting(*, report_to: str, report_by: date | None, is_settled: bool, on: date) -> Reporting:
    """How it stands with telling back: asked by a body, until a day, and settled when the body has said so."""
    if not report_to:
        return Reporting.NOT_ASKED
    if is_settled:
        return Reporting.GIVEN
    return Reporting.LATE if report_by and report_by < on else Reporting.WAITS
