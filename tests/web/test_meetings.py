"""Meetings from the person's side: times that suit both, what it became, what it is judged by."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kithwork.campaign.approach import draft_approach
from kithwork.campaign.begin import write_objective
from kithwork.campaign.keep import keep_draft
from kithwork.campaign.letter import draft_letter
from kithwork.campaign.meet import call_off, hold, plan_meeting
from kithwork.campaign.models import Approach, Busy, DatesProposed, Finding, FollowUp, Need
from kithwork.campaign.record import OutcomeReport, record_outcome
from kithwork.people.introduce import NameGiven, know
from kithwork.people.models import Owner

BUSY = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
BEGIN:VEVENT
UID:1
DTSTART:20991125T100000Z
DTEND:20991125T110000Z
SUMMARY:Dentist
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def inside(ada, client):
    client.force_login(ada)
    return client


@pytest.fixture
def today():
    return dt.datetime.now(dt.UTC)


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_times_go_into_the_letter_with_what_was_typed_there(inside, ada, campaign, bo, today):
    write_objective(campaign, "A ward", today, aim="ward management")
    letter = draft_letter(campaign, bo, today)
    keep_draft(ada, letter.get_absolute_url(), {"text": ["My own words.\n\nAda"]}, today)
    assert "Put them into the letter" in page(inside, f"/people/{bo.pk}/dates/")
    inside.post(f"/people/{bo.pk}/dates/", {"their_place": "London", "my_place": "Munich"})
    letter.refresh_from_db()
    assert letter.text.startswith("My own words.\n\nWould any of these suit you (London time)?")
    assert letter.text.endswith("Ada")
    assert DatesProposed.objects.get().their_place == "London"
    assert "Would any of these" in page(inside, letter.get_absolute_url())


def test_a_guessed_zone_is_said_to_be_one(inside, bo, campaign):
    assert "That is a guess" in page(inside, f"/people/{bo.pk}/dates/?their_place=USA")


def test_a_wrong_number_is_said_beside_its_field(inside, bo, campaign):
    assert "less than or equal to 240" in page(inside, f"/people/{bo.pk}/dates/?minutes=900")


def test_a_time_that_was_agreed_waits_in_the_form(inside, bo, campaign):
    form = page(inside, f"/people/{bo.pk}/meet/?at=2026-12-01T10:00&minutes=30")
    assert 'value="2026-12-01T10:00"' in form
    assert 'value="30"' in form


def test_a_calendar_gives_its_times_and_nothing_else(inside, ada, bo, campaign):
    file = SimpleUploadedFile("work.ics", BUSY)
    inside.post("/busy/", {"calendar": file, "next": bo.pk})
    assert not Busy.objects.exists()  # more than three months ahead
    soon = (dt.datetime.now(dt.UTC) + dt.timedelta(days=3)).strftime("%Y%m%d").encode()
    file = SimpleUploadedFile("work.ics", BUSY.replace(b"20991125", soon))
    answer = inside.post("/busy/", {"calendar": file, "next": bo.pk}, follow=True)
    assert "1 busy times" in answer.content.decode()
    assert Busy.objects.get().source == "work.ics"
    inside.post("/busy/", {"drop": "work.ics", "next": bo.pk})
    assert not Busy.objects.exists()


def test_what_is_no_calendar_is_said(inside, bo, campaign):
    file = SimpleUploadedFile("x.ics", b"hello")
    answer = inside.post("/busy/", {"calendar": file, "next": bo.pk}, follow=True)
    assert "no calendar" in answer.content.decode()


def test_they_raised_an_opening_and_one_click_gives_it_its_record(inside, campaign, bo, today):
    meeting = hold(plan_meeting(campaign, bo, "Learn", today, starts_at=today), today)
    assert "It became an interview" in page(inside, meeting.get_absolute_url())
    answer = inside.post(f"/meetings/{meeting.pk}/became/", {"technique": "interview"})
    own = Approach.objects.get(technique="interview")
    assert answer.url == own.get_absolute_url()
    assert "What it has become" in page(inside, meeting.get_absolute_url())
    inside.post(
        f"/people/{bo.pk}/meet/?approach={own.pk}",
        {"purpose": "Ward lead", "minutes": "45", "starts_at": "", "place": ""},
    )
    planned = campaign.meetings.planned().get()
    assert planned.technique == "interview"
    own.refresh_from_db()
    assert own.state == "accepted"
    shown = page(inside, planned.get_absolute_url())
    assert "This is your meeting" not in shown
    assert "Their meeting" in shown


def test_a_networking_meeting_is_judged_by_four_things(inside, campaign, bo, today):
    meeting = plan_meeting(campaign, bo, "Learn", today, starts_at=today)
    record_outcome(meeting, OutcomeReport(purpose_met=False, opening_raised_by="seeker"), today)
    shown = page(inside, meeting.get_absolute_url())
    for said in ("not met", "Two more names", "none made", "no, you raised an opening"):
        assert said in shown


def test_an_answer_stands_beside_its_question(inside, campaign, bo, today):
    question = campaign.questions.create(text="Who decides?", asked_at=today)
    meeting = hold(plan_meeting(campaign, bo, "Learn", today), today)
    assert "Who decides?" in page(inside, f"/meetings/{meeting.pk}/outcome/")
    inside.post(
        f"/meetings/{meeting.pk}/outcome/",
        {f"answer-{question.pk}": "The matron.", "needs": "a flat", "findings":
         "opening at Acme: A ward lead leaves."},
    )  # fmt: skip
    answer, heard = Finding.objects.order_by("pk")
    assert (answer.text, answer.answers, answer.said_by) == ("The matron.", question, bo)
    assert (heard.kind, heard.about_organisation.name) == ("opening", "Acme")
    assert Need.objects.get().text == "a flat"


def test_a_meeting_that_they_missed_leads_to_other_times(inside, campaign, bo, today):
    call_off(plan_meeting(campaign, bo, "Learn", today, starts_at=today), today, no_show=True)
    assert "Other times" in page(inside, "/promises/")
    meeting = campaign.meetings.get()
    shown = page(inside, f"/people/{bo.pk}/dates/?meeting={meeting.pk}")
    assert "Move it here" in shown


def test_the_waiting_room_fits_what_one_needs(inside, campaign, bo, today):
    meeting = plan_meeting(campaign, bo, "Learn", today, names_to_ask_for=["Cy Stranger"])
    shown = page(inside, f"/meetings/{meeting.pk}/waiting/")
    for said in ("Start the timer", "Cy Stranger", "don’t hand over a CV"):
        assert said in shown


def test_help_is_suggested_promised_and_kept(inside, ada, campaign, bo, today):
    sam = know(ada, NameGiven("Sam Seller", "Linen Works", "Supplier of linen"), today)
    inside.post(f"/people/{bo.pk}/needs/", {"text": "a supplier of linen", "act": "need"})
    need = Need.objects.get()
    assert "Sam Seller" in page(inside, "/promises/")
    assert "Sam Seller" in page(inside, bo.get_absolute_url())
    inside.post(f"/needs/{need.pk}/", {"helper": sam.pk, "next": "/promises/"})
    owed = FollowUp.objects.get()
    inside.post(f"/promises/{owed.pk}/", {"act": "keep"})
    assert "helped" in page(inside, bo.get_absolute_url())
    need.refresh_from_db()
    assert need.met_on


def test_two_findings_are_compared_and_shown_so(inside, ada, campaign, bo, cy, today):
    for person, said in ((bo, "grows"), (cy, "closes")):
        Finding.objects.create(owner=ada, campaign=campaign, said_by=person, heard_on=today.date(),
                               text=f"The surgical ward {said}.")  # fmt: skip
    one, other = Finding.objects.order_by("pk")
    assert "may contradict each other" in page(inside, "/objective/market/")
    inside.post("/findings/two/", {"first": one.pk, "second": other.pk, "word": "contradict"})
    assert "contradicts" in page(inside, "/findings/")
    assert "may contradict each other" not in page(inside, "/objective/market/")


@pytest.mark.parametrize("path", ["/meetings/", "/promises/", "/findings/"])
def test_an_empty_page_leads_on(inside, path):
    assert 'class="button" href="/"' in page(inside, path)


def test_another_owners_records_are_not_found(inside, campaign, bo, today):
    other = Owner.objects.create(username="other")
    theirs = know(other, NameGiven("Eve Else"), today)
    need = Need.objects.create(owner=other, person=theirs, text="a flat", noted_on=today.date())
    for answer in (
        inside.get(f"/people/{theirs.pk}/dates/"),
        inside.post(f"/needs/{need.pk}/", {"helper": bo.pk}),
        inside.post(f"/people/{theirs.pk}/needs/", {"text": "x"}),
        inside.post("/findings/two/", {"first": 1, "second": 2, "word": "agree"}),
    ):
        assert answer.status_code == 404


def test_busy_times_are_taken_from_nobody_outside(client, db):
    assert client.post("/busy/", {}).status_code in (302, 403)


def test_a_draft_does_not_become_agreed_by_a_time(inside, campaign, bo, today):
    draft = draft_approach(campaign, bo, today)
    assert f"approach={draft.pk}" not in page(inside, f"/people/{bo.pk}/dates/")
