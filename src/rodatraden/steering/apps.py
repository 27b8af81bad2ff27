"""Tells the register of decisions, at start, that this slice owns the steering models and who may adopt one."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """Goals, how they are steered, and how it goes with them."""

    name = "rodatraden.steering"

    def ready(self) -> None:
        """Register the adoption of steering models, what can't be one, who decides it, and what promises come from."""
        from rodatraden.commitments.rules.codes import OriginKind  # noqa: PLC0415 – models must be loaded first
        from rodatraden.commitments.rules.origins import ORIGINS, Origins  # noqa: PLC0415 – models must be loaded first
        from rodatraden.decisions.rules import OWNERS, Owner  # noqa: PLC0415 – models must be loaded first
        from rodatraden.decisions.words import LACKS, PROBLEMS  # noqa: PLC0415 – models must be loaded first
        from rodatraden.indicators.rules.uses import USES  # noqa: PLC0415 – models must be loaded first
        from rodatraden.steering import words  # noqa: PLC0415 – models must be loaded first
        from rodatraden.steering.queries import models, origins, seen_by  # noqa: PLC0415 – models must be loaded first
        from rodatraden.steering.rules.model import PREFIX, model_faults  # noqa: PLC0415 – models must be loaded first

        OWNERS.append(
            Owner(
                problems=model_faults,
                project=lambda _subjects: None,
                names=lambda _codes, _known: {},
                sentence=words.sentence,
                owns=(PREFIX,),
                lacks=models.lacking,
            )
        )
        PROBLEMS.update({code.value: reason for code, reason in words.MODEL_FAULTS.items()})
        LACKS.update({code.value: reason for code, reason in words.MISFITS.items()})
        ORIGINS[OriginKind.GOAL] = Origins(origins.goals_named, origins.goals_there)
        ORIGINS[OriginKind.ROUND] = Origins(origins.rounds_named, origins.rounds_there)
        USES.append(seen_by.goals_seen_by)
