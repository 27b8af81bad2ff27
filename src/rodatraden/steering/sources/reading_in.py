"""What would a sheet of the plan add, change and refuse, and what did it when it was read in?"""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.files import tables
from rodatraden.files.folders import Loaded
from rodatraden.organisation import queries as organisation
from rodatraden.steering.sources import plan
from rodatraden.steering.sources.rows import PlanRow


@transaction.atomic
def read_in(path: Path, *, by: str, at: datetime, is_trial: bool) -> Loaded:
    """Read one sheet: what holds is stored, what does not is listed line by line. A trial stores nothing at all."""
    lines, faults = tables.read(path, PlanRow)
    loaded = Loaded(_("The plan"), faults=faults)
    plan.store(lines, units=frozenset(organisation.unit_codes()), by=by, at=at, loaded=loaded)
    loaded.faults.sort(key=lambda fault: fault.line or 0)
    if is_trial:
        transaction.set_rollback(True)
    return loaded
