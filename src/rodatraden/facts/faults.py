"""What can be wrong with the facts, and what is to be done?"""

from pathlib import Path

from django.utils.translation import gettext as _


class Unusable(Exception):
    """The facts can't be asked. `path` is what is wrong, and the sentence says why and what to do."""

    def __init__(self, path: Path, sentence: str) -> None:
        self.path = path
        super().__init__(sentence)


class Broken(Unusable):
    """A file that is damaged or gone."""

    def __init__(self, path: Path, why: str) -> None:
        sentence = _(
            "The file %(path)s can't be read (%(why)s). Put it back from the backup. Without a backup: "
            "remove the folder %(folder)s and fetch again what it held."
        )
        super().__init__(path, sentence % {"path": path, "why": why, "folder": path.parent})


class OtherVersion(Unusable):
    """Files that another version of the program has written."""

    def __init__(self, path: Path, found: object, expected: int) -> None:
        sentence = _(
            "%(path)s is written for version %(found)s of the table, and this program reads version %(expected)d. "
            "Start the version that wrote it, or remove the folder %(folder)s and fetch again what it held."
        )
        super().__init__(path, sentence % {"path": path, "found": found, "expected": expected, "folder": path.parent})


class ToldTooLate(Exception):
    """A delivery that says it was known before an earlier one: what was known then would change."""
