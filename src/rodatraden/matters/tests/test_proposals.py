"""Is a draft written in by two without loss, decided once and whole, and never altered afterwards?"""

from datetime import date, timedelta

import pytest

from rodatraden.decisions import actions as register
from rodatraden.decisions import models as decided
from rodatraden.decisions import queries as decisions
from rodatraden.journal.models import Entry
from rodatraden.matters import models
from rodatraden.matters.actions import deciding
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.actions.proposals import NewChange, NewUndoing
from rodatraden.matters.rules.proposals import LONGEST_REASONS, Lacks, State, Undoing, fingerprint
from rodatraden.matters.tests.drafting import AT, FROM, TODAY, WHOLE, add, begun, fresh, municipality, taken, what_if
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.contradictions import Contradiction
from rodatraden.organisation.rules.difference import What
from rodatraden.organisation.tests.make import record, terms

pytestmark = pytest.mark.django_db

MOVED = "post.moved post=STRATEG unit=KLF reports_to=KD"


@pytest.fixture(autouse=True)
def _municipality(request: pytest.FixtureRequest) -> None:
    municipality()


def sentences(proposal: models.Proposal) -> list[str]:
    return [each.terms.change for each in what_if(proposal).draft.changes]


def test_a_proposal_is_begun_as_a_draft_with_a_code_of_its_own() -> None:
    one, other = begun(), begun()

    assert (one.code, other.code) == ("F-2026-001", "F-2026-002")
    assert (one.state, one.unit, one.post, one.effective_on) == (State.DRAFT, "KLF", "KD", FROM)
    assert decided.Decision.objects.count() == 1


def test_only_what_is_new_is_written_and_the_journal_holds_no_words() -> None:
    proposal = begun()
    revision = proposal.revision
    actions.describe(code=proposal.code, given=WHOLE, seen={}, by="test", at=AT)
    assert fresh(proposal).revision == revision

    actions.describe(code=proposal.code, given={"reasons": "En hemlighet."}, seen={}, by="anna", at=AT)

    entry = Entry.objects.order_by("-id")[0]
    assert (entry.code, entry.label, entry.actor) == ("matters.proposal.described", proposal.code, "anna")
    assert entry.details == {"fields": ["reasons"]}
    assert not Entry.objects.filter(label__contains="Strategen").exists()


def test_two_who_write_the_same_field_are_both_told_and_lose_nothing() -> None:
    proposal = begun()
    seen = {"reasons": fingerprint(WHOLE["reasons"]), "title": fingerprint(WHOLE["title"])}
    actions.describe(code=proposal.code, given={"reasons": "Den enas."}, seen=seen, by="en", at=AT)

    stored, merged = actions.describe(
        code=proposal.code, given={"reasons": "Den andras.", "title": "Ny"}, seen=seen, by="annan", at=AT
    )

    assert [(each.field, each.theirs, each.yours) for each in merged.clashes] == [
        ("reasons", "Den enas.", "Den andras.")
    ]
    assert (stored.reasons, stored.title) == ("Den enas.", "Ny")

    met = {"reasons": fingerprint("Den enas.")}
    actions.describe(code=proposal.code, given={"reasons": "Bådas."}, seen=met, by="annan", at=AT)
    assert fresh(proposal).reasons == "Bådas."


def test_reasons_of_five_megabytes_are_refused() -> None:
    proposal = begun()
    with pytest.raises(actions.ReasonsTooLong):
        actions.describe(code=proposal.code, given={"reasons": "x" * 5_000_000}, seen={}, by="test", at=AT)

    assert fresh(proposal).reasons == WHOLE["reasons"]
    assert LONGEST_REASONS < 5_000_000


def test_changes_are_added_altered_moved_taken_away_and_put_back() -> None:
    proposal = begun(MOVED, "post.retitled post=STRATEG title=Ledningsstrateg", "unit.renamed unit=KLF name=Kontoret")
    first, second, third = (each.row for each in what_if(proposal).draft.changes)

    actions.move_change(code=proposal.code, key=third.pk, up=True, by="test", at=AT)
    assert sentences(proposal) == ["post.moved", "unit.renamed", "post.retitled"]
    actions.move_change(code=proposal.code, key=first.pk, up=True, by="test", at=AT)
    actions.move_change(code=proposal.code, key=second.pk, up=False, by="test", at=AT)
    assert sentences(proposal) == ["post.moved", "unit.renamed", "post.retitled"]

    actions.remove_change(code=proposal.code, key=first.pk, by="test", at=AT)
    assert sentences(proposal) == ["unit.renamed", "post.retitled"]
    assert [each.row.pk for each in what_if(proposal).draft.removed] == [first.pk]
    actions.restore_change(code=proposal.code, key=first.pk, by="test", at=AT)
    assert sentences(proposal) == ["post.moved", "unit.renamed", "post.retitled"]

    new = NewChange(terms=terms("post.closed", "post=STRATEG"), effective_on=date(2027, 1, 1))
    revision = fresh(proposal).revision
    actions.alter_change(row=first, change=new, revision=revision, by="test", at=AT)
    assert sentences(proposal)[0] == "post.closed"
    assert what_if(proposal).draft.changes[0].on == date(2027, 1, 1)


def test_a_change_that_someone_else_has_altered_is_not_written_over() -> None:
    proposal = begun(MOVED)
    row = what_if(proposal).draft.changes[0].row
    seen = fresh(proposal).revision
    new = NewChange(terms=terms("post.closed", "post=STRATEG"))
    actions.alter_change(row=row, change=new, revision=seen, by="en", at=AT)

    with pytest.raises(actions.AlteredMeanwhile):
        actions.alter_change(row=row, change=new, revision=seen, by="annan", at=AT)
    actions.remove_change(code=proposal.code, key=row.pk, by="en", at=AT)
    with pytest.raises(actions.AlteredMeanwhile):
        actions.alter_change(row=row, change=new, revision=fresh(proposal).revision, by="annan", at=AT)


def test_what_is_not_there_is_refused() -> None:
    proposal = begun()
    for act in (actions.remove_change, actions.restore_change):
        with pytest.raises(actions.NoSuchChange):
            act(code=proposal.code, key=4711, by="test", at=AT)
    with pytest.raises(actions.NoSuchChange):
        actions.move_change(code=proposal.code, key=4711, up=True, by="test", at=AT)
    with pytest.raises(actions.NoSuchProposal):
        actions.discard(code="F-1999-001", by="test", at=AT)


def test_what_is_laid_aside_is_taken_up_again_and_not_written_in_meanwhile() -> None:
    proposal = begun(MOVED)
    actions.discard(code=proposal.code, by="test", at=AT)

    with pytest.raises(actions.NotADraft):
        add(proposal.code, MOVED)
    with pytest.raises(actions.NotADraft):
        taken(proposal)
    with pytest.raises(actions.NotADraft):
        actions.discard(code=proposal.code, by="test", at=AT)
    actions.take_up(code=proposal.code, by="test", at=AT)
    assert fresh(proposal).state == State.DRAFT
    with pytest.raises(actions.NotADraft):
        actions.take_up(code=proposal.code, by="test", at=AT)


def test_an_alternative_goes_on_from_the_same_words_and_changes() -> None:
    first = begun(MOVED)
    removed = add(first.code, "post.closed post=HR")[0]
    actions.remove_change(code=first.code, key=removed.pk, by="test", at=AT)
    actions.add_undoing(code=first.code, undoing=NewUndoing(how=Undoing.REPLACES, decision="D0"), by="test", at=AT)

    second = actions.start_alternative(code=first.code, label="Utan flytt", post="HR", by="test", at=AT)
    third = actions.start_alternative(code=second.code, label="Tredje", post="HR", by="test", at=AT)

    assert (second.title, second.label, second.alternative_of) == (first.title, "Utan flytt", first)
    assert third.alternative_of == first
    assert sentences(second) == ["post.moved"]
    assert [each.decision for each in what_if(second).draft.undoings] == ["D0"]


def test_what_it_would_do_is_told_before_anyone_decides_and_nothing_has_happened() -> None:
    found = what_if(begun(MOVED, "post.costed post=STRATEG yearly_cost=765000"))

    assert [(row.what, row.before, row.after) for row in found.difference.rows] == [
        (What.POST_MOVED, "HR-AVD", "KLF"),
        (What.POST_COST, 700000, 765000),
        (What.POST_REPORTING, "HR", "KD"),
    ]
    assert found.effect is not None
    assert [str(found.effect.this_year), str(found.effect.full_year)] == ["5520.55", "65000.00"]
    assert found.problems == []
    assert organisation.organisation(on=FROM, known=TODAY).posts["STRATEG"].unit == "HR-AVD"


def test_a_decided_proposal_is_a_decision_with_all_it_said_and_is_frozen() -> None:
    proposal = begun(MOVED)

    assert taken(proposal) == "KD-2026-001"

    row = decided.Decision.objects.get(code="KD-2026-001")
    assert (row.title, row.decided_by, row.right, row.right_reference, row.reasons) == (
        WHOLE["title"], "KD", "delegation", "Punkt 4", WHOLE["reasons"],
    )  # fmt: skip
    assert (row.decided_on, row.effective_on) == (TODAY, FROM)
    assert organisation.organisation(on=FROM, known=TODAY).posts["STRATEG"].unit == "KLF"
    assert (fresh(proposal).state, fresh(proposal).decision) == (State.DECIDED, "KD-2026-001")
    for refused in (
        lambda: add(proposal.code, MOVED),
        lambda: actions.describe(code=proposal.code, given={"title": "X"}, seen={}, by="test", at=AT),
        lambda: actions.discard(code=proposal.code, by="test", at=AT),
        lambda: taken(proposal),
    ):
        with pytest.raises(actions.NotADraft):
            refused()


def test_the_code_of_the_decision_is_the_next_of_who_decides_or_the_one_given() -> None:
    assert taken(begun(), code="KD-2026-007") == "KD-2026-007"
    assert taken(begun()) == "KD-2026-008"
    with pytest.raises(register.AlreadyRecorded):
        taken(begun(MOVED), code="D0")


@pytest.mark.parametrize(
    ("field", "lacks"), [("reasons", Lacks.REASONS), ("decided_by", Lacks.DECIDER), ("right", Lacks.RIGHT)]
)
def test_what_is_not_filled_in_is_asked_for(field: str, lacks: Lacks) -> None:
    proposal = begun(MOVED)
    actions.describe(code=proposal.code, given={field: ""}, seen={}, by="test", at=AT)

    with pytest.raises(deciding.Lacking) as refused:
        taken(proposal)
    assert refused.value.lacks == (lacks,)


def test_nobody_decides_tomorrow_or_another_proposal_than_the_one_they_have_read() -> None:
    proposal = begun(MOVED)
    with pytest.raises(deciding.DecidedTomorrow):
        taken(proposal, decided_on=TODAY + timedelta(days=1))
    read = fresh(proposal).revision
    add(proposal.code, "post.closed post=STRATEG")
    with pytest.raises(actions.AlteredMeanwhile):
        taken(proposal, revision=read)
    assert decided.Decision.objects.count() == 1


IMPOSSIBLE = {
    "a cycle": ("unit.moved unit=BUF parent=SKOLA", Contradiction.CYCLE),
    "under itself": ("unit.moved unit=BUF parent=BUF", Contradiction.CYCLE),
    "before the unit exists": ("post.moved post=HR unit=NYA", Contradiction.NO_UNIT),
    "closing with living below": ("unit.closed unit=BUF", Contradiction.UNITS_BELOW),
    "closing with posts in it": ("unit.closed unit=SKOLA", Contradiction.POSTS_BELOW),
    "closing one that others report to": ("post.closed post=HR", Contradiction.NO_SUPERIOR),
}


@pytest.mark.parametrize(
    ("change", "told"),
    [each for each in IMPOSSIBLE.values() if each[1]],
    ids=[name for name, each in IMPOSSIBLE.items() if each[1]],
)
def test_the_impossible_is_told_beside_its_change_and_refused(change: str, told: Contradiction) -> None:
    proposal = begun("post.retitled post=KD title=Direktör", change)

    found = what_if(proposal)
    assert told in {each.code for each in found.problems_of(1)}
    assert found.problems_of(0) == []
    with pytest.raises(register.Contradicted):
        taken(proposal)
    assert (fresh(proposal).state, decided.Decision.objects.count()) == (State.DRAFT, 1)


def test_a_change_before_the_unit_exists_is_refused() -> None:
    record("D1 | 2026-11-01 | 2027-01-01 | unit.established unit=NYA kind=unit parent=KLF")
    proposal = begun("post.moved post=HR unit=NYA reports_to=KD")

    assert {each.code for each in what_if(proposal).problems} == {Contradiction.NO_UNIT}
    with pytest.raises(register.Contradicted):
        taken(proposal)
    actions.describe(code=proposal.code, given={"effective_on": "2027-01-01"}, seen={}, by="test", at=AT)
    assert taken(proposal)


def test_a_post_in_a_closed_unit_is_refused() -> None:
    record("D1 | 2026-11-01 | | post.moved post=REKTOR unit=BUF", "D1 | 2026-11-01 | | unit.closed unit=SKOLA")
    proposal = begun("post.established post=NY unit=SKOLA")

    assert {each.code for each in what_if(proposal).problems_of(0)} == {Contradiction.NO_UNIT}
    with pytest.raises(register.Contradicted):
        taken(proposal)


@pytest.mark.parametrize(
    ("shares", "told"), [("60 30", Contradiction.SHARES), ("60 50", Contradiction.SHARES), ("60 40", None)]
)
def test_shares_that_are_not_all_of_it_are_refused(shares: str, told: Contradiction | None) -> None:
    one, other = shares.split()
    into = [{"unit": "BUF", "share": one}, {"unit": "KLF", "share": other}]
    split = decisions.adapter("unit.split").validate_python({"unit": "SKOLA", "into": into})
    proposal = begun("post.moved post=REKTOR unit=BUF")
    actions.add_changes(code=proposal.code, changes=[NewChange(terms=split)], by="test", at=AT)

    assert {each.code for each in what_if(proposal).problems_of(1)} == ({told} if told else set())


def test_two_drafts_that_contradict_each_other_are_told_at_the_seconds_decision() -> None:
    one = begun("unit.closed unit=SKOLA", "post.moved post=REKTOR unit=BUF")
    other = begun("post.moved post=HR unit=SKOLA reports_to=KD")
    assert what_if(one).problems == what_if(other).problems == []

    taken(one)

    assert {each.code for each in what_if(other).problems_of(0)} == {Contradiction.NO_UNIT}
    with pytest.raises(register.Contradicted):
        taken(other)


def test_what_would_no_longer_hold_in_decisions_that_are_taken_is_told_with_the_decision() -> None:
    record("D1 | 2026-11-01 | 2027-06-01 | post.moved post=HR unit=SKOLA reports_to=KD")
    found = what_if(begun("unit.closed unit=SKOLA", "post.moved post=REKTOR unit=BUF"))

    assert [(each.change.decision, each.code) for each in found.problems_elsewhere] == [("D1", Contradiction.NO_UNIT)]


def undo(proposal: models.Proposal, decision: str, how: Undoing = Undoing.REVOKES) -> None:
    actions.add_undoing(code=proposal.code, undoing=NewUndoing(how=how, decision=decision), by="test", at=AT)


@pytest.mark.parametrize("how", Undoing)
def test_an_earlier_decision_is_taken_back_and_the_chart_is_as_it_was(how: Undoing) -> None:
    before = organisation.organisation(on=FROM, known=TODAY)
    first = taken(begun(MOVED))
    second = begun()
    undo(second, first, how)

    assert [row.what for row in what_if(second).difference.rows] == [What.POST_MOVED, What.POST_REPORTING]
    taken(second)

    assert organisation.organisation(on=FROM, known=TODAY) == before
    assert set(decided.Decision.objects.values_list("code", flat=True)) == {"D0", "KD-2026-001", "KD-2026-002"}


def test_what_is_taken_back_before_it_takes_effect_is_shown_from_the_day_it_would_have() -> None:
    later = taken(begun(MOVED, effective_on=date(2027, 6, 1)))
    proposal = begun()
    undo(proposal, later)

    found = what_if(proposal)
    assert found.days == [FROM, date(2027, 6, 1)]
    assert [row.what for row in found.difference.rows] == [What.POST_MOVED, What.POST_REPORTING]
    back = taken(proposal)
    again = begun()
    undo(again, back)
    assert [row.after for row in what_if(again).difference.rows] == ["KLF", "KD"]


def test_the_revoked_is_not_revoked_again() -> None:
    first = taken(begun(MOVED))
    second, third = begun(), begun()
    undo(second, first)
    undo(third, first)
    with pytest.raises(actions.UndoneAlready):
        undo(third, first)
    taken(second)

    assert [each.decision for each in what_if(third).not_undone] == [first]
    with pytest.raises(register.NothingToRevoke):
        taken(third)
    actions.remove_undoing(code=third.code, key=what_if(third).draft.undoings[0].pk, by="test", at=AT)
    assert what_if(third).not_undone == []


def test_revoking_what_later_decisions_build_on_is_refused_and_shows_which() -> None:
    first = taken(begun("unit.established unit=NY kind=unit parent=KLF"))
    record(f"D9 | {TODAY} | {FROM} | post.moved post=HR unit=NY reports_to=KD")
    proposal = begun()
    undo(proposal, first)

    found = what_if(proposal)
    assert ("D9", Contradiction.NO_UNIT) in {(each.change.decision, each.code) for each in found.problems_elsewhere}
    with pytest.raises(register.BuiltUpon) as refused:
        taken(proposal)
    assert refused.value.by == ("D9",)

    undo(proposal, "D9")
    assert what_if(proposal).problems == []
    taken(proposal)
    assert "NY" not in organisation.organisation(on=FROM, known=TODAY).units
