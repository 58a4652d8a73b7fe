"""Make commands from operations: arguments and options come from their signatures."""

from __future__ import annotations

import datetime as dt
import difflib
import importlib
import inspect
import textwrap
import types
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import click
import django
from django.apps import apps

from kithwork import __version__
from kithwork.cli.listed import Listed, listed
from kithwork.operations.registry import Operation, known


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
    """The whole tree of commands; `run` carries one out. A room is imported when it is asked."""
    tree = Tree((), listed(), run, "kithwork")
    tree.help = "Runs a job search as a planned campaign."
    tree.epilog = (
        "Begin with 'kithwork up', which opens the pages; 'kithwork up --sample' begins with an"
        " invented campaign to look at."
    )
    version = click.version_option(__version__, message="%(prog)s %(version)s")
    return version(tree)


class Tree(click.Group):
    """The commands that begin with the same words; `kithwork plan` beside `kithwork plan pin`."""

    def __init__(
        self, words: tuple[str, ...], known: Mapping[tuple[str, ...], Listed], run: Run, name: str
    ) -> None:
        super().__init__(name)
        self._words, self._run = words, run
        self._known = {key: one for key, one in known.items() if key[: len(words)] == words}
        if words in known:  # the group's own work, when no word follows
            own = _imported(known[words], run)
            self.params, self.help = own.params, own.help
            self.callback = _only_alone(own.callback)
            self.invoke_without_command, self.no_args_is_help = True, False

    def _next(self) -> list[str]:
        """The words that may follow."""
        at = len(self._words)
        return sorted({key[at] for key in self._known if len(key) > at})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every word that may follow, and the commands that are no operations."""
        return sorted({*self._next(), *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """What a word stands for; only now its room is imported."""
        if cmd_name not in self.commands and cmd_name in self._next():
            words = (*self._words, cmd_name)
            if any(len(key) > len(words) and key[: len(words)] == words for key in self._known):
                self.commands[cmd_name] = Tree(words, self._known, self._run, cmd_name)
            else:
                self.commands[cmd_name] = _imported(self._known[words], self._run)
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name; a slip of the pen is answered with what is close."""
        if self.get_command(ctx, args[0]) is None:
            for close in difflib.get_close_matches(args[0], self.list_commands(ctx), 1):
                ctx.fail(f"No such command '{args[0]}'. Did you mean '{close}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The words that may follow, with what is known of them without importing."""
        rows = [(name, self._summary(name)) for name in self.list_commands(ctx)]
        width = formatter.width - 6 - max((len(name) for name, _ in rows), default=0)
        with formatter.section("Commands"):
            formatter.write_dl([(name, _shortened(said, width)) for name, said in rows])

    def _summary(self, name: str) -> str:
        words = (*self._words, name)
        if words in self._known:
            return self._known[words].summary
        if name in self._next():
            below = sorted({key[len(words)] for key in self._known if key[: len(words)] == words})
            return f"{', '.join(below)}."
        return (self.commands[name].help or "").partition("\n")[0]


def _shortened(said: str, width: int) -> str:
    return textwrap.shorten(said, max(width, 20), placeholder="...")


def _imported(one: Listed, run: Run) -> click.Command:
    if not apps.ready:
        django.setup()
    importlib.import_module(f"kithwork.operations.{one.room}")
    return command_of(known(one.words), run)


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
