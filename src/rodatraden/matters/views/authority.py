"""Is a proposal for the reader to decide? What is beyond their posts, in words."""

from rodatraden.matters.queries.whatif import WhatIf
from rodatraden.matters.rules.authority import Asked, Beyond, beyond
from rodatraden.matters.views.named import posts_held
from rodatraden.matters.words import BEYOND
from rodatraden.organisation import queries as organisation
from rodatraden.ui.pages import Request

_MOST_TOLD = 5


def beyond_reader(request: Request, scenario: WhatIf) -> list[str]:
    """Why the reader can't decide it, a sentence for each thing; nothing when they can."""
    proposal = scenario.draft.proposal
    asked = Asked(
        decided_by=proposal.decided_by,
        subjects=scenario.subjects,
        days=tuple((step.before, step.after) for step in scenario.steps),
        taken_back={each.taken_by for each in scenario.draft.undoings if each.taken_by},
    )
    found = beyond(posts_held(request), asked)[:_MOST_TOLD]
    named = organisation.names_of({code for _why, code in found}) if found else {}
    return [str(BEYOND[Beyond(why)]) % {"name": named[code].label if code in named else code} for why, code in found]
