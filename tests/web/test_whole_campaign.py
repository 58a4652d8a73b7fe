"""Steps one to seven in one go: from one's contacts and employers' boards to the next plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.market.server import MarketServer
from tests.web.house import House, Visitor

pytestmark = pytest.mark.browser

CONNECTIONS = """Notes:
"When exporting your connection data, some addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Bo,Birch,https://www.linkedin.com/in/bo-birch-test,bo@example.org,Figma,Charge Nurse,08 Feb 2026
Dee,"Fern, RN 🌿",https://www.linkedin.com/in/dee-fern-test,,"Placeholder, Inc.",Buyer,11 Mar 2020
,,,,,,12 Mar 2021
Eli,Oak,https://www.linkedin.com/in/eli-oak-test,,Zoox,Ward Manager,99 Foo 2020"""


def test_a_campaign_from_contacts_to_the_next_plan(
    visitor: Visitor, house: House, market_server: MarketServer, tmp_path: Path
) -> None:
    market = market_server.market
    figma = market.board("greenhouse", "figma", "Figma", openings=0)
    figma.vacancies = [market.vacancy("Ward Manager"), market.vacancy("Payroll Specialist")]
    ada, page = visitor, visitor.page

    # 1. Contacts in: a preview with each line, then one transaction.
    ada.go("/people/import/")
    file = tmp_path / "any-name.txt"
    file.write_text(CONNECTIONS, encoding="utf-8-sig")
    page.set_input_files("#files", str(file))
    ada.press("Look at them")
    ada.sees("linkedin", "Bo Birch", "Nothing is stored yet")
    ada.press("Take them in")
    page.wait_for_selector("text=Done")
    ada.go("/people/")
    ada.sees("Bo Birch", "Dee Fern", "Eli Oak")

    # 2. Objective: two versions, side by side.
    for text in ("Something in care.", "Lead a ward and build up its team."):
        ada.go("/objective/")
        page.fill("#id_text", text)
        page.fill("#id_aim", "ward management")
        page.fill("#id_employers", "Figma\nZoox")
        ada.press("Write it down")
    ada.sees("Version 2", "Something in care.")

    # 3. Boards: found by name, read through TLS.
    ada.go("/employers/find/")
    ada.press("Look for them")
    ada.sees("Figma", "Zoox")
    ada.press("Read what is due", exact=False)
    page.wait_for_selector("text=Done", timeout=60_000)
    ada.go("/employers/")
    ada.sees("there is no such board")  # Zoox has none in this market, and that is said

    # 4. Openings: counted, searched, and who is known there.
    ada.go("/openings/?q=ward")
    ada.sees("Ward Manager", "you know", "Bo Birch")
    assert "Payroll Specialist" not in page.inner_text("main")

    # 5. The plan says whom to meet, and why.
    ada.go("/")
    ada.sees("Bo Birch", "You know them yourself", "Figma")
    card = page.locator("article", has_text="Bo Birch").first
    card.get_by_role("button", name="Draft a request").click()

    # 6. Approach, meeting, outcome.
    page.fill("#id_text", "Dear Bo, I'm looking for a job. Do you have an opening for me?")
    ada.press("I have sent it")
    ada.sees("This letter reads as", "Drafted")  # stopped: that is no networking
    page.fill(
        "#id_text",
        "Dear Bo,\n\nI want to understand how wards are staffed at Figma, so that I can decide "
        "what to aim for. Could I ask you about it for 20 minutes next week?\n\nAda",
    )
    ada.press("I have sent it")
    ada.sees("Marked as sent")
    ada.press("They accepted")
    page.fill("#id_purpose", "")
    page.get_by_role("button", name="Save").click()
    assert "/meet/" in page.url  # no meeting without a purpose
    page.fill("#id_purpose", "How wards are staffed")
    ada.press("Save")
    ada.sees("Agenda", "How wards are staffed", "20 minutes")
    ada.press("It took place")

    # What is typed survives the server being killed and the page being closed.
    page.fill("#id_told", "Bo says that Figma opens a second ward.")
    page.wait_for_selector("text=Kept as a draft.")
    path = page.url.removeprefix(house.base)
    house.kill()
    house.start(port=int(house.base.rsplit(":", 1)[1]))
    ada.go(path)
    assert page.input_value("#id_told") == "Bo says that Figma opens a second ward."
    page.fill("#id_findings", "opening: A second ward opens in May")
    page.locator("input[name=name-name]").nth(0).fill("Cy Stranger")
    page.locator("input[name=name-employer]").nth(0).fill("Zoox")
    page.locator("input[name=name-name]").nth(1).fill("Dara Elm")
    ada.press("Record")
    ada.sees("2 new names", "two more than you went in with", "Two more names: met",
             "Cy Stranger", "generation 1", "A second ward opens in May")  # fmt: skip
    ada.go("/promises/")
    ada.sees("Thanks", "Bo Birch")

    # The next plan has changed: Bo rests, Cy is asked for by name.
    ada.go("/")
    ada.sees("Cy Stranger", "You have been given their name")
    assert page.locator("article", has_text="Bo Birch").count() == 0

    # 7. Growth.
    ada.go("/growth/")
    ada.sees("1 networking meeting", "2 new names", "generation 1")
    assert not ada.complaints
    assert "Cy Stranger" in house.command("plan", "--json").stdout
