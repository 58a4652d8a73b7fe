"""One route an operation, made from its signature: POST /api/v1/<operation> with a JSON body."""

from __future__ import annotations

from types import GeneratorType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI
from ninja.security import django_auth

from kithwork import __version__
from kithwork.errors import KithworkError
from kithwork.operations.registry import OF_THE_MACHINE, Operation, operations, plain, silent
from kithwork.operations.shape import model_of, values_of

api = NinjaAPI(
    title="Kithwork", version=__version__, auth=django_auth, docs_url=None,
    description="Everything that can be asked of Kithwork, for the owner who is signed in.",
)  # fmt: skip
NOT_FROM_AFAR = (
    "This reads or writes files of the machine that Kithwork runs on, and is asked there in a "
    "terminal. The pages take files from your own."
)
"""Where many are served, nobody may name files that belong to the operator or to others."""


@api.exception_handler(KithworkError)
def told(request: HttpRequest, error: KithworkError) -> Any:
    """A sentence that says what to do."""
    return api.create_response(request, {"error": str(error)}, status=422)


def _route(operation: Operation) -> None:
    shape = model_of(operation)

    def view(request: HttpRequest, given: Any) -> Any:
        values = values_of(given)
        if settings.ADDRESS and any(values.get(name) for name in OF_THE_MACHINE):
            raise KithworkError(NOT_FROM_AFAR)
        extra = operation.given(owner=request.user, now=timezone.now(), progress=silent)
        result = operation.function(**extra, **values)
        return plain(list(result) if isinstance(result, GeneratorType) else result)

    view.__annotations__["given"] = shape
    view.__name__ = operation.name
    api.post("/" + "/".join(operation.words), operation_id=operation.name,
             summary=operation.summary)(view)  # fmt: skip


for _operation in operations().values():
    _route(_operation)
