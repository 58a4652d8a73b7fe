"""The list of operations: each one's words, its parameters and its results as plain values."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Protocol, TypeVar, get_type_hints

from kithwork.errors import KithworkError

Function = TypeVar("Function", bound=Callable[..., Any])

GIVEN = ("owner", "now", "progress")
OF_THE_MACHINE = frozenset({"file", "files", "output", "addresses", "world", "secret_env"})
"""Parameters that name a file or a variable of the machine; a test holds that every path does."""
ROOMS = (
    "people",
    "accounts",
    "mail",
    "mail_in",
    "circle",
    "ways_in",
    "share",
    "career",
    "campaign",
    "approaches",
    "meetings",
    "learnt",
    "plan",
    "board_status",
    "boards",
    "budget",
    "jobs",
    "opening",
    "counts",
    "alerts",
    "digest",
    "match",
    "letters",
    "write",
    "paper",
    "mailing",
    "mailing_run",
    "search",
    "house",
    "simulate",
)


class Progress(Protocol):
    """How long work tells how far it is; it may stop the work by raising `Stopped`."""

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """`done` of `total` steps, now at `what`."""


class Stopped(KithworkError):  # noqa: N818  (it is no error but the person's word)
    """The person stopped long work; what was finished stays."""


def silent(done: int, total: int, what: str = "") -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked: its command's words and the function that does it."""

    words: tuple[str, ...]
    function: Callable[..., Any]

    @property
    def name(self) -> str:
        """One word for routes and tools: `people_import`."""
        return "_".join(self.words).replace("-", "_")

    @property
    def summary(self) -> str:
        """The first sentence of its documentation."""
        return (inspect.getdoc(self.function) or "").split("\n\n")[0].replace("\n", " ")

    @property
    def changes(self) -> bool:
        """Whether it takes `now`, as everything does that writes."""
        return "now" in inspect.signature(self.function).parameters

    def parameters(self) -> list[inspect.Parameter]:
        """What the person gives, with annotations as types; hints in `Annotated` are kept."""
        hints = get_type_hints(self.function, include_extras=True)
        return [
            parameter.replace(annotation=hints[name])
            for name, parameter in inspect.signature(self.function).parameters.items()
            if name not in GIVEN
        ]

    def given(self, **all_given: object) -> dict[str, object]:
        """Of `owner`, `now` and `progress`, those that the function takes."""
        taken = inspect.signature(self.function).parameters
        return {name: value for name, value in all_given.items() if name in taken}


_KNOWN: dict[tuple[str, ...], Operation] = {}


def operation(words: str) -> Callable[[Function], Function]:
    """List a function as an operation, under the words of its command."""

    def listed(function: Function) -> Function:
        key = tuple(words.split())
        if key in _KNOWN:
            raise RuntimeError(f"two operations are called {words!r}")
        _KNOWN[key] = Operation(key, function)
        return function

    return listed


def operations() -> Mapping[tuple[str, ...], Operation]:
    """Every operation by its words."""
    for room in ROOMS:
        importlib.import_module(f"kithwork.operations.{room}")
    return dict(sorted(_KNOWN.items()))


def known(words: tuple[str, ...]) -> Operation:
    """An operation whose room has been imported."""
    return _KNOWN[words]


def plain(value: object) -> Any:
    """A result as values that JSON knows: dataclasses become objects, dates text."""
    if hasattr(value, "to_plain"):
        return value.to_plain()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value
