"""What a user installs is enough: the program imports nothing that only developers have."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

TOP = Path(__file__).parents[2]
MADE_BY_HAND = {"pack_places.py", "pack_directory.py", "tune.py", "train.py", "train_classifier.py"}
"""Modules that make the packaged data, run by developers."""


def _imported(module: Path) -> set[str]:
    """The packages that a module names in its imports, wherever they stand."""
    found = set[str]()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"kithwork"}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_import_of_the_program_is_among_what_users_install():
    pinned = {
        _plain(found)
        for found in re.findall(r"^([\w.-]+)==", (TOP / "requirements/base.txt").read_text(), re.M)
    }
    come_from = packages_distributions()
    missing = {
        f"{module.relative_to(TOP)}: {package}"
        for module in TOP.glob("src/kithwork/**/*.py")
        if module.name not in MADE_BY_HAND
        for package in _imported(module)
        if not pinned & {_plain(one) for one in come_from.get(package, [package])}
    }
    assert missing == set()
