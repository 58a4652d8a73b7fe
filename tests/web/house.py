"""Kithwork as a person has it: its own process, its own data directory, a real browser."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync")  # fmt: skip
SECONDS_TO_START = 60


@functools.cache
def _migrated() -> Path:
    """A data directory with an empty database, made once and copied for each house."""
    home = Path(tempfile.mkdtemp()) / "home"
    subprocess.run(
        [sys.executable, "-m", "kithwork", "promises"],
        env={**os.environ, "KITHWORK_HOME": str(home), "DATABASE_URL": ""},
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return home


@dataclass
class House:
    """A running Kithwork, and how to start it again on the same data."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    process: subprocess.Popen[str] | None = None
    address: str = ""

    @property
    def base(self) -> str:
        """The address without the token."""
        return self.address.split("/enter/")[0]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a kithwork command on this house's data."""
        return subprocess.run(
            [sys.executable, "-m", "kithwork", *words],
            env=self._env(), capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def start(self, port: int = 0) -> None:
        """Start it and wait for the printed address."""
        if not self.home.exists():
            shutil.copytree(_migrated(), self.home)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kithwork", "up", "--no-browser", "--port", str(port),
             *self.arguments],
            env=self._env(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        seen, ends = "", time.monotonic() + SECONDS_TO_START
        while time.monotonic() < ends:
            line = self.process.stdout.readline()
            seen += line
            if found := re.search(r"http://\S+/enter/\S+", line):
                self.address = found[0]
                return
            if not line and self.process.poll() is not None:
                break
        raise AssertionError(f"Kithwork did not start:\n{seen}")

    def kill(self) -> None:
        """Kill it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _env(self) -> dict[str, str]:
        return {
            **os.environ,
            **self.environment,
            "KITHWORK_HOME": str(self.home),
            "DATABASE_URL": "",
            "TZ": "Europe/Berlin",
        }


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(CHROMIUM)
        )
        yield browser
        browser.close()


class Visitor:
    """A person with a browser; remembers everything that the console complained about."""

    def __init__(self, browser: Browser, house: House, width: int = 1440) -> None:
        self.context: BrowserContext = browser.new_context(viewport={"width": width, "height": 900})
        self.house = house
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def enter(self) -> None:
        """Come in through the printed address."""
        self.page.goto(self.house.address)

    def go(self, path: str) -> Page:
        """Open a page of the house."""
        self.page.goto(self.house.base + path)
        return self.page

    def sees(self, *words: str) -> None:
        """Every one of the words stands on the page."""
        text = self.page.inner_text("main")
        for word in words:
            assert word in text, f"{word!r} is not on {self.page.url}:\n{text}"

    def press(self, name: str, exact: bool = True) -> None:
        """Press the first button of this name and wait for what follows."""
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.page.wait_for_load_state("networkidle")
