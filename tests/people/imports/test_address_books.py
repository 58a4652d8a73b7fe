"""Google's and Outlook's tables, tables of ties, and tables that nobody knows."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.people.imports import confirm_columns, google_csv, mapped_csv, outlook_csv, ties_csv
from kithwork.people.imports.read import READERS, read_file, read_files
from kithwork.people.imports.recognise import recognise
from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.rows import Point, Role, TieRow


def source(text, encoding="utf-8", name="a.csv"):
    return Source.of_bytes(name, text.encode(encoding))


OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Nickname,Birthday,Location,Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,"
    "Address 1 - Formatted,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title\n"
)


def test_google_s_old_header_with_several_values_in_a_cell():
    row = read_file(
        source(
            OLD_GOOGLE + "Bo Friend,Bo,,Friend,Bobo,--03-07,Milltown,Tall,* myContacts ::: Mill,"
            "* Work,bo@example.org ::: bo@example.test,Mobile,+1 555 0100,Home,"
            '"1 Mill Lane\nMilltown",,Mill Ltd,Miller\n'
        )
    ).contacts[0]
    assert row.points == (
        Point("email", "bo@example.org", "Work"),
        Point("email", "bo@example.test", "Work"),
        Point("phone", "+1 555 0100", "Mobile"),
        Point("address", "1 Mill Lane, Milltown", "Home"),
    )
    assert row.roles == (Role("Mill Ltd", "Miller"),)
    assert (row.birthday, row.location, row.notes) == ("--03-07", "Milltown", "Tall")
    assert row.extras == (("nickname", "Bobo"), ("group membership", "* myContacts; Mill"))


NEW_GOOGLE = (
    "First Name,Last Name,Organization Name,Labels,Phone 1 - Label,Phone 1 - Value,"
    "Relation 1 - Label,Relation 1 - Value,Event 1 - Label,Event 1 - Value\n"
)


def test_what_google_labels_is_kept_under_its_label_and_a_referrer_introduces():
    first, second = read_file(
        source(
            NEW_GOOGLE + "Cy,Stranger,,,,,Referred by,Bo Friend,,\n"
            "Bo,Friend,,,,,Spouse,Flo Friend,Anniversary,2001-05-05\n"
        )
    ).contacts
    assert (first.referred_by, first.extras) == (("Bo Friend",), ())
    assert second.extras == (("spouse", "Flo Friend"), ("anniversary", "2001-05-05"))


@pytest.mark.parametrize(
    "table",
    [
        NEW_GOOGLE + ",,Mill Ltd,,Work,+1 555 0100,,,,\n",
        "First Name,Last Name,Company,Business Phone\n,,Mill Ltd,+1 555 0100\n",
    ],
)
def test_an_entry_of_an_organisation_alone_is_nobody(table):
    parsed = read_file(source(table))
    assert not parsed.rows
    assert [one.what for one in parsed.left_aside] == ["entries of organisations"]


def test_google_s_new_header():
    row = read_file(
        source(
            "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,"
            "Organization Name,Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
            "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
            "Zoë,,Müller,,,,Mill Ltd,Miller,1980-03-07,,https://example.test/p,* myContacts,"
            "Work,zoe@example.org,,\n"
        )
    )
    assert parsed_name(row) == ("Zoë Müller", "Mill Ltd", "1980-03-07")
    assert [aside.what for aside in row.left_aside] == ["pictures"]


def parsed_name(parsed):
    row = parsed.contacts[0]
    return row.name, row.organisation, row.birthday


OUTLOOK = {
    "en": "Title,First Name,Last Name,Company,Job Title,E-mail Address,Business Phone,"
    "Business Street,Business City,Birthday,Referred By,Hobby",
    "de": "Anrede,Vorname,Nachname,Firma,Position,E-Mail-Adresse,Telefon geschäftlich,"
    "Straße geschäftlich,Ort geschäftlich,Geburtstag,Empfohlen von,Hobby",
    "fr": "Titre,Prénom,Nom,Société,Profession,Adresse de messagerie,Téléphone (bureau),"
    "Rue (bureau),Ville (bureau),Anniversaire,Recommandé par,Hobby",
    "es": "Título,Nombre,Apellidos,Organización,Puesto,Dirección de correo electrónico,"
    "Teléfono del trabajo,Calle del trabajo,Ciudad de trabajo,Cumpleaños,Referido por,Hobby",
    "it": "Titolo,Nome,Cognome,Società,Posizione,Indirizzo posta elettronica,Ufficio,Via (uff.),"
    "Città (uff.),Compleanno,Presentato da,Hobby",
    "nl": "Titel,Voornaam,Achternaam,Bedrijf,Functie,E-mailadres,Telefoon op werk,Werkadres,"
    "Werkplaats,Verjaardag,Aanbevolen door,Hobby",
    "pt": "Título,Nome,Sobrenome,Empresa,Cargo,Endereço de email,Telefone comercial,"
    "Rua do endereço comercial,Cidade do endereço comercial,Aniversário,Indicado por,Hobby",
}


@pytest.mark.parametrize("language", OUTLOOK)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_outlook_speaks_many_languages(language, encoding):
    birthday = "3/7/1980" if language == "en" else "7/3/1980"
    text = f"{OUTLOOK[language]}\n,Zoë,Friend,Mill Ltd,Miller,zoe@example.org,+1 555 0100,"
    parsed = read_file(
        source(f"{text}1 Mill Lane,Milltown,{birthday},Bo Friend; Cy Stranger,Chess\n", encoding)
    )
    row = parsed.contacts[0]
    assert parsed.kind == outlook_csv.KIND
    assert (row.name, row.roles) == ("Zoë Friend", (Role("Mill Ltd", "Miller"),))
    assert row.points == (
        Point("email", "zoe@example.org"),
        Point("phone", "+1 555 0100", "work"),
        Point("address", "1 Mill Lane, Milltown", "work"),
    )
    assert row.referred_by == ("Bo Friend", "Cy Stranger")
    assert (row.birthday, row.extras) == ("1980-03-07", (("hobby", "Chess"),))


def test_what_outlook_fills_in_by_itself_is_left_out_in_any_language():
    (row,) = read_file(
        source(
            "Vorname,Nachname,E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,Priorität,"
            "Privat,Vertraulichkeit,Straße geschäftlich,Straße geschäftlich 2,Partner\n"
            "Bo,Friend,bo@example.org,SMTP,Bo Friend,Normal,Aus,Normal,Mühle 1,Hof,Flo\n",
            "cp1252",
        )
    ).contacts
    assert row.extras == (("partner", "Flo"),)
    assert row.values("address") == ("Mühle 1, Hof",)


def test_outlook_s_empty_birthday_is_none():
    text = f"{OUTLOOK['en']}\n,Bo,Friend,,,,,,,0/0/00,,\n"
    row = read_file(source(text)).contacts[0]
    assert (row.birthday, row.extras) == ("", ())


@pytest.mark.parametrize(
    "text",
    ["person,person,strength\nBo Friend,Cy Stranger,0.7\n", "Bo Friend,Cy Stranger,0.7\n",
     "from;to;weight\nBo Friend;Cy Stranger;0,7\n", "Bo Friend\tCy Stranger\t70%\n"],
)  # fmt: skip
def test_ties_are_read_with_and_without_a_header(text):
    parsed = read_file(source(text))
    assert parsed.kind == ties_csv.KIND
    found = parsed.rows[0]
    assert (found.person, found.other, found.strength) == ("Bo Friend", "Cy Stranger", 0.7)


def test_a_tie_may_lead_to_an_organisation():
    found = read_file(source("person,organisation,strength\nBo Friend,Mill Ltd,\n")).rows[0]
    assert found == TieRow("Bo Friend", "Mill Ltd", None, "", True, "a.csv", 2)


def test_a_tie_stronger_than_certain_is_reported():
    parsed = read_file(source("person,person,strength\nBo,Cy,7\nBo,,1\nBo,Cy,1\n"))
    assert [bad.line for bad in parsed.unreadable] == [2, 3]
    assert len(parsed.rows) == 1


TABLE = (
    "Full name;Works at;Role;E-mail;Since;Shoe size\nBo Friend;Mill;Miller;bo@example.org;2019;44\n"
)


def test_the_columns_of_an_unknown_table_are_proposed():
    assert mapped_csv.propose(source(TABLE)) == {
        "full name": "name",
        "works at": "organisation",
        "role": "title",
        "e-mail": "email",
        "since": "connected_on",
        "shoe size": "keep",
    }
    assert not read_file(source(TABLE)).confirmed


def test_examples_are_read_with_the_separator_of_the_header():
    table = source("who;mail;how close\nBo Friend;bo@example.org;0,7\n")
    assert confirm_columns.examples(table) == {
        "who": ["Bo Friend"], "mail": ["bo@example.org"], "how close": ["0,7"],
    }  # fmt: skip


def test_a_confirmed_mapping_decides():
    mapping = {"Full name": "name", "Works at": "organisation", "Since": "leave", "E-mail": "email"}
    parsed = read_file(source(TABLE), {"a.csv": mapping})
    row = parsed.contacts[0]
    assert parsed.confirmed
    assert (row.name, row.organisation, row.title) == ("Bo Friend", "Mill", "")
    assert row.extras == (("role", "Miller"), ("shoe size", "44"))
    assert row.connected_on is None


def test_a_date_that_cannot_be_read_is_kept_as_text():
    parsed = read_file(source("name,birthday,since\nBo Friend,00/00/0000,long ago\n"))
    assert set(parsed.contacts[0].extras) == {
        ("connected_on", "long ago"),
        ("birthday", "00/00/0000"),
    }


def test_no_table_is_no_table():
    with pytest.raises(ImportFailedError):
        mapped_csv.propose(source("just one line of text"))
    assert recognise(source("Dear Bo, how are you, my friend?\nBest wishes")) == ""


def test_a_mapping_with_a_single_day_first_date_tells_the_others():
    rows = read_file(source("name,last spoken\nBo,29/01/2026\nCy,03/02/2026\n")).contacts
    assert [row.last_spoken_on for row in rows] == [dt.date(2026, 1, 29), dt.date(2026, 2, 3)]


HEADERS = [
    OLD_GOOGLE.strip(),
    *OUTLOOK.values(),
    "person,person,strength",
    TABLE.split("\n")[0],
    "name,e-mail",
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER",
    "From,To,Sent At,Message,Direction",
    "Company Name,Title,Description,Location,Started On,Finished On",
    "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    "",
]
CELL = st.sampled_from(
    ['"', '""', ",", ";", "\n", "\r", "\x00", "\ufeff", "Bo", "=1+1", "\u202e", "0/0/0000", "é",
     "<b>", "99999999999999999999", "- ", " ::: ", "bo@example.org", "\t", "00 Jan 0000", "1e309"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(HEADERS), st.lists(CELL, max_size=25), st.binary(max_size=20))
def test_no_table_ever_breaks_a_reader(header, cells, noise):
    content = f"{header}\n{''.join(cells)}".encode() + noise
    file = Source.of_bytes("a.csv", content)
    for parsed in read_files([file]):
        assert all(row.name.strip() for row in parsed.contacts)
    for read in (*READERS.values(), mapped_csv.read, google_csv.read):
        with contextlib.suppress(ImportFailedError):
            read(file)


def test_a_french_outlook_has_two_columns_called_titre():
    text = (
        "Titre,Prénom,Nom,Société,Titre,Adresse de messagerie\n"
        "M.,François,Lefèvre,Moulin,Directeur,francois@example.org\n"
        "Dr,Ada,Quill,Moulin,Médecin,ada@example.org\n"
    )
    parsed = read_file(Source.of_bytes("contacts.csv", text.encode("cp1252")))
    found = [(row.name, row.title) for row in parsed.contacts]
    assert found == [("François Lefèvre", "Directeur"), ("Dr Ada Quill", "Médecin")]
