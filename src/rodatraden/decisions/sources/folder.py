"""The decisions of a municipality folder: decisions/*.yaml, one decision a file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Final, TypeAlias

from django.utils.translation import gettext as _
from pydantic import ConfigDict, StringConstraints, TypeAdapter, with_config

from rodatraden.decisions import actions, models, queries, rules
from rodatraden.decisions.words import PROBLEMS
from rodatraden.files import documents, writing
from rodatraden.files.columns import Code, Column, Day, Line, Prose
from rodatraden.files.documents import Document
from rodatraden.files.faults import Fault, Refused, shorten
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Dataclass

SHEETS: Final[Mapping[str, type[Dataclass]]] = {}

Label = Annotated[Line, StringConstraints(max_length=50)]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RevokesField:
    """One decision that is taken back."""

    decision: Annotated[Code, Column("decision", "Det upphävda beslutets kod.")]
    effective_on: Annotated[
        Day | None, Column("effective_on", "Från vilken dag. Utelämnas: som om beslutet aldrig hade börjat gälla.")
    ] = None


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFields:
    """A decision as it is written in its file."""

    code: Annotated[Code, Column("code", "Beslutets kod, samma som filens namn.")]
    title: Annotated[Line, Column("title", "Rubrik.")]
    decided_by: Annotated[Code, Column("decided_by", "Koden för organet (enhet) eller befattningen som beslutade.")]
    decided_on: Annotated[Day, Column("decided_on", "Dagen då beslutet fattades.")]
    effective_on: Annotated[
        Day | None, Column("effective_on", "Dagen då det börjar gälla. Utelämnas: samma dag som det fattades.")
    ] = None
    right: Annotated[rules.Right, Column("right", "Med vilken rätt: law, delegation, own eller enforcement.")]
    right_reference: Annotated[Line | None, Column("right_reference", "Lagrum eller punkt i delegationsordningen.")] = (
        None
    )
    dnr: Annotated[Label | None, Column("dnr", "Diarienummer.")] = None
    paragraph: Annotated[Label | None, Column("paragraph", "Paragraf i protokollet.")] = None
    reasons: Annotated[Prose | None, Column("reasons", "Skälen, i löpande text.")] = None
    source: Annotated[Prose | None, Column("source", "Handling eller adress där beslutet finns att läsa.")] = None
    revokes: Annotated[tuple[RevokesField, ...], Column("revokes", "Beslut som upphävs.")] = ()
    changes: Annotated[tuple[dict[str, Any], ...], Column("changes", "Ändringarna, var och en av ett slag.")] = ()


_FIELDS: Final = TypeAdapter(DecisionFields)
_DAY: Final = TypeAdapter(Day)


def load(folder: Path, *, by: str, at: datetime) -> Loaded:
    """Record every decision of the folder."""
    loaded = Loaded(_("Decisions"))
    handed_in: dict[str, tuple[Document, actions.NewDecision]] = {}
    for path in sorted((folder / "decisions").glob("*.yaml")):
        _read(path, handed_in, loaded)
    decisions = [decision for _document, decision in handed_in.values()]
    tried = actions.try_decisions(decisions=decisions, by=by, at=at)
    loaded.faults += [fault for refusal in tried.refusals for fault in _refused(*handed_in[refusal.code], refusal)]
    loaded.faults += [_in_words(handed_in, problem) for problem in tried.problems]
    loaded.added, loaded.unchanged = tried.fresh, len(decisions) - len(tried.fresh)
    return loaded


Refusal: TypeAlias = actions.AlreadyRecorded | actions.NothingToRevoke | actions.DecidedByNobody


def _refused(document: Document, decision: actions.NewDecision, refusal: Refusal) -> list[Fault]:
    unknown = _made_known(terms for _day, terms in decision.changes)
    return [replace(fault, establishes=unknown) for fault in _why(document, refusal)]


def _why(document: Document, refusal: Refusal) -> list[Fault]:
    match refusal:
        case actions.AlreadyRecorded():
            reason = _(
                "The decision is in the register with another content. "
                "A signed decision is never altered: take a new one."
            )
            return [document.fault((field,), reason) for field in refusal.fields]
        case actions.NothingToRevoke():
            reason = _("There is no such decision to revoke: it is missing, later than this one, or revoked already.")
            return [document.fault(("revokes",), reason, refusal.revoked)]
        case actions.DecidedByNobody():
            reason = _("There is no unit and no post with this code. Who decides must be established by a decision.")
            return [document.fault(("decided_by",), reason, refusal.decided_by)]


def _read(path: Path, handed_in: dict[str, tuple[Document, actions.NewDecision]], loaded: Loaded) -> None:
    try:
        document = documents.read(path, called=f"decisions/{path.name}")
        decision = _decision(document)
    except Refused as refused:
        loaded.faults += refused.faults
        loaded.unread[f"decisions/{path.name}"] = _mentioned(path)
        return
    if decision.code in handed_in:
        loaded.faults.append(document.fault(("code",), _("Two files have the same code."), decision.code))
    elif decision.code != path.stem:
        loaded.faults.append(document.fault(("code",), _("The file should be called as its code."), decision.code))
    else:
        handed_in[decision.code] = (document, decision)


_MENTION: Final = re.compile(r"\b(?:unit|post|group|code):\s*[\"']?([A-Za-z0-9._-]+)")


def _mentioned(path: Path) -> set[str]:
    """The codes that a decision which can't be read would have established, as far as its text shows."""
    try:
        return {*_MENTION.findall(path.read_text(errors="replace"))}
    except OSError:
        return set()


def _decision(document: Document) -> actions.NewDecision:
    """Raises Refused with every fault of the file."""
    fields = documents.check(document, _FIELDS, document.content, ())
    if isinstance(fields, list):
        raise Refused(fields)
    effective_on = fields.effective_on or fields.decided_on
    changes: list[tuple[date, rules.Terms]] = []
    faults: list[Fault] = []
    for position, content in enumerate(fields.changes):
        change = _change(document, position, content, effective_on)
        if isinstance(change, list):
            faults += change
        else:
            changes.append(change)
    if faults:
        raise Refused(faults)
    return actions.NewDecision(
        code=fields.code,
        title=fields.title,
        decided_by=fields.decided_by,
        decided_on=fields.decided_on,
        effective_on=effective_on,
        right=fields.right,
        right_reference=fields.right_reference or "",
        dnr=fields.dnr or "",
        paragraph=fields.paragraph or "",
        reasons=fields.reasons or "",
        source=fields.source or "",
        changes=tuple(changes),
        revokes=tuple((each.decision, each.effective_on) for each in fields.revokes),
    )


def _change(
    document: Document, position: int, content: dict[str, Any], effective_on: date
) -> tuple[date, rules.Terms] | list[Fault]:
    place = ("changes", position)
    kind = content.get("change")
    if not isinstance(kind, str) or kind not in rules.KINDS:
        expected = ", ".join(rules.KINDS)
        reason = _("Unknown kind of change. Use one of: %(expected)s.") % {"expected": expected}
        return [document.fault((*place, "change"), reason, kind or "")]
    day: date | list[Fault] = effective_on
    if content.get("effective_on") is not None:
        day = documents.check(document, _DAY, content["effective_on"], (*place, "effective_on"))
    given = {name: value for name, value in content.items() if name not in {"change", "effective_on"}}
    terms: rules.Terms | list[Fault] = documents.check(document, queries.adapter(kind), given, place)
    faults = [fault for part in (day, terms) if isinstance(part, list) for fault in part]
    if faults or isinstance(day, list) or isinstance(terms, list):
        return faults
    return day, terms


def _in_words(handed_in: Mapping[str, tuple[Document, actions.NewDecision]], problem: rules.Problem) -> Fault:
    reason = PROBLEMS.get(problem.code, problem.code)
    change = problem.change
    said = str(reason) % {"other": problem.other}
    if change.decision not in handed_in:
        return Fault(change.decision, None, change.terms.change, shorten(change.terms.subject), said)
    document, _decision = handed_in[change.decision]
    fault = document.fault(("changes", change.position, "change"), said, change.terms.subject)
    return replace(fault, establishes=_made_known([change.terms]))


def _made_known(changes: Iterable[rules.Terms]) -> frozenset[str]:
    """The codes of what some changes concern."""
    return frozenset(terms.subject.partition(":")[2] for terms in changes)


def export(folder: Path) -> None:
    """Write each decision to its file."""
    target = folder / "decisions"
    target.mkdir(parents=True, exist_ok=True)
    rows = models.Decision.objects.prefetch_related("changes", "revocations__revoked").order_by("decided_on", "code")
    for decision in rows:
        (target / f"{decision.code}.yaml").write_bytes(writing.to_yaml(dict(_content(decision))))


def _content(decision: models.Decision) -> Iterator[tuple[str, Any]]:
    for name in DecisionFields.__dataclass_fields__:
        value = getattr(decision, name) if name not in {"changes", "revokes"} else None
        if value:
            yield name, value
    if revokes := sorted(decision.revocations.all(), key=lambda each: each.revoked.code):
        yield "revokes", [_revokes_content(each) for each in revokes]
    if changes := sorted(decision.changes.all(), key=lambda each: each.position):
        yield "changes", [_change_content(decision, change) for change in changes]


def _change_content(decision: models.Decision, change: models.Change) -> dict[str, Any]:
    content = {"change": change.kind, **change.terms}
    if change.effective_on != decision.effective_on:
        content["effective_on"] = change.effective_on
    return content


def _revokes_content(revocation: models.Revocation) -> dict[str, Any]:
    content: dict[str, Any] = {"decision": revocation.revoked.code}
    return content | ({"effective_on": revocation.effective_on} if revocation.effective_on else {})
