"""Carry out one operation from the command line: show its result, say errors in a sentence."""

from __future__ import annotations

import sys
from typing import Any


def run(operation: Any, values: dict[str, Any], as_json: bool) -> None:
    """Carry out one operation for the owner of this machine."""
    from django.utils import timezone

    from kithwork.cli.show import progress_bar, show
    from kithwork.clock import clock_of
    from kithwork.errors import KithworkError
    from kithwork.project.ready import ready_owner

    try:
        with progress_bar(as_json) as progress:
            given = operation.given(owner=None, now=timezone.now(), progress=progress)
            if "owner" in given:
                given["owner"] = ready_owner()
            with clock_of(given.get("owner")):
                result = operation.function(**given, **_lists(values))
        with clock_of(given.get("owner")):
            show(result, as_json)
    except KithworkError as error:
        print(f"kithwork: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("kithwork: stopped; what was finished stays. Run it again to go on.", file=sys.stderr)
        sys.exit(130)


def _lists(values: dict[str, Any]) -> dict[str, Any]:
    """Click gives tuples for many values; operations take lists."""
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }
