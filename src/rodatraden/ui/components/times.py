"""When? Days and moments as people write them."""

from datetime import date, datetime

from django.template import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from rodatraden.ui import formats
from rodatraden.ui.components.registry import leaf


@leaf
def day(context: Context, value: date | None, *, short: bool = False, weekday: bool = False) -> str:
    """A day: in words in running text, `short=True` (2024-11-01) in tables, with its weekday where a deadline is near.

    {% day some_day %}

    {% day some_day short=True %}

    {% day some_day weekday=True %}
    """
    if value is None:
        return format_html('<span class="rt-missing">{}</span>', formats.MISSING)
    text = formats.day(value, short=short)
    if weekday:
        text = f"{date_format(value, 'l')} {text}"
    return format_html('<time class="rt-day" datetime="{}">{}</time>', value.isoformat(), text)


@leaf
def moment(context: Context, value: datetime | None) -> str:
    """A day and a time, in the municipality's time zone.

    {% moment some_moment %}
    """
    if value is None:
        return format_html('<span class="rt-missing">{}</span>', _("not yet"))
    return format_html('<time class="rt-day" datetime="{}">{}</time>', value.isoformat(), formats.moment(value))


@leaf
def span(context: Context, first: date, end: date) -> str:
    """A half-open period as people read it: through its last day, or from its first when it has no end.

    {% span some_day later_day %}
    """
    return format_html('<span class="rt-day">{}</span>', formats.span(first, end))
