"""May a delegate decide what the order gives, and nothing else?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rodatraden.decisions import actions as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.actions import NewDecision
from rodatraden.decisions.models import Decision
from rodatraden.decisions.rules import Right, Taken
from rodatraden.decisions.sources import folder
from rodatraden.matters.queries import delegation
from rodatraden.matters.tests.ordering import (
    RENAMED,
    RETITLED,
    begin,
    costed,
    granted,
    post,
    record,
    taken,
    terms,
    under,
    unit,
    withdrawn,
)
from rodatraden.organisation.tests import make
from rodatraden.organisation.tests.make import AT, LATER


@pytest.fixture
def order(db: None) -> None:
    begin()


@pytest.mark.usefixtures("order")
@pytest.mark.parametrize(
    "decision",
    [
        under("KS-DO 1.1", RETITLED),
        under("KS-DO 1.1", costed(650_000)),
        under("KS-DO 1.1", costed(500_000)),
        under("KS-DO 1.2", post(), costed(700_000)),
        under("KS-DO 1.2", post(), by="EK-CHEF"),
        under("KS-DO 1.3", unit("NY", "department", "KLF"), by="KSAU"),
        under("KS-DO 1.3", unit("NY", "department", "KLF"), unit("NY2", "team", "NY"), by="KSAU", effective="2022-06-01"),
        under("KS-DO 1.4", post(kronor=300_000), post("NY2", kronor=400_000)),
        under("KS-DO p. 1.1 och 1.4, 7 kap. 5 § kommunallagen (2017:725)", RETITLED, RENAMED),
        under("KS-DO 1.1, KS-DO 1.2", costed(650_000)),
        under("KS-DO 1.2; KS-DO 1.1", costed(990_000)),
        under("KS-DO 1.5"),
        under("BUN-DO 4", RENAMED, by="FC-BUF"),
        under("7 kap. 5 § kommunallagen", terms("post.retitled", post="FC-BUF", title="Skolchef"), by="FC-BUF"),
        taken("X", "2022-01-01", RENAMED, by="KD", right=Right.ENFORCEMENT),
        under("7 kap. 5 § kommunallagen", RETITLED, on="2020-12-31"),
    ],
    ids=lambda each: f"{each.right_reference} {each.decided_by}",
)  # fmt: skip
def test_what_an_item_gives_may_be_decided(decision: NewDecision) -> None:
    assert record(decision) == ["X"]


@pytest.mark.usefixtures("order")
@pytest.mark.parametrize(
    ("decision", "lack", "said"),
    [
        (under("", RETITLED), "no item named", "KS-DO"),
        (under("7 kap. 5 § kommunallagen (2017:725)", RETITLED), "no item named", "KS-DO"),
        (under("KS-DO 9.9", RETITLED), "item is not in force", "KS-DO 9.9"),
        (under("KS-DO 1.1", RETITLED, on="2020-12-31"), "item is not in force", "KS-DO 1.1"),
        (under("KS-DO 1.1", RETITLED, by="HR"), "item is for someone else", "HR"),
        (under("KS-DO 1.1", RETITLED, by="KSAU"), "item is for someone else", "KSAU"),
        (under("KS-DO 1.5", RETITLED), "no item for the kind", "post.retitled"),
        (under("KS-DO 1.1", RENAMED), "no item for the kind", "unit.renamed"),
        (under("KS-DO 1.2", RETITLED), "unit outside the item", "KLF"),
        (under("KS-DO 1.4", terms("post.retitled", post="FC-BUF", title="X")), "unit outside the item", "BUF"),
        (under("KS-DO 1.4", terms("post.moved", post="HR", unit="BUF", reports_to=None)), "unit outside the item", "BUF"),
        (under("KS-DO 1.1", costed(650_001)), "over the limit", "50001"),
        (under("KS-DO 1.4", post(), post("NY2")), "over the limit", "1000000"),
        (under("KS-DO 1.4", post(kronor=None)), "amount not known", "KS-DO 1.4"),
        (under("KS-DO 1.3", unit("NY", "committee", "KS"), by="KSAU"), "for the assembly alone", "unit:NY"),
        (under("KS-DO 1.3", terms("unit.closed", unit="BUN"), by="KSAU"), "for the assembly alone", "unit:BUN"),
    ],
    ids=lambda each: each.right_reference if isinstance(each, NewDecision) else "",
)  # fmt: skip
def test_a_decision_beyond_the_delegation_is_refused_with_what_is_missing(
    decision: NewDecision, lack: str, said: str
) -> None:
    with pytest.raises((register.NotEntitled, register.Contradicted)) as refused:
        record(decision)

    if isinstance(refused.value, register.NotEntitled):
        assert refused.value.lack.code == lack
        assert said in " ".join(refused.value.lack.said.values())
    assert decisions.find("X") is None
    tried = register.try_decisions(decisions=[decision], by="test", at=AT)
    assert lack in [each.lack.code for each in tried.refusals if isinstance(each, register.NotEntitled)]


@pytest.mark.usefixtures("order")
def test_an_item_counts_from_its_day_until_it_is_withdrawn() -> None:
    record(taken("DO2", "2023-01-01", withdrawn("1.1"), effective="2023-02-01"))
    record(under("KS-DO 1.1", RETITLED, on="2023-01-31"))

    with pytest.raises(register.NotEntitled):
        record(under("KS-DO 1.1", costed(610_000), code="Y", on="2023-02-01"))


@pytest.mark.usefixtures("order")
def test_an_order_is_replaced_by_another_decision() -> None:
    record(taken("DO2", "2023-01-01", granted("1.1", kinds=["unit.renamed"]), replaces=(("DO", None),)))
    found = delegation.orders().in_force(on=date(2023, 1, 1), known=date(2023, 1, 1))

    assert [(item.name, item.decision) for item in found.values()] == [("KS-DO 1.1", "DO2")]
    record(under("KS-DO 1.1", RENAMED, on="2023-01-01"))
    with pytest.raises(register.NotEntitled):
        record(under("KS-DO 1.1", RETITLED, code="Y", on="2023-01-01"))


@pytest.mark.usefixtures("order")
def test_a_decision_that_was_right_stays_so_when_the_order_is_revoked() -> None:
    record(under("KS-DO 1.1", RETITLED))
    record(taken("DO2", "2023-01-01", revokes=(("DO", None),)))

    assert delegation.orders().in_force(on=date(2022, 1, 1), known=date(2023, 1, 1)) == {}
    assert record(under("", costed(900_000), code="Y", on="2023-06-01")) == ["Y"]


@pytest.mark.usefixtures("order")
@pytest.mark.parametrize(
    ("decision", "lack"),
    [
        (under("KS-DO 1.4", granted("1.4/a", further_from="1.4", kinds=["post.retitled"], limit="100"), by="KD"), None),
        (under("KS-DO 1.4", granted("1.4/a", further_from="1.4", kinds=["post.*"], limit="700000", within="EK")), None),
        (under("KS-DO 1.1", granted("1.1/a", further_from="1.1", limit="1")), "may not be handed on"),
        (under("KS-DO 1.4", granted("1.4/a", kinds=["post.retitled"])), "may not be handed on"),
        (under("KS-DO 1.4", granted("1.4/a", further_from="1.4", limit="700001")), "handed on wider"),
        (under("KS-DO 1.4", granted("1.4/a", further_from="1.4")), "handed on wider"),
        (under("KS-DO 1.4", granted("1.4/a", further_from="1.4", limit="1", kinds=["unit.*"])), "handed on wider"),
        (under("KS-DO 1.4", granted("1.4/a", further_from="1.4", limit="1", within="BUF")), "handed on wider"),
        (under("KS-DO 1.4", granted("1.4/a", further_from="1.4", limit="1", further=True)), "handed on wider"),
        (under("KS-DO 1.4", withdrawn("1.1")), "may not be handed on"),
        (taken("X", "2022-01-01", granted("2.1"), by="KD", right=Right.OWN), "order by no committee"),
        (taken("X", "2022-01-01", granted("2.1"), by="KLF", right=Right.LAW), "order by no committee"),
        (taken("X", "2022-01-01", granted("2.1"), by="BUN"), "order of another committee"),
        (taken("X", "2022-01-01", withdrawn("1.1"), by="BUN"), "order of another committee"),
        (taken("X", "2022-01-01", granted("2.1", further_from="1.4")), "may not be handed on"),
        (taken("X", "2022-01-01", granted("2.1", to=({"post": "NOBODY"},))), "delegate does not exist"),
        (taken("X", "2022-01-01", granted("2.1", within="NOWHERE")), "delegate does not exist"),
        (taken("X", "2022-01-01", granted("1", order="BUN-DO"), by="BUN"), None),
    ],
)  # fmt: skip
def test_only_a_committee_delegates_and_only_a_head_hands_on_what_may_be(
    decision: NewDecision, lack: str | None
) -> None:
    if lack is None:
        assert record(decision) == ["X"]
        return
    with pytest.raises(register.NotEntitled) as refused:
        record(decision)

    assert refused.value.lack.code == lack


@pytest.mark.usefixtures("order")
def test_what_was_handed_on_gives_the_right_and_can_be_taken_back_by_who_did() -> None:
    handed = granted(
        "1.4/ek", to=({"post": "EK-CHEF"},), further_from="1.4", kinds=["post.*"], limit="600000", within="EK"
    )
    record(under("KS-DO 1.4", handed))
    record(under("KS-DO 1.4/ek", post(), by="EK-CHEF", code="Y"))
    record(under("KS-DO 1.4", withdrawn("1.4/ek"), code="Z", on="2022-06-01"))

    with pytest.raises(register.NotEntitled):
        record(under("KS-DO 1.4/ek", post("NY2"), by="EK-CHEF", code="W", on="2022-06-01"))


@pytest.mark.usefixtures("order")
def test_nobody_gives_themselves_the_right_in_the_same_decision() -> None:
    with pytest.raises(register.NotEntitled):
        record(under("KS-DO 7.7", granted("7.7", kinds=["unit.renamed"]), RENAMED))


@pytest.mark.usefixtures("order")
def test_a_decision_says_what_it_rests_on() -> None:
    record(under("KS-DO 1.1 och 1.4", RETITLED), under("BUN-DO 1", by="FC-BUF", code="Y"))

    def ground(code: str) -> list[str]:
        row = Decision.objects.get(code=code)
        return [each.label for each in decisions.ground_of(row)]

    assert ground("X") == ["KS-DO 1.1: Punkt 1.1", "KS-DO 1.4: Punkt 1.4"]
    assert ground("Y") == ["Delegationsordning saknas i registret."]
    assert ground("DO") == []


@pytest.mark.usefixtures("order")
def test_the_decisions_to_be_told_of_are_those_for_the_committee_in_the_time(
    django_assert_max_num_queries: Any,
) -> None:
    bun = {"by": "FC-BUF", "reference": "7 kap. 5 § KL"}
    record(under("7 kap. 5 § KL", RETITLED, code="A", on="2020-06-01"))
    record(
        under("KS-DO 1.1", costed(610_000), code="B", on="2022-02-01"),
        under("KS-DO 1.1", costed(611_000), code="C", on="2022-03-01"),
    )
    record(under(code="D", on="2022-02-01", **bun))

    def told(body: str, since: str, until: str, known: date = LATER) -> list[str]:
        days = {"since": date.fromisoformat(since), "until": date.fromisoformat(until)}
        return [each.decision.code for each in delegation.reported(body, known=known, **days)]

    assert told("KS", "2020-01-01", "2022-12-31") == ["A", "B", "C"]
    assert told("KS", "2022-02-01", "2022-03-01") == ["B", "C"]
    assert told("KS", "2022-02-01", "2022-02-28") == ["B"]
    assert told("KS", "2020-01-01", "2022-12-31", known=date(2022, 2, 1)) == ["A", "B"]
    assert told("BUN", "2020-01-01", "2022-12-31") == ["D"]
    record(*(under(code=f"E{number}", on=f"2022-{number + 1:02}-01", **bun) for number in range(9)))
    with django_assert_max_num_queries(7):
        assert len(told("BUN", "2020-01-01", "2022-12-31")) == 10


@pytest.mark.usefixtures("order")
def test_a_decision_whose_committee_has_no_order_is_listed_there_and_the_rest_apart() -> None:
    make.record(
        "D9 | 2021-01-01 | | unit.established unit=ENSAM kind=company parent=K",
        "D9 | 2021-01-01 | | post.established post=VD unit=ENSAM",
    )
    record(under("7 kap. 5 § KL", by="FC-BUF", code="A"), under("Bolagsordningen", by="VD", code="B"))
    record(under("7 kap. 5 § KL", by="BUF", code="C"))
    make.record(
        "D10 | 2022-02-01 | | post.closed post=FC-BUF",
        "D10 | 2022-02-01 | | relation.closed relation=political from=BUN to=BUF",
        "D10 | 2022-02-01 | | unit.closed unit=BUF",
    )

    found = delegation.reported_by_body(since=date(2022, 1, 1), until=date(2022, 12, 31), known=LATER)

    assert {body: [each.decision.code for each in listed] for body, listed in found.items()} == {
        "BUN": ["A", "C"],
        "": ["B"],
    }


@pytest.mark.usefixtures("order")
@pytest.mark.parametrize(("to", "now", "may"), [
    ({"post": "EK-CHEF"}, ["EK-CHEF"], True),
    ({"title": "ekonomichef"}, ["EK-CHEF"], True),
    ({"title": "Ekonomidirektör"}, [], False),
    ({"role": "manager"}, ["EK-CHEF"], True),
    ({"role": "manager", "unit_kind": "department"}, ["EK-CHEF"], True),
    ({"role": "manager", "unit_kind": "administration"}, [], False),
    ({"role": "auditor"}, [], False),
    ({"group": "CHEFER"}, ["CTRL", "EK-CHEF"], True),
    ({"unit": "KSAU"}, ["KSAU"], False),
])  # fmt: skip
def test_an_item_is_for_a_post_a_group_a_role_in_a_kind_of_unit_or_a_title(
    to: dict[str, str], now: list[str], *, may: bool
) -> None:
    make.record(
        "D8 | 2021-01-01 | | group.formed group=CHEFER name=Cheferna",
        "D8 | 2021-01-01 | | group.joined group=CHEFER post=CTRL",
        "D8 | 2021-01-01 | | group.opened_to group=CHEFER role=manager within=KLF",
    )
    record(taken("DO2", "2021-06-01", granted("3.1", to=(to,))))
    day = date(2022, 1, 1)
    item = delegation.orders().in_force(on=day, known=day)["KS-DO", "3.1"]

    assert delegation.delegates_now([item], on=day, known=day) == {item.key: now}
    if may:
        assert record(under("KS-DO 3.1", by="EK-CHEF")) == ["X"]
    else:
        with pytest.raises(register.NotEntitled):
            record(under("KS-DO 3.1", by="EK-CHEF"))


@pytest.mark.usefixtures("order")
@pytest.mark.parametrize(
    "to", [{"unit_kind": "unit"}, {"unit": "KSAU", "role": "head"}, {"post": "KD", "unit_kind": "unit"}]
)
def test_a_delegate_that_is_not_one_thing_is_refused(to: dict[str, str]) -> None:
    with pytest.raises(register.Contradicted):
        record(taken("DO2", "2021-06-01", granted("3.1", to=(to,))))


@pytest.mark.usefixtures("order")
def test_an_item_for_a_group_that_is_not_there_is_refused() -> None:
    with pytest.raises(register.NotEntitled) as refused:
        record(taken("DO2", "2021-06-01", granted("3.1", to=({"group": "SAKNAS"},))))

    assert refused.value.lack.code == "delegate does not exist"


@pytest.mark.usefixtures("order")
def test_judging_asks_little_of_the_database_where_nothing_is_delegated(django_assert_max_num_queries: Any) -> None:
    taken_by_law = [Taken(f"D{number}", "KS", date(2022, 1, 1), Right.LAW, "") for number in range(100)]

    with django_assert_max_num_queries(1):
        assert delegation.lacking(taken_by_law) == []


@pytest.mark.usefixtures("order")
def test_a_role_counts_only_in_the_committees_own_or_where_the_item_holds() -> None:
    heads = ({"role": "head"},)
    record(taken("DO2", "2021-06-01", granted("3.1", to=heads), granted("3.2", to=heads, within="K")))

    with pytest.raises(register.NotEntitled) as refused:
        record(under("KS-DO 3.1", by="FC-BUF"))
    assert refused.value.lack.code == "item is for someone else"
    assert record(under("KS-DO 3.2", by="FC-BUF")) == ["X"]


@pytest.mark.django_db
def test_a_real_order_is_read_item_by_item() -> None:
    decided = Path(__file__).parents[4] / "examples" / "alingsas-2026"
    loaded = folder.load(decided, by="test", at=AT)
    assert loaded.faults == []

    found = delegation.orders()
    items = found.in_force(on=date(2026, 6, 1), known=date(2026, 6, 1))

    assert found.bodies == {"TEN-DO": "TEN"}
    assert len(items) == 39
    boil = items["TEN-DO", "4.8"].terms
    assert (boil.text, boil.to[0].post, boil.stand_ins[0].post) == (
        "Beslut om kokningsrekommendation av dricksvatten.", "FC-SBF", "AC-VA",
    )  # fmt: skip
    assert [key[1] for key in items][-5:] == ["5.1", "5.2", "5.3", "G1", "G2"]
    assert record(under("TEN-DO 4.8", by="AC-VA", on="2026-06-01")) == ["X"]
    with pytest.raises(register.NotEntitled):
        record(under("TEN-DO 4.8", by="AC-AVFALL", code="Y", on="2026-06-01"))
