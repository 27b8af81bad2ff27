"""Tells those below, at start, that this slice owns the control plans, and what comes of their checks."""

from django.apps import AppConfig


class ControlConfig(AppConfig):
    """What could go wrong, and what is checked."""

    name = "rodatraden.control"

    def ready(self) -> None:
        """Register the adoption of plans with the decisions, and the items of plans as what measures come from."""
        from rodatraden.commitments.rules.codes import OriginKind  # noqa: PLC0415 – models must be loaded first
        from rodatraden.commitments.rules.origins import ORIGINS, Origins  # noqa: PLC0415 – models must be loaded first
        from rodatraden.control import queries, words  # noqa: PLC0415 – models must be loaded first
        from rodatraden.control.rules.plan import PREFIX, plan_faults  # noqa: PLC0415 – models must be loaded first
        from rodatraden.decisions.rules import OWNERS, Owner  # noqa: PLC0415 – models must be loaded first
        from rodatraden.decisions.words import LACKS, PROBLEMS  # noqa: PLC0415 – models must be loaded first

        OWNERS.append(
            Owner(
                problems=plan_faults,
                project=lambda _subjects: None,
                names=lambda _codes, _known: {},
                sentence=words.sentence,
                owns=(PREFIX,),
                lacks=queries.lacking,
            )
        )
        PROBLEMS.update({code.value: reason for code, reason in words.PLAN_FAULTS.items()})
        LACKS.update({code.value: reason for code, reason in words.PLAN_LACKS.items()})
        ORIGINS[OriginKind.CONTROL] = Origins(queries.named, queries.are_there)
