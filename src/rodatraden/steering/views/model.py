"""The steering model of the day: its levels, scale and rules, the decision that adopted it, and those before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.decisions import models as register
from rodatraden.files.writing import plain
from rodatraden.organisation import words as organisation_words
from rodatraden.steering import queries, words
from rodatraden.steering.queries import models
from rodatraden.steering.rules.model import Level, Model, ScaleStep
from rodatraden.steering.sources import shipped
from rodatraden.ui import formats, tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Sign, Step
from rodatraden.ui.tables import Column, Form, Row, Table


@dataclass(frozen=True, slots=True)
class ShownLevel:
    """A level of the picture: its name, who may own a goal there, and how many goals stand there on the day."""

    level: Level
    owners: str
    goals: int


@reads
def model(request: Request, form: Form = "page") -> HttpResponse:
    """What is public like the decision itself: the model of the day, and where each earlier one can be seen."""
    days = request.days
    through = models.through(known=days.known)
    found = models.in_force(on=days.on, known=days.known)
    decided = models.decided(through)
    adopted = _through(through, decided)
    if form != "page":
        return tables.answer(adopted, form, days)
    return page(
        request,
        "steering/model.html",
        model=found,
        terms=found.terms,
        decision=decided.get(found.decision),
        levels=_levels(found, request),
        scale=_scale(found),
        occasions=", ".join(str(words.OCCASIONS[each]) for each in found.terms.calendar),
        rules=_rules(found),
        through=adopted,
        is_first=not through,
        shipped=[(name, shipped.model(name)) for name in shipped.names()],
        crumbs=[Link(_("Goals"), "/mal"), Link(_("Steering model"))],
        steps=_steps(found, decided),
    )


def _levels(found: Model, request: Request) -> list[ShownLevel]:
    """From the top. A goal stands on the level that it names; one that the model does not know is on none."""
    days = request.days
    named = [found.level(each.level) for each in queries.goals_on(days.on, known=days.known)]
    return [
        ShownLevel(each, ", ".join(str(organisation_words.UNIT_KINDS[kind]) for kind in each.owners), named.count(each))
        for each in found.terms.levels
    ]


def _scale(found: Model) -> Table:
    columns = [Column("step", _("Step"), "status"), Column("counts_as", _("Counts as")), Column("about", _("Means"))]
    rows = [Row((_sign(found, each), str(words.STATUSES[each.counts_as]), each.about)) for each in found.terms.scale]
    if not any(each.about for each in found.terms.scale):
        columns, rows = columns[:2], [Row(row.cells[:2]) for row in rows]
    return Table("skala", _("The scale"), columns, rows)


def _sign(found: Model, step: ScaleStep) -> Sign:
    return words.sign(found, step.counts_as, step.code)


def _rules(found: Model) -> list[str]:
    by = found.terms.assessing
    limits = {"achieved": plain(by.achieved_from), "partly": plain(by.partly_from)}
    return [str(words.METHODS[by.method]) % limits, str(words.NEARS[by.near]), str(words.REASONS[by.reason])]


def _through(through: Sequence[Model], decided: Mapping[str, register.Decision]) -> Table:
    """Every model that has been in force, the latest first; each is shown on its first day."""
    columns = [
        Column("model", _("Steering model"), "link"),
        Column("span", _("In force")),
        Column("decision", _("Adopted by"), "link"),
    ]
    rows = [
        Row(
            (
                Link(each.terms.name, f"/styrmodell?on={each.since.isoformat()}"),
                formats.span(each.since, each.until),
                Link(decided[each.decision].title, f"/beslut/{each.decision}"),
            )
        )
        for each in reversed(through)
    ]
    return Table("styrmodeller", _("Steering models through time, latest first"), columns, rows)


def _steps(found: Model, decided: Mapping[str, register.Decision]) -> list[Step]:
    own = Step("goal", found.terms.name if found.is_adopted else _("Steering model"), current=True)
    steps = [own, Step("goal", _("Goals"), "/mal")]
    row = decided.get(found.decision)
    return [*steps, Step("decision", row.title, f"/beslut/{row.code}")] if row else steps


@reads
def shipped_model(request: Request, name: str) -> HttpResponse:
    """A decision that adopts one of the models that come with the program, to be filled in."""
    if name not in shipped.names():
        raise Http404(_("No steering model called %(name)s comes with the program.") % {"name": name})
    called, content = shipped.decision(name)
    response = HttpResponse(content, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{called}"'
    return response
