"""How is a composed report put together? The template's sections, with what people wrote and what the program knows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.utils import translation

from rodatraden.organisation import queries as organisation
from rodatraden.reports import models
from rodatraden.reports.composed import template
from rodatraden.reports.composed.asked import Asked, Sources
from rodatraden.reports.composed.blocks import Block, Prose, Section
from rodatraden.reports.composed.context import Document
from rodatraden.reports.composed.figures import FIGURES
from rodatraden.reports.composed.template import SectionPlan
from rodatraden.steering import queries as steering

LANGUAGE: Final = "sv"
"""A signed report is a record, and the record is Swedish."""


def build(
    *,
    version: models.ReportVersion,
    texts: Mapping[str, models.SectionText],
    tasks: Mapping[str, models.SectionTask],
    known: date,
    at: datetime,
) -> Document:
    """The report with the texts and tasks that count, its figures as of its day and as known on a day."""
    plan = template.shipped(version.template)
    with translation.override(LANGUAGE):
        asked = _asked(version, known)
        sections = tuple(_section(each, asked, texts.get(each.code), tasks.get(each.code)) for each in plan.sections)
    whose = organisation.municipality()
    followed = steering.round_with(version.round, known=known) if version.round else None
    return Document(
        report=version.report_id,
        template=plan.code,
        title=version.title,
        about=plan.about,
        source=plan.source,
        municipality=whose.name if whose else "",
        arms=whose.coat_of_arms if whose else "",
        unit=version.unit,
        unit_name=asked.name(version.unit) if version.unit else "",
        round=version.round,
        round_title=followed.title if followed else "",
        day=version.day,
        known=known,
        at=at,
        sections=sections,
        sources=asked.sources.listed(),
        waiting=_waiting(plan.sections, tasks),
    )


def _asked(version: models.ReportVersion, known: date) -> Asked:
    return Asked(
        unit=version.unit,
        round=version.round,
        day=version.day,
        known=known,
        units=organisation.units_and_relations(on=version.day, known=known),
        sources=Sources(),
    )


def _section(
    plan: SectionPlan, asked: Asked, text: models.SectionText | None, task: models.SectionTask | None
) -> Section:
    blocks: list[Block] = []
    if text and text.html:
        blocks.append(Prose(html=text.html))
    for content in plan.content:
        blocks += FIGURES[content](asked)
    writer = task.writer if task else ""
    return Section(code=plan.code, heading=plan.heading, level=plan.level, writer=writer, blocks=tuple(blocks))


def _waiting(plans: Sequence[SectionPlan], tasks: Mapping[str, models.SectionTask]) -> tuple[str, ...]:
    """The written sections that nobody has marked as ready."""
    ready = {code for code, task in tasks.items() if task.is_ready}
    return tuple(each.code for each in plans if each.is_written and each.code not in ready)
