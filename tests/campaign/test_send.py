"""A letter leaves once and by the gate; after a crash nobody guesses whether it left."""

import datetime as dt

import pytest

from kithwork.campaign.approach import answer, draft_approach, mark_sent
from kithwork.campaign.models import FollowUp, Mail, Outgoing, Technique
from kithwork.campaign.post import NotSentError, UnsureError
from kithwork.campaign.send import send_approach, send_owed, settle
from kithwork.campaign.send_gate import Deliberately, address_for
from kithwork.errors import KithworkError
from kithwork.people.forget import forget
from kithwork.people.merge import merge
from kithwork.people.models import Introduction, Person

HONEST = (
    "Dear Bo,\n\nI want to understand how wards are staffed at your hospital, so that I can decide "
    "what to aim for. Could I ask you about it for 20 minutes next week?\n\nAda"
)
DISGUISED = (
    "Dear Bo,\n\nI'd love your advice. I know you may have nothing for me, but if something "
    "opened up on your team I would be very happy to be considered.\n\nAda"
)
LATER = dt.timedelta(minutes=10)


@pytest.fixture(autouse=True)
def outgoing(ada, now):
    return Outgoing.objects.create(
        owner=ada, host="smtp.example.org", user="ada", address="ada@example.org", created_at=now
    )


@pytest.fixture
def bo(bo):
    bo.contact_points.create(kind="email", value="bo@example.org", normal="bo@example.org")
    return bo


class Office(list):
    """Takes letters; or, told to fail, does that."""

    def __init__(self, failing=None, takes=True):
        super().__init__()
        self.failing, self.takes = failing, takes

    def __call__(self, message):
        if self.takes:
            self.append(message)
        if self.failing:
            raise self.failing


def drafted(campaign, person, now, text=HONEST, **more):
    return draft_approach(campaign, person, now, subject="Twenty minutes?", text=text, **more)


def test_a_sent_letter_is_recorded_with_its_text_and_owes_a_reminder(campaign, bo, now):
    approach, office = drafted(campaign, bo, now), Office()
    mail = send_approach(approach, office, now)
    approach.refresh_from_db()
    assert (approach.state, approach.sent_at, approach.kind_of_contact) == ("sent", now, "kith")
    assert (mail.state, mail.sent_at, mail.text) == ("sent", now, HONEST)
    assert mail.message_id == office[0]["Message-ID"]
    assert office[0]["To"] == "Bo Friend <bo@example.org>"
    assert FollowUp.objects.owed().get().kind == "nudge"


def test_the_intention_is_on_disk_before_anything_leaves(campaign, bo, now):
    seen = []
    send_approach(
        drafted(campaign, bo, now), lambda message: seen.append(Mail.objects.get().state), now
    )
    assert seen == ["leaving"]


def test_a_second_click_sends_nothing(campaign, bo, now):
    approach, office = drafted(campaign, bo, now), Office()
    twin = type(approach).objects.get(pk=approach.pk)

    def meanwhile(message):
        office(message)
        with pytest.raises(KithworkError, match="handed over before"):
            send_approach(twin, office, now)

    send_approach(approach, meanwhile, now)
    with pytest.raises(KithworkError, match="sent already"):
        send_approach(type(approach).objects.get(pk=approach.pk), office, now)
    assert len(office) == 1


def test_after_a_crash_nothing_is_sent_before_the_owner_has_said_what_happened(campaign, bo, now):
    approach = drafted(campaign, bo, now)
    with pytest.raises(KeyboardInterrupt):
        send_approach(approach, Office(KeyboardInterrupt()), now)
    approach.refresh_from_db()
    assert approach.state == "drafted"
    with pytest.raises(KithworkError, match="Say on its page"):
        send_approach(approach, Office(), now + LATER)
    settle(Mail.objects.unsure().get(), True, now + LATER)
    approach.refresh_from_db()
    assert (approach.state, approach.sent_at) == ("sent", now)


def test_what_did_not_leave_can_be_sent_again(campaign, bo, now):
    approach = drafted(campaign, bo, now)
    with pytest.raises(UnsureError):
        send_approach(approach, Office(UnsureError("The line broke.")), now)
    assert Mail.objects.get().state == "unsure"
    settle(Mail.objects.get(), False, now)
    office = Office()
    send_approach(approach, office, now + LATER)
    assert len(office) == 1
    assert sorted(Mail.objects.values_list("state", flat=True)) == ["sent", "stayed"]


def test_a_letter_under_way_is_not_given_up_at_once(campaign, bo, now):
    with pytest.raises(KeyboardInterrupt):
        send_approach(drafted(campaign, bo, now), Office(KeyboardInterrupt()), now)
    with pytest.raises(KithworkError, match="in three minutes"):
        settle(Mail.objects.get(), False, now + dt.timedelta(minutes=1))


def test_a_refused_letter_stays_a_draft_and_says_why(campaign, bo, now):
    approach = drafted(campaign, bo, now)
    with pytest.raises(NotSentError):
        send_approach(approach, Office(NotSentError("Nobody of this name."), takes=False), now)
    approach.refresh_from_db()
    assert approach.state == "drafted"
    assert (Mail.objects.get().state, Mail.objects.get().problem) == (
        "stayed", "Nobody of this name.",
    )  # fmt: skip


def test_what_was_typed_while_it_left_does_not_replace_what_was_sent(campaign, bo, now):
    approach = drafted(campaign, bo, now)

    def typing(message):
        type(approach).objects.filter(pk=approach.pk).update(text=DISGUISED)

    send_approach(approach, typing, now)
    approach.refresh_from_db()
    assert (approach.state, approach.text) == ("sent", HONEST)


def test_a_disguised_letter_leaves_only_deliberately_as_direct_contact(campaign, bo, now):
    approach, office = drafted(campaign, bo, now, DISGUISED), Office()
    with pytest.raises(KithworkError, match="not as networking"):
        send_approach(approach, office, now)
    assert not office
    send_approach(approach, office, now, Deliberately(as_direct_contact=True))
    approach.refresh_from_db()
    assert (len(office), approach.technique) == (1, Technique.DIRECT_CONTACT)


def test_whom_one_left_alone_is_left_alone_even_deliberately(campaign, bo, now):
    Person.objects.filter(pk=bo.pk).update(leave_alone=True)
    bo.refresh_from_db()
    with pytest.raises(KithworkError, match="leave Bo Friend alone"):
        send_approach(drafted(campaign, bo, now), Office(), now, Deliberately(True, True))


def test_who_was_asked_lately_is_asked_again_only_deliberately(campaign, bo, now):
    answer(mark_sent(drafted(campaign, bo, now), now), "no_answer", now)
    soon = now + dt.timedelta(days=10)
    again = drafted(campaign, bo, soon)
    with pytest.raises(KithworkError, match="You asked Bo Friend on 23 November"):
        send_approach(again, Office(), soon)
    assert send_approach(again, Office(), soon, Deliberately(ask_again=True)).state == "sent"


@pytest.mark.parametrize("named", ["Bo Friend gave me your name", "I was sent here by Bo"])
def test_a_name_needs_leave(campaign, ada, bo, cy, now, named):
    cy.contact_points.create(kind="email", value="cy@example.org", normal="cy@example.org")
    text = HONEST.replace("Dear Bo,", f"Dear Cy,\n\n{named}.")
    given = Introduction.objects.create(
        owner=ada, introducer=bo, introduced=cy, on=now.date(), may_use_name=False
    )
    with pytest.raises(KithworkError, match="name of Bo Friend without leave"):
        send_approach(drafted(campaign, cy, now, text), Office(), now)
    given.may_use_name = True
    given.save()
    assert send_approach(drafted(campaign, cy, now, text), Office(), now).state == "sent"


@pytest.mark.parametrize(
    ("more", "why"),
    [({"channel": "linkedin"}, "LinkedIn"), ({"text": " "}, "a subject and a text")],
)
def test_what_is_no_mail_is_not_sent(campaign, bo, now, more, why):
    approach = drafted(campaign, bo, now, **more)
    with pytest.raises(KithworkError, match=why):
        send_approach(approach, Office(), now)


def test_nobody_invented_is_written_to(campaign, ada, bo, now):
    ada.sample = True
    approach = drafted(campaign, bo, now)
    approach.owner = ada
    with pytest.raises(KithworkError, match="invented"):
        send_approach(approach, Office(), now)


def test_the_address_that_sent_a_letter_back_is_not_used_again(campaign, bo, now):
    mail = send_approach(drafted(campaign, bo, now), Office(), now)
    mail.state = "came_back"
    mail.save()
    assert address_for(bo) == ""
    approach = mail.approach
    approach.state, approach.sent_at = "drafted", None
    approach.save()
    with pytest.raises(KithworkError, match="Write another address"):
        send_approach(approach, Office(), now)
    bo.contact_points.create(kind="email", value="bo@example.net", normal="bo@example.net")
    assert address_for(Person.objects.get(pk=bo.pk)) == "bo@example.net"


def thanks(campaign, person, now):
    return FollowUp.objects.create(
        owner=campaign.owner, campaign=campaign, person=person, kind="thanks", created_at=now,
        due_on=now.date(),
    )  # fmt: skip


def test_thanks_are_sent_once_and_then_done(campaign, bo, now):
    owed, office = thanks(campaign, bo, now), Office()
    send_owed(owed, "Thank you", "Dear Bo, thank you for your time. Ada", office, now)
    owed.refresh_from_db()
    assert owed.done_at == now
    with pytest.raises(KithworkError, match="done"):
        send_owed(owed, "Thank you", "Again", office, now)
    assert len(office) == 1


def test_a_reminder_that_was_sent_leads_to_the_next(campaign, bo, now):
    send_approach(drafted(campaign, bo, now), Office(), now)
    nudge, office = FollowUp.objects.get(kind="nudge"), Office()
    later = now + dt.timedelta(days=3)
    send_owed(nudge, "A word", "Dear Bo, did my letter reach you? Ada", office, later)
    assert FollowUp.objects.owed().get().due_on == dt.date(2026, 12, 7)
    assert Mail.objects.get(follow_up=nudge).approach == nudge.approach


def test_thanks_that_ask_for_a_job_after_all_are_stopped(campaign, bo, now):
    with pytest.raises(KithworkError, match="asks for a job"):
        send_owed(thanks(campaign, bo, now), "Thank you", DISGUISED, Office(), now)


def test_who_is_forgotten_is_in_no_letter_that_was_sent(campaign, bo, cy, now):
    send_approach(drafted(campaign, bo, now), Office(), now)
    asks = HONEST.replace("your hospital", "the hospital of Cy Stranger")
    cy.contact_points.create(kind="email", value="cy@example.org", normal="cy@example.org")
    send_approach(drafted(campaign, cy, now, HONEST.replace("Bo", "Cy")), Office(), now)
    owed = thanks(campaign, bo, now)
    send_owed(owed, "Thank you", asks.replace("Could I", "Some day, could I"), Office(), now)
    forget(cy, now)
    assert set(Mail.objects.values_list("to_address", flat=True)) == {"bo@example.org"}
    assert "the hospital of somebody" in Mail.objects.get(follow_up=owed).text


def test_letters_follow_two_records_that_become_one(campaign, bo, cy, now):
    send_approach(drafted(campaign, bo, now), Office(), now)
    merge(cy, bo, ["the same"], now)
    mail = Mail.objects.get()
    assert (mail.person, mail.approach.person) == (cy, cy)
