"""Write docs/reference/commands.md from the operations: `python -m kithwork.cli.reference`."""

from __future__ import annotations

import inspect
from typing import Any, get_args, get_origin

from kithwork.cli.build import _unannotated
from kithwork.operations.registry import Operation, operations

HEAD = """# Commands, routes, tools

Everything that can be asked of Kithwork, made from the signatures in `kithwork.operations` by
`./run python -m kithwork.cli.reference`. Each is a command (`kithwork people list`), a route
(`POST /api/v1/people/list` with the same names in a JSON body) and a tool for assistants
(`people_list`, through `kithwork mcp`). Every command takes `--json` and then answers with the keys
named here; on bad input it says one sentence on standard error and exits with 1 (2 where the words
of the command itself are wrong).

Four commands are no operations: `kithwork up` starts the pages on this machine, `kithwork mcp`
speaks with an assistant over standard input and output, and where one Kithwork serves many
([how](../guides/operator.md)) `kithwork work` does the pages' long work and `kithwork owners` lets
people in. Routes refuse there what names a file of the machine. `--help` explains any command;
`kithwork --version` says which Kithwork this is.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_entry(each) for each in operations().values())


def _entry(operation: Operation) -> str:
    words = " ".join(operation.words)
    usage = " ".join(["kithwork", words, *map(_usage, operation.parameters())])
    doc = inspect.getdoc(operation.function) or ""
    hints = "".join(map(_hint, operation.parameters()))
    keys = _keys(operation)
    answer = f"\nJSON: {keys}\n" if keys else ""
    return f"\n## {words}\n\n`{usage}`\n\n{doc}\n{hints}{answer}"


def _usage(parameter: inspect.Parameter) -> str:
    required = parameter.default is inspect.Parameter.empty
    if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
        said = f"--{parameter.name.strip('_').replace('_', '-')}"
    else:
        said = parameter.name.upper()
    return said if required else f"[{said}]"


def _hint(parameter: inspect.Parameter) -> str:
    _, hint = _unannotated(parameter.annotation)
    name = parameter.name.strip("_").replace("_", "-")
    return f"\n- `{name}`: {hint}" + ("" if hint.endswith(".") else ".") + "\n" if hint else ""


def _keys(operation: Operation) -> str:
    returned: Any = inspect.get_annotations(operation.function, eval_str=True).get("return")
    many = get_origin(returned) is not None
    kinds = get_args(returned) if many else (returned,)
    fields = [getattr(kind, "__dataclass_fields__", None) for kind in kinds]
    named = next((list(each) for each in fields if each), [])
    said = ", ".join(f"`{name}`" for name in named)
    return f"a list of {said}" if said and many else said


if __name__ == "__main__":
    import os
    from pathlib import Path

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kithwork.project.settings")
    import django

    django.setup()
    Path("docs/reference/commands.md").write_text(page(), encoding="utf-8")
