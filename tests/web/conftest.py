"""A browser, a house of its own for each test, and a market to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.market.server import MarketServer, serving
from tests.market.world import Market
from tests.web.house import House, Visitor, chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium a module: while it runs, this process can't ask the database itself."""
    with chromium() as found:
        yield found


@pytest.fixture
def market_server(tmp_path: Path) -> Iterator[MarketServer]:
    """Employers' boards, through real sockets and TLS."""
    with serving(Market(), tmp_path) as server:
        yield server


@pytest.fixture
def house(tmp_path: Path, market_server: MarketServer) -> Iterator[House]:
    """A Kithwork that can reach the market, not started yet."""
    made = House(tmp_path / "home", market_server.environment)
    yield made
    made.kill()


@pytest.fixture
def visitor(browser: Browser, house: House) -> Iterator[Visitor]:
    """Ada at her machine, signed in."""
    house.start()
    ada = Visitor(browser, house)
    ada.enter()
    yield ada
    ada.context.close()
