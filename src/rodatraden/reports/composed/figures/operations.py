"""What the services are expected to cost against budget, and why."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from rodatraden.finance.rules import Kind
from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.blocks import Block, Heading, Missing
from rodatraden.reports.composed.figures import charting, money, reading


def blocks(asked: Asked) -> Sequence[Block]:
    """A table with sums, who is furthest from budget, the companies' budgets and forecasts, and the comments."""
    economy = reading.economy(asked)
    rows = money.rows_of(economy, Kind.OPERATIONS, asked) if economy else []
    if economy is None or not rows:
        return [Missing(text=_("There is no budget or forecast of its own for what the report is about."))]
    found: list[Block] = [
        money.table(economy, Kind.OPERATIONS, asked, caption=_("Operations %(year)d") % {"year": economy.year})
    ]
    bars = money.bars(rows)
    apart = [bar for bar in bars if bar.budget != bar.forecast]
    if len(apart) > 1:
        found.append(charting.against_budget(apart, title=_("How far from budget")))
    told = [bar for bar in bars if bar.budget]
    if len(told) > 1:
        found.append(charting.budget_and_forecast(told, title=_("Result: budget and forecast")))
    comments = money.comments(rows)
    return [*found, Heading(level=2, text=_("Why")), *comments] if comments else found
