"""Every operation has a command, a route, a tool and a line in the reference."""

from pathlib import Path

import click
import pytest

from kithwork.api.routes import api
from kithwork.cli import reference
from kithwork.cli.build import commands
from kithwork.cli.listed import listed
from kithwork.mcp.tools import call, tool_of
from kithwork.operations.registry import OF_THE_MACHINE, operations

ALL = list(operations().values())
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"


def by_words(words):
    found: click.Command = commands(lambda *_: None)
    for word in words:
        found = found.get_command(click.Context(found), word)
    return found


def test_what_is_listed_without_importing_is_what_there_is():
    assert {w: one.summary for w, one in listed().items()} == {
        words: each.summary for words, each in operations().items()
    }


@pytest.mark.parametrize("operation", ALL, ids=lambda each: each.name)
def test_an_operation_has_every_door(operation):
    command = by_words(operation.words)
    assert {p.name for p in command.params} >= {p.name for p in operation.parameters()}
    assert "as_json" in {p.name for p in command.params}
    assert f"/api/v1/{'/'.join(operation.words)}" in api.get_openapi_schema()["paths"]
    assert tool_of(operation).description == operation.summary
    assert f"\n## {' '.join(operation.words)}\n" in PAGE.read_text(encoding="utf-8")


def test_the_reference_is_what_the_signatures_say():
    assert PAGE.read_text(encoding="utf-8") == reference.page(), (
        "run ./run python -m kithwork.cli.reference"
    )


@pytest.mark.parametrize("operation", ALL, ids=lambda each: each.name)
def test_every_path_of_an_operation_is_called_so_that_routes_know_it(operation):
    paths = {one.name for one in operation.parameters() if "Path" in str(one.annotation)}
    assert paths <= OF_THE_MACHINE


@pytest.mark.parametrize("operation", ALL, ids=lambda each: each.name)
def test_every_operation_says_in_a_sentence_what_it_does(operation):
    assert operation.summary.endswith(".")


def test_a_tool_answers_a_mistake_with_a_sentence(ada):
    said = call("people_show", {"person": "Nobody At All"})
    assert said.is_error
    assert "people list" in said.content[0].text


def test_a_tool_refuses_what_it_does_not_know(ada):
    assert call("people_list", {"colour": "red"}).is_error
    assert call("people_fly", {}).is_error


def test_a_route_does_what_the_command_does(ada, bo, client):
    client.force_login(ada)
    found = client.post("/api/v1/people/list", {}, content_type="application/json")
    assert [one["name"] for one in found.json()["people"]] == ["Bo Friend"]
    wrong = client.post("/api/v1/people/show", {"person": "X"}, content_type="application/json")
    assert wrong.status_code == 422
    assert "X" in wrong.json()["error"]


def test_the_route_of_a_stranger_is_closed(ada, client):
    assert (
        client.post("/api/v1/people/list", {}, content_type="application/json").status_code == 403
    )
