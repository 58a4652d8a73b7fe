"""Each rule of conduct, held from the person's side: in a browser, on the page where it counts."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect
from tests.web import conduct_world
from tests.web.conduct_world import SECRET
from tests.web.house import House, Visitor

from kithwork.campaign.clock import whereabouts
from kithwork.campaign.working_days import working_days_after

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, dict[str, int]]]:
    """A house with one person for each rule, and the keys of what was made."""
    house = House(tmp_path_factory.mktemp("conduct") / "home")
    filled = subprocess.run(
        [sys.executable, conduct_world.__file__], env=house._env(), capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert filled.returncode == 0, filled.stderr
    house.start()
    yield house, json.loads(filled.stdout.splitlines()[-1])
    house.kill()


@pytest.fixture(scope="module")
def ada(browser: Browser, made: tuple[House, dict[str, int]]) -> Iterator[Visitor]:
    """Ada, signed in once for all of these tests."""
    visitor = Visitor(browser, made[0], width=390)
    visitor.page.set_default_timeout(15_000)
    visitor.enter()
    yield visitor
    visitor.context.close()


@pytest.fixture
def keys(made: tuple[House, dict[str, int]]) -> dict[str, int]:
    """What was made, by name."""
    return made[1]


def said(day: dt.date) -> str:
    """A day as the pages say it."""
    away = (day - _today()).days
    if away == 1:
        return "tomorrow"
    return f"{day:%A}" if 1 < away < 7 else f"{day.day} {day:%B}"


def _today() -> dt.date:
    return dt.datetime.now(ZoneInfo("Europe/Berlin")).date()


def _working_day(count: int) -> dt.date:
    """So many working days from today, by the calendar of Ada's zone."""
    clock = whereabouts("", "Europe/Berlin").clock((_today().year, _today().year + 1))
    return working_days_after(_today(), count, clock)


def owed(ada: Visitor, name: str) -> str:
    """All that is owed to somebody, as the page of promises says it."""
    ada.go("/promises/")
    items = ada.page.locator("main li", has_text=name).all_inner_texts()
    return "\n".join(items)


def test_a_disguised_letter_is_not_sent_without_a_deliberate_yes(ada, keys):
    ada.go(f"/approaches/{keys['disguised']}/")
    ada.press("I have sent it")
    ada.sees("dressed as a request for advice", "Drafted")
    ada.press("Sent, deliberately as direct contact")
    ada.sees("direct contact", "Sent")


def test_an_opening_at_their_employer_is_shown_before_anything_is_sent(ada, keys):
    ada.go(f"/people/{keys['ina']}/")
    ada.press("Draft a request")
    ada.sees("Nothing is drafted yet", "An opening at Acme matches your objective",
             "Nurse Manager", "pretext", "whoever the post reports to")  # fmt: skip
    ada.press("Draft it as direct contact")
    ada.sees("direct contact")
    assert "would be a pretext" not in ada.page.inner_text("main")


def test_an_opening_that_they_raise_gets_its_own_record_by_one_click(ada, keys):
    ada.go(f"/meetings/{keys['raised_meeting']}/")
    ada.press("It became an interview")
    ada.sees("It has a record of its own", "interview")
    ada.go(f"/meetings/{keys['raised_meeting']}/")
    ada.sees("What it has become", "Plan the interview")


def test_an_opening_that_the_seeker_raises_is_pointed_out(ada, keys):
    ada.go(f"/meetings/{keys['blurted_meeting']}/outcome/")
    ada.page.select_option("#id_opening_raised_by", "seeker")
    ada.press("Record")
    ada.sees("You raised an opening", "only the other person may", "Stayed networking: no")


def test_a_name_is_not_used_without_leave(ada, keys):
    ada.go(f"/approaches/{keys['unasked']}/")
    marks = ada.page.locator("mark").all_inner_texts()
    assert "gave me your name" in marks


def test_whoever_was_asked_lately_is_let_rest(ada, keys):
    ada.go(f"/people/{keys['rae']}/")
    ada.sees("Let them rest a while")


def test_a_reminder_after_three_working_days_one_after_seven_then_rest(ada, keys):
    ada.go(f"/approaches/{keys['nudged']}/")
    ada.press("I have sent it")
    assert f"Due {said(_working_day(3))}" in owed(ada, "Nia Nudge")
    ada.press("Nudge Nia Nudge", exact=False)
    later = owed(ada, "Nia Nudge")
    assert f"Due {said(_working_day(7))}" in later
    assert "let it rest" in later
    ada.press("Nudge Nia Nudge", exact=False)
    assert "Due" not in owed(ada, "Nia Nudge")


def test_thanks_within_a_day_and_word_to_whoever_gave_the_name(ada, keys):
    ada.go(f"/meetings/{keys['met']}/waiting/")
    ada.press("It took place")
    thanks, report = owed(ada, "Tea Thanked"), owed(ada, "Bo Friend")
    assert re.search(r"Thanks.*Tea Thanked\s.*Due tomorrow", thanks)
    assert "Report back" in report
    assert "about Tea Thanked" in report


def test_a_meeting_that_they_missed_is_not_held_and_asked_about_once(ada, keys):
    ada.go(f"/meetings/{keys['missed']}/")
    ada.press("They did not come")
    ada.sees("did not come", "Other times")
    assert "ask kindly whether another time suits" in owed(ada, "Abe Absent")
    assert "Record the outcome" not in ada.go(f"/meetings/{keys['missed']}/").inner_text("main")


def test_what_was_said_in_confidence_leaves_by_no_export(ada, made):
    for form in ("vcard", "csv", "json"):
        answer = ada.page.request.get(f"{made[0].base}/people/export/{form}/")
        assert answer.ok
        assert "Sue Secret" in answer.text()
        assert SECRET not in answer.text()
    answer = made[0].command("review", "--json")
    assert answer.returncode == 0, answer.stderr
    assert SECRET not in answer.stdout


def test_times_stand_in_the_letter_by_the_readers_clock(ada, keys):
    ada.go(f"/people/{keys['lou']}/dates/?their_place=London")
    ada.sees("for you", "By the clock of London")
    ada.press("Put them into the letter")
    letter = ada.page.input_value("#id_text")
    assert "Would any of these suit you (London time)?" in letter
    assert letter.rstrip().endswith("Ada")


def test_an_outcome_is_recorded_by_keyboard_alone_in_a_few_strokes(ada, keys):
    page = ada.go(f"/meetings/{keys['typed_meeting']}/outcome/")
    page.focus("#id_told")
    page.keyboard.type("The ward grows. I should call Mia Named at Acme.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=name-name]").first).to_have_value("Mia Named")
    page.focus("#id_findings")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))
    ada.sees("The ward grows.", "Mia Named", "Two more names: not met")


def test_two_sources_that_contradict_are_suggested_and_then_shown_so(ada, keys):
    ada.go("/objective/market/")
    ada.sees("These two may contradict each other", "The surgical ward grows.")
    ada.press("They contradict")
    ada.go("/findings/")
    ada.sees("contradicts The surgical ward closes. (Con Two)")


def test_a_search_asks_for_names_and_owes_thanks(ada, keys):
    page = ada.go(f"/searches/{keys['search']}/call/{keys['olga']}/")
    ada.sees("May I say that you named them?", "What makes you think of them? It stays with me.")
    page.fill("#id_names", "Vic Vetted; Acme; Head of nursing")
    page.fill("#id_opinions", "Vic Vetted: calm under pressure, they say")
    ada.press("Record the call")
    ada.sees("Vic Vetted", "Who named whom")
    assert "Thanks" in owed(ada, "Olga Officer")
    page.get_by_role("link", name="Thanks: Olga Officer").click()
    letter = page.locator("textarea").input_value()
    assert "people you thought of" in letter
    assert "calm under pressure" not in letter


def test_a_remark_is_caught_without_a_connection_and_delivered_later(ada, made):
    page = ada.go("/capture/")
    page.evaluate("navigator.serviceWorker.ready")
    ada.go("/capture/")  # from now on the page is kept on the device
    ada.context.set_offline(True)
    page.goto(f"{made[0].base}/capture/")
    page.fill("#text", "Somebody on the train said that wards merge.")
    page.get_by_role("button", name="Catch it").click()
    page.wait_for_selector("text=Caught on this device")
    ada.context.set_offline(False)
    ada.go("/capture/")
    page.wait_for_selector("text=Somebody on the train said that wards merge.")


def test_nothing_of_this_made_the_browser_complain(ada):
    assert [said for said in ada.complaints if "ERR_INTERNET_DISCONNECTED" not in said] == []
