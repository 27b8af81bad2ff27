"""Is a decision recorded once, whole, and never altered?"""

from dataclasses import replace
from datetime import date
from threading import Event, Thread
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction

from rodatraden.decisions import actions, models, queries, rules
from rodatraden.decisions.tests.make import AT, LATER, Stones, decision, laid, lay_stones, record
from rodatraden.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stones(monkeypatch: pytest.MonkeyPatch) -> Stones:
    return lay_stones(monkeypatch)


def stored() -> list[str]:
    return list(models.Decision.objects.order_by("code").values_list("code", flat=True))


def test_a_decision_is_stored_with_all_it_says() -> None:
    given = replace(
        decision("D1", "2021-01-01", laid("A"), laid("B", "2021-06-01")),
        right_reference="5 kap. 1 § kommunallagen",
        dnr="KS 2021/1",
        paragraph="§ 5",
        reasons="Därför.",
        source="Protokoll",
    )

    assert record(given) == ["D1"]

    row = models.Decision.objects.get()
    assert {name: getattr(row, name) for name in ("title", "dnr", "paragraph", "reasons", "source", "right")} == {
        "title": "Beslut D1", "dnr": "KS 2021/1", "paragraph": "§ 5", "reasons": "Därför.", "source": "Protokoll",
        "right": "own",
    }  # fmt: skip
    assert row.recorded_at == AT
    assert [(each.effective_on, each.terms.subject) for each in queries.changes()] == [
        (date(2021, 1, 1), "stone:A"),
        (date(2021, 6, 1), "stone:B"),
    ]
    assert queries.changes(["stone:B"])[0].position == 1


def test_each_decision_is_one_entry_in_the_journal() -> None:
    record(decision("D1"), decision("D2"))

    assert sorted(Entry.objects.values_list("code", "label", "actor")) == [
        ("decisions.decision.recorded", "D1 Beslut D1", "test"),
        ("decisions.decision.recorded", "D2 Beslut D2", "test"),
    ]


def test_the_same_decision_again_changes_nothing() -> None:
    given = [decision("D1", "2021-01-01", laid("A")), decision("D2", "2022-01-01", revokes=["D1"])]
    record(*given)

    assert record(*given) == []
    assert record(*reversed(given)) == []
    assert Entry.objects.count() == 2
    assert models.Change.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "altered"),
    [
        ({"title": "En annan"}, ["title"]),
        ({"reasons": "Därför."}, ["reasons"]),
        ({"right": rules.Right.LAW, "dnr": "1"}, ["right", "dnr"]),
        ({"effective_on": date(2021, 1, 2)}, ["effective_on"]),
        ({"changes": ()}, ["changes"]),
        ({"changes": (laid("A", "2021-01-02"), laid("B"))}, ["changes"]),
        ({"changes": (laid("B"), laid("A"))}, ["changes"]),
        ({"revokes": (("D0", None),)}, ["revokes"]),
    ],
)
def test_another_content_under_the_same_code_is_refused_with_its_fields(
    fields: dict[str, Any], altered: list[str]
) -> None:
    given = decision("D1", "2021-01-01", laid("A"), laid("B"))
    record(decision("D0", "2020-01-01"), given)

    with pytest.raises(actions.AlreadyRecorded) as refused:
        record(replace(given, **fields), decision("D2"))

    assert (refused.value.code, list(refused.value.fields)) == ("D1", altered)
    assert stored() == ["D0", "D1"]


@pytest.mark.parametrize(
    "revoking",
    [
        decision("D3", "2022-01-01", revokes=["NO"]),
        decision("D3", "2020-12-31", revokes=["D1"]),
        decision("D3", "2022-01-01", revokes=["D3"]),
        decision("D3", "2022-01-01", revokes=["D1", "D1"]),
        decision("D3", "2022-01-01", revokes=[("D1", "2022-01-01"), "D1"]),
        decision("D3", "2022-01-01", revokes=["D2"]),
        decision("D3", "2021-03-01", revokes=["D2"]),
        decision("D3", "2021-06-01", revokes=["D2"]),
    ],
    ids=["unknown", "earlier than it", "itself", "twice", "twice in two ways", "again", "again told late", "same day"],
)
def test_what_cannot_be_revoked_is_refused_and_nothing_stored(revoking: actions.NewDecision) -> None:
    record(decision("D1"), decision("D2"), decision("D4", "2021-06-01", revokes=["D2"]))

    with pytest.raises(actions.NothingToRevoke) as refused:
        record(revoking)

    assert (refused.value.code, refused.value.revoked) == ("D3", revoking.revokes[0][0])
    assert stored() == ["D1", "D2", "D4"]


def test_two_decisions_of_a_day_may_not_revoke_each_other() -> None:
    with pytest.raises(actions.NothingToRevoke):
        record(decision("D1", revokes=["D2"]), decision("D2", revokes=["D1"]))
    assert stored() == []


@pytest.mark.parametrize("code", ["A9", "Z9"])
@pytest.mark.parametrize("together", [True, False])
def test_a_decision_may_be_revoked_on_its_own_day_whatever_the_codes(code: str, *, together: bool) -> None:
    given = [decision("M1"), decision(code, revokes=["M1"])]
    if together:
        record(*given)
    else:
        record(given[0])
        record(given[1])

    assert rules.ends(queries.revocations(), known=LATER).keys() == {"M1"}
    assert record(*given) == []


def test_a_contradiction_is_refused_and_nothing_stored(stones: Stones) -> None:
    record(decision("D1", "2021-01-01", laid("A")))
    stones.projected.clear()

    with pytest.raises(actions.Contradicted) as refused:
        record(decision("D2", "2022-01-01", laid("B")), decision("D3", "2022-01-01", laid("A")))

    assert [(each.change.decision, each.code, each.other) for each in refused.value.problems] == [
        ("D3", "stone on stone", "D1")
    ]
    assert stored() == ["D1"]
    assert Entry.objects.count() == 1


def test_what_held_only_thanks_to_a_later_decision_is_refused() -> None:
    reach_back = [
        decision("D1", "2021-01-01", laid("A", "2021-01-01")),
        decision("D2", "2022-01-01", laid("A", "2022-01-01")),
        decision("D3", "2023-01-01", revokes=["D1"]),
    ]

    with pytest.raises(actions.Contradicted):
        record(*reach_back)
    assert record(reach_back[0], replace(reach_back[2], decided_on=date(2021, 6, 1)), reach_back[1]) == [
        "D1",
        "D3",
        "D2",
    ]


def test_who_decides_must_be_known() -> None:
    with pytest.raises(actions.DecidedByNobody) as refused:
        record(decision("D1"), replace(decision("D2"), decided_by="NO"))

    assert (refused.value.code, refused.value.decided_by) == ("D2", "NO")
    assert stored() == []


def test_the_owner_is_told_of_all_that_a_decision_touches(stones: Stones) -> None:
    record(decision("D1", "2021-01-01", laid("A")))
    record(decision("D2", "2022-01-01", laid("B"), revokes=["D1"]))
    record(decision("D3", "2023-01-01", revokes=["D2"]))
    record(decision("D4", "2024-01-01", revokes=["D3"]))

    assert stones.projected == [{"stone:A"}, {"stone:A", "stone:B"}, {"stone:A", "stone:B"}, {"stone:A", "stone:B"}]


def test_nothing_new_tells_the_owner_nothing(stones: Stones) -> None:
    record()

    assert stones.projected == []


def test_a_trial_tells_of_everything_that_speaks_against_in_one_go() -> None:
    record(decision("D1", "2021-01-01", laid("A")))

    tried = actions.try_decisions(
        decisions=[
            decision("D1", "2021-01-01", laid("B")),
            decision("D2", "2022-01-01", laid("A"), revokes=["NO"]),
            replace(decision("D3", "2022-01-01"), decided_by="NO"),
            decision("D4", "2022-01-01", revokes=["D9"]),
        ],
        by="test",
        at=AT,
    )

    assert tried.fresh == ["D2", "D3", "D4"]
    assert [str(each) for each in tried.refusals] == ["D1: changes", "D2 → NO", "D4 → D9", "D3: NO"]
    assert [problem.change.decision for problem in tried.problems] == ["D2"]
    assert str(actions.Contradicted(tried.problems)) == "1 problems"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time")
def test_of_two_batches_at_once_the_second_is_judged_by_the_first() -> None:
    recorded = Event()

    def record_slowly() -> None:
        with transaction.atomic():
            record(decision("D1", "2021-01-01", laid("A")))
            recorded.set()
            sleep(0.3)  # long enough for the other to look, if it does not wait
        connection.close()

    first = Thread(target=record_slowly)
    first.start()
    recorded.wait(timeout=10)
    with pytest.raises(actions.Contradicted):
        record(decision("D2", "2021-01-01", laid("A")))
    first.join()

    assert stored() == ["D1"]
