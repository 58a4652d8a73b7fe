"""Make commands from operations: arguments and options come from their signatures."""

from __future__ import annotations

import datetime as dt
import inspect
import types
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import click

from kithwork.operations.registry import Operation, operations


class Day(click.ParamType[Any]):
    """A calendar day such as 2026-11-23."""

    name = "day"

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.date:
        """The day, or a sentence that says how to write one."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it like 2026-11-23.", param, ctx)


class Moment(click.ParamType[Any]):
    """A day and time such as 2026-11-23T14:30, in the person's zone unless it says another."""

    name = "time"

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.datetime:
        """The time, or a sentence that says how to write one."""
        if isinstance(value, dt.datetime):
            return value
        try:
            return dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no time; write it like 2026-11-23T14:30.", param, ctx)


Run = Callable[[Operation, dict[str, Any], bool], None]


def commands(run: Run) -> click.Group:
    """The whole tree of commands; `run` carries one out."""
    root = click.Group("kithwork", help="Runs a job search as a planned campaign.")
    for words, operation in operations().items():
        group = root
        for word in words[:-1]:
            group = _group(group, word)
        command = command_of(operation, run)
        existing = group.commands.get(words[-1])
        if isinstance(existing, click.Group):
            _make_default(existing, command)
        else:
            group.add_command(command, words[-1])
    for each in root.commands.values():
        if isinstance(each, click.Group) and not each.help:
            each.help = f"{', '.join(sorted(each.commands))}."
    return root


def _group(parent: click.Group, word: str) -> click.Group:
    found = parent.commands.get(word)
    if isinstance(found, click.Group):
        return found
    group = click.Group(word)
    if found is not None:
        _make_default(group, found)
    parent.add_command(group, word)
    return group


def _make_default(group: click.Group, command: click.Command) -> None:
    """`kithwork plan` beside `kithwork plan pin`: the group's own work when no word follows."""
    group.params = command.params
    group.callback = _only_alone(command.callback)
    group.help = command.help
    group.invoke_without_command = True
    group.no_args_is_help = False


def _only_alone(callback: Any) -> Any:
    def alone(**values: Any) -> Any:
        if click.get_current_context().invoked_subcommand is None:
            return callback(**values)
        return None

    return alone


def command_of(operation: Operation, run: Run) -> click.Command:
    """One operation as a command with `--json`."""
    params = [_param(parameter) for parameter in operation.parameters()]
    params.append(click.Option(["--json", "as_json"], is_flag=True, help="Answer as JSON."))

    def callback(as_json: bool, **values: Any) -> None:
        run(operation, values, as_json)

    doc = inspect.getdoc(operation.function) or ""
    return click.Command(operation.words[-1], params=params, callback=callback, help=doc)


def _param(parameter: inspect.Parameter) -> click.Parameter:
    kind, hint = _unannotated(parameter.annotation)
    kind, many, optional = _shape(kind)
    required = parameter.default is inspect.Parameter.empty
    # click takes a default of None for a value that is there, so none is given where one is needed.
    default: dict[str, Any] = {} if required or many else {"default": parameter.default}
    if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
        return click.Argument(
            [parameter.name],
            type=_click_type(kind),
            nargs=-1 if many else 1,
            required=required and not optional,
            **default,
        )
    flag = f"--{parameter.name.replace('_', '-').rstrip('-')}"
    if kind is bool and parameter.default is None:
        return click.Option([f"{flag}/--not-{flag[2:]}", parameter.name], default=None, help=hint)
    return click.Option(
        [flag, parameter.name],
        type=None if kind is bool else _click_type(kind),
        is_flag=kind is bool,
        multiple=many,
        required=required,
        show_default=bool(parameter.default) and not required,
        help=hint,
        **default,
    )


def _unannotated(annotation: Any) -> tuple[Any, str]:
    if get_origin(annotation) is Annotated:
        kind, *hints = get_args(annotation)
        return kind, next((hint for hint in hints if isinstance(hint, str)), "")
    return annotation, ""


def _shape(kind: Any) -> tuple[Any, bool, bool]:
    """The type without its optionality and plurality: (type, many, optional)."""
    optional = False
    if get_origin(kind) in (Union, types.UnionType):
        kinds = [k for k in get_args(kind) if k is not type(None)]
        kind, optional = kinds[0], True
    many = get_origin(kind) in (list, tuple)
    return (get_args(kind)[0] if many else kind), many, optional


def _click_type(kind: Any) -> Any:
    if get_origin(kind) is Literal:
        return click.Choice(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return click.Choice([member.value for member in kind])
    known = {dt.date: Day(), dt.datetime: Moment(), Path: click.Path(path_type=Path)}
    return known.get(kind, kind)
