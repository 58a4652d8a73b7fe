"""Starting, starting twice, and coming back after a crash."""

import pytest
from tests.web.house import House, Visitor

pytestmark = pytest.mark.browser


def test_started_twice_on_one_directory_the_second_shows_the_way_in(visitor: Visitor) -> None:
    said = visitor.house.command("up", "--no-browser").stdout
    assert "runs already" in said
    assert visitor.house.base in said


def test_without_the_token_another_user_stays_outside(visitor: Visitor, browser) -> None:
    stranger = browser.new_context().new_page()
    answer = stranger.goto(visitor.house.base + "/people/")
    assert answer.status == 403
    assert "door is closed" in stranger.inner_text("main")


def test_the_first_start_shows_an_invented_sample_that_can_be_cleared(browser, tmp_path) -> None:
    house = House(tmp_path / "home", arguments=("--sample",))
    house.start()
    try:
        ada = Visitor(browser, house)
        ada.enter()
        ada.sees("invented sample", "Whom to meet")
        ada.go("/settings/")
        ada.press("Clear the sample")
        ada.sees("Begin here")
        assert not ada.complaints
    finally:
        house.kill()


PATHS = ("/", "/people/", "/people/1/", "/meetings/", "/meetings/1/", "/meetings/1/outcome/",
         "/approaches/1/", "/openings/", "/openings/1/", "/employers/", "/employers/1/",
         "/objective/", "/growth/", "/promises/", "/review/", "/findings/", "/capture/",
         "/settings/", "/more/", "/people/import/", "/people/add/", "/people/circle/",
         "/people/accounts/add/mail/", "/people/accounts/add/calendar/",
         "/objective/market/", "/people/1/dates/", "/meetings/5/waiting/")  # fmt: skip


@pytest.mark.parametrize("width", [360, 1440])
def test_every_page_fits_and_every_link_leads_somewhere(browser, tmp_path, width) -> None:
    house = House(tmp_path / "home", arguments=("--sample",))
    house.start()
    try:
        ada = Visitor(browser, house, width)
        ada.enter()
        links: set[str] = set()
        for path in PATHS:
            page = ada.go(path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is {wide} wide"
            unnamed = page.evaluate(UNLABELLED)
            assert not unnamed, f"{path}: {unnamed}"
            links |= set(page.evaluate(LOCAL_LINKS))
        if width == 1440:
            broken = [link for link in sorted(links) if not _leads(ada, link)]
            assert not broken
        assert not ada.complaints
    finally:
        house.kill()


def _leads(ada: Visitor, link: str) -> bool:
    return ada.context.request.get(ada.house.base + link).status < 400


LOCAL_LINKS = """[...document.querySelectorAll("a[href^='/'], link[href^='/'], script[src^='/']")]
  .map(a => a.getAttribute("href") || a.getAttribute("src"))"""
# A field or a button without a name can't be used by somebody who doesn't see it.
UNLABELLED = """[...document.querySelectorAll(
    "input:not([type=hidden]), select, textarea, button, a")]
  .filter(e => !(e.labels?.length || e.getAttribute("aria-label") || e.innerText?.trim()
                 || e.textContent?.trim()))
  .map(e => e.outerHTML.slice(0, 120))"""
