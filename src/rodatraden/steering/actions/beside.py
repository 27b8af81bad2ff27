"""Two people in the same text: whose words wait beside another's, and who has been told of them?

Who saves second is told and gets both texts; their words are kept beside meanwhile, so that neither a closed browser
nor a dead battery takes them. Who saved first is told too, the next time their page saves.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from rodatraden.steering import models, rules
from rodatraden.steering.actions.places import Place
from rodatraden.steering.rules.asking import at_spot, spot


def put_aside(place: Place, words: Sequence[tuple[str, str]], *, by: str, at: datetime, post: str) -> None:
    """Keep some words, each with its spot, beside what stands there."""
    rows = []
    for where, text in words:
        goal, question = at_spot(where)
        of = {"round": place.followed.code, "unit": place.unit, "goal": goal, "question": question}
        rows.append(models.Aside(**of, account=by, post=post, text=rules.tidy(text), recorded_at=at))
    models.Aside.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["round", "unit", "goal", "question", "account"],
        update_fields=["text", "post", "recorded_at", "is_met"],
    )


def take_back(waiting: Sequence[models.Aside], spots: Collection[str], *, by: str) -> None:
    """Their own words have taken their place at some spots: nothing of theirs waits there any more."""
    own = [row.pk for row in waiting if row.account == by and spot(row.goal, row.question) in spots]
    _meet(own)


def meet(waiting: Sequence[models.Aside], shown: Collection[int]) -> None:
    """Someone has saved knowingly with others' words in front of them. The words stay in the register."""
    _meet([row.pk for row in waiting if row.pk in {*shown}])


def _meet(keys: Collection[int]) -> None:
    if keys:
        models.Aside.objects.filter(pk__in=keys).update(is_met=True)
