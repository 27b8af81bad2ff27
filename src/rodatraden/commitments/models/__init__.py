"""What is promised, how far it has come, when it was told back, and what comes each year."""

from rodatraden.commitments.models.commitment import Commitment, CommitmentVersion
from rodatraden.commitments.models.followed import Progress, ReportBack
from rodatraden.commitments.models.yearly import YearPoint

__all__ = ["Commitment", "CommitmentVersion", "Progress", "ReportBack", "YearPoint"]
