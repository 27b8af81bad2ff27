"""Do deliveries add, end and keep as they should, and is a table never seen half-way?"""

import os
import threading
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from rodatraden.facts import asking, manifest, store
from rodatraden.facts.asking import Question
from rodatraden.facts.faults import Broken, OtherVersion, ToldTooLate
from rodatraden.facts.tables import Table
from rodatraden.facts.tests.make import WEIGHTS, Row, deliver, everything


@pytest.fixture(autouse=True)
def facts_folder(settings: object, tmp_path: Path) -> Path:
    settings.FACTS_FOLDER = tmp_path / "facts"  # type: ignore[attr-defined]  # pytest-django's
    return tmp_path / "facts"


def test_an_empty_table_answers_with_nothing() -> None:
    assert everything() == []
    assert asking.receipts(WEIGHTS) == ()
    assert store.faults(WEIGHTS) == []


def test_what_is_missing_is_not_zero_and_text_is_kept_to_the_letter() -> None:
    deliver(("a", 2020, None, ""), ("a", 2021, 0.0, 'å "ä", ö\nny rad'), ("b", 2020, 0.1 + 0.2, None))

    assert everything() == [("a", 2020, None, ""), ("a", 2021, 0.0, 'å "ä", ö\nny rad'), ("b", 2020, 0.1 + 0.2, None)]


def test_what_is_told_anew_replaces_and_what_was_known_is_kept() -> None:
    first = deliver(("a", 2020, 1.0, ""), ("a", 2021, 2.0, ""), at=10)
    then = deliver(("a", 2020, 1.5, ""), ("a", 2021, 2.0, ""), ("b", 2020, 3.0, ""), at=20)

    assert (first.added, first.changed, first.unchanged) == (2, 0, 0)
    assert (then.added, then.changed, then.unchanged) == (1, 1, 1)
    assert everything(known=9) == []
    assert everything(known=10) == [("a", 2020, 1.0, ""), ("a", 2021, 2.0, "")]
    assert everything(known=20) == [("a", 2020, 1.5, ""), ("a", 2021, 2.0, ""), ("b", 2020, 3.0, "")]


def test_the_same_again_changes_nothing_and_leaves_no_receipt() -> None:
    deliver(("a", 2020, 1.0, ""), at=10)
    again = deliver(("a", 2020, 1.0, ""), at=20)

    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    assert [each.at for each in asking.receipts(WEIGHTS)] == [10]


def test_a_trial_run_tells_the_same_and_stores_nothing() -> None:
    deliver(("a", 2020, 1.0, ""), at=10)
    trial = deliver(("a", 2020, 2.0, ""), ("c", 2020, 2.0, ""), at=20, dry_run=True)

    assert (trial.added, trial.changed) == (1, 1)
    assert everything() == [("a", 2020, 1.0, "")]


def test_of_two_rows_with_one_key_the_last_counts() -> None:
    told = deliver(("a", 2020, 1.0, ""), ("a", 2020, 2.0, ""))

    assert told.added == 1
    assert everything() == [("a", 2020, 2.0, "")]


def test_what_was_known_earlier_is_never_told_afterwards() -> None:
    deliver(("a", 2020, 1.0, ""), at=10)

    with pytest.raises(ToldTooLate):
        deliver(("a", 2020, 2.0, ""), at=10)


def test_only_the_parts_that_change_are_written_anew() -> None:
    deliver(("a", 2020, 1.0, ""), ("b", 2020, 1.0, ""), at=10)
    before = manifest.read(WEIGHTS).parts
    deliver(("b", 2020, 2.0, ""), at=20)
    after = manifest.read(WEIGHTS).parts

    assert after["a"] == before["a"]
    assert after["b"].files != before["b"].files


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deliveries=some.lists(
        some.lists(
            some.tuples(
                some.sampled_from("abc"),
                some.integers(2020, 2022),
                some.none() | some.floats(allow_nan=False, allow_infinity=False),
                some.sampled_from(["", "x", None]),
            ),
            max_size=6,
        ),
        max_size=4,
    )
)
def test_is_at_every_instant_what_a_plain_dictionary_would_be(deliveries: list[list[Row]], facts_folder: Path) -> None:
    for path in facts_folder.rglob("*"):
        if path.is_file():
            path.unlink()
    plain: dict[tuple[object, ...], Row] = {}
    stages: dict[int, list[Row]] = {0: []}
    for number, rows in enumerate(deliveries, 1):
        deliver(*rows, at=number)
        plain |= {row[:2]: row for row in rows}
        stages[number] = sorted(plain.values(), key=lambda row: row[:2])

    for number, expected in stages.items():
        assert everything(known=number) == expected
        assert everything(known=number, copy="by_year") == expected


def test_readers_see_no_error_and_no_mix_while_parts_are_replaced() -> None:
    names = [f"{letter}{number}" for letter in "abcd" for number in range(20)]
    deliver(*((name, 2020, 0.0, "") for name in names), at=1)
    stop = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        while not stop.is_set():
            if (found := _counted()) != [(len(names), 1)]:
                wrong.append(found)

    readers = [threading.Thread(target=read) for _each in range(2)]
    for reader in readers:
        reader.start()
    for at in range(2, 22):
        deliver(*((name, 2020, float(at), "") for name in names), at=at)
    stop.set()
    for reader in readers:
        reader.join()

    assert wrong == []


def _counted() -> object:
    try:
        return asking.ask(WEIGHTS, Question("SELECT count(*), count(DISTINCT val) FROM {rows} AS rows", {}))
    except Exception as error:  # noqa: BLE001 – whatever it is, the test tells
        return error


def test_a_file_that_is_half_written_is_never_seen(facts_folder: Path) -> None:
    deliver(("a", 2020, 1.0, ""))
    (facts_folder / "weights" / "half.parquet").write_bytes(b"PAR1 half of it")

    assert everything() == [("a", 2020, 1.0, "")]
    assert store.faults(WEIGHTS) == []


@pytest.mark.parametrize("harm", [b"PAR1 nothing", None])
def test_a_broken_file_is_named_with_what_to_do(harm: bytes | None, facts_folder: Path) -> None:
    deliver(("a", 2020, 1.0, ""))
    path = facts_folder / "weights" / manifest.read(WEIGHTS).parts["a"].files[""]
    path.unlink()
    if harm:
        path.write_bytes(harm)

    with pytest.raises(Broken, match=path.name) as raised:
        everything()
    assert raised.value.path == path
    assert [each.path for each in store.faults(WEIGHTS)] == [path]
    with pytest.raises(Broken):
        deliver(("a", 2020, 2.0, ""), at=2)


def test_files_of_another_version_are_refused_with_what_to_do() -> None:
    deliver(("a", 2020, 1.0, ""))
    newer = Table(**{name: getattr(WEIGHTS, name) for name in WEIGHTS.__slots__} | {"version": 2})

    with pytest.raises(OtherVersion):
        asking.ask(newer, Question("SELECT count(*) FROM {rows} AS rows", {}))


def test_a_damaged_list_of_files_is_named() -> None:
    deliver(("a", 2020, 1.0, ""))
    (manifest.folder_of(WEIGHTS) / "table.json").write_text("{")

    with pytest.raises(Broken, match=r"table\.json"):
        everything()


def test_files_that_no_state_names_are_forgotten_after_an_hour() -> None:
    deliver(("a", 2020, 1.0, ""))
    old = manifest.folder_of(WEIGHTS) / manifest.read(WEIGHTS).parts["a"].files[""]
    os.utime(old, (1, 1))
    deliver(("a", 2020, 2.0, ""), at=2)

    assert not old.exists()
    assert len([*manifest.folder_of(WEIGHTS).glob("*.parquet")]) == 3


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO '/tmp/elsewhere.csv'",
        "INSTALL sqlite",
        "LOAD sqlite",
        "SET memory_limit = '10GB'",
        "SET enable_external_access = true",
        "ATTACH '/tmp/elsewhere.db'",
    ],
)
def test_the_engine_reaches_nothing_but_its_folder(attempt: str) -> None:
    with pytest.raises(duckdb.Error):
        asking.cursor().execute(attempt)
