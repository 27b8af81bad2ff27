"""Is there one stack, told the same way everywhere?"""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from rodatraden.config import slices

CHECKOUT = Path(__file__).parents[2]
PACKAGE = CHECKOUT / "src" / "rodatraden"
RANK = {name: rank for rank, line in enumerate(reversed(slices.STACK)) for name in line}


def test_the_layer_contract_is_the_list_of_slices() -> None:
    contracts = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    stack = next(contract for contract in contracts if contract["id"] == "stack")

    assert [tuple(line.split(" | ")) for line in stack["layers"]] == list(slices.STACK)
    assert stack["exhaustive"] is True


def test_every_folder_is_a_slice_and_every_slice_a_folder() -> None:
    folders = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}

    assert folders == set(RANK)


def test_apps_stand_in_stack_order() -> None:
    ranks = [RANK[name] for name in slices.BUILT]

    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("name", sorted(RANK))
def test_every_slice_says_which_question_it_answers(name: str) -> None:
    lines = (PACKAGE / name / "__init__.py").read_text().splitlines()

    assert len(lines) == 1
    assert lines[0].startswith('"""')
    assert "?" in lines[0]


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and isinstance(field.related_model, type)
        if model._meta.app_label in RANK and field.related_model._meta.app_label in RANK
        if RANK[field.related_model._meta.app_label] > RANK[model._meta.app_label]
        or (
            RANK[field.related_model._meta.app_label] == RANK[model._meta.app_label]
            and field.related_model._meta.app_label != model._meta.app_label
        )
    ]

    assert upward == []
