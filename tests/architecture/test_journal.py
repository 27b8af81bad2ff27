"""Does every action leave an entry in the journal? Pages that are kept rely on it: see docs/adr/0008."""

import ast

from rodatraden.overview.words import ENTRIES
from tests.architecture.source import Module, modules

DERIVED = {
    "organisation.project": "rebuilds rows from decisions, inside the action that records them",
    "organisation.problems": "only looks",
    "journal.record": "is the entry",
    "journal.add_history": "writes the entry itself, one for each kind of row",
    "matters._forget": "takes away the file of a document that an action has noted as taken away",
    "steering.count_reading": "that someone opened a page changes nothing that any page is about",
    "identity.forget_failures": "no page shows how often someone has failed to sign in",
}


def writing(module: Module) -> set[str]:
    """The functions of a module that call journal.record, themselves or through another function of the module."""
    calls = {
        node.name: {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
    }
    found = {name for name, called in calls.items() if any(each.endswith("journal.record") for each in called)}
    while more := {name for name, called in calls.items() if called & found} - found:
        found |= more
    return found


def atomic(node: ast.FunctionDef) -> bool:
    return any("transaction.atomic" in ast.unparse(each) for each in node.decorator_list)


def test_every_action_leaves_an_entry() -> None:
    actions = [module for module in modules() if module.room == "actions" and not module.is_test]
    silent = [
        f"{module.slice}.{node.name}"
        for module in actions
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and atomic(node) and node.name not in writing(module)
    ]

    assert actions
    assert sorted(set(silent) - DERIVED.keys()) == []


def test_every_entry_reads_as_words() -> None:
    calls = [call for module in modules() if not module.is_test for call in module.calls()]
    codes = {
        call.args[0].value
        for call in calls
        if ast.unparse(call.func).endswith("journal.record") and call.args and isinstance(call.args[0], ast.Constant)
    }

    assert codes
    assert codes - ENTRIES.keys() == set()
