"""Every page of the menu, and those behind it, can be used by whoever sees, hits or hears less."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from tests.web.house import House, Visitor

pytestmark = pytest.mark.browser

NARROWEST = 320
MOST_PAGES = 70
FILES = re.compile(r"\.(ics|pdf)$|/export/|/static/|/enter/|/feeds/")

# What a reader by ear or keyboard, or a finger, would trip over; one line for each.
FAULTS = """() => {
  const faults = [];
  const all = (what) => [...document.querySelectorAll(what)];
  const seen = (one) => one.getClientRects().length > 0;
  const named = (one) => (one.getAttribute("aria-label") || one.textContent || "").trim()
    || one.querySelector("title, img[alt]");
  const ids = all("[id]").map((one) => one.id);
  const twice = new Set(ids.filter((id, i) => ids.indexOf(id) !== i));
  for (const id of twice) faults.push(`id twice: ${id}`);
  if (all("h1").length !== 1) faults.push(`${all("h1").length} h1`);
  let level = 0;
  for (const one of all("h1, h2, h3, h4")) {
    const next = Number(one.tagName[1]);
    if (next > level + 1) faults.push(`h${level} then h${next}: ${one.textContent}`);
    level = next;
  }
  for (const one of all("input:not([type=hidden]), select, textarea"))
    if (!one.labels.length && !one.getAttribute("aria-label")) faults.push(`no label: ${one.name}`);
  for (const one of all("a[href], button"))
    if (seen(one) && !named(one)) faults.push(`no name: ${one.outerHTML.slice(0, 90)}`);
  for (const key of ["for", "aria-labelledby", "aria-describedby"])
    for (const one of all(`[${key}]`))
      for (const id of one.getAttribute(key).split(/\\s+/))
        if (!document.getElementById(id)) faults.push(`${key} leads nowhere: ${id}`);
  for (const one of all("button, summary, input:not([type=hidden]), select, textarea, nav a")) {
    const box = one.getBoundingClientRect();
    if (seen(one) && !one.closest(".skip") && (box.width < 24 || box.height < 24))
      faults.push(`${box.width} by ${box.height}: ${one.outerHTML.slice(0, 90)}`);
  }
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) faults.push(`wider than the screen by ${wide}`);
  return faults;
}"""


@pytest.fixture
def house(house: House) -> House:
    """A Kithwork with the sample campaign in it."""
    house.arguments = ("--sample",)
    return house


def links_of(page: Page) -> list[str]:
    found = page.eval_on_selector_all(
        "a[href]", "all => all.map((one) => one.getAttribute('href').split('#')[0])"
    )
    return [link for link in found if link.startswith("/") and not FILES.search(link)]


def kind(address: str) -> str:
    """Pages of one kind differ by their numbers and questions only."""
    return re.sub(r"\d+", "N", address.split("?")[0])


def test_every_page_can_be_read_hit_and_followed_on_a_narrow_screen(visitor: Visitor) -> None:
    """Goes through every kind of page that can be reached, at 320 pixels of width."""
    page = visitor.page
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    waiting, met, faults = ["/", "/more/"], set[str](), list[str]()
    while waiting and len(met) < MOST_PAGES:
        address = waiting.pop(0)
        if kind(address) in met:
            continue
        met.add(kind(address))
        page.goto(visitor.house.base + address)
        faults += [f"{address}: {fault}" for fault in page.evaluate(FAULTS)]
        waiting += links_of(page)
    assert len(met) > 30
    assert faults == []
