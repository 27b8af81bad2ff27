"""The decisions of a municipality folder: decisions/*.yaml, one decision a file, and their notices."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import ConfigDict, StringConstraints, TypeAdapter, with_config

from rodatraden.decisions import actions, models, queries, rules
from rodatraden.decisions.sources import announced, attached
from rodatraden.decisions.sources.announced import AnnouncementRow
from rodatraden.decisions.sources.attached import DocumentField
from rodatraden.decisions.words import LACKS, PROBLEMS
from rodatraden.files import documents, tables, writing
from rodatraden.files.columns import Code, Column, Day, Line, Prose
from rodatraden.files.documents import Document
from rodatraden.files.faults import Fault, Refused, shorten
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Dataclass

SHEETS: Final[Mapping[str, type[Dataclass]]] = {"announcements": AnnouncementRow}

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
class ReplacesField:
    """One decision that another takes the place of."""

    decision: Annotated[Code, Column("decision", "Det ersatta beslutets kod.")]
    effective_on: Annotated[
        Day | None, Column("effective_on", "Från vilken dag. Utelämnas: dagen då det nya beslutet börjar gälla.")
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
    appeal: Annotated[
        rules.Appeal | None,
        Column("appeal", "Hur det kan överklagas: legality (laglighetsprövning), other (annan lag) eller none."),
    ] = None
    dnr: Annotated[Label | None, Column("dnr", "Diarienummer.")] = None
    paragraph: Annotated[Label | None, Column("paragraph", "Paragraf i protokollet.")] = None
    reasons: Annotated[Prose | None, Column("reasons", "Skälen, i löpande text.")] = None
    source: Annotated[Prose | None, Column("source", "Handling eller adress där beslutet finns att läsa.")] = None
    documents: Annotated[tuple[DocumentField, ...], Column("documents", "Handlingar i mappen med beslutets kod.")] = ()
    revokes: Annotated[tuple[RevokesField, ...], Column("revokes", "Beslut som upphävs.")] = ()
    replaces: Annotated[tuple[ReplacesField, ...], Column("replaces", "Beslut som ersätts.")] = ()
    corrects: Annotated[
        tuple[RevokesField, ...], Column("corrects", "Beslut som rättas: det här gäller i stället för dem.")
    ] = ()
    changes: Annotated[tuple[dict[str, Any], ...], Column("changes", "Ändringarna, var och en av ett slag.")] = ()


_FIELDS: Final = TypeAdapter(DecisionFields)
_DAY: Final = TypeAdapter(Day)


def load(folder: Path, *, by: str, at: datetime) -> Loaded:
    """Record every decision of the folder."""
    loaded = Loaded(_("Decisions"))
    handed_in: dict[str, tuple[Document, actions.NewDecision]] = {}
    paths = sorted((folder / "decisions").glob("*.yaml"))
    for path in paths:
        _read(path, handed_in, loaded)
    decisions = [decision for _document, decision in handed_in.values()]
    tried = actions.try_decisions(decisions=decisions, by=by, at=at)
    loaded.faults += [fault for refusal in tried.refusals for fault in _refused(*handed_in[refusal.code], refusal)]
    loaded.faults += [_in_words(handed_in, problem) for problem in tried.problems]
    loaded.added, loaded.unchanged = tried.fresh, len(decisions) - len(tried.fresh)
    named: dict[str, set[str] | None] = {path.stem: None for path in paths}
    named |= {decision.code: {each.file for each in decision.documents} for decision in decisions}
    loaded.faults += attached.unnamed(folder, named)
    _load_announcements(folder, by=by, at=at, loaded=loaded)
    return loaded


def _load_announcements(folder: Path, *, by: str, at: datetime, loaded: Loaded) -> None:
    try:
        path = tables.find(folder, "announcements")
    except Refused as refused:
        loaded.faults += refused.faults
        return
    if path is not None:
        lines, faults = tables.read(path, AnnouncementRow)
        loaded.faults += faults
        announced.store(lines, by=by, at=at, loaded=loaded)


def _refused(document: Document, decision: actions.NewDecision, refusal: actions.Refusal) -> list[Fault]:
    unknown = _made_known(terms for _day, terms in decision.changes)
    return [replace(fault, establishes=unknown) for fault in _why(document, refusal)]


def _why(document: Document, refusal: actions.Refusal) -> list[Fault]:
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
        case actions.BuiltUpon():
            reason = _("Later decisions build on what it takes back. Take them back in the same decision: %(codes)s.")
            return [document.fault(("revokes",), reason % {"codes": ", ".join(refusal.by)})]
        case actions.NotEntitled():
            reason = str(LACKS.get(refusal.lack.code, refusal.lack.code)) % refusal.lack.said
            return [document.fault(("right_reference",), reason)]
        case actions.DecidedByNobody():
            reason = _("There is no unit and no post with this code. Who decides must be established by a decision.")
            return [document.fault(("decided_by",), reason, refusal.decided_by)]


def _read(path: Path, handed_in: dict[str, tuple[Document, actions.NewDecision]], loaded: Loaded) -> None:
    try:
        document = documents.read(path, called=f"decisions/{path.name}")
        decision = _decision(document, path.with_suffix(""))
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


def _decision(document: Document, folder: Path) -> actions.NewDecision:
    """The decision of a file, with its documents in `folder`. Raises Refused with every fault of the file."""
    fields = documents.check(document, _FIELDS, document.content, ())
    if isinstance(fields, list):
        raise Refused(fields)
    effective_on = fields.effective_on or fields.decided_on
    changes: list[tuple[date, rules.Terms]] = []
    papers = attached.read(document, folder, fields.documents)
    faults: list[Fault] = [each for each in papers if isinstance(each, Fault)]
    for position, content in enumerate(fields.changes):
        change = _change(document, position, content, effective_on)
        if isinstance(change, list):
            faults += change
        else:
            changes.append(change)
    if faults:
        raise Refused(faults)
    return replace(
        _without_changes(fields, effective_on),
        changes=tuple(changes),
        documents=tuple(each for each in papers if not isinstance(each, Fault)),
    )


def _without_changes(fields: DecisionFields, effective_on: date) -> actions.NewDecision:
    return actions.NewDecision(
        code=fields.code,
        title=fields.title,
        decided_by=fields.decided_by,
        decided_on=fields.decided_on,
        effective_on=effective_on,
        right=fields.right,
        right_reference=fields.right_reference or "",
        appeal=fields.appeal,
        dnr=fields.dnr or "",
        paragraph=fields.paragraph or "",
        reasons=fields.reasons or "",
        source=fields.source or "",
        revokes=tuple((each.decision, each.effective_on) for each in fields.revokes),
        replaces=tuple((each.decision, each.effective_on) for each in fields.replaces),
        corrects=tuple((each.decision, each.effective_on) for each in fields.corrects),
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
    rows = models.Decision.objects.prefetch_related("changes", "revocations__revoked", "documents")
    for decision in rows.order_by("decided_on", "code"):
        content = dict(_content(decision, attached.write(target, decision)))
        (target / f"{decision.code}.yaml").write_bytes(writing.to_yaml(content))
    if noted := announced.rows():
        (folder / "announcements.csv").write_bytes(writing.rows_to_csv(AnnouncementRow, noted))


def _content(decision: models.Decision, papers: list[dict[str, str]]) -> Iterator[tuple[str, Any]]:
    for name in DecisionFields.__dataclass_fields__:
        value = getattr(decision, name) if name not in {"changes", "documents", *rules.TakesBack} else None
        if value:
            yield name, value
    if papers:
        yield "documents", papers
    back = sorted(decision.revocations.all(), key=lambda each: each.revoked.code)
    for way in rules.TakesBack:
        if named := [_revokes_content(each) for each in back if each.way == way]:
            yield way.value, named
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
