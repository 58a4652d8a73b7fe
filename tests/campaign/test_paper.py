"""Letters on paper: where the window is, in every script that the font has, never with boxes."""

import io

import pytest
from pypdf import PdfReader

from kithwork.campaign.approach import draft_approach
from kithwork.campaign.mailing import begin, confirm, look_at
from kithwork.campaign.mailing_fill import take_in
from kithwork.campaign.mailing_list import Listed
from kithwork.campaign.models import Letterhead
from kithwork.campaign.paper import (
    addresses_csv,
    letter_on_paper,
    letterhead_of,
    mailing_on_paper,
    sheet_of,
)
from kithwork.campaign.paper_font import NoSignsError
from kithwork.campaign.paper_layout import A4, MM, US_LETTER, Letter, laid_out, wrapped
from kithwork.campaign.paper_pdf import letters_pdf
from kithwork.errors import KithworkError
from kithwork.people.introduce import organisation_named
from kithwork.people.models import ContactPoint, Position

SENDER = ("Ada Winter", "Lindenweg 1", "24103 Kiel")


def typed(text, size):
    """Every sign as wide as half its height, as on a typewriter."""
    return len(text) * size / 2


def a_letter(**more):
    said = {"sender": SENDER, "to": ("Bo Friend", "Street 2", "Town"), "date": "3 March 2026",
            "subject": "Work", "text": "Dear Bo,\n\nHello.\n\nYours,\n\nAda Winter",
            "signed": "Ada Winter", "return_line": "Ada · Town"}  # fmt: skip
    return Letter(**{**said, **more})


def text_of(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.fixture
def head(ada):
    ada.first_name = "Ada Winter"
    ada.save()
    return Letterhead.objects.create(
        owner=ada, name="Ada Winter", address="Lindenweg 1\n24103 Kiel", place="Kiel", country="DE"
    )


def placed(pages, text):
    return next(line for page in pages for line in page.lines if line.text == text)


def test_the_address_of_an_a4_letter_stands_in_the_window():
    """DIN 5008 form B: 45 mm of head, a window of 45 mm whose last 27.3 mm hold the address."""
    pages = laid_out(a_letter(to=tuple(f"line {n}" for n in range(1, 7))), A4, typed)
    for n in range(1, 7):
        line = placed(pages, f"line {n}")
        assert 20 < line.x < 105
        assert 45 + 17.7 < line.y <= 45 + 45
    assert placed(pages, "Work").y > 98


def test_a_us_letter_stands_in_the_left_window_however_it_slides():
    """Window 22.2 to 136.5 mm from the left, 63.5 to 92.1 mm from the top; it slides 11.7 mm."""
    pages = laid_out(a_letter(to=("one", "two", "three", "four")), US_LETTER, typed)
    for word in ("one", "two", "three", "four"):
        line = placed(pages, word)
        assert line.x >= 22.2
        assert 63.5 < line.y < 92.1 - 11.7


def test_there_is_room_to_sign_above_the_name():
    pages = laid_out(a_letter(), A4, typed)
    assert placed(pages, "Yours,").y + 14 < max(
        line.y for line in pages[0].lines if line.text == "Ada Winter"
    )


def test_a_long_letter_goes_on_overleaf_and_says_so():
    pages = laid_out(a_letter(text="\n".join(f"line {n}" for n in range(60))), A4, typed)
    assert len(pages) == 2
    assert placed(pages, "Page 2 of 2")
    assert all(line.y < A4.height - 10 for page in pages for line in page.lines)


def test_lines_stay_within_the_measure_and_lose_nothing():
    text = "a few words and " + "x" * 300 + " end"
    lines = wrapped(text, 100, 10, typed)
    assert max(typed(line, 10) for line in lines) <= 100 * MM
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "name",
    ["Zoë Łukasz Ñandú Šťastný", "Ελένη Παπαδοπούλου", "Њгош Ђорђевић Їжак", "Nguyễn Thị Hạnh",
     "Ş. İnönü", "Ādams Ņikitins", "O’Neill – “Sons” & Co. €"],
)  # fmt: skip
def test_names_of_many_peoples_print_as_they_are_written(name):
    content = letters_pdf([a_letter(to=(name,))], A4, "A letter")
    assert name in text_of(content)


def test_a_name_in_loose_accents_is_composed():
    assert "Zoë" in text_of(letters_pdf([a_letter(to=("Zoe\u0308",))], A4, "A letter"))


@pytest.mark.parametrize("name", ["山田太郎", "محمد", "שלום", "राम", "Ada 🙂", "ก"])
def test_what_the_font_lacks_is_said_and_never_a_box(name):
    with pytest.raises(NoSignsError, match="Print the letter's page"):
        letters_pdf([a_letter(to=(name,))], A4, "A letter")


@pytest.mark.parametrize(
    ("country", "sheet", "size"), [("DE", A4, (210, 297)), ("us", US_LETTER, (215.9, 279.4))]
)
def test_the_paper_is_that_of_the_senders_country(head, country, sheet, size):
    head.country = country
    assert sheet_of(head) is sheet
    page = PdfReader(io.BytesIO(letters_pdf([a_letter()], sheet, "A letter"))).pages[0]
    assert [round(float(side) / MM, 1) for side in page.mediabox[2:]] == list(size)


def test_the_font_is_carried_in_the_file():
    page = PdfReader(io.BytesIO(letters_pdf([a_letter()], A4, "A letter"))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    used = [font for font in fonts if font["/BaseFont"] != "/Helvetica"]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in used)


def test_a_drafted_letter_has_sender_recipient_place_and_date(head, campaign, bo, now):
    where = organisation_named(campaign.owner, "Acme Works")
    Position.objects.create(person=bo, organisation=where, title="Foreman")
    ContactPoint.objects.create(person=bo, kind="address", value="Dock 3, 24103 Kiel", normal="x")
    one = draft_approach(campaign, bo, now, subject="Work", text="Dear Bo,\n\nHi.\n\nAda Winter")
    letter = letter_on_paper(one, now)
    assert letter.to == ("Acme Works", "Bo Friend", "Foreman", "Dock 3", "24103 Kiel")
    assert letter.date == "Kiel, 23 November 2026"
    assert letter.signed == "Ada Winter"
    assert letter.return_line == "Ada Winter · Lindenweg 1 · 24103 Kiel"


def test_a_home_address_names_no_employer(head, campaign, bo, now):
    Position.objects.create(person=bo, organisation=organisation_named(campaign.owner, "Acme"))
    ContactPoint.objects.create(person=bo, kind="address", value="Weg 1", normal="x", label="home")
    one = draft_approach(campaign, bo, now, text="Dear Bo")
    assert letter_on_paper(one, now).to == ("Bo Friend", "Weg 1")


def test_what_to_say_is_printed_without_address_and_from_the_top(head, campaign, bo, now):
    one = draft_approach(campaign, bo, now, channel="phone", text="Hello Bo")
    letter = letter_on_paper(one, now)
    assert (letter.to, letter.subject) == ((), "What to say to Bo Friend")
    assert placed(laid_out(letter, A4, typed), "Hello Bo").y < 60


def test_without_a_letterhead_a_letter_still_prints(campaign, bo, now):
    one = draft_approach(campaign, bo, now, text="Dear Bo,\n\nHello.")
    assert letterhead_of(campaign.owner).pk is None
    assert "Dear Bo" in text_of(letters_pdf([letter_on_paper(one, now)], A4, "A letter"))


def test_a_mailing_is_one_file_with_a_page_for_each_and_a_list_of_addresses(head, campaign, now):
    text = "Dear {name},\n\nI am looking for work as a welder. Would you hire me?\n\nAda Winter"
    made = begin(campaign, "Welders", now, channel="letter", subject="Work", text=text)
    rows = [Listed(n, "", f"Street {n}\nTown", {"name": n, "employer": e}) for n, e in
            (("Dee", "Acme"), ("Eli", "=HYPERLINK(1)"))]  # fmt: skip
    take_in(made, rows)
    with pytest.raises(KithworkError, match="confirm the mailing first"):
        mailing_on_paper(made, now)
    look_at(made, list(made.recipients.values_list("pk", flat=True)), now)
    confirm(made, now)
    content = letters_pdf(mailing_on_paper(made, now), A4, "Welders")
    pages = PdfReader(io.BytesIO(content)).pages
    assert ["Dear Dee" in pages[0].extract_text(), "Dear Eli" in pages[1].extract_text()] == [1, 1]
    table = addresses_csv(list(made.recipients.all()))
    assert table.splitlines()[1] == "Acme,Dee,Street Dee,Town"
    assert "\n=HYPERLINK" not in table
