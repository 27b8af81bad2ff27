"""Tells the register of decisions, at start, that this slice owns the delegation orders and judges by them."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """Matters on their way to a decision, and who may decide what."""

    name = "rodatraden.matters"

    def ready(self) -> None:
        """Register the changes to delegation orders, their check, and the check of decisions under delegation."""
        from rodatraden.decisions.rules import OWNERS, Owner  # noqa: PLC0415 – models must be loaded first
        from rodatraden.decisions.words import LACKS, PROBLEMS  # noqa: PLC0415 – models must be loaded first
        from rodatraden.matters import words  # noqa: PLC0415 – models must be loaded first
        from rodatraden.matters.queries import delegation, proposals, register  # noqa: PLC0415 – models must be loaded first
        from rodatraden.matters.rules.delegation import PREFIX, order_faults  # noqa: PLC0415 – models must be loaded first

        OWNERS.append(
            Owner(
                problems=order_faults,
                project=lambda _subjects: None,
                names=lambda _codes, _known: {},
                sentence=words.sentence,
                owns=(PREFIX,),
                lacks=delegation.lacking,
                ground=delegation.ground,
                belongs_to=register.belongs_to,
                follow_ups=proposals.follow_ups,
            )
        )
        PROBLEMS.update({code.value: reason for code, reason in words.ORDER_FAULTS.items()})
        LACKS.update({code.value: reason for code, reason in words.OVERSTEPS.items()})
