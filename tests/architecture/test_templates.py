"""Are all templates used, and does none speak past the translations?"""

import ast
import re

import pytest
from django.template.loader import get_template

from tests.architecture.source import PACKAGE, program

TEMPLATES = {
    path.relative_to(folder).as_posix(): path
    for folder in sorted(PACKAGE.glob("*/templates"))
    for path in sorted(folder.rglob("*.*"))
    if path.suffix in {".html", ".txt", ".svg"}
}
FOUND_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def test_every_template_is_used() -> None:
    told = {
        constant.value.partition("#")[0]
        for module in program()
        for constant in ast.walk(module.tree)
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    }
    for path in TEMPLATES.values():
        told |= set(re.findall(r"""{%\s*(?:extends|include)\s+["']([^"'#]+)""", path.read_text()))
    components = {f"ui/components/{name}.html" for name in told}  # ui.components.registry.show puts the path together

    assert sorted(TEMPLATES.keys() - told - components - FOUND_BY_DJANGO) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_speaks_swedish_by_itself(name: str) -> None:
    spoken = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", TEMPLATES[name].read_text(), flags=re.DOTALL)
    spoken = spoken.replace("Röda tråden", "")  # the program's name

    assert re.findall(r".*[åäöÅÄÖ].*", spoken) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_carries_code(name: str) -> None:  # the content security policy would refuse it
    text = TEMPLATES[name].read_text()

    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)[^>]*>", text) == []
    assert re.findall(r"<style[\s>]|\son\w+=|javascript:", text) == []
