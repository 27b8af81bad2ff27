"""Who has not reported yet? A list to act on: remind one or all, or give another day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.steering import actions, forms, models, queries, rules, words
from rodatraden.steering.actions import Errand, Place
from rodatraden.steering.queries import Missing
from rodatraden.steering.rules.reminding import Nudge, Urgency
from rodatraden.steering.views.named import Names, names, round_or_404
from rodatraden.steering.words.letters import NUDGES, URGENCIES, worded
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link, Step
from rodatraden.ui.tables import Column, Form, Row, Table

FOLLOW = "steering.round.follow"


@dataclass(frozen=True, slots=True)
class Shown:
    """A contribution that is missing, by the names of those who are to act on it."""

    missing: Missing
    name: Link
    urgency: Promise
    waits_for: Link | None
    posts: list[Link]


@writes
def missing(request: Request, code: str, form: Form = "page") -> HttpResponse:
    """Those whom the reader follows and who have not reported, the most urgent first. Names posts, never persons."""
    require(request.user, FOLLOW)
    followed = round_or_404(code, request.days)
    days = request.days

    def may_follow(unit: str) -> bool:
        return request.user.has_perm(FOLLOW, unit)  # type: ignore[arg-type]  # ours: a unit's code

    found = queries.missing(followed, on=days.on, known=days.known, may_follow=may_follow)
    if request.method == "POST":
        return _act(request, followed, found)
    return _show(request, followed, found, form)


def _show(
    request: Request,
    followed: models.Round,
    found: Sequence[Missing],
    form: Form = "page",
    *,
    another: forms.AnotherDay | None = None,
) -> HttpResponse:
    days, sent = request.days, queries.reminders(followed.code)
    codes = {post for each in found for post in each.posts} | {each.post for each in sent}
    named = names(days, codes | {each.unit for each in found} | {each.waits_for for each in found})
    shown = [_shown(each, followed.code, named) for each in found]
    if form != "page":
        return tables.answer(_table(shown, followed), form, days)
    late = [each for each in shown if not each.missing.is_handed_in]
    follows = {each.unit for each in found}
    return page(
        request,
        "steering/missing.html",
        status=422 if another else 200,
        round=followed,
        shown=late,
        waiting=[each for each in shown if each.missing.is_handed_in],
        counts=[(URGENCIES[each], Counter(one.missing.urgency for one in late)[each]) for each in Urgency],
        acts=days.is_today and not queries.is_closed(followed),
        another=another or forms.AnotherDay([(each.missing.unit, each.name.label) for each in late]),
        can_send=actions.is_configured(),
        sent=[
            (each, named.unit(each.unit), named.link(each.post), NUDGES[Nudge(each.nudge)])
            for each in sent
            if each.unit in follows or request.user.has_perm(FOLLOW, each.unit)  # type: ignore[arg-type]  # as above
        ],
        crumbs=[
            Link(_("Follow-up"), "/uppfoljning"),
            Link(followed.title, rules.round_address(followed.code)),
            Link(_("Who has not reported")),
        ],
        steps=[Step("goal", _("Goals"), "/mal"), Step("activity", followed.title, current=True)],
    )


def _shown(each: Missing, code: str, named: Names) -> Shown:
    return Shown(
        each,
        Link(named.unit(each.unit).label, rules.contribution_address(code, each.unit)),
        URGENCIES[each.urgency],
        named.unit(each.waits_for) if each.waits_for else None,
        [named.link(post) for post in each.posts],
    )


def _table(shown: Sequence[Shown], followed: models.Round) -> Table:
    columns = [
        Column("unit", _("Unit"), "link"),
        Column("code", _("Code")),
        Column("stage", _("Stage")),
        Column("urgency", _("How it stands")),
        Column("due", _("Last day"), "day"),
        Column("waits_for", _("Waits for")),
        Column("posts", _("Answers for it")),
        Column("reminded_on", _("Last reminded"), "day"),
    ]
    rows = [
        Row(
            (
                each.name,
                each.missing.unit,
                str(words.STAGES[each.missing.submitted.stage]),
                "" if each.missing.is_handed_in else str(each.urgency),
                each.missing.due,
                each.waits_for.label if each.waits_for else "",
                ", ".join(post.label for post in each.posts),
                each.missing.reminded_on,
            )
        )
        for each in shown
    ]
    return Table(f"{followed.code}-saknas", _("Who has not reported"), columns, rows)


def _act(request: Request, followed: models.Round, found: Sequence[Missing]) -> HttpResponse:
    """Remind those that are asked for, or give one of them another day."""
    by, now = request.user.get_username(), timezone.now()
    late = [each for each in found if not each.is_handed_in]
    if request.POST.get("do") == "prolong":
        named = names(request.days, {each.unit for each in late})
        form = forms.AnotherDay([(each.unit, named.unit(each.unit).label) for each in late], request.POST)
        if not form.is_valid():
            return _show(request, followed, found, another=form)
        unit, due = form.cleaned_data["unit"], form.cleaned_data["due"]
        actions.prolong(place=Place(followed, unit), due=due, by=by, at=now)
        messages.success(request, _("The last day is changed."))
        return redirect(request.path)
    asked = request.POST.get("unit", "")
    units = {each.unit for each in late if asked in {"", each.unit}}
    word = worded(names(request.days, units).units)
    try:
        told = actions.remind(errand=Errand(followed, request.days.today, word, units), by=by, at=now)
    except actions.MailNotConfigured:
        messages.warning(request, _("Nothing was sent: the program knows no mail server. Ask who runs it."))
        return redirect(request.path)
    sent = ngettext("%(count)d reminder was sent.", "%(count)d reminders were sent.", len(told)) % {"count": len(told)}
    nobody = _("No reminder was sent: those who answer have been reminded today, or nobody holds the post.")
    messages.success(request, sent) if told else messages.warning(request, nobody)
    return redirect(request.path)
