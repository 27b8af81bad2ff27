"""Which gates must a matter pass before it is decided, which has it passed, and which are waived with a reason?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rodatraden.kernel.periods import FOREVER
from rodatraden.matters.rules.codes import UNFINISHED, Applies, GateState, StepOutcome, Trait


@dataclass(frozen=True, slots=True)
class Gate:
    """Something to be done before a decision, as the municipality has said. In force on [valid_from, valid_to).

    `group` is the code of the group that it is anchored in, empty when it is passed in another way.
    """

    code: str
    name: str
    applies: Applies
    group: str = ""
    explanation: str = ""
    source: str = ""
    valid_from: date = date.min
    valid_to: date = FOREVER


@dataclass(frozen=True, slots=True)
class Heard:
    """A step that may pass a gate: it names the gate, or it was held in the gate's group."""

    step: str
    body: str
    gate: str
    on: date | None
    outcome: StepOutcome | None


@dataclass(frozen=True, slots=True)
class Weight:
    """What decides which gates a matter must pass: the administrations and companies it touches, and its traits."""

    operations: frozenset[str] = frozenset()
    traits: frozenset[Trait] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a gate stands for a matter: passed by a step, waived with a reason, left to do, or not needed."""

    gate: Gate
    state: GateState
    step: str = ""
    reason: str = ""

    @property
    def is_left(self) -> bool:
        """Whether it stops the decision."""
        return self.state is GateState.LEFT


def applies(gate: Gate, weight: Weight) -> bool:
    """Whether a matter must pass a gate."""
    match gate.applies:
        case Applies.ALWAYS:
            return True
        case Applies.MORE_THAN_ONE:
            return len(weight.operations) > 1
        case _:
            return Trait(gate.applies.value) in weight.traits


def weigh(
    gates: Iterable[Gate], weight: Weight, *, heard: Iterable[Heard], waived: Mapping[str, str], on: date
) -> tuple[Standing, ...]:
    """How each gate that is in force on a day stands. `waived` holds the written reason of each gate that is waived."""
    steps = [each for each in heard if counts(each, on=on)]
    return tuple(_stand(gate, weight, steps, waived) for gate in gates if gate.valid_from <= on < gate.valid_to)


def counts(step: Heard, *, on: date) -> bool:
    """Whether someone was heard by a day: it was held, and it was not put off."""
    return step.on is not None and step.on <= on and step.outcome is not None and step.outcome not in UNFINISHED


def _stand(gate: Gate, weight: Weight, steps: Iterable[Heard], waived: Mapping[str, str]) -> Standing:
    passing = next((each for each in steps if passes(each, gate)), None)
    if passing:
        return Standing(gate, GateState.PASSED, step=passing.step)
    if gate.code in waived:
        return Standing(gate, GateState.WAIVED, reason=waived[gate.code])
    return Standing(gate, GateState.LEFT if applies(gate, weight) else GateState.NOT_NEEDED)


def passes(step: Heard, gate: Gate) -> bool:
    """Whether a step is one that passes the gate: what is anchored in a group is passed there and nowhere else."""
    return step.body == gate.group if gate.group else step.gate == gate.code
