"""What stands in the program's own Python files? Parsed once, for the tests that read them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
PACKAGE = CHECKOUT / "src" / "rodatraden"


@dataclass(frozen=True)
class Module:
    """A Python file and where in the house it stands."""

    path: Path
    tree: ast.Module

    @property
    def place(self) -> str:
        """The path from the package, for messages."""
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def slice(self) -> str:
        """The slice that it belongs to."""
        return self.path.relative_to(PACKAGE).parts[0]

    @property
    def room(self) -> str:
        """The room in the slice: rules, models, queries … also for a file in a package of that name."""
        parts = self.path.relative_to(PACKAGE).with_suffix("").parts
        return parts[1] if len(parts) > 1 else "__init__"

    @property
    def is_test(self) -> bool:
        """Whether it only runs in tests."""
        return "tests" in self.path.relative_to(PACKAGE).parts

    def imports(self) -> Iterator[str]:
        """Every module that it imports, and for `from a import b` also a.b: whether b is a module is not seen here."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def calls(self) -> Iterator[ast.Call]:
        """Every call in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the program but its migrations."""
    paths = (path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)
    return tuple(
        Module(path, ast.parse(path.read_text())) for path in paths if len(path.relative_to(PACKAGE).parts) > 1
    )


def program() -> list[Module]:
    """Every Python file that runs outside tests."""
    return [module for module in modules() if not module.is_test]
