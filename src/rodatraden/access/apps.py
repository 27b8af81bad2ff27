"""Tells the organisation, at start, that this slice knows who holds which post."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may do what, from the posts they hold."""

    name = "rodatraden.access"

    def ready(self) -> None:
        """Register how the holders of a post are asked for."""
        from rodatraden.access import queries  # noqa: PLC0415 – models must be loaded first
        from rodatraden.organisation.rules.holders import HOLDERS  # noqa: PLC0415 – models must be loaded first

        HOLDERS.append(queries.holders)
