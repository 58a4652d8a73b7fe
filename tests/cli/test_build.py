"""Commands are known before anything that they need is imported."""

import subprocess
import sys

import click
from click.testing import CliRunner

from kithwork import __version__
from kithwork.cli.build import commands

LOOK = """
import sys
from kithwork.cli.build import commands
commands(None).main(["--help"], prog_name="kithwork", standalone_mode=False)
rooms = [m for m in sys.modules if m.startswith("kithwork.") and "registry" not in m]
print([m for m in rooms if m.split(".")[1] not in ("cli", "operations", "errors")])
print("django.db.models" in sys.modules)
"""


def test_help_imports_no_room() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, check=True
    ).stdout
    assert "capture" in said
    assert said.endswith("[]\nFalse\n")


def test_a_group_lists_its_words_and_a_command_its_first_sentence() -> None:
    said = CliRunner().invoke(commands(lambda *_: None), ["--help"]).output
    assert "Catch an overheard remark in seconds" in said
    assert "budget, confirm, directory" in said


def test_a_group_that_is_a_command_too_does_its_own_work_when_no_word_follows() -> None:
    done = []
    root = commands(lambda operation, values, as_json: done.append((operation.words, values)))
    CliRunner().invoke(root, ["plan", "--meetings", "3"], catch_exceptions=False)
    CliRunner().invoke(root, ["plan", "choose", "Bo", "pin"], catch_exceptions=False)
    assert [words for words, _ in done] == [("plan",), ("plan", "choose")]
    assert done[0][1]["meetings"] == 3


def test_a_word_that_is_no_command_is_refused() -> None:
    for words in (["bogus"], ["people", "bogus"], ["plan", "bogus"]):
        said = CliRunner().invoke(commands(lambda *_: None), words)
        assert said.exit_code == 2
        assert "No such command" in said.output


def test_a_command_that_is_no_operation_stands_beside_the_others() -> None:
    root = commands(lambda *_: None)
    root.add_command(click.Command("up", help="Start it."))
    assert root.get_command(click.Context(root), "up") is root.commands["up"]
    assert "Start it." in CliRunner().invoke(root, ["--help"]).output


def test_a_slip_of_the_pen_is_answered_with_the_command_that_is_close() -> None:
    for words, meant in ((["poeple"], "people"), (["people", "lst"], "list")):
        said = CliRunner().invoke(commands(lambda *_: None), words)
        assert said.exit_code == 2
        assert f"Did you mean '{meant}'?" in said.output


def test_it_says_its_version_and_how_to_begin() -> None:
    root = commands(lambda *_: None)
    assert __version__ in CliRunner().invoke(root, ["--version"]).output
    assert "kithwork up" in CliRunner().invoke(root, []).output
