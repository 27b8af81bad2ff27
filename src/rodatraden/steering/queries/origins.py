"""What are the goals and rounds called that something promised comes from, and are they there?"""

from collections.abc import Collection, Mapping
from datetime import date

from rodatraden.decisions.rules import Named
from rodatraden.indicators.queries import recorded_by
from rodatraden.steering import models
from rodatraden.steering.rules import goal_address, round_address


def goals_named(codes: Collection[str], known: date) -> Mapping[str, Named]:
    """The titles of some goals as known on a day. One query."""
    rows = models.Goal.objects.filter(code__in=list(codes), recorded_at__lt=recorded_by(known))
    told = rows.order_by("recorded_at", "pk").values_list("code", "title")
    return {code: Named(title, goal_address(code)) for code, title in told}


def goals_there(codes: Collection[str]) -> set[str]:
    """Those of some codes that are goals."""
    return set(models.Goal.objects.filter(code__in=list(codes)).values_list("code", flat=True))


def rounds_named(codes: Collection[str], known: date) -> Mapping[str, Named]:
    """The titles of some rounds as known on a day. One query."""
    rows = models.Round.objects.filter(code__in=list(codes), recorded_at__lt=recorded_by(known))
    told = rows.order_by("recorded_at", "pk").values_list("code", "title")
    return {code: Named(title, round_address(code)) for code, title in told}


def rounds_there(codes: Collection[str]) -> set[str]:
    """Those of some codes that are rounds."""
    return set(models.Round.objects.filter(code__in=list(codes)).values_list("code", flat=True))
