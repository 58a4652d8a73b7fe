"""The picture of the circle in a real browser: closer, further, search, keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.house import House, Visitor

pytestmark = pytest.mark.browser
COUNT = 119


@pytest.fixture
def circle(browser: Browser, house: House) -> Iterator[Page]:
    """Ada's picture on a phone: Bo brought Cy, Cy brought Dee, and many more of her own kith."""
    rows = ["name,introduced by", "Bo Friend,", "Cy Stranger,Bo Friend", "Dee Named,Cy Stranger"]
    rows += [f"Kith {chr(65 + n // 26)}{chr(97 + n % 26)}," for n in range(COUNT)]
    file = house.home.parent / "people.csv"
    file.write_text("\n".join(rows))
    said = ("--map", "name=name", "--map", "introduced by=referred_by")
    done = house.command("people", "import", str(file), *said)
    assert done.returncode == 0, done.stderr
    house.start()
    ada = Visitor(browser, house, width=390)
    ada.enter()
    yield ada.go("/people/circle/")
    assert ada.complaints == []
    ada.context.close()


def width(page: Page) -> float:
    return float(str(page.locator("[data-circle]").get_attribute("viewBox")).split()[2])


def names(page: Page) -> list[str]:
    page.wait_for_timeout(100)
    return page.locator("[data-circle] .names text").all_text_contents()


def test_closer_a_crowd_comes_apart_because_signs_grow_slower_than_distances(circle: Page) -> None:
    sign = circle.locator("[data-circle] a > :is(circle, path)").first

    def across() -> float:
        return float(sign.evaluate("shape => shape.getBoundingClientRect().width"))

    before, whole = across(), width(circle)
    for _ in range(4):
        circle.get_by_role("button", name="Closer").click()
    closer = whole / width(circle)
    assert 1.5 < across() / before < closer / 1.5


def test_one_comes_closer_and_goes_further_by_button_and_by_key(circle: Page) -> None:
    whole = width(circle)
    few = len(names(circle))
    circle.get_by_role("button", name="Closer").click()
    assert width(circle) < whole
    circle.locator("[data-circle]").focus()
    circle.keyboard.press("+")
    circle.keyboard.press("+")
    closer = width(circle)
    assert closer < whole / 3
    assert 0 < few < COUNT
    where = circle.locator("[data-circle]").get_attribute("viewBox")
    circle.keyboard.press("ArrowRight")
    assert circle.locator("[data-circle]").get_attribute("viewBox") != where
    circle.keyboard.press("-")
    assert width(circle) > closer
    circle.keyboard.press("0")
    assert width(circle) == whole


def test_the_search_shows_whom_it_finds_and_enter_goes_there(circle: Page) -> None:
    whole = width(circle)
    circle.get_by_label("Find in the picture").fill("dee")
    expect(circle.locator("[data-circle-found]")).to_have_text("1 found")
    assert circle.locator("a.found").count() == 1
    assert circle.locator("a.dim").count() == COUNT + 2
    circle.keyboard.press("Enter")
    assert width(circle) < whole
    assert "Dee Named" in names(circle)
    link = circle.locator("[data-circle-found] a")
    expect(link).to_have_text("Dee Named")
    assert str(circle.locator(".chain").get_attribute("d")).count("M") == 3
    link.click()
    expect(circle.get_by_role("heading", name="Dee Named", exact=True)).to_be_visible()


def test_names_never_stand_on_each_other_nor_leave_the_picture(circle: Page) -> None:
    for _ in range(3):
        assert names(circle)
        boxes = circle.evaluate(
            """() => [...document.querySelectorAll("[data-circle] .names text")].map((text) => {
                 const box = text.getBoundingClientRect();
                 return [box.left, box.top + 3, box.right, box.bottom - 3];
               })"""
        )
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0]
                assert apart or one[3] <= other[1] or other[3] <= one[1]
        circle.get_by_role("button", name="Closer").click()


def test_far_generations_fold_into_a_number(circle: Page) -> None:
    circle.get_by_label("Draw up to").select_option(label="own kith")
    circle.get_by_role("button", name="Show").click()
    expect(circle.get_by_text("2 people further out stand as a number")).to_be_visible()
    written = circle.locator("[data-circle] .names text")
    expect(written.first).to_be_visible()  # the script is there: Enter searches in the page
    circle.get_by_label("Find in the picture").fill("bo friend")
    circle.keyboard.press("Enter")
    expect(written.filter(has_text="Bo Friend +2")).to_be_visible()
