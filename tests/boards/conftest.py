"""A market of the test's own, which this process reads through real sockets and TLS."""

import contextlib

import pytest
from tests.market.inside import at
from tests.market.server import serving
from tests.market.world import Market


@pytest.fixture(scope="session")
def market_server(tmp_path_factory):
    with serving(Market(), tmp_path_factory.mktemp("market")) as server:
        yield server


@pytest.fixture
def market(market_server, tmp_path):
    market_server.market = Market()
    market_server.closing.clear()
    with contextlib.ExitStack() as stack:
        stack.enter_context(at(market_server, tmp_path / "answers"))
        yield market_server.market
