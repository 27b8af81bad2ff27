"""How does each component look? The gallery builds itself from their signatures, docstrings and examples."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from inspect import Parameter
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Engine
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from rodatraden.kernel.figures import Figure, Source, difference, total
from rodatraden.kernel.likeness import passages
from rodatraden.ui import charts
from rodatraden.ui.components.registry import Component
from rodatraden.ui.shapes import Drawn, Link, Node, Step, Stop
from rodatraden.ui.tables import Column, Row, Table
from rodatraden.ui.templatetags.rt import COMPONENTS


class ExampleForm(forms.Form):
    """A form with one field of each kind."""

    name = forms.CharField(label=_("Name"), help_text=_("As it is written in the decision."), max_length=80)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    agree = forms.BooleanField(label=_("The text is done"), required=False)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a component, as the gallery writes it."""

    name: str
    kind: str
    default: str


@dataclass(frozen=True, slots=True)
class Example:
    """What is written in the template, and what comes of it."""

    code: str
    html: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One component in the gallery."""

    name: str
    purpose: SafeString
    attributes: list[Attribute]
    examples: list[Example]


def shown(request: HttpRequest) -> list[Exhibit]:
    """Every component with its attributes and its examples as they come out."""
    return [_exhibit(each, request) for each in sorted(COMPONENTS.values(), key=lambda each: each.name)]


def _exhibit(component: Component, request: HttpRequest) -> Exhibit:
    examples = [Example(code, render(code, request)) for code in component.examples]
    return Exhibit(
        component.name, _paragraphs(component.purpose), [_attribute(each) for each in component.attributes], examples
    )


def _paragraphs(text: str) -> SafeString:
    """Plain text as paragraphs; what stands in backticks is code."""
    paragraphs = (escape(" ".join(each.split())) for each in text.split("\n\n"))
    with_code = (re.sub("`([^`]+)`", r"<code>\1</code>", each) for each in paragraphs)
    return mark_safe("".join(f"<p>{each}</p>" for each in with_code))  # noqa: S308 – escaped


def _attribute(of: Parameter) -> Attribute:
    kind = of.annotation if isinstance(of.annotation, str) else getattr(of.annotation, "__name__", str(of.annotation))
    return Attribute(of.name, str(kind), "" if of.default is Parameter.empty else repr(of.default))


def render(code: str, request: HttpRequest) -> str:
    """An example as it comes out, with the sample values of `samples`."""
    template = Engine.get_default().from_string(code)
    return template.render(Context({**samples(), "request": request}))


def samples() -> dict[str, Any]:
    """The values that examples speak of."""
    on = date(2026, 4, 30)
    read = datetime(2026, 5, 20, 14, 2, tzinfo=ZoneInfo("Europe/Stockholm"))
    budget = Figure(Decimal(146_300_000), "kr", on, Source("budget.csv, rad 4", "budget.csv", read, "/galleri"))
    forecast = Figure(Decimal(151_600_000), "kr", on, Source("prognos.csv, rad 4", "prognos.csv", read, "/galleri"))
    missing = Figure(None, "kr", on, Source("prognos.csv, rad 9", "prognos.csv", read))
    return {
        "some_kronor": Decimal(146_300_000),
        "some_loss": Decimal(-84_200_000),
        "some_number": Decimal("99.4"),
        "some_day": date(2024, 11, 1),
        "later_day": date(2027, 1, 1),
        "some_moment": read,
        "some_figure": difference(forecast, budget, formula="prognos − budget"),
        "missing_figure": missing,
        "crumbs": [
            Link("Norrviks kommun", "/organisation"),
            Link("Omsorgsnämnden", "/organisation"),
            Link("Hemtjänst norr"),
        ],
        "some_steps": _steps(),
        "some_nodes": _nodes(),
        "some_stops": _stops(),
        "some_form": ExampleForm(),
        "faulty_form": ExampleForm({"name": ""}),
        "some_page": Paginator(range(1, 213), 50).page(2),
        "some_chart": _chart(),
        "some_text": "Skälen fortsätter\npå nästa rad.\n\n- en punkt\n- en till",
        "some_passages": passages("Uppdraget läggs på IT-strategen.", "Uppdraget läggs på HR-chefen."),
        "some_table": _table(total([budget, missing], unit="kr", on=on), forecast),
    }


def _steps() -> list[Step]:
    return [
        Step("vision", "Ett gott liv nära havet", "/mal"),
        Step("goal", "Fler får hjälp i rätt tid", "/mal"),
        Step("indicator", "Väntetid till första besök", "/galleri", current=True),
        Step("activity", "Ny mottagning i Strand", "/uppfoljning"),
        Step("money", "4,2 mnkr i driftbudgeten", "/ekonomi"),
        Step("decision", "KF 2025-11-24 § 181", "/beslut"),
    ]


def _stops() -> list[Stop]:
    return [
        Stop(date(2019, 1, 1), ("Ny nämndorganisation",)),
        Stop(date(2022, 5, 2), ("IT-strateg inrättas", "Två enheter blir en")),
        Stop(date(2026, 4, 30), ("Digital utveckling får eget budgetansvar",)),
    ]


def _nodes() -> list[Node]:
    north = Node("Hemtjänst norr", "/organisation", "62 befattningar")
    care = Node(
        "Omsorgsförvaltningen", "/organisation", "1 840 befattningar", [north, Node("Hemtjänst söder", "/organisation")]
    )
    return [Node("Omsorgsnämnden", "/organisation", "", [care]), Node("Bygg- och miljönämnden", "/organisation")]


def _chart() -> Drawn:
    points = [
        charts.Point(year, Decimal(value), Decimal(60))
        for year, value in (("2023", "82"), ("2024", "71"), ("2025", "64"))
    ]
    described = "Väntetiden föll från 82 dagar 2023 till 64 dagar 2025. Målet är högst 60 dagar."
    return charts.draw(
        charts.value_and_target(points, unit="dagar"), title="Väntetid till första besök", description=described
    )


def _table(budget: Figure, forecast: Figure) -> Table:
    columns = [
        Column("unit", "Nämnd", "link"),
        Column("budget", "Budget", "kronor"),
        Column("forecast", "Prognos", "kronor"),
        Column("deviation", "Avvikelse", "deviation"),
        Column("status", "Mål", "status"),
    ]
    rows = [
        Row((Link("Hela kommunen", "/organisation"), budget, forecast, Decimal(5_300_000), "partly")),
        Row(
            (
                Link("Kommunstyrelsen", "/organisation"),
                Decimal(84_200_000),
                Decimal(84_900_000),
                Decimal(700_000),
                "reached",
            ),
            level=1,
        ),
        Row((Link("Omsorgsnämnden", "/organisation"), Decimal(62_100_000), None, None, "unmeasured"), level=1),
        Row(
            (
                Link("Hemtjänst norr", "/organisation"),
                Decimal(12_000_000),
                Decimal(11_200_000),
                Decimal(-800_000),
                "missed",
            ),
            level=2,
        ),
        Row(("Summa", Decimal(146_300_000), Decimal(151_600_000), Decimal(5_300_000), None), kind="sum"),
    ]
    return Table("ekonomi", "Driften per nämnd, prognos i april 2026", columns, rows, total=212)
