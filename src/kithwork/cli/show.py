"""Show a result to a person or to a program, and progress while it is made."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import GeneratorType
from typing import Any

from kithwork.operations.registry import Progress, plain, silent


def show(result: Any, as_json: bool) -> None:
    """Print a result: as JSON, line by line for a stream, or in words (its `str`)."""
    if isinstance(result, GeneratorType):
        _show_lines(result)
    elif as_json:
        print(json.dumps(plain(result), ensure_ascii=False, indent=2))
    elif isinstance(result, list):
        print("\n".join(map(str, result)) or "Nothing here yet.")
    elif result is not None:
        print(result)


def _show_lines(results: Iterable[Any]) -> None:
    """One JSON object a line, as they come."""
    for one in results:
        sys.stdout.write(json.dumps(plain(one), ensure_ascii=False) + "\n")
    sys.stdout.flush()


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Progress]:
    """A bar on the terminal's error stream; nothing where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(done: int, total: int, what: str = "") -> None:
            bar.update(task, completed=done, total=total or None, description=what[:50])

        yield tell
