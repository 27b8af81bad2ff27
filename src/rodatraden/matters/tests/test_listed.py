"""Is each line of a list of the organisation read as a unit or a post, and told when it can't be?"""

from decimal import Decimal
from pathlib import Path

import pytest

from rodatraden.files.faults import Refused
from rodatraden.matters.sources.listed import read
from rodatraden.organisation.rules.stated import Stated, StatedPost, StatedUnit
from rodatraden.organisation.rules.things import Role, UnitKind

HEADING = "sort;kod;namn;slag;under;rapporterar till;årskostnad;sysselsättningsgrad;anställda;årsarbetare\n"


def told(place: Path, *lines: str) -> list[Stated]:
    path = place / "organisation.csv"
    path.write_text(HEADING + "\n".join(lines))
    return [each for _line, each in read(path)]


def test_lines_are_read_as_units_and_posts(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        "enhet;KLF;Ledningen;Förvaltning;KS;;;;48;45,5",
        "Befattning;KD;Direktör;kommundirektör;KLF;;1 450 000;100;;",
        "befattning;EKO;Ekonomichef;;KLF;KD;;;;",
    ) == [
        StatedUnit(
            code="KLF",
            name="Ledningen",
            kind=UnitKind.ADMINISTRATION,
            parent="KS",
            headcount=48,
            fte=Decimal("45.5"),
        ),
        StatedPost(
            code="KD",
            title="Direktör",
            unit="KLF",
            role=Role.DIRECTOR,
            yearly_cost=Decimal(1450000),
            degree=Decimal(100),
        ),
        StatedPost(code="EKO", title="Ekonomichef", unit="KLF", reports_to="KD"),
    ]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("line", "field", "value", "reason"),
    [
        ("grupp;LG;Ledningen;;;;;;;", "sort", "grupp", "Must be one of: enhet, befattning."),
        ("enhet;B;Bolaget;aktiebolag;A;;;;;", "slag", "aktiebolag", "Must be one of: kommun, fullmäktige, styrelse"),
        ("befattning;B;Chefen;boss;A;;;;;", "slag", "boss", "Must be one of: medarbetare, chef"),
        ("befattning;B;Chefen;chef;;;;;;", "under", "", "A post must stand in a unit."),
        ("enhet;B;Bolaget;bolag;A;;;;;12", "anställda", "", "Full-time equivalents need the number of employees"),
        ("enhet;B;Bolaget;bolag;A;;;;ca 5;", "anställda", "ca 5", "Not a number."),
        ("befattning;B;Chefen;chef;A;;;120;;", "sysselsättningsgrad", "120", "Must be at most 100."),
        ("enhet;A;Igen;bolag;A;;;;;", "kod", "A", "The code stands on line 2 too."),
    ],
)
def test_a_line_that_does_not_hold_is_told(tmp_path: Path, line: str, field: str, value: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        told(tmp_path, "enhet;A;Allt;kommun;;;;;;", line)

    (fault,) = refused.value.faults
    assert (fault.file, fault.line, fault.field, fault.value) == ("organisation.csv", 3, field, value)
    assert fault.reason.startswith(reason)
