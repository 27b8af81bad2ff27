"""How do the codes of indicators read for a person?"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodatraden.indicators.rules import Direction, Operator, Verdict

OPERATORS: Final[Mapping[Operator, Promise]] = {
    Operator.ABOVE: _("more than"),
    Operator.AT_LEAST: _("at least"),
    Operator.BELOW: _("less than"),
    Operator.AT_MOST: _("at most"),
    Operator.EXACTLY: _("exactly"),
}

DIRECTIONS: Final[Mapping[Direction, Promise]] = {
    Direction.UP: _("higher is better"),
    Direction.DOWN: _("lower is better"),
}

VERDICTS: Final[Mapping[Verdict, Promise]] = {
    Verdict.MET: _("met"),
    Verdict.NEAR: _("near the target"),
    Verdict.MISSED: _("not met"),
    Verdict.UNMEASURED: _("can't be judged"),
}
