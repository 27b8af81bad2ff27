"""Reports that are written together, and editions that are signed."""

from rodatraden.reports.models.composed import (
    ComposedEdition,
    Remark,
    Report,
    ReportVersion,
    SectionTask,
    SectionText,
)
from rodatraden.reports.models.edition import Edition

__all__ = ["ComposedEdition", "Edition", "Remark", "Report", "ReportVersion", "SectionTask", "SectionText"]
