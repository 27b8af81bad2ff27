"""Are values read at the command line by the same door as on the page?"""

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from rodatraden.indicators.models import Reading
from rodatraden.indicators.rules import SourceKind
from rodatraden.indicators.sources.scb import client
from rodatraden.indicators.tests import make
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.models import Municipality, UnitVersion

pytestmark = pytest.mark.django_db
_HELD = {"valid_from": date(2020, 1, 1), "valid_to": FOREVER, "known_from": date(2020, 1, 1), "known_to": FOREVER}


@pytest.fixture(autouse=True)
def _municipality(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rodatraden.config.database.prepare", lambda: None)
    Municipality.objects.create(code="n", name="Norrviks kommun", root="N", accent="#9b2226", national_code="0580")
    UnitVersion.objects.create(code="N", name="Norrvik", kind="municipality", parent=None, decision="K", **_HELD)
    scb = {"source_key": "Folkmängd", "source_kind": SourceKind.SCB, "highest": None, "measure": "antal"}
    make.define(make.indicator("folk", "N", **scb))


def run(*given: str) -> str:
    out = io.StringIO()
    call_command(*given, stdout=out)
    return out.getvalue()


def test_a_file_is_tried_then_read_and_the_same_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "folk.csv"
    path.write_text("Region;År;Folkmängd\n0580 Norrvik;2024;14 100\n0114 Väsby;2024;5\n")

    assert "1 " in run("values", str(path), "--dry-run")
    assert Reading.objects.count() == 0
    assert "folk.csv:3" in run("values", str(path))
    run("values", str(path))
    assert Reading.objects.get().value == 14100


def test_a_file_that_does_not_say_enough_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Region;Tal\n0580;5\n")

    with pytest.raises(CommandError):
        run("values", str(path))
    with pytest.raises(CommandError):
        run("values", str(tmp_path / "gone.csv"))
    run("values", str(path), "--indicator", "folk", "--period", "2025")
    assert Reading.objects.get().period == "2025"


TABLE = {
    "id": ["Region", "ContentsCode", "Tid"],
    "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
    "dimension": {
        "Region": {"label": "region", "category": {"index": ["0580"], "label": {"0580": "Linköping"}}},
        "ContentsCode": {"label": "x", "category": {"index": ["B"], "label": {"B": "Folkmängd"}}},
        "Tid": {"label": "år", "category": {"index": ["2023", "2024"], "label": {}}},
    },
    "value": [1, None],
}


def test_a_table_of_scbs_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    class Answering:
        def tables(self, table: str, selection: client.Selection) -> list[object]:
            assert (table, selection) == ("TAB638", {"Tid": ["top(2)"], "Region": ["0580", "0114"]})
            return [json.loads(json.dumps(TABLE))]

    monkeypatch.setattr(client, "over_the_net", lambda _address: Answering())
    run("fetch", "scb", "TAB638", "Tid=top(2)", "Region=0580,0114")
    assert [*Reading.objects.values_list("unit", "period", "value", "source")] == [
        ("N", "2023", Decimal(1), "SCB, TAB638")
    ]


def test_a_fault_of_scbs_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "over_the_net", lambda _address: Silent())
    with pytest.raises(CommandError, match="svarar inte"):
        run("fetch", "scb", "TAB638")


class Silent:
    def tables(self, _table: str, _selection: client.Selection) -> list[object]:
        raise client.NoAnswer("SCB svarar inte")
