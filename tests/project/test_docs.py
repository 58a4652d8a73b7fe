"""The papers are complete: links lead somewhere, modules say what they are for, commands exist."""

import ast
import re
from pathlib import Path

import pytest

from kithwork.operations.registry import operations

TOP = Path(__file__).parents[2]
PAGES = [*TOP.glob("*.md"), *TOP.glob("docs/**/*.md")]
MODULES = [m for m in TOP.glob("src/kithwork/**/*.py") if "migrations" not in m.parts]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
COMMAND = re.compile(r"`kithwork ([a-z][a-z-]*(?: [a-z-]+)?)")
APART = {"up", "mcp", "work", "owners"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_every_link_of_a_page_leads_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_every_command_that_a_page_names_exists(page):
    known = {" ".join(words) for words in operations()} | {words[0] for words in operations()}
    named = COMMAND.findall(page.read_text(encoding="utf-8"))
    unknown = [n for n in named if n not in known and n.split()[0] not in known | APART]
    assert unknown == []


def test_every_module_opens_with_a_sentence():
    silent = [
        str(module.relative_to(TOP))
        for module in MODULES
        if not (ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "").strip()
    ]
    assert silent == []


def test_no_tracked_requirement_names_a_package_index():
    for file in (TOP / "requirements").iterdir():
        text = file.read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"--(extra-)?index-url", text)
