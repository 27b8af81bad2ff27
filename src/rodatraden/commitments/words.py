"""How do the terms of commitments read: for a person, as a shape on the page, and as the words of the sheets?"""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from rodatraden.commitments.rules.codes import Kind, OriginKind, Reporting, State
from rodatraden.commitments.rules.standing import Standing
from rodatraden.commitments.rules.yearly import Sort
from rodatraden.organisation.rules.things import Role
from rodatraden.ui import formats

KINDS: Final[Mapping[Kind, Promise]] = {
    Kind.ASSIGNMENT: pgettext_lazy("commitment", "assignment"),
    Kind.ACTIVITY: pgettext_lazy("commitment", "activity"),
    Kind.MEASURE: pgettext_lazy("commitment", "measure"),
    Kind.PROMISE: pgettext_lazy("commitment", "promise"),
}

STATES: Final[Mapping[State, Promise]] = {
    State.NOT_STARTED: pgettext_lazy("commitment", "not begun"),
    State.UNDER_WAY: pgettext_lazy("commitment", "under way"),
    State.DONE: pgettext_lazy("commitment", "done"),
    State.DISCONTINUED: pgettext_lazy("commitment", "discontinued"),
}

SHAPES: Final[Mapping[State, str]] = {
    State.NOT_STARTED: "not_yet",
    State.UNDER_WAY: "partly",
    State.DONE: "reached",
    State.DISCONTINUED: "unmeasured",
}
"""The codes that the component `{% status %}` draws."""

REPORTING: Final[Mapping[Reporting, Promise]] = {
    Reporting.NOT_ASKED: pgettext_lazy("commitment", "not asked for"),
    Reporting.WAITS: pgettext_lazy("commitment", "to be told back"),
    Reporting.LATE: pgettext_lazy("commitment", "should have been told back"),
    Reporting.GIVEN: pgettext_lazy("commitment", "told back"),
}

ORIGINS: Final[Mapping[OriginKind, Promise]] = {
    OriginKind.DECISION: pgettext_lazy("origin", "decision"),
    OriginKind.GOAL: pgettext_lazy("origin", "goal"),
    OriginKind.ROUND: pgettext_lazy("origin", "follow-up"),
    OriginKind.CONTROL: pgettext_lazy("origin", "internal control"),
    OriginKind.FINDING: pgettext_lazy("origin", "audit or survey"),
    OriginKind.MATTER: pgettext_lazy("origin", "matter"),
}

FILTERS: Final[Mapping[str, Promise]] = {
    "kvar": gettext_lazy("Left to do"),
    "sena": gettext_lazy("Late"),
    "utan-ansvarig": gettext_lazy("Nobody answers for it"),
    "att-aterrapportera": gettext_lazy("To be told back"),
    "klar": pgettext_lazy("commitments", "Done"),
    "avbruten": pgettext_lazy("commitments", "Discontinued"),
}
"""What the list can be narrowed to, by the words of its address."""

SORTS: Final[Mapping[Sort, Promise]] = {
    Sort.BUDGET: pgettext_lazy("year", "budget"),
    Sort.FOLLOW_UP: pgettext_lazy("year", "follow-up"),
    Sort.CONTROL: pgettext_lazy("year", "internal control"),
    Sort.SURVEY: pgettext_lazy("year", "surveys"),
    Sort.DECISION: pgettext_lazy("year", "decisions"),
    Sort.OTHER: pgettext_lazy("year", "other"),
}

# The sheets are in Swedish whatever language the reader has chosen: a file says the same thing everywhere.
KindCode: TypeAlias = Literal["uppdrag", "aktivitet", "åtgärd", "löfte"]
StateCode: TypeAlias = Literal["inte påbörjad", "pågår", "klar", "avbruten"]
OriginCode: TypeAlias = Literal["beslut", "mål", "uppföljning", "internkontroll", "granskning", "ärende"]

SortCode: TypeAlias = Literal["budget", "uppföljning", "internkontroll", "undersökning", "beslut", "annat"]
RoleCode: TypeAlias = Literal[
    "medarbetare",
    "chef",
    "förvaltningschef",
    "controller",
    "kommundirektör",
    "förtroendevald",
    "revisor",
    "systemansvarig",
]

SORT_CODES: Final[Mapping[Sort, SortCode]] = {
    Sort.BUDGET: "budget",
    Sort.FOLLOW_UP: "uppföljning",
    Sort.CONTROL: "internkontroll",
    Sort.SURVEY: "undersökning",
    Sort.DECISION: "beslut",
    Sort.OTHER: "annat",
}
ROLE_CODES: Final[Mapping[Role, RoleCode]] = {
    Role.EMPLOYEE: "medarbetare",
    Role.MANAGER: "chef",
    Role.HEAD: "förvaltningschef",
    Role.CONTROLLER: "controller",
    Role.DIRECTOR: "kommundirektör",
    Role.POLITICIAN: "förtroendevald",
    Role.AUDITOR: "revisor",
    Role.ADMIN: "systemansvarig",
}
KIND_CODES: Final[Mapping[Kind, KindCode]] = {
    Kind.ASSIGNMENT: "uppdrag",
    Kind.ACTIVITY: "aktivitet",
    Kind.MEASURE: "åtgärd",
    Kind.PROMISE: "löfte",
}
STATE_CODES: Final[Mapping[State, StateCode]] = {
    State.NOT_STARTED: "inte påbörjad",
    State.UNDER_WAY: "pågår",
    State.DONE: "klar",
    State.DISCONTINUED: "avbruten",
}
ORIGIN_CODES: Final[Mapping[OriginKind, OriginCode]] = {
    OriginKind.DECISION: "beslut",
    OriginKind.GOAL: "mål",
    OriginKind.ROUND: "uppföljning",
    OriginKind.CONTROL: "internkontroll",
    OriginKind.FINDING: "granskning",
    OriginKind.MATTER: "ärende",
}


def late_word(now: Standing) -> str:
    """How late it is: ▲ 12 dagar sen; empty when it isn't."""
    if not now.is_late:
        return ""
    return "▲ " + ngettext("%(days)d day late", "%(days)d days late", now.days_late) % {"days": now.days_late}


def state_word(now: Standing) -> str:
    """How far it has come, and how late it is if it is late: pågår, ▲ 12 dagar sen."""
    return ", ".join(part for part in (str(STATES[now.state]), late_word(now)) if part)


def report_word(now: Standing, by: date | None) -> str:
    """How it stands with telling back, and until when; empty when nobody asked."""
    if now.reporting is Reporting.NOT_ASKED:
        return ""
    word = str(REPORTING[now.reporting])
    if by is None or now.reporting is Reporting.GIVEN:
        return word
    return _("%(word)s by %(day)s") % {"word": word, "day": formats.day(by)}
