"""What may a reader do with a contribution now?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.identity.models import User
from rodatraden.steering import queries
from rodatraden.steering.actions import Place
from rodatraden.steering.queries import FollowedUnit, FollowUp, Held
from rodatraden.steering.queries.levels import APPROVE, APPROVE_LEVEL, READ_DRAFT, WRITE
from rodatraden.steering.rules import Stage, levels
from rodatraden.steering.rules.asking import Asked
from rodatraden.ui.pages import Request


@dataclass(frozen=True)
class Desk:
    """A contribution that someone has opened. Nobody writes in the past: on another day it is for reading."""

    request: Request
    place: Place
    told: FollowUp
    found: FollowedUnit

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return self.found.stage or Stage.DRAFT

    @property
    def asked_to(self) -> str:
        """What the form that was sent should do."""
        return self.request.POST.get("do", "save")

    @property
    def is_today(self) -> bool:
        """Whether the reader looks at today."""
        return self.request.days.is_today

    @cached_property
    def is_closed(self) -> bool:
        """Whether the round is closed."""
        return queries.is_closed(self.place.followed)

    @cached_property
    def asked(self) -> list[Asked]:
        """What the round asks of the unit."""
        days = self.request.days
        return queries.asked_of_unit(self.place.followed, self.place.unit, on=days.on, known=days.known)

    @cached_property
    def held(self) -> Held | None:
        """How the reader stands to it on its way up; None in a round without levels."""
        submitted = self.found.submitted
        if not self.place.followed.levels or submitted is None:
            return None
        found = queries.held(
            self.request.user,
            self.place.followed,
            {self.place.unit: submitted},
            today=self.request.days.today,
        )
        return found[self.place.unit]

    def may(self, right: str) -> bool:
        """Whether the reader has a right in the unit."""
        return self.request.user.has_perm(right, self.place.unit)  # type: ignore[arg-type]  # ours: a unit's code

    @property
    def may_write(self) -> bool:
        """Whether the reader writes for the unit. Where levels approve, those above do not write in what is below."""
        return self.is_today and self.may(WRITE) and (self.held is None or self.held.is_inside)

    @property
    def may_approve(self) -> bool:
        """Whether the reader approves what the unit writes, now or in its turn."""
        if self.held is None:
            return self.is_today and self.may(APPROVE)
        return self.is_today and (bool(self.held.stands_at) or self.held.may_settle)

    @property
    def may_see(self) -> bool:
        """Whether the reader sees what isn't approved."""
        return self.may(READ_DRAFT) if self.held is None else self.held.sees

    @property
    def writes(self) -> bool:
        """Whether the reader writes in it now."""
        return self.may_write and self.stage is Stage.DRAFT and not self.is_closed

    @property
    def approves(self) -> bool:
        """Whether the reader may approve it now."""
        turn = self.stage is Stage.DONE if self.held is None else self.held.approves
        return self.may_approve and turn and not self.is_closed

    @property
    def is_last(self) -> bool:
        """Whether the reader's approval makes it public."""
        return self.held is None or not {*self.held.way} - {*self.held.now.approved, self.held.turn}

    @property
    def takes_back(self) -> bool:
        """Whether the reader wrote it and takes it back themselves, before anybody has approved it."""
        untouched = self.found.submitted is None or not self.found.submitted.approved
        return self.may_write and self.stage is Stage.DONE and untouched

    @property
    def sends_back(self) -> bool:
        """Whether the reader may take it a step back: who approves, and who wrote as long as it isn't approved."""
        if self.is_closed or self.stage is Stage.DRAFT or not self.is_today:
            return False
        reopens = self.may_approve if self.held is None else self.held.reopens
        return reopens or self.takes_back

    @property
    def level(self) -> str:
        """The level for which the reader approves it or sends it back; "" without levels, and for the unit itself."""
        if self.held is None or not self.held.way:
            return ""
        if self.held.approves:
            return self.held.turn
        way, now = self.held.way, self.held.now
        return next((each for each in way if each in self.held.stands_at and levels.may_reopen(way, now, each)), "")

    def require(self) -> None:
        """Refuse who may not do what the form asks. Raises PermissionDenied with the right that is lacking."""
        is_back = self.asked_to == "send_back"
        if self.held is None:
            right = WRITE if self.asked_to in WRITTEN or (is_back and self.takes_back) else APPROVE
            allowed = self.may(right)
        elif self.asked_to in WRITTEN:
            right, allowed = WRITE, self.may_write or (self.held.is_inside and self.may(WRITE))
        else:
            right, allowed = APPROVE_LEVEL, self.may_approve or (is_back and self.takes_back)
        if not allowed:
            raise PermissionDenied(right)

    def post(self) -> str:
        """The post in which the reader does what the form asks: the first held that gives the right."""
        if not isinstance(self.request.user, User):
            return ""
        held = access.rights_today(self.request.user, today=self.request.days.today)
        rights, within = self._rights(), self.level or self.place.unit
        giving = (
            post.code
            for right in rights
            for post in held.posts
            if allows([post], right, within=within, organisation=held.units)
        )
        return next(giving, "")

    def _rights(self) -> Sequence[str]:
        if self.asked_to in WRITTEN:
            return [WRITE]
        back = [WRITE] if self.takes_back else []
        return [*back, APPROVE] if self.held is None else [APPROVE_LEVEL, APPROVE, *back]

    @property
    def is_own(self) -> bool:
        """Whether the reader holds a post that wrote some of it, or marked it as done."""
        if not isinstance(self.request.user, User):
            return False
        held = {post.code for post in access.rights_today(self.request.user, today=self.request.days.today).posts}
        texts = [self.found.text, *(goal.text for goal in self.told.goals), *self.found.answers.values()]
        wrote = {each.post for each in texts if each} | {goal.assessed_by for goal in self.told.goals}
        return bool(held & (wrote | ({self.found.submitted.post} if self.found.submitted else set())))

    @property
    def sent_back(self) -> str:
        """Why it was sent back: a word about a draft, kept with it also where an earlier text is public."""
        sent = self.found.submitted if self.stage is Stage.DRAFT else None
        return sent.reason if sent and self.may_see else ""


WRITTEN = frozenset({"save", "submit", "keep"})
"""What a form can ask for that writes for the unit; everything else moves it."""
