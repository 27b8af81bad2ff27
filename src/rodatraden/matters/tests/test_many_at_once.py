"""Does everyone who decides, registers or announces in the same instant succeed, on SQLite as on PostgreSQL?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from rodatraden.decisions import actions as register
from rodatraden.decisions import models as decided
from rodatraden.files import vault
from rodatraden.matters import actions, models
from rodatraden.matters.actions import NewMatter, documents
from rodatraden.matters.tests.at_once import at_once, everyone
from rodatraden.matters.tests.drafting import AT, begun, fresh, municipality, taken

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 12


@pytest.fixture(autouse=True)
def _everyone(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    municipality()
    with everyone(tmp_path, monkeypatch):
        yield


def test_twelve_who_decide_at_once_get_a_code_each() -> None:
    proposals = [begun(f"unit.established unit=NY{number} kind=unit parent=KLF") for number in range(MANY)]

    codes = at_once(*(partial(taken, each) for each in proposals))

    assert sorted(map(str, codes)) == [f"KD-2026-{number:03}" for number in range(1, MANY + 1)]
    assert {fresh(each).decision for each in proposals} == {*codes}
    assert decided.Decision.objects.exclude(code="D0").count() == MANY


@pytest.mark.parametrize(("dnr", "codes"), [
    ("", [f"A-2026-{number}" for number in range(1, MANY + 1)]),
    ("KS 2026/7", ["KS-2026-7", *(f"KS-2026-7-{number}" for number in range(2, MANY + 1))]),
])  # fmt: skip
def test_twelve_who_register_a_matter_at_once_get_a_code_each(dnr: str, codes: list[str]) -> None:
    new = [NewMatter(matter="", title=f"Ärende {number}", dnr=dnr) for number in range(MANY)]

    at_once(*(partial(actions.register_matter, new=each, by="test", at=AT) for each in new))

    assert sorted(models.Matter.objects.values_list("code", flat=True)) == sorted(codes)
    assert {row.title for row in models.MatterVersion.objects.all()} == {each.title for each in new}


def test_of_those_who_ask_for_the_same_code_one_gets_it_and_the_others_are_told() -> None:
    new = NewMatter(matter="A-1", title="Ärende")

    given = at_once(*(partial(actions.register_matter, new=new, by="test", at=AT) for _each in range(4)))

    assert sum(isinstance(each, models.MatterVersion) for each in given) == 1
    assert sum(isinstance(each, actions.RegisteredAlready) for each in given) == 3


def test_of_two_days_that_are_noted_in_the_same_instant_the_other_is_told() -> None:
    at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    note = partial(register.announce, code="D0", by="test", at=at)

    given = at_once(*(partial(note, announced_on=date(2026, 11, day)) for day in (18, 19)))

    assert sum(each is True for each in given) == 1
    assert sum(isinstance(each, register.AnnouncedOtherwise) for each in given) == 1
    assert decided.Announcement.objects.count() == 1


def test_a_content_that_one_throws_away_while_another_attaches_it_is_kept() -> None:
    for _attempt in range(4):
        mine, theirs = begun(), begun()
        attach = partial(documents.attach, name="a.txt", content=lambda: [b"lika"], by="test", at=AT)
        row = attach(code=mine.code)

        given = at_once(
            partial(documents.detach, code=mine.code, key=row.pk, by="test", at=AT), partial(attach, code=theirs.code)
        )

        assert not [each for each in given if isinstance(each, Exception)]
        kept = theirs.documents.get()
        assert vault.find(kept.sha256) is not None
        documents.detach(code=theirs.code, key=kept.pk, by="test", at=AT)
        assert vault.find(kept.sha256) is None
