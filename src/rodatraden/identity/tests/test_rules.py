"""How long does one wait, and what counts as the same place?"""

from datetime import UTC, datetime, timedelta

import pytest

from rodatraden.identity.rules import Counted, Failures, came_from, place, waits_until

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("of", "count", "seconds"),
    [
        (Counted.NAME, 0, None),
        (Counted.NAME, 4, None),
        (Counted.NAME, 5, 30),
        (Counted.NAME, 6, 60),
        (Counted.NAME, 8, 240),
        (Counted.NAME, 10, 900),
        (Counted.NAME, 5000, 900),
        (Counted.PLACE, 24, None),
        (Counted.PLACE, 25, 30),
    ],
)
def test_the_wait_grows_and_never_passes_a_quarter_of_an_hour(of: Counted, count: int, seconds: int | None) -> None:
    until = NOON + timedelta(seconds=seconds) if seconds else None

    assert waits_until(Failures(count, NOON), of) == until


def test_a_failure_is_forgotten_after_a_day() -> None:
    before = Failures(7, NOON)

    assert before.one_more(NOON + timedelta(hours=23)).count == 8
    assert before.one_more(NOON + timedelta(hours=24)).count == 1


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_a_subscriber_of_many_addresses_is_one_place(address: str, meant: str) -> None:
    assert place(address) == meant


@pytest.mark.parametrize(
    ("peer", "forwarded", "behind_proxy", "meant"),
    [
        ("192.0.2.7", "", False, "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", False, "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", True, "198.51.100.1"),
        ("192.0.2.7", "made.up, 198.51.100.1", True, "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1", False, "198.51.100.1"),
        ("::1", "198.51.100.1", False, "198.51.100.1"),
        ("192.0.2.7", "", True, "192.0.2.7"),
    ],
)
def test_only_our_own_proxy_is_believed(peer: str, forwarded: str, behind_proxy: bool, meant: str) -> None:  # noqa: FBT001
    assert came_from(peer, forwarded, behind_proxy=behind_proxy) == meant
