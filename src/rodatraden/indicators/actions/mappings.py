"""Remembering how files of one shape are read. Rows are added, never altered: the last counts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rodatraden.indicators import models
from rodatraden.journal import actions as journal


@transaction.atomic
def remember_mapping(*, shape: str, said: Mapping[str, Any], by: str, at: datetime) -> bool:
    """Keep how files of a shape are read, if it says something new; whether it does."""
    before = models.SheetReading.objects.filter(shape=shape).order_by("-recorded_at", "-pk").first()
    if before is not None and before.said == said:
        return False
    models.SheetReading.objects.create(shape=shape, said=dict(said), recorded_at=at)
    journal.record("indicators.mapping.remembered", of=shape[:12], by=by)
    return True
