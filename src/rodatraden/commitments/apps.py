"""Tells, at start, how decisions and matters are asked what came of them and what they are called."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """What is promised, and how it goes."""

    name = "rodatraden.commitments"

    def ready(self) -> None:
        """Register the origins that are below: decisions and matters. Those above register themselves."""
        from rodatraden.commitments.queries import below  # noqa: PLC0415 – models must be loaded first
        from rodatraden.commitments.rules.codes import OriginKind  # noqa: PLC0415 – models must be loaded first
        from rodatraden.commitments.rules.origins import ORIGINS, Origins  # noqa: PLC0415 – models must be loaded first
        from rodatraden.decisions.rules import CAME_OF_IT, OWNERS, Owner  # noqa: PLC0415 – models must be loaded first

        ORIGINS[OriginKind.DECISION] = Origins(below.decisions_named, below.decisions_there)
        ORIGINS[OriginKind.MATTER] = Origins(below.matters_named, below.matters_there)
        CAME_OF_IT.append(below.came_of)
        OWNERS.append(
            Owner(
                problems=lambda _changes, _revocations: (),
                project=lambda _subjects: None,
                names=lambda _codes, _known: {},
                sentence=lambda _terms, _named: "",
                owns=("commitment:",),
                follow_ups=below.follow_ups,
            )
        )
