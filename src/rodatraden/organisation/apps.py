"""Tells the register of decisions, at start, that this slice owns the changes to the organisation."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The organisation."""

    name = "rodatraden.organisation"

    def ready(self) -> None:
        """Register the kinds of changes, their check and their projection."""
        from rodatraden.decisions.rules import OWNERS, Owner  # noqa: PLC0415 – models must be loaded first
        from rodatraden.decisions.words import PROBLEMS  # noqa: PLC0415 – models must be loaded first
        from rodatraden.organisation import actions, queries  # noqa: PLC0415 – models must be loaded first
        from rodatraden.organisation.words import changes  # noqa: PLC0415 – models must be loaded first
        from rodatraden.organisation.words.contradictions import CONTRADICTIONS  # noqa: PLC0415 – models must be loaded first

        OWNERS.append(
            Owner(
                problems=actions.problems,
                owns=actions.OWNED,
                holds=actions.holds,
                project=actions.project,
                names=queries.called,
                sentence=changes.sentence,
            )
        )
        PROBLEMS.update({code.value: reason for code, reason in CONTRADICTIONS.items()})
