"""What mail, calendars, ties and signs say of who knows whom."""

import datetime as dt

import pytest

from kithwork.errors import KithworkError
from kithwork.people.absorb import absorb, preview
from kithwork.people.imports.source import Source
from kithwork.people.models import Evidence, Import, Tie


def take(owner, *files, now, **options):
    return absorb(owner, preview(owner, files, now, **options), now)


def file(text, name="file"):
    return Source.of_bytes(name, text.encode())


def mail(number, sender, to, *more):
    lines = [f"From: {sender}", f"To: {to}", "Date: Mon, 5 Jan 2026 10:00:00 +0000",
             f"Message-ID: <{number}@example.org>", *more]  # fmt: skip
    return "From x Mon Jan  5 10:00:00 2026\n" + "\n".join(lines) + "\n\nbody\n\n"


ADA, BO, CY = "Ada <ada@example.org>", "Bo Friend <bo@example.org>", "Cy <cy@example.org>"


@pytest.fixture
def ada(ada):
    ada.email = "ada@example.org"
    ada.save()
    return ada


def seen(owner):
    return sorted(
        owner.evidence.values_list("person__name", "other__name", "kind", "count"), key=str
    )


def test_whom_one_wrote_to_becomes_kith_and_who_only_wrote_does_not(ada, now):
    take(ada, file(mail(1, ADA, BO) + mail(2, BO, ADA) + mail(3, CY, ADA)), now=now)
    assert [(person.name, person.generation) for person in ada.people.all()] == [("Bo Friend", 0)]
    assert seen(ada) == [("Bo Friend", None, "mail_from", 1), ("Bo Friend", None, "mail_to", 1)]


def test_a_message_in_two_mailboxes_counts_once(ada, now):
    take(ada, file(mail(1, ADA, BO)), file(mail(1, ADA, BO) + mail(2, ADA, BO)), now=now)
    take(ada, file(mail(1, ADA, BO)), now=now)
    assert Evidence.objects.filter(kind="mail_to").count() == 2


def test_people_in_one_message_know_of_each_other(ada, now):
    take(ada, file(mail(1, ADA, f"{BO}, {CY}")), now=now)
    assert ("Bo Friend", "Cy", "copied", 1) in seen(ada)


def test_a_circular_ties_nobody(ada, now):
    crowd = ", ".join(f"P{number} <p{number}@example.org>" for number in range(16))
    take(ada, file(mail(1, ADA, crowd)), now=now)
    assert not ada.people.exists()


def test_own_address_is_told_by_what_was_sent(now, ada):
    ada.email = ""
    ada.save()
    take(ada, file(mail(1, ADA, BO, "X-Gmail-Labels: Gesendet") + mail(2, BO, ADA)), now=now)
    assert [person.name for person in ada.people.all()] == ["Bo Friend"]


def meeting(day, *guests):
    people = "".join(f"ATTENDEE;CN={name}:mailto:{address}\n" for name, address in guests)
    return (
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{day}\nDTSTART:{day}\nSUMMARY:Lunch\n{people}"
        "END:VEVENT\nEND:VCALENDAR\n"
    )


GUESTS = (("Ada", "ada@example.org"), ("Bo Friend", "bo@example.org"), ("Cy", "cy@example.org"))


def test_a_meeting_that_was_held_is_when_one_last_spoke(ada, now):
    take(ada, file(meeting("20260105", *GUESTS)), now=now)
    spoken = dict(ada.people.values_list("name", "last_spoken_on"))
    assert spoken == {"Bo Friend": dt.date(2026, 1, 5), "Cy": dt.date(2026, 1, 5)}
    assert seen(ada) == [
        ("Bo Friend", "Cy", "meeting", 3),
        ("Bo Friend", None, "meeting", 3),
        ("Cy", None, "meeting", 3),
    ]


def test_a_meeting_to_come_is_not_held(ada, now):
    take(ada, file(meeting("20270105", *GUESTS)), now=now)
    assert not ada.people.exists()


def test_the_same_calendar_twice_changes_nothing(ada, now):
    take(ada, file(meeting("20260105", *GUESTS)), now=now)
    assert not take(ada, file(meeting("20260105", *GUESTS)), now=now).recorded


def test_a_table_of_ties_joins_people_and_places(ada, now):
    take(
        ada,
        file("person,person,strength\nBo Friend,Cy Stranger,0.7\nme,Bo Friend,0.9\n"),
        file("person,organisation,strength\nBo Friend,County Hospital,0.4\n"),
        now=now,
    )
    ties = list(Tie.objects.values_list("person__name", "other__name", "organisation__name",
                                        "own_word"))  # fmt: skip
    assert ties == [
        ("Bo Friend", "Cy Stranger", None, 0.7),
        ("Bo Friend", None, "County Hospital", 0.4),
    ]
    assert ada.people.get(name="Bo Friend").closeness == 0.9


def test_an_endorsement_by_somebody_known_is_evidence(ada, now):
    url = "https://www.linkedin.com/in/bo"
    take(
        ada,
        file(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            f"Bo,Friend,{url},,,,\n"
        ),
        file(
            "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,"
            "Endorser Public Url,Endorsement Status\n"
            f"2019/02/14,Counting,Bo,Friend,{url},ACCEPTED\n"
        ),
        now=now,
    )
    found = Evidence.objects.get()
    assert (found.person.name, found.kind, found.on, found.note) == (
        "Bo Friend",
        "endorsed",
        dt.date(2019, 2, 14),
        "endorsed, received: Counting",
    )


def test_a_table_waits_until_its_columns_are_confirmed_and_is_then_remembered(ada, now):
    table = file("name,where\nBo Friend,Mill\n", "t.csv")
    shown = preview(ada, [table], now)
    assert [dict(found.mapping) for found in shown.unconfirmed] == [
        {"name": "name", "where": "keep"}
    ]
    with pytest.raises(KithworkError, match="confirm"):
        absorb(ada, shown, now)
    mapping = {"name": "name", "where": "organisation"}
    take(ada, table, now=now, mappings={"t.csv": mapping})
    assert Import.objects.get().mapping == mapping
    again = preview(ada, [file("name,where\nCy Stranger,Mill\n", "u.csv")], now)
    assert again.unconfirmed == ()


def test_somebody_who_referred_is_made_and_stands_nearer(ada, now):
    header = "First Name,Last Name,E-mail Address,Referred By\n"
    take(ada, file(header + "Cy,Stranger,cy@example.org,Bo Friend\n"), now=now)
    assert dict(ada.people.values_list("name", "generation")) == {"Bo Friend": 0, "Cy Stranger": 1}


def test_a_few_messages_of_a_network_count_where_the_export_says_who_one_is(ada, now):
    bo, me = "https://www.linkedin.com/in/bo", "https://www.linkedin.com/in/ada"
    messages = (
        "FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"
        f"Ada Seeker,{me},Bo Friend,{bo},2026-01-05 10:00:00 UTC,Hi\n"
        f"Bo Friend,{bo},Ada Seeker,{me},2026-01-06 10:00:00 UTC,Hello\n"
    )
    profile = "First Name,Last Name,Headline,Summary\nAda,Seeker,,\n"
    take(ada, file(messages, "messages.csv"), file(profile, "Profile.csv"), now=now)
    assert seen(ada) == [("Bo Friend", None, "mail_from", 1), ("Bo Friend", None, "mail_to", 1)]


def test_a_note_on_a_profile_is_of_its_owner_and_no_second_record(ada, now):
    bo = "https://www.linkedin.com/in/bo"
    people = f"First Name,Last Name,URL,Connected On\nBo,Friend,{bo},08 Feb 2026\n"
    note = f"Profile Url,Note\n{bo},Met at the fair\n"
    taken = take(ada, file(people), file(note), now=now)
    (person,) = ada.people.all()
    assert (person.name, person.notes) == ("Bo Friend", "Met at the fair")
    assert not person.alternatives.exists()
    assert taken.recorded.merges == 0
    assert taken.counts == {"new": 1, "matched": 1}


def test_an_address_that_stands_for_a_name_yields_to_the_name(ada, now):
    take(ada, file("name,email\n,bo@example.org\n"), now=now, mappings=NAMED)
    take(ada, file("name,email\nBo Friend,bo@example.org\n"), now=now, mappings=NAMED)
    (person,) = ada.people.known()
    assert person.name == "Bo Friend"
    assert not person.alternatives.exists()


NAMED = {"file": {"name": "name", "email": "email"}}
