"""What one unit has to say in a round: written by those who may, read by all when it is approved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.steering import forms, models, queries, rules, words
from rodatraden.steering.actions import Place
from rodatraden.steering.queries import FollowedGoal, FollowUp
from rodatraden.steering.queries.levels import READ_DRAFT
from rodatraden.steering.rules.asking import CAUSES, Ask, spot
from rodatraden.steering.views import writing
from rodatraden.steering.views.desk import Desk
from rodatraden.steering.views.goals import ShownGoal, few, shown_goal
from rodatraden.steering.views.named import Names, codes_in, names, round_or_404
from rodatraden.steering.views.same import Same, same_of
from rodatraden.steering.views.writing import Beside, besides
from rodatraden.ui.pages import Request, page, writes
from rodatraden.ui.shapes import Link, Step


@writes
def contribution(request: Request, code: str, unit: str) -> HttpResponse:
    """Read, write, mark as done, approve or send back. What is approved is public; a draft needs a right in the unit.

    A draft is no public document until it is finished or sent on (2 kap. 12 § tryckfrihetsförordningen).
    """
    place = Place(round_or_404(code, request.days), unit)
    told = queries.followup(
        place.followed,
        known=request.days.known,
        may_read_draft=queries.drafts_for(request.user, today=request.days.today),
        owners={unit},
    )
    found = told.unit(unit)
    if found is None or found.submitted is None:
        raise Http404(_("The unit is not asked for anything in this round."))
    desk = Desk(request, place, told, found)
    if request.method == "POST":
        desk.require()
        return writing.ANSWERS.get(desk.asked_to, writing.move)(desk, _show)
    if found.submitted.approved_at is None and not desk.may_see:
        raise PermissionDenied(READ_DRAFT)
    return _show(desk)


def _show(
    desk: Desk, *, form: forms.Contribution | None = None, back: forms.SendBack | None = None, status: int = 200
) -> HttpResponse:
    request, place, told, found = desk.request, desk.place, desk.told, desk.found
    waiting = queries.waiting_beside(place.followed.code, place.unit) if desk.writes else []
    if desk.writes and form is None:
        form = forms.Contribution(told.goals, found, desk.asked)
    if form:
        form.show_beside(waiting)
    way = desk.held.way if desk.held else ()
    named = names(request.days, codes_in(told) | {place.unit, *way})
    name, followed = named.unit(place.unit), place.followed
    shown = [shown_goal(goal, told, named) for goal in told.goals]
    same = same_of(desk, form) if desk.writes or desk.approves else {}
    due = (found.submitted and found.submitted.due) or followed.deadline
    return page(
        request,
        "steering/contribution.html",
        status=status,
        round=followed,
        unit=name,
        found=found,
        desk=desk,
        counts_readings=request.user.is_authenticated and desk.is_today and not desk.may_write and found.has_words,
        way=_way(desk, named),
        own=_own_answers(desk, same),
        is_empty=desk.approves and not found.has_words,
        form=form,
        back=back or forms.SendBack(),
        **_fields(form, shown, besides(desk, form, waiting) if form else []),
        goals=[_read(each, named, desk, same) for each in shown],
        by=named.link(found.submitted.post) if found.submitted and found.submitted.post else None,
        due=due,
        late=request.days.today > due,
        crumbs=_crumbs(followed, name),
        steps=_steps(told, place),
    )


def _crumbs(followed: models.Round, unit: Link) -> list[Link]:
    round_link = Link(followed.title, rules.round_address(followed.code))
    return [Link(_("Follow-up"), "/uppfoljning"), round_link, Link(unit.label)]


def _fields(
    form: forms.Contribution | None, shown: Sequence[ShownGoal], told: Sequence[Beside]
) -> dict[str, Sequence[object]]:
    """The fields of the unit as a whole and of each goal, each with what is to be said beside it."""
    here = {each.spot: each for each in told}

    def said(spots: Sequence[forms.Spot]) -> list[tuple[forms.Spot, Beside]]:
        return [(each, here[each.spot]) for each in spots]

    if form is None:
        return {"spots": [], "fields": []}
    goals = zip(form.by_goal(), shown, strict=True)
    return {
        "spots": said(form.own()),
        "fields": [(given, each, said(given.texts), said(given.causes)) for given, each in goals],
    }


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that was written, under what was asked."""

    title: str
    text: str
    same: Same | None


@dataclass(frozen=True, slots=True)
class ReadGoal:
    """A goal as it is read: who assessed it, and what was written of it."""

    shown: ShownGoal
    assessor: Link | None
    answers: list[Answer]


def _read(shown: ShownGoal, named: Names, desk: Desk, same: dict[str, Same]) -> ReadGoal:
    goal = shown.goal
    answers = [Answer("", goal.text.text, same.get(goal.code))] if goal.text and goal.text.text else []
    answers += [
        Answer(str(words.CAUSES[part]), said.text, same.get(spot(goal.code, part)))
        for part in CAUSES
        if (said := goal.answers.get(part)) and said.text
    ]
    return ReadGoal(shown, _assessor(goal, named), answers)


def _own_answers(desk: Desk, same: dict[str, Same]) -> list[Answer]:
    """What the unit wrote of itself: in answer to each question of the round, and as a whole."""
    text = desk.found.text
    found = [Answer(_("The unit as a whole"), text.text, same.get(""))] if text and text.text else []
    for each in desk.asked:
        said = desk.found.answers.get(each.code)
        if each.ask is Ask.OWN and said and said.text:
            found.append(Answer(each.title, said.text, same.get(spot("", each.code))))
    return found


@dataclass(frozen=True, slots=True)
class Stop:
    """A level on the way up: approved, next to approve, or still to come."""

    name: Link
    state: str
    is_reader: bool


def _way(desk: Desk, named: Names) -> Sequence[Stop]:
    if desk.held is None:
        return []
    held, found = desk.held, list[Stop]()
    for level in held.way:
        state = "approved" if level in held.now.approved else "turn" if level == held.turn else "later"
        found.append(Stop(named.unit(level), state, level in held.stands_at))
    return found


def _steps(told: FollowUp, place: Place) -> list[Step]:
    code = place.followed.code
    goals = [Step("goal", each.title, rules.goal_address(each.code, followed=code)) for each in told.goals]
    return [
        *few(goals, f"/mal?round={code}&enhet={place.unit}"),
        Step("activity", place.followed.title, current=True),
        Step("money", _("Economy"), f"/ekonomi?round={code}"),
    ]


def _assessor(goal: FollowedGoal, named: Names) -> Link | None:
    return named.link(goal.assessed_by) if goal.assessed_by else None
