"""How does a context read? Every heading, sentence and cell as text: the page, the PDF and Word only place them."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.kernel.periods import NotAPeriod, Period
from rodatraden.reports.followup import goals, money
from rodatraden.reports.followup.context import Context, Contribution, Note
from rodatraden.reports.followup.pieces import Presented, SourceText, UnitText, paragraphs
from rodatraden.reports.setting.edition import Edition
from rodatraden.reports.setting.texts import tidied
from rodatraden.ui import formats


def present(context: Context, *, edition: Edition | None = None, unit: str = "mnkr") -> Presented:
    """A context in words of the active language, amounts in `unit` (mnkr, tkr or kr).

    The trails of a signed edition lead to what was known when it was put together.
    """
    tables = [table for table in (context.operations, context.investments) if table.lines]
    decimals = goals.decimals_of(context.goals)
    found = Presented(
        municipality=context.municipality,
        title=context.title,
        period=context.period_words,
        about=context.about,
        state=_state(context, edition),
        state_text=_state_text(context, edition),
        is_draft=edition is None and not context.is_finished,
        known=formats.day(context.known),
        unit=formats.unit_word(unit),
        key_figures=tuple(money.key_figures(context, unit)),
        joint_sentence=context.joint_sentence,
        whole=_unit_texts(context.whole),
        tables=tuple(money.money_table(context, table, unit) for table in tables),
        above=tuple(goals.above(goal) for goal in context.above),
        sides=(
            goals.side("reached", _("What we have achieved"), context.reached, context, decimals),
            goals.side("not-reached", _("What we have not achieved"), context.not_reached, context, decimals),
        ),
        apart=goals.side("unjudged", _("What can't be assessed"), context.unjudged, context, decimals),
        measured=period_words(context.measured_period),
        units=_unit_texts(context.units),
        silent=", ".join(each.name for each in context.units if not each.text),
        sources=tuple(_source(note) for note in context.notes),
        colophon=tuple(_colophon(context, edition)),
    )
    told: Presented = tidied(found, known=context.known if edition else None)
    return told


def period_words(code: str) -> str:
    """A period as it is said: 2025, april 2026, 1 januari 2026 t.o.m. 30 april 2026."""
    try:
        period = Period.parse(code)
    except NotAPeriod:
        return code
    if "-" not in code:
        return code
    if code[5:].isdecimal():
        return date_format(period.start, "F Y")
    return formats.span(period.start, period.end)


# ── How far it has come ──────────────────────────────────────────────────────────────────────────────────────────────


def _state(context: Context, edition: Edition | None) -> str:
    if edition:
        return _("Edition %(number)d") % {"number": edition.number}
    return _("Not signed") if context.is_finished else _("DRAFT")


def _state_text(context: Context, edition: Edition | None) -> str:
    if edition:
        said = {"day": formats.moment(edition.signed_at), "by": edition.signed_by}
        return _("Signed %(day)s by %(by)s.") % said
    if context.is_finished:
        return _("Every part is approved.")
    if not context.asked:
        return _("No unit has been asked for its part yet.")
    waiting = [each.name for each in context.waiting]
    sentence = ngettext("Not yet approved: %(units)s.", "Not yet approved: %(units)s.", len(waiting))
    return sentence % {"units": ", ".join(waiting)}


def _colophon(context: Context, edition: Edition | None) -> Iterable[str]:
    yield _("Put together in Röda tråden out of what was recorded by the end of %(day)s.") % {
        "day": formats.day(context.known)
    }
    yield _(
        "Every amount is computed from kronor and shown rounded: sums can differ from their parts in the last digit."
    )
    if context.fictional:
        yield _("%(name)s is made up; so is everything here.") % {"name": context.municipality}
    if edition:
        yield f"{_state(context, edition)}. {_state_text(context, edition)}"
        yield _("The SHA-256 of what was signed: %(hash)s") % {"hash": edition.sha256}
        if edition.changes:
            yield edition.changes
    else:
        yield f"{_state(context, edition)}. {_state_text(context, edition)}"


# ── Words and sources ────────────────────────────────────────────────────────────────────────────────────────────────


def _unit_texts(units: Iterable[Contribution]) -> tuple[UnitText, ...]:
    return tuple(UnitText(each.name, paragraphs(each.text), each.address) for each in units if each.text)


def _source(note: Note) -> SourceText:
    if note.kind == "formula":
        return SourceText(note.number, note.text, _("Computed."), note.address)
    recorded = _("recorded %(day)s") % {"day": formats.moment(note.recorded_at)} if note.recorded_at else ""
    count = ngettext("%(count)d figure in this report", "%(count)d figures in this report", note.figures)
    said = ", ".join(part for part in (count % {"count": note.figures}, recorded) if part)
    return SourceText(note.number, note.text, f"{said[:1].upper()}{said[1:]}.", note.address)
