"""How much is it? Amounts, numbers and figures: aligned, with a real minus, and missing is missing."""

from decimal import Decimal
from typing import Any

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.kernel.figures import Figure
from rodatraden.ui import formats
from rodatraden.ui.components.links import here, keeping
from rodatraden.ui.components.registry import amounts_in, leaf, show
from rodatraden.ui.shapes import Link

# These stand in every cell of long tables, so they are written without a template: ten times as fast.


def _missing() -> SafeString:
    return format_html(
        '<span class="rt-missing"><span aria-hidden="true">{}</span><span class="rt-sr">{}</span></span>',
        formats.MISSING,
        _("no value"),
    )


def _value(text: str, *, unit: str = "", tone: str = "") -> SafeString:
    after = format_html(' <span class="rt-unit">{}</span>', unit) if unit else SafeString("")
    return format_html('<span class="rt-number{}">{}{}</span>', f" rt-number--{tone}" if tone else "", text, after)


@leaf
def amount(
    context: Context,
    kronor: Decimal | int | None,
    *,
    decimals: int | None = None,
    signed: bool = False,
    unit: bool = False,
) -> str:
    """Kronor as the reader has chosen to see them (mnkr, tkr, kr). `unit=True` says which. Missing is "–", never 0.

    {% amount some_kronor %}

    {% amount some_kronor unit=True %}

    {% amount None %}
    """
    if kronor is None:
        return _missing()
    chosen = amounts_in(context)
    text = formats.amount(kronor, unit=chosen, decimals=decimals, signed=signed)
    return _value(text, unit=formats.unit_word(chosen) if unit else "")


@leaf
def amount_unit(context: Context) -> str:
    """What the reader sees amounts in, for headings of tables.

    Budget, {% amount_unit %}
    """
    return formats.unit_word(amounts_in(context))


@leaf
def amount_choice(context: Context) -> str:
    """Lets the reader choose what amounts are shown in; the choice is in the address.

    {% amount_choice %}
    """
    chosen = amounts_in(context)
    choices = [
        (Link(formats.unit_word(unit), here(context, belopp=None if unit == "mnkr" else unit)), unit == chosen)
        for unit in formats.UNITS
    ]
    return show(context, "amount_choice", choices=choices)


@leaf
def number(
    context: Context, value: Decimal | int | None, *, decimals: int | None = None, signed: bool = False, unit: str = ""
) -> str:
    """A number that is not an amount, with its unit of measure.

    {% number some_number decimals=1 unit='%' %}
    """
    if value is None:
        return _missing()
    return _value(formats.number(value, decimals=decimals, signed=signed), unit=unit)


@leaf
def deviation(
    context: Context, kronor: Decimal | int | None, *, decimals: int | None = None, unit: bool = False
) -> str:
    """How far from the budget: always with a sign, and for those who don't see it, whether that is better or worse.

    {% deviation some_kronor %}

    {% deviation some_loss %}
    """
    if kronor is None:
        return _missing()
    chosen = amounts_in(context)
    text = formats.amount(kronor, unit=chosen, decimals=decimals, signed=True)
    words = _("better than budget") if kronor > 0 else _("worse than budget") if kronor < 0 else _("as budget")
    shown = _value(text, unit=formats.unit_word(chosen) if unit else "", tone="worse" if kronor < 0 else "")
    return format_html('{}<span class="rt-sr"> {}</span>', shown, words)


@leaf
def figure(  # noqa: PLR0913 – the attributes of a tag
    context: Context,
    of: Figure,
    *,
    address: str = "",
    decimals: int | None = None,
    signed: bool = False,
    unit: bool = False,
    against_budget: bool = False,
) -> str:
    """A figure that leads to where it comes from: hover or focus shows value, day and source, a click goes there.

    `address` is the figure's trail; without it the address of its only source.
    Figures in kr follow the reader's choice; `against_budget=True` writes one as a deviation.

        {% figure some_figure address='/galleri' %}

        {% figure missing_figure %}
    """
    shown, word = _shown(context, of, decimals=decimals, signed=signed, unit=unit, against_budget=against_budget)
    full = f"{formats.number(of.value)} {word}".strip()
    sources = list(of.sources())
    trail = address or (sources[0].address if len(sources) == 1 else "")
    title = _told(of, full, [source.label for source in sources])
    if not trail:
        return format_html('<span class="rt-figure" title="{}">{}</span>', title, mark_safe(shown))  # noqa: S308 – escaped above
    return format_html(
        '<a class="rt-figure" href="{}" title="{}">{}</a>',
        keeping(context, trail),
        title,
        mark_safe(shown),  # noqa: S308 – escaped above
    )


def _shown(context: Context, of: Figure, *, against_budget: bool, unit: bool, **how: Any) -> tuple[str, str]:
    """A figure as it is written, and the word for what it is measured in."""
    if of.unit != "kr":
        return number(context, of.value, **how, unit=of.unit if unit else ""), of.unit
    if against_budget:
        return deviation(context, of.value, decimals=how["decimals"], unit=unit), formats.unit_word("kr")
    return amount(context, of.value, **how, unit=unit), formats.unit_word("kr")


def _told(of: Figure, full: str, sources: list[str]) -> str:
    """Value, day and source of a figure in one line."""
    parts = [full if of.value is not None else _("no value"), formats.day(of.on)]
    if of.formula:
        count = len(sources)
        parts.append(ngettext("computed from %(count)d row", "computed from %(count)d rows", count) % {"count": count})
    elif sources:
        parts.append(_("source: %(source)s") % {"source": sources[0]})
    if of.parts and of.missing:
        missing = ngettext("%(count)d row has no value", "%(count)d rows have no value", of.missing)
        parts.append(missing % {"count": of.missing})
    return " · ".join(parts)
