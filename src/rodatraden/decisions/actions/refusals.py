"""For which reasons is a decision refused?"""

from collections.abc import Sequence
from typing import TypeAlias

from rodatraden.decisions import rules


class Contradicted(Exception):
    """Some changes can't be together with the rest."""

    def __init__(self, problems: Sequence[rules.Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")


class AlreadyRecorded(Exception):
    """A decision with the same code stands in the register with another content."""

    def __init__(self, code: str, fields: Sequence[str]) -> None:
        self.code, self.fields = code, tuple(fields)
        super().__init__(f"{code}: {', '.join(fields)}")


class NothingToRevoke(Exception):
    """A revocation of what is not in the register, is later than itself, is named twice, or is revoked already."""

    def __init__(self, code: str, revoked: str) -> None:
        self.code, self.revoked = code, revoked
        super().__init__(f"{code} → {revoked}")


class DecidedByNobody(Exception):
    """A decision by a body or a post that no decision has made."""

    def __init__(self, code: str, decided_by: str) -> None:
        self.code, self.decided_by = code, decided_by
        super().__init__(f"{code}: {decided_by}")


class NotEntitled(Exception):
    """Who decided had no such right. `code` and what it says are put into words by the slice that judged it."""

    def __init__(self, lack: rules.Lack) -> None:
        self.code, self.lack = lack.decision, lack
        super().__init__(f"{lack.decision}: {lack.code}")


class BuiltUpon(Exception):
    """What a decision takes back carries later decisions, which must be taken back with it: `by`, earliest first."""

    def __init__(self, code: str, by: Sequence[str]) -> None:
        self.code, self.by = code, tuple(by)
        super().__init__(f"{code} ← {', '.join(by)}")


Refusal: TypeAlias = AlreadyRecorded | NothingToRevoke | DecidedByNobody | BuiltUpon | NotEntitled
