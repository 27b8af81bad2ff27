"""Does a list of the organisation open an empty register, and become a proposal where there is one?"""

from datetime import date
from pathlib import Path

import pytest

from rodatraden.decisions.models import Decision
from rodatraden.files.faults import Refused
from rodatraden.files.folders import Mapped
from rodatraden.journal.models import Entry
from rodatraden.matters.models import Proposal
from rodatraden.matters.sources import stated
from rodatraden.matters.tests.drafting import AT, FROM, TODAY, account, municipality
from rodatraden.organisation import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

HEADING = "sort;kod;namn;slag;under;rapporterar till;årskostnad;sysselsättningsgrad;anställda;årsarbetare\n"
OPENING = (
    "enhet;NY;Nya kommun;kommun;;;;;;",
    "enhet;KF;Fullmäktige;fullmäktige;NY;;;;;",
    "enhet;KLF;Ledningen;förvaltning;KF;;;;48;45,5",
    "befattning;CHEF;Direktör;kommundirektör;KLF;;1 450 000;;;",
)


def take(place: Path, *lines: str, on: date = FROM, is_whole: bool = False) -> Mapped:
    path = place / "organisation.csv"
    path.write_text(HEADING + "\n".join(lines))
    return stated.load(path, on=on, is_whole=is_whole, by="test", at=AT)


def test_a_list_opens_an_empty_register(tmp_path: Path) -> None:
    loaded = take(tmp_path, *OPENING, on=TODAY)

    made = queries.organisation(on=TODAY, known=TODAY)
    assert [unit.name for unit in made.path("KLF")] == ["Nya kommun", "Fullmäktige", "Ledningen"]
    assert (made.units["KLF"].headcount, made.posts["CHEF"].decision) == (48, "INGAENDE-2026-11-20")
    assert loaded.added == ["INGAENDE-2026-11-20"]
    assert Decision.objects.get().decided_by == "KF"


def test_the_same_list_once_more_changes_nothing(tmp_path: Path) -> None:
    take(tmp_path, *OPENING, on=TODAY)
    entries = Entry.objects.count()

    loaded = take(tmp_path, *OPENING, on=TODAY)

    assert (loaded.added, loaded.unchanged) == ([], 4)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((OPENING[3],), ("under", None, "A list that opens the register needs one unit that stands under no other")),
        ((*OPENING[:2], "enhet;B;Bolaget;bolag;XX;;;;;"), ("", 4, "The unit XX above it does not exist on that day.")),
        ((*OPENING[:2], "enhet;B;Bolaget;bolag;;;;;;"), ("", None, "Only one unit may be without a unit above it")),
    ],
)
def test_an_opening_list_that_does_not_hold_is_refused(
    tmp_path: Path, lines: tuple[str, ...], told: tuple[str, int | None, str]
) -> None:
    with pytest.raises(Refused) as refused:
        take(tmp_path, *lines, on=TODAY)

    field, line, reason = told
    found = [(fault.field, fault.reason.startswith(reason)) for fault in refused.value.faults]
    assert (field, True) in found
    assert line is None or line in {fault.line for fault in refused.value.faults}


def test_where_there_is_an_organisation_a_list_is_only_proposed(tmp_path: Path) -> None:
    municipality()
    before = queries.organisation(on=FROM, known=TODAY)

    loaded = take(tmp_path, "befattning;STRATEG;Utvecklingsstrateg;;KLF;KD;725000;;;")

    proposal = Proposal.objects.get()
    assert loaded.added == [proposal.code]
    assert [(row.kind, row.terms) for row in proposal.changes.order_by("position")] == [
        ("post.retitled", {"post": "STRATEG", "title": "Utvecklingsstrateg"}),
        ("post.moved", {"post": "STRATEG", "unit": "KLF", "reports_to": "KD"}),
        ("post.costed", {"post": "STRATEG", "yearly_cost": "725000"}),
    ]
    assert (proposal.unit, proposal.effective_on, proposal.state) == ("K", FROM, "draft")
    assert queries.organisation(on=FROM, known=TODAY) == before


def test_only_who_may_prepare_for_the_whole_reads_what_is_proposed(tmp_path: Path) -> None:
    municipality()
    director, teacher = account("KD"), account("REKTOR")

    take(tmp_path, "befattning;STRATEG;Utvecklingsstrateg;;HR-AVD;;;;;")

    unit = Proposal.objects.get().unit
    assert director.has_perm("matters.proposal.prepare", unit)
    assert not teacher.has_perm("matters.proposal.prepare", unit)


def test_a_proposed_list_can_close_what_it_leaves_out(tmp_path: Path) -> None:
    municipality()
    kept = [f"enhet;{unit.code};{unit.name};;;;;;;" for unit in queries.units(on=FROM, known=TODAY).units.values()]
    posts = queries.organisation(on=FROM, known=TODAY).posts.values()
    kept += [f"befattning;{post.code};{post.title};;{post.unit};;;;;" for post in posts if post.code != "ADMIN"]

    take(tmp_path, *kept, is_whole=True)

    assert [row.terms for row in Proposal.objects.get().changes.all()] == [{"post": "ADMIN"}]
