"""LinkedIn's whole export, as a ZIP and as a folder."""

import datetime as dt
import io
import zipfile

import pytest

from kithwork.people.imports.linkedin_messages import recipients_of
from kithwork.people.imports.read import read_file, read_files, source_named
from kithwork.people.imports.source import Source
from kithwork.people.rows import ContactRow, FactRow, MessageRow, Party, SignRow, StationRow

BO, ME = "https://www.linkedin.com/in/bo", "https://www.linkedin.com/in/ada"
FILES = {
    "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    f"Bo,Friend,{BO},,Mill,Miller,08 Feb 2026\n",
    "messages.csv": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
    "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    f'1,,Bo Friend,{BO},Ada Seeker,{ME},2026-06-24 12:43:42 UTC,,"Hello,\nAda",INBOX\n'
    "2,Offer,Acme,,Ada Seeker,,2026-06-25 12:43:42 UTC,,<p class=spinmail>Buy</p>,INBOX\n",
    "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    f'Bo Friend,Ada Seeker,"1/29/26, 2:37 PM",Hi,INCOMING,{BO},{ME}\n',
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\n"
    "Engines Ltd,Analyst,Counting,London,Jan 2019,\n",
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
    "Number College,2010,2014,Good,BSc,Chess\n",
    "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary\n"
    "Ada,Seeker,,,,Analyst,Counts\n",
    "Company Follows.csv": "Organization,Followed On\nMill,Wed Jun 24 12:43:42 UTC 2026\n",
    "Notes.csv": f"Profile URL,Note\n{BO},Met at the fair\n",
    "Jobs/Job Applications.csv": "Application Date,Contact Email,Company Name,Job Title,Job Url\n"
    '"11/20/24, 8:15 AM",,Mill,Miller,https://example.test/1\n',
    "Jobs/Saved Jobs.csv": "Saved Date,Job Url,Job Title,Company Name\n"
    '"11/20/24, 8:15 AM",https://example.test/2,Baker,Mill\n',
    "Recommendations_Given.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,"
    'Status\nBo,Friend,Mill,Miller,Good,"04/10/20, 09:00 AM",VISIBLE\n',
    "Endorsement_Received_Info.csv": "Endorsement Date,Skill Name,Endorser First Name,"
    "Endorser Last Name,Endorser Public Url,Endorsement Status\n"
    f"2019/02/14 10:22:00 UTC,Counting,Bo,Friend,{BO},ACCEPTED\n",
    "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\n"
    "ada@example.org,Yes,Yes,1/1/20\n",
    "Ad_Targeting.csv": "Member Age,Degrees\n1,2\n",
    "Rich Media.txt": "nothing",
}


def as_zip(files, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture(params=["zip", "folder"])
def export(request, tmp_path):
    if request.param == "zip":
        return read_files([Source.of_bytes("export.zip", as_zip(FILES))])
    for name, text in FILES.items():
        path = tmp_path / "export" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return read_files([tmp_path / "export"])


def of_type(export, kind):
    return [row for parsed in export for row in parsed.rows if isinstance(row, kind)]


def test_people_messages_signs_and_one_s_own_career_are_taken(export):
    assert not [bad for parsed in export for bad in parsed.unreadable]
    people = of_type(export, ContactRow)
    assert {row.name for row in people} == {"Bo Friend", BO}
    assert {row.kind for row in of_type(export, FactRow)} == {
        "profile", "follow", "application", "saved-job", "own-email",
    }  # fmt: skip
    assert {(row.kind, row.received, row.on) for row in of_type(export, SignRow)} == {
        ("invited", True, dt.date(2026, 1, 29)),
        ("recommended", False, dt.date(2020, 4, 10)),
        ("endorsed", True, dt.date(2019, 2, 14)),
    }


def test_one_s_own_career_is_where_and_as_what_and_when_and_no_more(export):
    stations = {(row.kind, row.organisation, row.title): row for row in of_type(export, StationRow)}
    work = stations["employer", "Engines Ltd", "Analyst"]
    assert (work.started_on, work.ended_on) == (dt.date(2019, 1, 1), None)
    school = stations["school", "Number College", "BSc"]
    assert (school.started_on, school.ended_on) == (dt.date(2010, 1, 1), dt.date(2014, 1, 1))
    assert len(stations) == 2
    assert "Chess" not in repr(stations)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",Analyst,,,Jan 2019,", "names no employer"),
        ("Engines Ltd,Analyst,,,Jan 2019,Jan 2018", "ends before it starts"),
        ("Engines Ltd,Analyst,,,Jan 2019,soon", "'soon' is no date"),
    ],
)
def test_a_station_that_makes_no_sense_is_reported_and_costs_only_itself(row, why):
    text = f"{FILES['Positions.csv']}{row}\n"
    parsed = read_file(Source.of_bytes("Positions.csv", text.encode()))
    assert [bad.reason for bad in parsed.unreadable] == [why]
    assert len(parsed.rows) == 1


def test_of_messages_only_who_and_when_is_kept(export):
    (message,) = of_type(export, MessageRow)
    assert (message.sender, message.to, message.on) == (
        Party("Bo Friend", profile=BO),
        (Party("Ada Seeker", profile=ME),),
        dt.date(2026, 6, 24),
    )
    assert "Hello" not in repr(message)


def test_what_is_left_aside_is_listed(export):
    aside = {(left.what, left.reason) for parsed in export for left in parsed.left_aside}
    assert {what for what, _ in aside} >= {"Ad_Targeting.csv", "Rich Media.txt"}
    assert ("linkedin-messages", "advertisements") in aside


def test_one_file_of_it_can_be_read_alone():
    parsed = read_file(Source.of_bytes("x", FILES["Invitations.csv"].encode()))
    assert parsed.kind == "linkedin-invitations"


def test_old_messages_have_directions_and_no_addresses():
    text = (
        "From,To,Date,Subject,Content,Direction,Folder\nAda Seeker,Bo Friend,4/1/15,Hi,x,OUTGOING,"
    )
    row = read_file(Source.of_bytes("Messages.csv", text.encode())).rows[0]
    assert (row.by_owner, row.to) == (True, (Party("Bo Friend"),))


@pytest.mark.parametrize(
    ("names", "urls", "parties"),
    [
        ("Bo, PhD, Cy Doe", "u/bo,u/cy", [("Bo, PhD", "u/bo"), ("Cy Doe", "u/cy")]),
        ("Bo Friend, MBA", "u/bo", [("Bo Friend, MBA", "u/bo")]),
        ("Bo, Cy, Dy", "u/bo,u/cy", [("", "u/bo"), ("", "u/cy")]),
        ("Bo Friend, PhD, Cy Stranger", "", [("Bo Friend, PhD", ""), ("Cy Stranger", "")]),
        ("", "", []),
    ],
)  # fmt: skip
def test_recipients_are_told_apart_although_degrees_follow_commas(names, urls, parties):
    assert recipients_of(names, urls) == tuple(Party(name, profile=url) for name, url in parties)


def test_a_table_in_an_archive_of_ones_own_is_offered_and_in_linkedins_left_aside():
    table = b"Full name,Shoe size,Company\nBo Friend,44,Mill\n"
    own = read_files([Source.of_bytes("mine.zip", as_zip({"people.csv": table}))])
    assert [(parsed.file, parsed.confirmed) for parsed in own if parsed.kind == "csv"] == [
        ("mine.zip/people.csv", False)
    ]
    theirs = read_files([Source.of_bytes("export.zip", as_zip({**FILES, "people.csv": table}))])
    aside = [one.what for parsed in theirs for one in parsed.left_aside]
    assert "people.csv" in aside
    assert all(parsed.confirmed for parsed in theirs)


def test_a_table_in_an_archive_or_folder_is_found_by_its_name(tmp_path):
    table = b"Full name,Company\nBo Friend,Mill\n"
    (tmp_path / "mine.zip").write_bytes(as_zip({"deep/people.csv": table}))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "people.csv").write_bytes(table)
    files = [tmp_path / "mine.zip", tmp_path / "folder"]
    for name in ("mine.zip/people.csv", "folder/people.csv"):
        found = source_named(files, name)
        assert found
        assert found.head() == table
    assert source_named(files, "nowhere.csv") is None


def test_a_name_in_chinese_letters_is_written_together_with_the_family_in_front():
    text = (
        "First Name,Last Name,URL,Connected On\n伟,张,https://www.linkedin.com/in/z,08 Feb 2026\n"
    )
    (row,) = read_file(Source.of_bytes("Connections.csv", text.encode())).contacts
    assert (row.name, row.given, row.family) == ("张伟", "伟", "张")


def test_an_address_book_that_the_network_was_given_holds_people():
    text = (
        "FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Sites,FullName\n"
        'Bo,Friend,Mill,Miller,"bo@example.org,bo@example.test",+1 555 0100,"1/2/20, 9:00 AM",,\n'
    )
    (row,) = read_file(Source.of_bytes("ImportedContacts.csv", text.encode())).contacts
    assert (row.name, row.organisation) == ("Bo Friend", "Mill")
    assert row.emails == ("bo@example.org", "bo@example.test")
