"""How did it go? Status has a shape, a word and a colour; a roll-up shows counts, never an average colour."""

from typing import Final

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from rodatraden.ui.components.registry import block, leaf, show
from rodatraden.ui.shapes import Sign

STATUSES: Final = {
    "reached": ("●", pgettext_lazy("status", "reached")),
    "mostly": ("◕", pgettext_lazy("status", "mostly reached")),
    "partly": ("◐", pgettext_lazy("status", "partly reached")),
    "slightly": ("◔", pgettext_lazy("status", "reached to a small part")),
    "missed": ("○", pgettext_lazy("status", "not reached")),
    "unmeasured": ("–", pgettext_lazy("status", "can't be judged")),
    "not_yet": ("·", pgettext_lazy("status", "not yet judged")),
}
"""Shape and word of each status. The codes are what `{% status %}` takes."""

_TONES: Final = {"mostly": "reached", "slightly": "missed"}
"""The colour of a shape that has none of its own."""

STAGES: Final = {
    "draft": pgettext_lazy("stage", "Draft"),
    "done": pgettext_lazy("stage", "Done"),
    "approved": pgettext_lazy("stage", "Approved"),
    "proposal": pgettext_lazy("stage", "Proposal"),
    "revoked": pgettext_lazy("stage", "Revoked"),
}
"""Word of each stage of work. The codes are what `{% stage %}` takes."""


@leaf
def status(context: Context, code: str | Sign | None, *, word: str = "", compact: bool = False) -> str:
    """Whether a target or goal is reached: shape, word and colour. `word` replaces the usual word.

    Codes: reached, mostly, partly, slightly, missed, unmeasured, not_yet. None is the same as not_yet. A `Sign` brings
    its own word and colour.
    `compact=True` hides the word for the eye.

        {% status 'reached' %}

        {% status 'partly' %}

        {% status 'missed' %}

        {% status 'unmeasured' %}

        {% status 'not_yet' %}
    """
    sign = code if isinstance(code, Sign) else Sign(code or "not_yet")
    shape, usual = STATUSES[sign.shape]
    return format_html(
        '<span class="rt-status rt-status--{}"><span class="rt-status__shape" aria-hidden="true">{}</span>'
        '<span class="{}">{}</span></span>',
        (sign.tone or _TONES.get(sign.shape, sign.shape)).replace("_", "-"),
        shape,
        "rt-sr" if compact else "rt-status__word",
        word or sign.word or usual,
    )


@leaf
def stage(context: Context, code: str, *, word: str = "") -> str:
    """How far a text, a round or a decision has come: draft, done, approved, proposal, revoked.

    {% stage 'draft' %}

    {% stage 'done' %}

    {% stage 'approved' %}
    """
    return format_html('<span class="rt-tag rt-tag--{}">{}</span>', code, word or STAGES.get(code, code))


@leaf
def tag(context: Context, label: str, *, tone: str = "neutral") -> str:
    """A short word that sorts a thing: its kind, its level. Tones: neutral, accent, quiet.

    {% tag 'Nämndmål' %}

    {% tag 'Påhittad kommun' tone='accent' %}
    """
    return format_html('<span class="rt-tag rt-tag--{}">{}</span>', tone, label)


@leaf
def progress(context: Context, *, done: int, total: int, word: str = "") -> str:
    """How many of all: a bar with the counts in words.

    {% progress done=12 total=40 word='godkända' %}
    """
    sentence = _("%(done)d of %(total)d %(word)s") % {
        "done": done,
        "total": total,
        "word": word or pgettext("count", "done"),
    }
    return show(context, "progress", done=done, total=max(total, 1), sentence=sentence)


@leaf
def counts(  # noqa: PLR0913 – one for each status
    context: Context, *, reached: int = 0, partly: int = 0, missed: int = 0, unmeasured: int = 0, not_yet: int = 0
) -> str:
    """How many of each status: counts beside each other, never an average.

    {% counts reached=6 partly=2 missed=1 unmeasured=1 %}
    """
    each = {"reached": reached, "partly": partly, "missed": missed, "unmeasured": unmeasured, "not_yet": not_yet}
    rows = [(count, status(context, code)) for code, count in each.items() if count]
    return show(context, "counts", rows=rows, total=sum(each.values()))


@block
def side_by_side(context: Context, content: SafeString) -> str:
    """Two things of equal weight get equal room: put one `{% side %}` for each inside.

    {% side_by_side %}{% side heading='Det här har vi nått' %}<p>Sju av tio mål.</p>{% endside %}
    {% side heading='Det här har vi inte nått' %}<p>Tre av tio mål.</p>{% endside %}{% endside_by_side %}
    """
    return format_html('<div class="rt-sides">{}</div>', content)


@block
def side(context: Context, content: SafeString, *, heading: str, level: int = 2) -> str:
    """One of two things side by side.

    {% side heading='Det här har vi nått' level=3 %}<p>Sju av tio mål.</p>{% endside %}
    """
    return format_html('<section class="rt-side"><h{}>{}</h{}>{}</section>', level, heading, level, content)
