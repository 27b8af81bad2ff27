"""Whose words wait beside another's in a contribution?"""

from rodatraden.steering import models


def waiting_beside(code: str, unit: str) -> list[models.Aside]:
    """What waits beside a unit's texts in a round until someone has put it together, earliest first. One query."""
    rows = models.Aside.objects.filter(round=code, unit=unit, is_met=False)
    return list(rows.order_by("recorded_at", "pk"))
