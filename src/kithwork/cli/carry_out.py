"""Carry out one operation from the command line: show its result, say errors in a sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def run(operation: Any, values: dict[str, Any], as_json: bool) -> None:
    """Carry out one operation for the owner of this machine."""
    from django.utils import timezone

    from kithwork.cli.show import progress_bar, show
    from kithwork.clock import clock_of
    from kithwork.project.ready import ready_owner

    with in_a_sentence():
        try:
            with progress_bar(as_json) as progress:
                given = operation.given(owner=None, now=timezone.now(), progress=progress)
                if "owner" in given:
                    given["owner"] = ready_owner()
                with clock_of(given.get("owner")):
                    result = operation.function(**given, **_lists(values))
            with clock_of(given.get("owner")):
                show(result, as_json)
        except KeyboardInterrupt:
            end("stopped; what was finished stays. Run it again to go on.", 130)


@contextmanager
def in_a_sentence() -> Iterator[None]:
    """End with one sentence where the person can mend what is wrong, or where the database is out
    of reach; a mistake of ours goes through."""
    from kithwork.errors import KithworkError
    from kithwork.project.database import is_away, told

    try:
        yield
    except KithworkError as error:
        end(str(error), 1)
    except Exception as error:
        if not is_away(error):
            raise
        end(told(error), 1)


def end(why: str, code: int) -> None:
    """Leave the program with a sentence on standard error."""
    print(f"kithwork: {why}", file=sys.stderr)
    sys.exit(code)


def _lists(values: dict[str, Any]) -> dict[str, Any]:
    """Click gives tuples for many values; operations take lists."""
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }
