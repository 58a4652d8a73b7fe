"""A mailing in the browser: a list, a look at each letter, a confirmation, one file to print."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.web.house import Visitor

pytestmark = pytest.mark.browser

LIST = """name;employer;address;postcode;city
Zoë Fern;Acme Works;Dock 3;24103;Kiel
Eli Oak;Testville Yard;Pier 1;24105;Kiel
Fay Ash;;Pier 2;24105;Kiel
Gus;Acme Works;;;
"""
TEXT = """Dear {name},

I am looking for work as a welder, and I would like to work for {employer}. Would you hire me?

Yours sincerely,

Ada Winter"""


def test_a_mailing_on_paper_from_a_list_to_the_printer(visitor: Visitor, tmp_path: Path) -> None:
    ada, page = visitor, visitor.page
    ada.go("/settings/letterhead/")
    page.fill("#id_name", "Ada Winter")
    page.fill("#id_address", "Lindenweg 1\n24103 Kiel")
    ada.press("Save")

    ada.go("/mailings/")
    page.fill("#id_name", "Welders")
    page.select_option("#id_channel", "letter")
    ada.press("Begin")
    ada.sees("That is what a mailing is.")
    page.fill("#id_text", "Dear {name},\n\nMay I ask you how you became a welder?\n\nAda")
    ada.press("Save and check")
    ada.sees("A mailing must say openly that it asks for work.")
    page.fill("#id_text", TEXT)
    ada.press("Save and check")
    ada.sees("It reads as direct contact")

    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    page.set_input_files("#list", str(file))
    ada.press("Look at the list")
    ada.sees("Nothing is added yet", "There is nothing to put into {employer}.", "unreadable")
    ada.press("Add them")
    ada.sees("2 added, 1 left out, 1 unreadable.", "2 letters to look at.")

    page.get_by_role("link", name="Look at the letters").click()
    ada.sees("I would like to work for Acme Works", "I would like to work for Testville Yard")
    page.get_by_label("Leave this one out: Eli Oak").check()
    ada.press("These are right; go on")
    ada.press("Confirm: they may go as they are")
    ada.sees("Nothing has gone yet")

    with page.expect_download() as download:
        page.get_by_role("link", name="All letters as one PDF").click()
    (printed,) = PdfReader(str(download.value.path())).pages
    told = printed.extract_text()
    assert all(words in told for words in ("Zoë Fern", "24103 Kiel", "Ada Winter", "Acme Works"))

    ada.press("They are posted")
    page.locator("button[value=no]").click()
    ada.sees("1 letter gone, 0 to go: 0 said yes (0%), 1 said no")
    assert visitor.complaints == []


def test_the_pages_of_a_mailing_fit_a_phone(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/mailings/")
    page.fill("#id_name", "Welders")
    visitor.press("Begin")
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/mailings/", page.url.removeprefix(visitor.house.base), "/settings/letterhead/"):
        visitor.go(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
