"""What is invested against budget, and why some of it becomes dearer or later."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from rodatraden.finance.rules import Kind
from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.blocks import Block, Heading, Missing
from rodatraden.reports.composed.figures import charting, money, reading


def blocks(asked: Asked) -> Sequence[Block]:
    """A table with sums, budget beside forecast as a chart, and the comments."""
    economy = reading.economy(asked)
    rows = money.rows_of(economy, Kind.INVESTMENT, asked) if economy else []
    if economy is None or not rows:
        return [Missing(text=_("There are no investments of its own for what the report is about."))]
    found: list[Block] = [
        money.table(economy, Kind.INVESTMENT, asked, caption=_("Investments %(year)d") % {"year": economy.year})
    ]
    bars = [bar for bar in money.bars(rows) if bar.budget or bar.forecast]
    if len(bars) > 1:
        found.append(charting.budget_and_forecast(bars, title=_("Investments: budget and forecast")))
    comments = money.comments(rows)
    return [*found, Heading(level=2, text=_("Why")), *comments] if comments else found
