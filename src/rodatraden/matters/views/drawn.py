"""How does a proposal look in the chart? What it touches, marked, with what is above and beside it; the rest folded."""

from dataclasses import replace

from django.http import HttpRequest

from rodatraden.matters.queries.whatif import WhatIf
from rodatraden.organisation.rules.addresses import unit_address
from rodatraden.organisation.rules.outline import Folds
from rodatraden.organisation.words.drawn import Place, Seen, Shown, chart_of, marks_drawn

_HERE = "kartan"
_CHANGES = "#andringar"


def chart(request: HttpRequest, scenario: WhatIf) -> Shown | None:
    """The chart with the proposal: each unit where it would stand, what ends where it stood. Nothing of no change.

    What is only proposed has no page of its own: its box leads to the changes.
    """
    found = scenario.difference
    if not found.marks:
        return None
    asked = request.GET
    kept = {name: asked.get(name, "") for name in ("slag", "andra")}
    place = Place(request.path, kept, Folds.asked(asked.get("oppna", ""), asked.get("stang", "")))
    units = {**found.before.units, **found.after.units}
    addresses = {code: unit_address(code) if code in found.before.units else _CHANGES for code in units}
    whole = replace(found.after, units=units)
    shown = chart_of(whole, place, marks=marks_drawn(found.marks), addresses=addresses, near=True)
    return replace(shown, boxes=tuple(_staying(box) for box in shown.boxes))


def _staying(box: Seen) -> Seen:
    """Folding leads back to the chart, not to the top of the page."""
    return replace(box, fold_address=f"{box.fold_address}#{_HERE}") if box.fold_address else box
