"""An operation's parameters as a pydantic model, for the doors that speak JSON."""

from __future__ import annotations

import inspect
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from kithwork.operations.registry import Operation


def model_of(operation: Operation) -> type[BaseModel]:
    """What must and may be given, with types; anything else is refused."""
    fields: dict[str, Any] = {}
    for parameter in operation.parameters():
        required = parameter.default is inspect.Parameter.empty
        fields[parameter.name] = (parameter.annotation, ... if required else parameter.default)
    return create_model(operation.name, __config__=ConfigDict(extra="forbid"), **fields)


def values_of(given: BaseModel) -> dict[str, Any]:
    """The given values as the operation takes them; only those that were given."""
    return {name: getattr(given, name) for name in given.model_fields_set}
