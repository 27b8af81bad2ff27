"""How is a page put together? Heading, thread, disclosures, trees, terms and charts."""

import json
from collections.abc import Sequence
from typing import Final

from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from rodatraden.ui import charts, stylesheets
from rodatraden.ui import rich as texts
from rodatraden.ui.components.links import keeping
from rodatraden.ui.components.registry import block, leaf, show
from rodatraden.ui.shapes import Drawn, Node, Step

STAGE_WORDS: Final = {
    "vision": pgettext_lazy("thread", "Vision"),
    "goal": pgettext_lazy("thread", "Goal"),
    "indicator": pgettext_lazy("thread", "Indicator"),
    "activity": pgettext_lazy("thread", "Activity"),
    "money": pgettext_lazy("thread", "Kronor"),
    "decision": pgettext_lazy("thread", "Decision"),
}


@block
def page_heading(context: Context, content: SafeString, *, title: str, kicker: str = "", lead: str = "") -> str:
    """The one h1 of a page: what it is, of which kind, in one sentence. Actions go inside.

    {% page_heading title='Omsorgsförvaltningen' kicker='Förvaltning' lead='Ansvarar för äldreomsorg.' %}
    {% endpage_heading %}
    """
    return show(
        context, "page_heading", content=content if content.strip() else "", title=title, kicker=kicker, lead=lead
    )


@leaf
def thread(context: Context, steps: Sequence[Step]) -> str:
    """The red thread: vision, goal, indicator, activity, kronor, decision – where you are and the way up and down.

    {% thread some_steps %}
    """
    knots = [(STAGE_WORDS[step.stage], step, keeping(context, step.address)) for step in steps]
    return show(context, "thread", knots=knots)


@block
def disclosure(context: Context, content: SafeString, *, summary: str, is_open: bool = False) -> str:
    """What only some need, folded away behind a line that says what it is.

    {% disclosure summary='Så är summan räknad' %}<p>Budget minus prognos för varje nämnd.</p>{% enddisclosure %}
    """
    return show(context, "disclosure", content=content, summary=summary, is_open=is_open)


@block
def terms(context: Context, content: SafeString) -> str:
    """A list of facts about one thing: put one `{% term %}` for each inside.

    {% terms %}{% term 'Beslutat av' %}Kommunfullmäktige{% endterm %}
    {% term 'Diarienummer' %}KS 2025/214{% endterm %}{% endterms %}
    """
    return format_html('<dl class="rt-terms">{}</dl>', content)


@block
def term(context: Context, content: SafeString, label: str) -> str:
    """One fact: what it is called and what it is. Stands inside `{% terms %}`.

    {% terms %}{% term 'Gäller från' %}1 januari 2026{% endterm %}{% endterms %}
    """
    return format_html('<div class="rt-term"><dt>{}</dt><dd>{}</dd></div>', label, content)


@leaf
def tree(context: Context, nodes: Sequence[Node], *, label: str) -> str:
    """Things under each other as a nested list that folds. Works without script.

    {% tree some_nodes label='Organisation' %}
    """
    return format_html('<nav class="rt-tree" aria-label="{}">{}</nav>', label, _branches(context, nodes))


def _branches(context: Context, nodes: Sequence[Node]) -> SafeString:
    return format_html("<ul>{}</ul>", mark_safe("".join(_branch(context, node) for node in nodes)))  # noqa: S308 – escaped in _branch


def _branch(context: Context, node: Node) -> SafeString:
    words = (
        format_html('<a href="{}">{}</a>', keeping(context, node.address), node.label)
        if node.address
        else format_html("<span>{}</span>", node.label)
    )
    note = format_html(' <span class="rt-tree__note">{}</span>', node.note) if node.note else SafeString("")
    if node.mark:
        note = format_html('{} <strong class="rt-tree__mark">{}</strong>', note, node.mark)
    if not node.children:
        return format_html('<li class="rt-tree__leaf">{}{}</li>', words, note)
    return format_html(
        '<li>{}{}<details{}><summary><span class="rt-sr">{}</span></summary>{}</details></li>',
        words,
        note,
        SafeString(" open") if node.is_open else SafeString(""),
        _("What is under %(label)s") % {"label": node.label},
        _branches(context, node.children),
    )


@leaf
def chart(context: Context, drawn: Drawn, *, table: str = "", caption: str = "") -> str:
    """A chart drawn on the server, with its text alternative and the way to its numbers.

    {% chart some_chart table='/galleri' caption='Resultat mot budget, mnkr' %}
    """
    return show(context, "chart", drawn=drawn, table=keeping(context, table) if table else "", caption=caption)


@leaf
def picture(context: Context, spec: str, *, title: str, description: str) -> str:
    """A chart from its Vega-Lite spec as JSON text, as reports keep it, with its text alternative.

    {% picture '{"data": {"values": [{}]}, "mark": "point"}' title='Ett värde' description='En punkt.' %}
    """
    drawn = charts.draw(json.loads(spec), title=title, description=description)
    return show(context, "chart", drawn=drawn, table="", caption=title)


@leaf
def rich(context: Context, html: str) -> str:
    """A text that people wrote with headings, lists and links, cleaned once more.

    {% rich '<p>Vi når <strong>målet</strong>.</p>' %}
    """
    return texts.shown(html)


@leaf
def stylesheet(context: Context) -> str:
    """The address of the one stylesheet; it changes with the content. Stands in the base template."""
    return reverse("ui:styles", args=[stylesheets.stylesheet().version])
