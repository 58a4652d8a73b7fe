"""The pages of mailings and of letters on paper: they work without any script."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader

from kithwork.campaign.approach import draft_approach
from kithwork.campaign.begin import write_objective
from kithwork.campaign.meet import hold, plan_meeting
from kithwork.campaign.models import FollowUp, Letterhead, Mailing, Outgoing
from kithwork.people.models import Owner, Person

LIST = b"name,employer,email\nDee Fern,Acme,dee@example.org\nEli Oak,,eli@example.org\nFay,Acme,\n"
TEXT = (
    "Dear {name},\n\nI am looking for work as a welder, and I would like to work for "
    "{employer}. Would you hire me?\n\nAda"
)


@pytest.fixture
def inside(ada, client):
    ada.first_name = "Ada"
    ada.save()
    client.force_login(ada)
    return client


@pytest.fixture
def mailing(inside):
    inside.post("/mailings/", {"name": "Welders", "channel": "email"})
    made = Mailing.objects.get()
    inside.post(made.get_absolute_url(), {"subject": "Work as a welder", "text": TEXT})
    return made


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def hand_in(inside, mailing, content=LIST):
    return inside.post(
        f"/mailings/{mailing.pk}/add/", {"files": SimpleUploadedFile("list.csv", content)}
    )


def filled(inside, mailing):
    inside.post(hand_in(inside, mailing).url, {"act": "take"})
    return list(mailing.recipients.all())


def test_a_mailing_begins_with_a_proposal_that_asks_openly(inside):
    page = text(inside.post("/mailings/", {"name": "Welders", "channel": "email"}, follow=True))
    assert "That is what a mailing is." in page
    assert "{name|Sir or Madam}" in page


def test_a_list_is_shown_row_by_row_before_anything_is_added(inside, mailing):
    where = hand_in(inside, mailing).url
    page = text(inside.get(where))
    for words in ("Nothing is added yet", "Dee Fern", "nothing to put into {employer}",
                  "has neither an e-mail nor a postal address"):  # fmt: skip
        assert words in page
    assert not mailing.recipients.exists()
    page = text(inside.post(where, {"act": "take"}, follow=True))
    assert "1 added, 1 left out, 1 unreadable." in page
    assert [one.state for one in mailing.recipients.all()] == ["waiting", "left_out"]


def test_each_letter_is_looked_at_before_the_mailing_can_be_confirmed(inside, mailing):
    (dee, _) = filled(inside, mailing)
    at = mailing.get_absolute_url()
    assert "Confirm: they may go" not in text(inside.get(at))
    page = text(inside.post(f"{at}act/", {"act": "confirm"}, follow=True))
    assert "not looked at yet" in page
    page = text(inside.get(f"{at}look/"))
    assert "I would like to work for Acme" in page
    page = text(inside.post(f"{at}look/", {"shown": dee.pk}, follow=True))
    assert "Confirm: they may go" in page
    page = text(inside.post(f"{at}act/", {"act": "confirm"}, follow=True))
    assert "Nothing has gone yet" in page
    assert "by which mail account your letters leave" in page


def test_a_single_letter_is_left_out_while_looking(inside, mailing):
    (dee, _) = filled(inside, mailing)
    at = mailing.get_absolute_url()
    inside.post(f"{at}look/", {"shown": dee.pk, "out": dee.pk})
    dee.refresh_from_db()
    assert (dee.state, dee.looked_at) == ("left_out", None)
    inside.post(f"{at}letters/{dee.pk}/", {"act": "put_back"})
    dee.refresh_from_db()
    assert dee.state == "waiting"


def running(inside, mailing, ada):
    at = mailing.get_absolute_url()
    Outgoing.objects.create(
        owner=ada, host="mail.example.org", user="ada", address="ada@example.org",
        secret_env="KITHWORK_SECRET_MAIL", created_at=timezone.now(),
    )  # fmt: skip
    letters = filled(inside, mailing)
    inside.post(f"{at}look/", {"shown": letters[0].pk})
    inside.post(f"{at}act/", {"act": "confirm"})
    return inside.post(
        f"{at}act/", {"act": "start", "an_hour": 5, "from_hour": 9, "until_hour": 16}, follow=True
    )


def test_it_starts_slowly_and_stops_at_a_word(inside, mailing, ada, monkeypatch):
    monkeypatch.setenv("KITHWORK_SECRET_MAIL", "x")
    page = text(running(inside, mailing, ada))
    assert "At most 5 letters an hour, from 9 to 16" in page
    page = text(inside.post(f"{mailing.get_absolute_url()}act/", {"act": "stop"}, follow=True))
    assert "You stopped it." in page
    assert "Go on" in page


def test_without_the_password_it_does_not_start_and_says_why(inside, mailing, ada, monkeypatch):
    monkeypatch.delenv("KITHWORK_SECRET_MAIL", raising=False)
    assert "KITHWORK_SECRET_MAIL" in text(running(inside, mailing, ada))
    mailing.refresh_from_db()
    assert mailing.state == "confirmed"


def test_answers_are_noted_and_counted_apart(inside, mailing):
    (dee, eli) = filled(inside, mailing)
    mailing.recipients.update(state="sent", sent_at=timezone.now() - timedelta(days=1))
    at = mailing.get_absolute_url()
    answer = inside.post(f"{at}letters/{dee.pk}/", {"act": "interview"})
    dee.refresh_from_db()
    assert answer.url == dee.became.get_absolute_url()
    assert "interview" in text(inside.get(answer.url))
    page = text(inside.post(f"{at}letters/{eli.pk}/", {"act": "no"}, follow=True))
    assert "1 said yes (50%), 1 said no" in page
    assert "direct contact by mailing" in text(inside.get("/mailings/"))


def test_people_one_knows_are_added_by_name(inside, mailing, cy, now):
    page = text(inside.post(f"/mailings/{mailing.pk}/add/", {"people": "Cy Stranger"}, follow=True))
    assert "There is no e-mail address." in page
    page = text(inside.post(f"/mailings/{mailing.pk}/add/", {"people": "Nobody"}, follow=True))
    assert "Nobody here is called Nobody." in page


def test_a_paper_mailing_is_printed_as_one_file_and_posted(inside, ada):
    inside.post("/mailings/", {"name": "On paper", "channel": "letter"})
    made = Mailing.objects.get()
    at = made.get_absolute_url()
    inside.post(at, {"subject": "Work", "text": TEXT})
    content = b"name,employer,address,postcode,city\nDee,Acme,Dock 3,24103,Kiel\n"
    inside.post(hand_in(inside, made, content).url, {"act": "take"})
    assert "confirm the mailing first" in text(inside.get(f"{at}letters.pdf", follow=True))
    inside.post(f"{at}look/", {"shown": made.recipients.get().pk})
    inside.post(f"{at}act/", {"act": "confirm"})
    pages = PdfReader(io.BytesIO(inside.get(f"{at}letters.pdf").content)).pages
    assert "24103 Kiel" in pages[0].extract_text()
    assert b"Acme,Dee,Dock 3,24103 Kiel" in inside.get(f"{at}addresses.csv").content
    assert "1 letter gone" in text(inside.post(f"{at}act/", {"act": "posted"}, follow=True))


def test_a_mailing_opens_for_its_owner_only(inside, mailing, client):
    client.force_login(Owner.objects.create_user("else@example.org"))
    for path in ("", "look/", "letters.pdf", "addresses.csv", "list/abc/"):
        assert client.get(f"/mailings/{mailing.pk}/{path}").status_code == 404
    for path in ("act/", "add/"):
        assert client.post(f"/mailings/{mailing.pk}/{path}").status_code == 404


def test_the_letterhead_is_kept_once_and_stands_on_every_letter(inside, campaign, bo, now):
    said = {"name": "Ada Winter", "address": "Weg 1\r\n24103 Kiel", "country": "us", "place": "K"}
    inside.post("/settings/letterhead/", said)
    assert Letterhead.objects.get().us_letter
    one = draft_approach(campaign, bo, now, subject="Hello", text="Dear Bo,\n\nHi.\n\nAda")
    page = text(inside.get(f"/approaches/{one.pk}/paper/"))
    assert "24103 Kiel" in page
    assert "on US Letter" in page
    answer = inside.get(f"/approaches/{one.pk}/letter.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "24103 Kiel" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


def test_what_a_pdf_can_not_print_leads_to_the_page_that_can(inside, campaign, now):
    who = Person.objects.create(owner=campaign.owner, name="山田太郎", created_at=now)
    one = draft_approach(campaign, who, now, subject="Hello", text="Dear friend")
    page = text(inside.get(f"/approaches/{one.pk}/letter.pdf", follow=True))
    assert "Print the letter’s page" in page.replace("&#x27;", "’")
    assert "山田太郎" in page


def test_thanks_and_a_meetings_sheet_are_printed(inside, campaign, bo, now):
    met = plan_meeting(campaign, bo, "Learn how wards are staffed", now, minutes=20)
    sheet = PdfReader(io.BytesIO(inside.get(f"/meetings/{met.pk}/sheet.pdf").content))
    told = sheet.pages[0].extract_text()
    assert len(sheet.pages) == 1
    assert all(words in told for words in ("Learn how wards are staffed", "20 minutes", "Names"))
    hold(met, now)
    owed = FollowUp.objects.get(kind="thanks")
    assert "Bo Friend" in text(inside.get(f"/promises/{owed.pk}/paper/"))
    assert inside.get(f"/promises/{owed.pk}/letter.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("situation", "technique"), [("targeted", "direct_contact"), ("alumni", "networking")]
)
def test_a_letter_of_a_situation_becomes_a_draft(inside, campaign, cy, now, situation, technique):
    write_objective(campaign, "Weld.", now, aim="underwater welding", occupations=["welder"])
    said = {"situation": situation, "reason": "your new dock", "strength": "I dive too",
            "school": "Fox Valley College"}  # fmt: skip
    answer = inside.post(f"/people/{cy.pk}/letter/", said)
    one = campaign.approaches.get()
    assert answer.url == one.get_absolute_url()
    assert (one.technique, one.situation) == (technique, situation)


def test_words_to_say_and_thanks_are_shown_and_not_stored(inside, campaign, cy, now):
    said = {"situation": "thanks_interview", "channel": "phone", "learnt": "night shifts"}
    page = text(inside.post(f"/people/{cy.pk}/letter/", said))
    assert "interview" in page
    assert not campaign.approaches.exists()
