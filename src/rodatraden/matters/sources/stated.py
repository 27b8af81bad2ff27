"""A list of the organisation: where there is none it becomes the opening decision, else a proposal that a person reads.

Nothing that a list says changes an organisation which is there by itself: nothing changes without a decision.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.decisions import actions as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import OWNERS, Problem, Right, Terms
from rodatraden.decisions.words import PROBLEMS
from rodatraden.files.faults import Fault, Refused, shorten
from rodatraden.files.folders import Mapped
from rodatraden.files.tables import Line, columns
from rodatraden.matters import models
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.rules.proposals import proposal_address
from rodatraden.matters.sources.listed import StatedRow, read
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules import drafts
from rodatraden.organisation.rules.stated import Stated, StatedChange, StatedUnit, called_for
from rodatraden.organisation.rules.things import UnitKind

_OPENING: Final = "INGAENDE"


def load(path: Path, *, on: date, is_whole: bool, by: str, at: datetime) -> Mapped:
    """Take a list as it is to hold from a day. With `is_whole`, what it leaves out is to be closed.

    Raises Refused with every fault; nothing may then be kept.
    """
    told = read(path)
    found = organisation.organisation(on=on, known=timezone.localdate(at))
    called = called_for(found, [each for _line, each in told], is_whole=is_whole)
    loaded = Mapped(_("Organisation"), read=[(_("lines"), len(told), len(told))])
    reading = _Reading(path.name, on, told, called, by, at)
    if not organisation.unit_codes():
        loaded.added, loaded.remarks = reading.open()
    elif called:
        top = next((unit.code for unit in found.units.values() if unit.parent is None), "")
        loaded.added, loaded.remarks = reading.propose(top)
    else:
        loaded.unchanged = len(told)
    return loaded


@dataclass(frozen=True, slots=True)
class _Reading:
    """A list while it is taken: what its lines state, and the changes that they call for."""

    file: str
    on: date
    told: Sequence[tuple[Line[StatedRow], Stated]]
    called: Sequence[StatedChange]
    by: str
    at: datetime

    def open(self) -> tuple[list[str], list[str]]:
        """Record the opening decision; its code, and a sentence about it."""
        decision = register.NewDecision(
            code=f"{_OPENING}-{self.on}",
            title=_("Opening organisation of %(day)s") % {"day": date_format(self.on, "j F Y")},
            decided_by=self._decider(),
            decided_on=self.on,
            effective_on=self.on,
            right=Right.ENFORCEMENT,
            reasons=_("The organisation as it stood when the register was begun. The decisions behind it are older."),
            source=self.file,
            changes=tuple((self.on, each.terms) for each in self.called),
        )
        tried = register.try_decisions(decisions=[decision], by=self.by, at=self.at)
        if tried.problems:
            raise Refused([*self.faults(tried.problems)])
        sentence = _("The register was empty: the list is its opening decision, %(code)s.") % {"code": decision.code}
        return tried.fresh, [sentence]

    def _decider(self) -> str:
        """The assembly, else the topmost unit of the list. Raises Refused when the list has no unit."""
        units = [each for _line, each in self.told if isinstance(each, StatedUnit)]
        tops = [each for each in units if each.kind is UnitKind.ASSEMBLY] or [each for each in units if not each.parent]
        if not tops:
            reason = _("A list that opens the register needs one unit that stands under no other: the municipality.")
            raise Refused([Fault(self.file, None, columns(StatedRow)["above"].heading, "", reason)])
        return tops[0].code

    def faults(self, problems: Sequence[Problem]) -> Iterator[Fault]:
        """What does not hold of the changes, each at the line that calls for it."""
        for problem in problems:
            reason = str(PROBLEMS.get(problem.code, problem.code)) % {"other": problem.other}
            number = self.called[problem.change.position].line
            line = None if number is None else self.told[number][0].number
            yield Fault(self.file, line, "", shorten(problem.change.terms.subject.partition(":")[2]), reason)

    def propose(self, top: str) -> tuple[list[str], list[str]]:
        """Begin a proposal with the difference, prepared in the topmost unit; its code, and where it is read."""
        changes = [each.terms for each in self.called]
        proposal = propose(changes, file=self.file, on=self.on, unit=top, by=self.by, at=self.at)
        sentence = ngettext(
            "%(count)d change is proposed. It does not hold before someone has read and decided it: %(address)s",
            "%(count)d changes are proposed. They do not hold before someone has read and decided them: %(address)s",
            len(changes),
        )
        return [proposal.code], [sentence % {"count": len(changes), "address": proposal_address(proposal.code)}]


@transaction.atomic
def propose(  # noqa: PLR0913 – all that a proposal is begun with
    changes: Sequence[Terms], *, file: str, on: date, unit: str, by: str, at: datetime, post: str = ""
) -> models.Proposal:
    """A proposal with the changes that a list calls for, prepared in a unit."""
    title = _("The organisation according to %(file)s") % {"file": file}
    new = actions.NewProposal(title=title[:300], effective_on=on, unit=unit, post=post)
    proposal = actions.start_proposal(new=new, by=by, at=at)
    drafted = [actions.NewChange(terms=each) for each in changes]
    actions.add_changes(code=proposal.code, changes=drafted, by=by, at=at)
    return proposal


@dataclass(frozen=True, slots=True)
class Difference:
    """What a list calls for: how many lines it has, the changes, and what of them would not hold, line by line."""

    lines: int
    changes: Sequence[Terms]
    doubts: Sequence[Fault]


def compare(path: Path, *, on: date, is_whole: bool, by: str, at: datetime) -> Difference:
    """What a list calls for from a day. Keeps nothing. Raises Refused with every fault of the list."""
    told, known = read(path), timezone.localdate(at)
    called = called_for(
        organisation.organisation(on=on, known=known), [each for _line, each in told], is_whole=is_whole
    )
    drafted = drafts.as_changes([(on, each.terms) for each in called], known=known)
    taken, revocations = [*decisions.changes(), *drafted], decisions.revocations()
    problems = [each for owner in OWNERS for each in owner.problems(taken, revocations)] if called else []
    reading = _Reading(path.name, on, told, called, by, at)
    own = [each for each in problems if each.change.decision == drafts.DRAFT]
    return Difference(len(told), [each.terms for each in called], [*reading.faults(own)])
