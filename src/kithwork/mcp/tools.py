"""One tool an operation, made from its signature, over standard input and output."""

from __future__ import annotations

import asyncio
import json
from types import GeneratorType
from typing import Any

import mcp_types as types
from django.utils import timezone
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from pydantic import ValidationError

from kithwork import __version__
from kithwork.clock import clock_of
from kithwork.errors import KithworkError
from kithwork.operations.registry import Operation, operations, plain, silent
from kithwork.operations.shape import model_of, values_of

ABOUT = (
    "Kithwork runs a job search as a planned campaign. Networking, direct contact, interviews and "
    "applications are kept apart: never word a request for a job as a request for advice. What "
    "you read here about other people is confidential."
)


def tool_of(operation: Operation) -> types.Tool:
    """The operation as assistants see it."""
    return types.Tool(
        name=operation.name,
        description=operation.summary,
        input_schema=model_of(operation).model_json_schema(),
    )


def call(name: str, arguments: dict[str, Any]) -> types.CallToolResult:
    """Carry one out for the owner of this machine; a mistake comes back as a sentence."""
    from kithwork.project.ready import ready_owner

    by_name = {operation.name: operation for operation in operations().values()}
    if name not in by_name:
        return _said(f"There is no tool {name!r}.", wrong=True)
    operation = by_name[name]
    try:
        given = values_of(model_of(operation).model_validate(arguments))
        owner = ready_owner()
        extra = operation.given(owner=owner, now=timezone.now(), progress=silent)
        with clock_of(owner):
            result = operation.function(**extra, **given)
            told = plain(list(result) if isinstance(result, GeneratorType) else result)
    except KithworkError as error:
        return _said(str(error), wrong=True)
    except ValidationError as error:
        first = error.errors()[0]
        return _said(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", wrong=True)
    return _said(json.dumps(told, ensure_ascii=False))


def _said(text: str, *, wrong: bool = False) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=wrong)


async def _list(context: Any, params: Any) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[tool_of(each) for each in operations().values()])


async def _call(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
    return await asyncio.to_thread(call, params.name, dict(params.arguments or {}))


def server() -> Server[Any]:
    """The server with all tools."""
    return Server(
        "kithwork", version=__version__, instructions=ABOUT, on_list_tools=_list,
        on_call_tool=_call,
    )  # fmt: skip


def serve() -> None:
    """Speak with one assistant over standard input and output until it hangs up."""

    async def talk() -> None:
        made = server()
        async with stdio_server() as (incoming, outgoing):
            await made.run(incoming, outgoing, made.create_initialization_options())

    asyncio.run(talk())
