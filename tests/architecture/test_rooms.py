"""Does everything stand in the room where a newcomer would look for it?"""

import ast
import re
from collections.abc import Iterator

import pytest

from rodatraden.config import slices
from tests.architecture.source import PACKAGE, Module, modules, program

FOUNDATIONS = {"kernel", "files", "facts", "journal", "ui"}
"""Libraries of the house: open to all, and free in how they arrange themselves."""

OPEN_ROOMS = {"models", "queries", "rules", "actions"}
"""What one slice may use of another. What a code is called (words) goes with the rules."""

DOORS = {
    "duckdb": "facts",
    "httpx": "indicators",
    "snowballstemmer": "indicators",
    "typst": "reports",
    "docx": "reports",
    "vl_convert": "ui",
    "python_calamine": "files",
    "xlsxwriter": "files",
    "yaml": "files",
    "rapidfuzz": "kernel",
    "icalendar": "files",
    "nh3": "ui",
    "django_prose_editor": "ui",
}

ROOMS = {
    *("rules", "models", "facts", "queries", "actions", "forms", "views", "urls", "api", "tasks", "management"),
    *("sources", "sql", "templates", "static", "migrations", "tests"),
    "apps",  # how Django finds the slice, and where typed changes are registered
    "words",  # what codes are called, for people: docs/adr/0007-words.md
}

EXTRA_ROOMS = {
    "reports": {"followup", "composed", "setting"},  # one folder for each document, and one for how they are set
    "access": {"backend"},  # Django asks it what a user may do
    "identity": {"backend"},  # Django asks it who a user is
}

BANNED_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|base|core|managers?|services?|misc|stuff)(_|$)|_\d$")
BANNED_CLASSES = re.compile(r"(Manager|Service|Helper|Util|Utils|Mixin|Base|Info|Data)$|^(Base|Abstract)")


def test_across_slices_only_open_rooms_are_used() -> None:
    closed = [
        f"{module.place} imports {imported}"
        for module in modules()
        if module.slice not in FOUNDATIONS | {"config"}
        for imported in module.imports()
        if imported.startswith("rodatraden.") and not _open(module, imported)
    ]

    assert closed == []


def _open(module: Module, imported: str) -> bool:
    _, owner, *rest = imported.split(".")
    if owner == module.slice or owner in FOUNDATIONS:
        return True
    if module.is_test and rest[:1] in (["tests"], ["sources"]):
        return True  # a test stands on what the slices below build for tests, or read from a folder
    return not rest or rest[0] in OPEN_ROOMS | {"words"}


def test_each_heavy_library_has_one_door() -> None:
    others = [
        f"{module.place} imports {imported}; the door is {DOORS[imported]}"
        for module in program()
        for imported in module.imports()
        if imported in DOORS and module.slice != DOORS[imported]
    ]

    assert others == []


def test_slices_have_no_rooms_of_their_own() -> None:
    unknown = [
        module.place
        for module in modules()
        if module.slice not in FOUNDATIONS | {"config"}
        if module.room not in ROOMS | {"__init__"} | EXTRA_ROOMS.get(module.slice, set())
    ]

    assert unknown == []


READERS_OF_THE_CLOCK = {"views", "api", "tasks", "management", "middleware", "backend"}


def test_the_domain_never_reads_the_clock() -> None:
    readers = [
        f"{module.place}:{call.lineno}"
        for module in program()
        if module.slice != "config" and module.room not in READERS_OF_THE_CLOCK
        for call in module.calls()
        if isinstance(call.func, ast.Attribute)
        if call.func.attr in {"now", "today", "utcnow", "localdate", "localtime"}
        if isinstance(call.func.value, ast.Name) and call.func.value.id in {"timezone", "datetime", "date"}
        if not (call.args and call.func.attr in {"localdate", "localtime"})  # an instant in our time zone
    ]

    assert readers == []


def test_only_actions_write() -> None:
    writers = [
        f"{module.place}:{call.lineno} {ast.unparse(call.func)[-60:]}"
        for module in program()
        if module.room != "actions"
        for call in module.calls()
        if isinstance(call.func, ast.Attribute) and _writes(call, call.func)
    ]

    assert writers == []


ALWAYS_WRITE = {
    *("bulk_create", "bulk_update", "get_or_create", "update_or_create", "create_user", "create_superuser"),
    *("asave", "acreate", "aupdate", "adelete", "abulk_create", "abulk_update"),
}


def _writes(call: ast.Call, function: ast.Attribute) -> bool:
    """Whether a call looks like a write to the database; dict.update(x), set.update(x) and document.save(file) don't."""
    receiver = ast.unparse(function.value)
    match function.attr:
        case "save" | "delete":
            return not call.args and not receiver.endswith(("session", "sessions"))
        case "create":
            return not call.args
        case "update":
            return (
                not call.args
                and bool(call.keywords)
                and any(word in receiver for word in ("objects", "filter(", "exclude("))
            )
        case name:
            return name in ALWAYS_WRITE


def test_no_model_overrides_its_saving_and_no_order_is_hidden() -> None:
    hidden = [
        f"{module.place}:{node.lineno} {node.name}"
        for module in program()
        if module.room == "models"
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"})
        or (isinstance(node, ast.ClassDef) and node.name == "Meta" and _orders(node))
    ]

    assert hidden == []


def _orders(meta: ast.ClassDef) -> bool:
    return any(
        isinstance(target, ast.Name) and target.id == "ordering"
        for statement in meta.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
    )


def test_names_say_what_things_are() -> None:
    vague = [
        module.place
        for module in modules()
        if any(BANNED_NAMES.search(part) for part in module.path.relative_to(PACKAGE).with_suffix("").parts)
    ]
    vague += [
        f"{module.place}:{node.lineno} {node.name}"
        for module in program()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and BANNED_CLASSES.search(node.name)
    ]

    assert vague == []


def test_files_are_short() -> None:
    long = {module.place: lines for module in modules() if (lines := len(module.path.read_text().splitlines())) > 400}

    assert long == {}


def test_functions_are_short() -> None:
    long = [
        f"{module.place}:{function.lineno} {function.name} {_length(function)}"
        for module in modules()
        for function in _functions(module)
        if _length(function) > 40
    ]

    assert long == []


def _functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.place)
def test_every_module_opens_with_what_it_answers(module: Module) -> None:
    said = ast.get_docstring(module.tree)

    assert said or not module.path.read_text().strip() or module.room in {"tests", "migrations"}


def test_built_slices_have_their_migrations_in_place() -> None:
    lost = [name for name in slices.BUILT if (PACKAGE / name / "models.py").exists() and not _migrations(name)]

    assert lost == []


def _migrations(name: str) -> list[str]:
    return [path.name for path in (PACKAGE / name / "migrations").glob("0*.py")]


def test_migrations_are_named() -> None:
    nameless = [path.name for path in PACKAGE.rglob("migrations/0*_auto_*.py")]

    assert nameless == []
