"""How does what can be wrong with the organisation read for a person?"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from rodatraden.organisation.rules.contradictions import Contradiction

CONTRADICTIONS: Final = {
    Contradiction.EXISTS_ALREADY: _("Exists already on that day."),
    Contradiction.USED_BEFORE: _("The code belonged to something that is closed. Choose another code."),
    Contradiction.NAMES_ANOTHER: _("%(other)s is already the code of something else. Choose another code."),
    Contradiction.DOES_NOT_EXIST: _("Does not exist on that day. It must be established first, and not be closed."),
    Contradiction.NO_PARENT: _("The unit %(other)s above it does not exist on that day."),
    Contradiction.SECOND_ROOT: _("Only one unit may be without a unit above it, and %(other)s is already."),
    Contradiction.CYCLE: _("The unit would come under itself, by way of %(other)s."),
    Contradiction.UNITS_BELOW: _("The unit %(other)s is still below it. Move or close that first."),
    Contradiction.POSTS_BELOW: _("The post %(other)s is still in it. Move or close that first."),
    Contradiction.NO_UNIT: _("The unit %(other)s does not exist on that day, so the post would be nowhere."),
    Contradiction.NO_SUPERIOR: _("%(other)s: one of the two posts in the reporting line does not exist on that day."),
    Contradiction.REPORTS_TO_ITSELF: _("A post can't report to itself, nor to those who report to it."),
    Contradiction.NO_END: _("%(other)s: a relation needs two ends that exist on that day."),
    Contradiction.NO_MEMBER: _("%(other)s: a member of a group must be a post that exists on that day."),
    Contradiction.NO_RULE_UNIT: _("%(other)s: the unit that limits a group's rule must exist on that day."),
    Contradiction.RULE_THERE: _("The group is open to them already on that day."),
    Contradiction.RULE_NOT_THERE: _("The group has no such rule on that day."),
    Contradiction.SUCCEEDS_ITSELF: _("%(other)s can't be merged into itself."),
    Contradiction.NO_SUCCESSOR: _("The unit %(other)s, which it would live on in, does not exist on that day."),
    Contradiction.NOT_SPLIT: _("A unit is split into at least two. Use unit.merged when it becomes one."),
    Contradiction.PART_TWICE: _("%(other)s stands twice among the parts."),
    Contradiction.SHARES: _("The shares must be 100 per cent together."),
    Contradiction.TIED_TO_ITSELF: _("%(other)s can't stand in a relation to itself."),
    Contradiction.NOT_POSTS: _("%(other)s is a unit. Only a post stands in for another, or is held together with it."),
    Contradiction.VOTES_OF_OWNERS: _("Only an owner has votes. Leave the votes out, or make it an owner line."),
    Contradiction.TOO_MANY_VOTES: _("The owners of %(other)s would have more than 100 per cent of the votes together."),
    Contradiction.BUDGET_TO_ITSELF: _("Budget can't move from %(other)s to itself."),
    Contradiction.NO_BUDGET_UNIT: _("The unit %(other)s does not exist on that day, so no budget moves from or to it."),
    Contradiction.TOO_MUCH_BUDGET: _("More kronor would have moved than can be written. Look at the amount."),
}
