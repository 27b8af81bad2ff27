"""Which risks are in the register, as known on a day, who may read them, and in which plans are they checked?"""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from rodatraden.control import models
from rodatraden.control.queries.plans import adopted
from rodatraden.control.rules.plan import ControlItem, ControlPlanAdopted
from rodatraden.kernel.periods import end_of


def risks(*, on: date, known: date) -> QuerySet[models.RiskVersion]:
    """The risks that applied on a day, as known on a day, by unit and code."""
    rows = models.RiskVersion.objects.counting(end_of(known, timezone.get_default_timezone()))
    return rows.filter(valid_from__lte=on, valid_to__gt=on).order_by("unit", "risk_id")


def find_risk(code: str, *, known: date) -> models.RiskVersion | None:
    """A risk as it was told by a day, whether it applies or not."""
    rows = models.RiskVersion.objects.counting(end_of(known, timezone.get_default_timezone()))
    return rows.filter(risk_id=code).first()


def wordings(code: str, *, known: date) -> list[models.RiskVersion]:
    """Everything that was told of a risk by a day, earliest first."""
    rows = models.RiskVersion.objects.filter(risk_id=code)
    return list(
        rows.filter(recorded_at__lt=end_of(known, timezone.get_default_timezone())).order_by("recorded_at", "pk")
    )


def risk_codes() -> set[str]:
    """The codes of every risk that was ever told."""
    return set(models.Risk.objects.values_list("code", flat=True))


def checked_in(risk: str, *, known: date) -> list[tuple[str, int, ControlItem]]:
    """The items of adopted plans that check a risk: the body, the year and the item; the latest year first."""
    found = [
        (change.terms.unit, change.terms.year, item)
        for change in adopted()
        if isinstance(change.terms, ControlPlanAdopted) and change.decided_on <= known
        for item in change.terms.items
        if item.risk == risk
    ]
    return sorted(dict.fromkeys(found), key=lambda each: (-each[1], each[0], each[2].item))


def readable(
    rows: Iterable[models.RiskVersion], *, known: date, may_read: Callable[[str], bool]
) -> list[models.RiskVersion]:
    """The risks that a reader may see: those in an adopted plan are public, others the working material of a unit."""
    public = {
        item.risk
        for change in adopted()
        if isinstance(change.terms, ControlPlanAdopted) and change.decided_on <= known
        for item in change.terms.items
    }
    return [row for row in rows if row.risk_id in public or may_read(row.unit)]
