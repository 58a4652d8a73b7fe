"""Sends this very process to the market: for tests that need no process of their own."""

from __future__ import annotations

import contextlib
import os
import urllib.request
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from openroles import _http
from tests.market.server import MarketServer

from kithwork.boards import source


@contextlib.contextmanager
def at(server: MarketServer, cache: Path) -> Iterator[None]:
    """Let `openroles` here ask the market, with nothing remembered before or after.

    It reads the proxy's address when its opener is built, at import, so that is built anew.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, server.environment))
        opener = urllib.request.build_opener(_http._HandBack)
        for name, value in (
            ("_OPENER", opener),
            ("_ROBOTS", {}),
            ("_DELAYS", {}),
            ("_NEXT", {}),
            ("_ETAGS", OrderedDict()),
            ("RETRY_PAUSE", 0.01),
            ("CACHE_DIR", ""),
            ("AGENTS", _http.AGENTS),
            ("USER_AGENT", _http.USER_AGENT),
        ):
            stack.enter_context(mock.patch.object(_http, name, value))
        stack.enter_context(mock.patch.object(urllib.request, "_opener", None))
        source.configure(cache)
        yield
