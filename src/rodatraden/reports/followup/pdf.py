"""How does the report become a PDF? Typst sets it from JSON: see `setting.pdf`."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from rodatraden.reports.followup import labels
from rodatraden.reports.followup.charts import Chart
from rodatraden.reports.followup.context import Context
from rodatraden.reports.followup.pieces import Presented
from rodatraden.reports.setting import pdf

TEMPLATE: Final = Path(__file__).parent / "followup.typ"


def render(context: Context, document: Presented, charts: Sequence[Chart]) -> bytes:
    """The PDF, in the words of the active language. The same context gives the same bytes. Raises pdf.NotSet."""
    drawn = [
        {"table": chart.table, "title": chart.title, "description": chart.description, "svg": chart.drawn().svg}
        for chart in charts
    ]
    report = json.dumps(
        {"document": asdict(document), "words": labels.of(context, document), "charts": drawn, "arms": context.arms},
        ensure_ascii=False,
    )
    return pdf.set_from(TEMPLATE, report, at=context.at)
