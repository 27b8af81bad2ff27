"""What is promised, how far it has come, and when it was told back."""

from rodatraden.commitments.models.commitment import Commitment, CommitmentVersion
from rodatraden.commitments.models.followed import Progress, ReportBack

__all__ = ["Commitment", "CommitmentVersion", "Progress", "ReportBack"]
