"""Who may adopt a steering model, and which one is in force as known on a day?"""

from datetime import date

import pytest

from rodatraden.decisions import queries as register
from rodatraden.decisions.actions import Contradicted, NotEntitled
from rodatraden.steering.queries import models
from rodatraden.steering.tests.adopting import an_organisation, decision, record, terms

pytestmark = pytest.mark.django_db


def test_a_model_that_the_assembly_adopts_is_in_force_from_its_day() -> None:
    an_organisation()

    record(decision("KF-1", "2021-03-01", terms("A")), decision("KF-2", "2024-01-01", terms("B")))

    assert models.in_force(on=date(2021, 2, 28), known=date(2030, 1, 1)).decision == ""
    assert models.in_force(on=date(2023, 6, 1), known=date(2030, 1, 1)).decision == "KF-1"
    assert models.in_force(on=date(2025, 6, 1), known=date(2023, 6, 1)).decision == "KF-1"
    assert models.in_force(on=date(2025, 6, 1), known=date(2030, 1, 1)).terms.name == "Modell B"
    assert models.decided(models.through(known=date(2030, 1, 1))).keys() == {"KF-1", "KF-2"}


@pytest.mark.parametrize("body", ["KS", "KD", "BUN"])
def test_nobody_but_the_assembly_adopts_a_model(body: str) -> None:
    an_organisation()

    with pytest.raises(NotEntitled) as refused:
        record(decision("X-1", "2021-03-01", terms("A"), by=body))

    assert "not the assembly" in str(refused.value)
    assert register.find("X-1") is None


def test_a_model_that_contradicts_itself_is_refused() -> None:
    an_organisation()

    with pytest.raises(Contradicted):
        record(decision("KF-1", "2021-03-01", terms("A", assessing={"achieved_from": 1, "partly_from": 2})))

    assert register.find("KF-1") is None
