"""A mailing asks openly, each letter is looked at, and nobody is written to against their will."""

import datetime as dt

import pytest

from kithwork.campaign import mailing as acts
from kithwork.campaign.approach import answer as answered
from kithwork.campaign.approach import draft_approach, mark_sent
from kithwork.campaign.mailing_answers import answer, by_technique, counts
from kithwork.campaign.mailing_fill import listed_person, put_back, rewrite, take_in
from kithwork.campaign.mailing_list import Listed, read_list
from kithwork.campaign.mailing_merge import fields_of, merged
from kithwork.campaign.models import Approach, Recipient
from kithwork.errors import KithworkError
from kithwork.people.forget import forget
from kithwork.people.imports.source import Source
from kithwork.people.models import ContactPoint, Owner, Person

ASK = (
    "Hello {given|there},\n\nI am looking for work as a welder, and I would like to work for "
    "{employer}. Would you hire me?\n\nAda"
)


def row(name="Dee Fern", email="dee@example.org", **more):
    said = {"name": name, "given": name.split()[0], "employer": "Acme", "email": email}
    return Listed(name, email, more.pop("address", ""), {**said, **more}, more.pop("line", None))


@pytest.fixture
def mailing(campaign, now):
    return acts.begin(campaign, "Welders", now, subject="Work as a welder", text=ASK)


def with_address(person, address="cy@example.org"):
    ContactPoint.objects.create(person=person, kind="email", value=address, normal=address)
    return person


def seen(mailing, now):
    acts.look_at(mailing, list(mailing.recipients.values_list("pk", flat=True)), now)
    return acts.confirm(mailing, now)


def test_a_mailing_begins_with_a_letter_that_asks_openly(campaign, ada, now):
    ada.first_name = "Ada"
    for channel in ("email", "letter"):
        made = acts.begin(campaign, "Welders", now, channel=channel)
        assert "{name|Sir or Madam}" in made.text
        assert acts.read_mailing(made).technique == "direct_contact"


def test_each_recipient_gets_their_own_words(mailing):
    take_in(mailing, [row(), row("Eli Oak", "eli@example.org", employer="Testville Care")])
    texts = mailing.recipients.values_list("text", flat=True)
    assert ["Acme" in texts[0], "Testville Care" in texts[1]] == [True, True]
    assert texts[1].startswith("Hello Eli,")


def test_a_field_without_a_value_is_said_and_the_letter_stays(mailing):
    (told,) = take_in(mailing, [row(employer="")])
    assert (told.what, told.why) == ("left out", "There is nothing to put into {employer}.")
    assert rewrite(mailing, "Work", ASK.replace("{employer}", "{employer|you}")) == 1
    assert "work for you." in mailing.recipients.get().text


@pytest.mark.parametrize("text", ["Dear {name", "Dear }", "Dear {{name}}", "Dear {}"])
def test_a_stray_brace_is_said_before_it_is_sent(mailing, text):
    with pytest.raises(KithworkError, match="belongs to no field"):
        rewrite(mailing, "", text)


def test_fields_are_found_once_and_values_are_never_read_as_fields():
    assert fields_of("{Name} and {name|you}, {first  name}") == ("name", "first name")
    assert merged("Dear {name}", {"name": "{employer}"}) == "Dear {employer}"


def test_a_list_is_reported_row_by_row(mailing):
    content = (
        "Name,Company,E-mail\nDee Fern,Acme,dee@example.org\nEli Oak,,eli@example.org\n"
        "Fay Ash,Acme,no address\nDee Again,Acme,DEE@example.org\nGus,Acme,\n"
    )
    told = take_in(mailing, read_list(Source.of_bytes("list.csv", content.encode())))
    assert [(one.line, one.what) for one in told] == [
        (2, "added"), (3, "left out"), (4, "unreadable"), (5, "doubled"), (6, "unreadable"),
    ]  # fmt: skip
    assert told[3].why == "the same as line 2"


def test_a_look_at_a_list_stores_nothing(mailing):
    assert take_in(mailing, [row()], store=False)[0].what == "added"
    assert not mailing.recipients.exists()


def test_an_address_is_put_together_from_its_columns():
    content = "Name;Straße;PLZ;Ort;Land\nMüller;Hauptstr. 1;24103;Kiel;\n".replace(
        "Straße", "Address"
    )
    (found,) = read_list(Source.of_bytes("list.csv", content.encode("cp1252")))
    assert (found.name, found.address) == ("Müller", "Hauptstr. 1\n24103 Kiel")


def test_a_list_without_a_usable_header_is_refused():
    with pytest.raises(KithworkError, match="no header"):
        read_list(Source.of_bytes("list.csv", b"one,two\n1,2\n"))


def test_whoever_is_to_be_left_alone_is_left_out(mailing, cy):
    cy.leave_alone = True
    cy.save()
    with_address(cy)
    (told,) = take_in(mailing, [row("Somebody", "CY@example.org")])
    assert told.why == "You decided to leave Cy Stranger alone."


def test_somebody_one_networks_with_is_not_sent_a_mailing(mailing, campaign, cy, now):
    draft_approach(campaign, with_address(cy), now, text="May I ask you something?")
    (told,) = take_in(mailing, [listed_person(cy)])
    assert "You are networking with Cy Stranger" in told.why


def test_a_no_of_earlier_days_counts(mailing, campaign, cy, now):
    one = mark_sent(draft_approach(campaign, with_address(cy), now), now)
    answered(one, Approach.State.DECLINED, now)
    assert take_in(mailing, [listed_person(cy)])[0].why == "Cy Stranger said no before."


def test_a_no_to_a_mailing_holds_for_every_later_one(mailing, campaign, now):
    take_in(mailing, [row(), row("Eli Oak", "eli@example.org")])
    seen(mailing, now)
    mailing.recipients.update(state="sent", sent_at=now)
    dee, eli = mailing.recipients.all()
    answer(dee, "no", now)
    answer(eli, "bounced", now)
    later = acts.begin(campaign, "Again", now, text=ASK)
    told = take_in(later, [row(), row("Eli Oak", "eli@example.org")])
    assert [one.why for one in told] == [
        "They said no to a mailing.", "An earlier letter came back from this address.",
    ]  # fmt: skip


def test_a_no_is_that_persons_under_another_address_too(mailing, campaign, cy, now):
    with_address(cy)
    with_address(cy, "cy@elsewhere.example")
    take_in(mailing, [row("Cy Stranger", "cy@example.org")])
    mailing.recipients.update(state="sent", sent_at=now)
    answer(mailing.recipients.get(), "no", now)
    later = acts.begin(campaign, "Again", now, text=ASK)
    assert take_in(later, [row("Cy", "cy@elsewhere.example")])[0].what == "left out"


def test_two_mailings_do_not_press_the_same_people(mailing, campaign, now):
    take_in(mailing, [row()])
    mailing.recipients.update(state="sent", sent_at=now)
    soon = acts.begin(campaign, "Soon", now + dt.timedelta(days=20), text=ASK)
    assert "“Welders” wrote to them on 23 November" in take_in(soon, [row()])[0].why
    late = acts.begin(campaign, "Late", now + dt.timedelta(days=61), text=ASK)
    assert take_in(late, [row()])[0].what == "added"


def test_forgetting_somebody_takes_their_letters_and_their_name(mailing, cy, now):
    take_in(mailing, [row("Cy Stranger", "cy@example.org")])
    take_in(mailing, [row("Dee", "dee@example.org", employer="Cy Stranger")])
    with_address(cy, "cy@elsewhere.example")
    mailing.recipients.filter(name="Cy Stranger").update(person=cy)
    forget(cy, now)
    left = mailing.recipients.get()
    assert left.name == "Dee"
    assert "Stranger" not in f"{left.text} {left.fields}"


def test_the_forgotten_stay_out_unnamed(mailing, cy, now):
    forget(with_address(cy), now)
    (told,) = take_in(mailing, [row("Cy Stranger", "cy@example.org")])
    assert (told.what, told.who) == ("left out", "(forgotten)")
    assert not mailing.recipients.exists()


def test_a_mailing_goes_only_when_every_letter_was_looked_at(mailing, now):
    take_in(mailing, [row(), row("Eli Oak", "eli@example.org")])
    dee, eli = mailing.recipients.all()
    assert acts.look_at(mailing, [dee.pk], now) == 1
    with pytest.raises(KithworkError, match="1 letter was not looked at yet"):
        acts.confirm(mailing, now)
    acts.leave_out(eli)
    assert acts.confirm(mailing, now).state == "confirmed"


def test_changed_words_are_looked_at_again_and_what_was_left_out_by_hand_stays_out(mailing, now):
    take_in(mailing, [row(), row("Eli Oak", "eli@example.org")])
    dee, eli = mailing.recipients.all()
    acts.leave_out(eli)
    acts.look_at(mailing, [dee.pk], now)
    assert rewrite(mailing, "Work", ASK + "!") == 1
    assert acts.unseen(mailing) == 1
    assert put_back(Recipient.objects.get(pk=eli.pk), now).state == "waiting"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Hello {name},\n\nI'm trying to understand how wards are staffed. Could we talk for 20 "
         "minutes on the phone?\n\nAda", "request for advice"),
        ("Hello {name},\n\nThank you for the lovely evening.\n\nAda", "doesn't say that you ask"),
        ("", "Write the letter first"),
    ],
)  # fmt: skip
def test_nobody_is_asked_for_advice_by_a_mailing(mailing, now, text, why):
    take_in(mailing, [row()])
    rewrite(mailing, "Hello", text)
    acts.look_at(mailing, [mailing.recipients.get().pk], now)
    with pytest.raises(KithworkError, match=why):
        acts.confirm(mailing, now)


def test_a_confirmed_mailing_is_changed_only_as_a_draft(mailing, now):
    take_in(mailing, [row()])
    seen(mailing, now)
    for change in (lambda: rewrite(mailing, "", ASK), lambda: take_in(mailing, [row("Eli")])):
        with pytest.raises(KithworkError, match="back to a draft"):
            change()
    acts.reopen(mailing)
    assert acts.unseen(mailing) == 1


def test_a_yes_becomes_an_approach_of_its_own_and_no_kith(mailing, now):
    take_in(mailing, [row(), row("Eli Oak", "eli@example.org")])
    mailing.recipients.update(state="sent", sent_at=now)
    dee, eli = mailing.recipients.all()
    made = answer(dee, "yes", now).became
    assert (made.technique, made.state, made.person.name) == (
        "direct_contact", "accepted", "Dee Fern",
    )  # fmt: skip
    assert made.person.generation is None
    assert answer(eli, "yes", now, interview=True).became.technique == "interview"
    assert Person.objects.count() == 2


def test_a_yes_noted_twice_is_one_approach(mailing, now):
    take_in(mailing, [row()])
    mailing.recipients.update(state="sent", sent_at=now)
    for _ in range(2):
        answer(mailing.recipients.get(), "yes", now)
    assert Approach.objects.count() == 1


def test_nothing_comes_back_from_a_letter_that_did_not_go(mailing, now):
    take_in(mailing, [row()])
    with pytest.raises(KithworkError, match="did not go"):
        answer(mailing.recipients.get(), "no", now)


def test_mailings_are_counted_apart_from_networking(mailing, campaign, bo, now):
    mark_sent(draft_approach(campaign, bo, now), now)
    take_in(mailing, [row(), row("Eli Oak", "eli@example.org")])
    mailing.recipients.update(state="sent", sent_at=now)
    answer(mailing.recipients.first(), "yes", now)
    assert [(b.technique, b.sent, b.yes) for b in by_technique(campaign)] == [
        ("networking", 1, 0), ("direct contact by mailing", 2, 1),
    ]  # fmt: skip
    assert counts(mailing).silent == 1


def test_a_paper_mailing_needs_postal_addresses_and_is_posted_once(campaign, now):
    made = acts.begin(campaign, "On paper", now, channel="letter", text=ASK)
    told = take_in(made, [row(), row("Eli Oak", "", address="Street 1\nTown")])
    assert [one.what for one in told] == ["left out", "added"]
    seen(made, now)
    with pytest.raises(KithworkError, match="can't be started"):
        acts.start(made, now)
    assert acts.posted(made, now) == 1
    with pytest.raises(KithworkError):
        acts.posted(made, now)


def test_another_owners_no_is_not_told(mailing, campaign, now):
    other = Owner.objects.create_user("else@example.org")
    theirs = acts.begin(other.campaigns.create(name="x", started_on=now.date()), "x", now, text=ASK)
    take_in(theirs, [row()])
    theirs.recipients.update(state="sent", sent_at=now)
    answer(theirs.recipients.get(), "no", now)
    assert take_in(mailing, [row()])[0].what == "added"
