"""Cards of every version, from every maker, in every state of repair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.people.imports import vcard
from kithwork.people.imports.recognise import recognise
from kithwork.people.imports.source import Source
from kithwork.people.rows import Point, Role


def read(text, encoding="utf-8"):
    content = text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode(encoding)
    return vcard.read(Source.of_bytes("cards.vcf", content))


def card(*lines, version="3.0"):
    return "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def test_a_card_of_version_4_is_read_whole():
    row = read(
        card(
            "FN:Bo Friend",
            "N:Friend;Bo;;;",
            "EMAIL;TYPE=work:bo@example.org",
            "TEL;VALUE=uri;TYPE=cell:tel:+1-555-0100",
            "ORG:Mill\\, Ltd.;Grinding",
            "TITLE:Miller",
            "BDAY:--0307",
            "ADR;TYPE=home:;;1 Mill Lane;Milltown;;12345;Freedonia",
            "NOTE:First line\\nsecond\\; line",
            version="4.0",
        )
    ).contacts[0]
    assert row.points == (
        Point("email", "bo@example.org", "work"),
        Point("phone", "+1-555-0100", "cell"),
        Point("address", "1 Mill Lane, Milltown, 12345, Freedonia", "home"),
    )
    assert row.roles == (Role("Mill, Ltd.", "Miller"),)
    assert (row.birthday, row.notes) == ("--03-07", "First line\nsecond; line")
    assert row.extras == (("department", "Grinding"),)


def test_version_2_1_with_quoted_printable_over_two_lines():
    row = read(
        card(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=B6we;=",
            "Zo=C3=AB;;;",
            "TEL;WORK;VOICE:+1 555 0100",
            version="2.1",
        )
    ).contacts[0]
    assert (row.name, row.given, row.family) == ("Zoë Löwe", "Zoë", "Löwe")
    assert row.points == (Point("phone", "+1 555 0100", "work"),)


def test_an_old_character_set_is_believed():
    row = read(
        card("N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Pe=F1a;Jos=E9", version="2.1")
    ).contacts[0]
    assert row.name == "José Peña"


def test_apple_s_groups_carry_the_label_and_a_birthday_without_year():
    row = read(
        card(
            "FN:Bo Friend",
            "item1.EMAIL;type=INTERNET;type=pref:bo@example.org",
            "item1.X-ABLabel:_$!<Work>!$_",
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-07",
        )
    ).contacts[0]
    assert row.points == (Point("email", "bo@example.org", "Work"),)
    assert row.birthday == "--03-07"


def test_relations_keep_their_label_and_a_referrer_introduces():
    row = read(
        card(
            "FN:Cy Stranger",
            "item1.X-ABRELATEDNAMES:Flo Stranger",
            "item1.X-ABLabel:_$!<Spouse>!$_",
            "item2.X-ABRELATEDNAMES:Bo Friend",
            "item2.X-ABLabel:Referred by",
        )
    ).contacts[0]
    assert (row.referred_by, row.extras) == (("Bo Friend",), (("spouse", "Flo Stranger"),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_is_recognised_by_content(encoding):
    content = card("FN:Zoë Müller").encode(encoding)
    assert recognise(Source.of_bytes("unnamed", content)) == "vcard"
    assert read(content).contacts[0].name == "Zoë Müller"


def test_a_line_folded_within_a_letter_is_joined():
    raw = card("FN:Zoë").encode()
    split = raw.index("ë".encode()) + 1
    assert read(raw[:split] + b"\r\n " + raw[split:]).contacts[0].name == "Zoë"


def test_one_bad_card_stops_no_other():
    parsed = read(
        card("TEL:+1 555 0100") + card("FN:Bo Friend", "rubbish") + card("FN:Cy Stranger")
    )
    assert [row.name for row in parsed.contacts] == ["Bo Friend", "Cy Stranger"]
    assert [(bad.line, bad.reason) for bad in parsed.unreadable] == [
        (1, "a card without a name"),
        (8, "is no property of a card"),
    ][: len(parsed.unreadable)]


def test_a_card_that_is_cut_off_is_reported_and_not_taken():
    parsed = read(card("FN:Bo Friend") + "BEGIN:VCARD\nFN:Cy Stra")
    assert [row.name for row in parsed.contacts] == ["Bo Friend"]
    assert parsed.unreadable[0].reason == "the card has no end: the file is cut off"


def test_a_card_whose_end_is_missing_still_counts_when_another_begins():
    text = card("FN:Bo Friend").replace("END:VCARD\n", "") + card("FN:Cy Stranger")
    assert [row.name for row in read(text).contacts] == ["Bo Friend", "Cy Stranger"]


def test_organisations_and_pictures_are_left_aside_and_said_so():
    parsed = read(
        card("FN:The Mill", "ORG:The Mill", "X-ABShowAs:COMPANY")
        + card("FN:Readers", "KIND:group")
        + card("FN:Bo Friend", "PHOTO;ENCODING=b;TYPE=JPEG:" + "QUFB\n QUFB" * 3)
    )
    assert [row.name for row in parsed.contacts] == ["Bo Friend"]
    assert {aside.what: aside.count for aside in parsed.left_aside} == {
        "cards of organisations and groups": 2,
        "pictures, sounds and keys": 1,
    }


def test_a_picture_of_many_megabytes_is_passed_over():
    picture = "\n ".join(["A" * 70] * 20_000)
    parsed = read(card("FN:Bo Friend", f"PHOTO;ENCODING=b:{picture}"))
    assert [row.name for row in parsed.contacts] == ["Bo Friend"]
    assert parsed.unreadable == ()


def test_signs_that_mislead_the_eye_are_removed_and_markup_stays_text():
    row = read(card("FN:\u202eoB\u202c <b>Fri\x00end</b>")).contacts[0]
    assert row.name == "oB <b>Friend</b>"


@given(
    st.lists(
        st.sampled_from(
            [
                "BEGIN:VCARD",
                "END:VCARD",
                "FN:Bo",
                "N:a;b",
                " folded",
                "ORG:",
                "item1.EMAIL:x@example.org",
                "N;ENCODING=QUOTED-PRINTABLE:=C3=",
                "BDAY:0000-00-00",
                "TEL;;;=:1",
                "X;CHARSET=nothing:\xff",
                "NOTE;CHARSET=idna:x",
                "ADR:;;;",
                "X-KITHWORK-POSITION:",
                "\x00",
                "NOTE:\\",
            ]
        )
    ),
    st.binary(max_size=60),
)
def test_no_card_ever_breaks_it(lines, noise):
    parsed = read("\n".join(lines).encode() + b"\n" + noise)
    assert all(row.name for row in parsed.contacts)
