"""How is a follow-up told: the goals in tree order, the units, and what is counted of each?"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from rodatraden.indicators.queries import Course, Measured
from rodatraden.steering import models, rules
from rodatraden.steering.queries.said import Submitted
from rodatraden.steering.rules import Computed, Counts, Split, Stage, Status
from rodatraden.steering.rules.model import BUILT_IN, Model


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a unit wrote: of a goal, or of itself as a whole. `post` is the code of who wrote it, "" when unknown."""

    unit: str
    text: str
    at: datetime
    post: str
    key: int
    """The stored row: what a writer has seen, so that another's words written meanwhile are noticed."""


@dataclass(frozen=True, slots=True)
class FollowedGoal:
    """A goal with what its indicators say, what its owner says, and what was written of it."""

    code: str
    title: str
    level: str
    description: str
    source: str
    parent: str
    also: tuple[str, ...]
    """The other goals that it contributes to."""
    continues: tuple[str, ...]
    carriers: tuple[str, ...]
    judged_by: str
    unit: str
    valid_from: date
    valid_to: date
    depth: int
    indicators: tuple[Measured, ...]
    computed: Computed
    model: Model = BUILT_IN
    """The steering model of its time: what its level is called, and how it is assessed."""
    assessed: Status | None = None
    step: str = ""
    """The step of the scale that its owner chose."""
    reason: str = ""
    assessed_at: datetime | None = None
    assessed_by: str = ""
    is_draft: bool = False
    """Whether the assessment is a draft, shown since the reader may see it."""
    text: Contribution | None = None
    answers: Mapping[str, Contribution] = field(default_factory=dict)
    """What its owner wrote of it in answer to each question, by the question's code."""
    others: tuple[Contribution, ...] = ()
    """What other units wrote of the goal: their part in it."""
    below: Counts = Counts()  # noqa: RUF009 – frozen

    @property
    def status(self) -> Status:
        """The status that counts: the owner's assessment when there is one, else what the indicators say."""
        return rules.counting(self.assessed, self.computed.status)

    @property
    def is_judged(self) -> bool:
        """Whether there is anything to judge: a target in the period, or an assessment. Else it only holds others."""
        return self.assessed is not None or any(each.target for each in self.indicators)

    @property
    def differs(self) -> bool:
        """Whether the owner says something else than the indicators do."""
        return rules.needs_reason(self.assessed, self.computed.status)

    @property
    def lines_up(self) -> tuple[str, ...]:
        """The goals that it contributes to, the first of them the one it stands under."""
        return (*([self.parent] if self.parent else []), *self.also)

    @property
    def assessed_as(self) -> str:
        """The code of the step that its owner's assessment is shown as; "" when there is none."""
        step = self.model.step(self.assessed, self.step) if self.assessed else None
        return step.code if step else str(self.assessed or "")


@dataclass(frozen=True, slots=True)
class FollowedUnit:
    """A unit in a round: how far it has come (None: it is not asked) and what it wrote of itself as a whole."""

    unit: str
    submitted: Submitted | None
    text: Contribution | None
    counts: Counts
    has_words: bool = False
    """Whether it has written anything that the reader may see: a text that stands, or why it assessed as it did."""
    answers: Mapping[str, Contribution] = field(default_factory=dict)
    """What it wrote in answer to each question about the unit as a whole, by the question's code."""

    @property
    def stage(self) -> Stage | None:
        """How far it has come; None when it is not asked."""
        return self.submitted.stage if self.submitted else None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How it went, as known on a day. Without a round: the goals with their indicators in `period`."""

    round: models.Round | None
    period: str
    known: date
    model: Model
    """The steering model in force on the last day of the round, or on the day."""
    goals: tuple[FollowedGoal, ...]
    units: tuple[FollowedUnit, ...] = ()
    courses: Mapping[str, Course] = field(default_factory=dict)
    """All that was recorded of the indicators that it was asked for, by their codes."""
    over: frozenset[str] = frozenset()
    """The goals that only stand here so that the thread is whole: others own them, and they do not count."""

    @property
    def judged(self) -> tuple[FollowedGoal, ...]:
        """The goals that there is anything to judge of."""
        return tuple(goal for goal in self.goals if goal.is_judged and goal.code not in self.over)

    @property
    def counts_drafts(self) -> bool:
        """Whether some assessment that counts is a draft: the public's counts are others."""
        return any(goal.is_draft for goal in self.judged)

    @property
    def counts(self) -> Counts:
        """How many goals of each status that counts."""
        return rules.roll_up(goal.status for goal in self.judged)

    def split(self) -> Split[FollowedGoal]:
        """Achieved; partly or not achieved; not possible to assess. Goals that only hold others are in none of them."""
        return rules.split(self.judged, lambda goal: goal.status)

    def goal(self, code: str) -> FollowedGoal | None:
        """One of the goals."""
        return next((goal for goal in self.goals if goal.code == code), None)

    def unit(self, code: str) -> FollowedUnit | None:
        """One of the units."""
        return next((unit for unit in self.units if unit.unit == code), None)

    def of(self, owns: Callable[[str], bool]) -> "FollowUp":
        """The goals of some units, with the goals over them so that the thread is whole. Only their own count."""
        own = {goal.code for goal in self.goals if owns(goal.unit)}
        shown, by_code = set(own), {goal.code: goal for goal in self.goals}
        for code in own:
            while (code := by_code[code].parent) in by_code and code not in shown:
                shown.add(code)
        over = frozenset(shown - own)
        goals = with_counts([goal for goal in self.goals if goal.code in shown], over)
        return replace(self, goals=goals, over=over)


def with_counts(goals: Sequence[FollowedGoal], over: Collection[str] = ()) -> tuple[FollowedGoal, ...]:
    """Each goal with the counts of what contributes to it, along whichever line: each of them counted once.

    Those that stand `over` what is told of, and are others', are not among the counts.
    """
    told = rules.below(
        [
            (goal.code, goal.lines_up, goal.status if goal.is_judged and goal.code not in over else None)
            for goal in goals
        ]
    )
    return tuple(replace(goal, below=told[goal.code]) for goal in goals)
