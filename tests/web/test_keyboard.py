"""Whoever has no mouse can do the main job; whoever has one can drop a file."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.web.house import House, Visitor

pytestmark = pytest.mark.browser

MOST_TABS = 150
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const label = one.labels && one.labels[0] ? one.labels[0].innerText : "";
  return {
    name: (one.getAttribute("aria-label") || label || one.innerText || one.value || "").trim(),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
  };
}"""
DROPPED = """([zone, name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "text/csv" }));
  for (const kind of ["dragenter", "dragover", "drop"])
    zone.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true,
                                             dataTransfer: carried }));
}"""


@pytest.fixture
def house(house: House) -> House:
    """A Kithwork with the sample campaign in it."""
    house.arguments = ("--sample",)
    return house


def tab_to(page: Page, name: str) -> None:
    """Go on by the Tab key to something of this name, seeing at each step where one is."""
    passed = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        one = page.evaluate(FOCUSED)
        if one is None:
            continue
        assert one["seen"], f"{one['name']!r} on {page.url} doesn't show that it has the focus"
        if one["name"].startswith(name):
            return
        passed.append(one["name"])
    raise AssertionError(f"{name!r} is not reached by keyboard on {page.url}; passed {passed}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Go to a link or button by keyboard, press it, and wait for what follows."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press(key)


def test_the_main_job_is_done_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.page
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "Skip to the content"
    page.keyboard.press("Enter")
    press(page, "Draft a request")
    assert "/approach" in page.url
    press(page, "I have sent it")
    visitor.sees("Marked as sent")
    press(page, "They accepted")
    tab_to(page, "Purpose")
    page.keyboard.press("Control+A")
    page.keyboard.type("How wards are staffed")
    press(page, "Save")
    visitor.sees("Agenda", "How wards are staffed")
    press(page, "It took place")
    tab_to(page, "In your own words")
    page.keyboard.type("They say that a second ward opens in May.")
    press(page, "Record")
    visitor.sees("They say that a second ward opens in May")
    assert not visitor.complaints


def test_a_file_dropped_on_the_zone_is_looked_at(visitor: Visitor) -> None:
    page = visitor.go("/people/import/")
    table = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows = "Bo,Birch,https://www.linkedin.com/in/bo-birch-test,,Acme,Nurse,08 Feb 2026\n"
    zone = page.query_selector(".drop")
    page.evaluate(DROPPED, [zone, "Connections.csv", table + rows])
    visitor.press("Look at them")
    visitor.sees("Bo Birch", "Nothing is stored yet")
