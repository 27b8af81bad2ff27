"""Does anyone decide beyond their reach: in another's name, about others' units, or more rights for themselves?"""

from collections.abc import Sequence

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.decisions.models import Decision
from rodatraden.identity.models import User
from rodatraden.matters.models import Proposal
from rodatraden.matters.tests.drafting import FROM, begun, municipality
from rodatraden.matters.tests.drafting_pages import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    municipality(
        """
        D1 | 2020-01-01 | | unit.established unit=KF kind=assembly parent=K name=Fullmäktige
        D1 | 2020-01-01 | | unit.established unit=BUN kind=committee parent=KF name=Skolnämnden
        D1 | 2020-01-01 | | relation.opened relation=political from=BUN to=BUF
        """
    )
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def drafted(unit: str, *changes: str, **words: str) -> Proposal:
    return begun(*changes, unit=unit, effective_on=FROM, **words)


def tried(client: Client, post: str, proposal: Proposal) -> tuple[int, str]:
    """What comes of it when the holder of a post decides a proposal."""
    sign_in(client, post)
    before = Decision.objects.count()
    given = {"decided_on": "2026-11-20", "revision": str(proposal.revision)}
    answer = client.post(f"/forslag/{proposal.code}/besluta", given)
    assert (answer.status_code == 302) is (Decision.objects.count() > before)
    return answer.status_code, answer.content.decode()


RAISING = "post.role_changed post=REKTOR role=director"
OWN = {"right": "own", "right_reference": ""}


@pytest.mark.parametrize(
    ("post", "changes", "words", "told"),
    [
        ("REKTOR", [RAISING], {"decided_by": "KF", **OWN}, "Fullmäktige decides this."),
        ("REKTOR", [RAISING], {"decided_by": "REKTOR", **OWN}, "It gives Rektor more rights than you have yourself."),
        ("SKOLCHEF", [RAISING], {"decided_by": "BUN", **OWN}, "It gives Rektor more rights than you have yourself."),
        ("REKTOR", ["post.retitled post=REKTOR title=Chef"], {"decided_by": "KD"}, "Only who holds the post"),
        ("REKTOR", ["unit.renamed unit=KLF name=Staben"], {"decided_by": "REKTOR"}, "It touches Ledningsförvaltningen"),
        ("REKTOR", ["unit.moved unit=SKOLA parent=KLF"], {"decided_by": "REKTOR"}, "It touches"),
        ("REKTOR", ["post.moved post=STRATEG unit=SKOLA"], {"decided_by": "REKTOR"}, "It touches HR-avdelningen"),
        ("REKTOR", ["group.joined group=LG post=REKTOR"], {"decided_by": "REKTOR"}, "It touches HR-avdelningen"),
        ("SKOLCHEF", ["unit.renamed unit=KLF name=Staben"], {"decided_by": "BUN"}, "It touches Ledningsförvaltningen"),
        ("SKOLCHEF", ["unit.renamed unit=SKOLA name=Skolorna"], {"decided_by": "KF"}, "Fullmäktige decides this."),
        (
            "REKTOR",
            ["post.established post=NY unit=SKOLA role=auditor title=Granskare"],
            {"decided_by": "REKTOR"},
            "It gives NY more rights",
        ),
    ],
)
def test_what_is_beyond_a_post_is_refused(
    client: Client, post: str, changes: Sequence[str], words: dict[str, str], told: str
) -> None:
    status, said = tried(client, post, drafted("SKOLA" if post == "REKTOR" else "BUF", *changes, **words))

    assert status == 422
    assert told in said


def test_nobody_gets_a_right_by_a_decision_of_their_own(client: Client) -> None:
    tried(client, "REKTOR", drafted("SKOLA", RAISING, decided_by="KF", **OWN))

    assert not User.objects.get(username="rektor@k.example").has_perm("reports.edition.sign")


def test_only_who_decided_or_is_above_takes_it_back(client: Client) -> None:
    proposal = drafted("SKOLA", decided_by="REKTOR", **OWN)
    proposal.undoings.create(how="revokes", decision="D1")

    status, said = tried(client, "REKTOR", proposal)

    assert status == 422
    assert "It takes back what" in said


@pytest.mark.parametrize(
    ("post", "unit", "change", "words"),
    [
        ("REKTOR", "SKOLA", "post.retitled post=REKTOR title=Chef", {"decided_by": "REKTOR"}),
        ("REKTOR", "SKOLA", "post.established post=NY unit=SKOLA title=Lärare", {"decided_by": "REKTOR"}),
        ("SKOLCHEF", "BUF", "unit.renamed unit=SKOLA name=Skolorna", {"decided_by": "BUN"}),
        ("SKOLCHEF", "BUF", "unit.established unit=NY kind=unit parent=BUF name=Nya", {"decided_by": "SKOLCHEF"}),
        ("KD", "KLF", "unit.renamed unit=SKOLA name=Skolorna", {"decided_by": "KF"}),
        ("KD", "KLF", RAISING, {"decided_by": "KF"}),
    ],
)
def test_what_is_within_reach_is_decided(
    client: Client, post: str, unit: str, change: str, words: dict[str, str]
) -> None:
    status, said = tried(client, post, drafted(unit, change, **OWN, **words))

    assert status == 302, said
