"""What is shown of the register: the register itself, one decision, its documents and its notice."""

from rodatraden.decisions.views.announcing import announce
from rodatraden.decisions.views.decision import decision
from rodatraden.decisions.views.documents import document
from rodatraden.decisions.views.register import register

__all__ = ["announce", "decision", "document", "register"]
