"""Damaged and hostile files end in a clear report, in bounded memory, with nothing half read."""

import io
import random
import resource
import struct
import zipfile

import pytest

from kithwork.people.imports.container import zip_members
from kithwork.people.imports.lines import numbered
from kithwork.people.imports.read import read_files
from kithwork.people.imports.source import Source

CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Bo,Friend,,,Mill,Miller,08 Feb 2026\n"
)


def archive(*members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members:
            made.writestr(name, content)
    return out.getvalue()


def outcome(content, name="export.zip"):
    """The people read and the reasons given."""
    parsed = read_files([Source.of_bytes(name, content)])
    people = [row.name for file in parsed for row in file.contacts]
    return people, [bad.reason for file in parsed for bad in file.unreadable]


def test_an_archive_that_is_cut_off_gives_one_sentence():
    whole = archive(("Connections.csv", CONNECTIONS * 50))
    people, reasons = outcome(whole[: len(whole) // 2])
    assert people == []
    assert reasons == ["export.zip is damaged or cut off (BadZipFile); fetch it again."]


def test_a_damaged_member_is_reported_and_the_others_are_read():
    noise = random.Random(7).randbytes(400).hex()
    content = bytearray(
        archive(("a.csv", CONNECTIONS + noise), ("b.csv", CONNECTIONS), method=zipfile.ZIP_STORED)
    )
    content[content.index(noise[:20].encode())] ^= 1
    people, reasons = outcome(bytes(content))
    assert people == ["Bo Friend"]
    assert "damaged or cut off" in reasons[0]


def test_a_bomb_is_not_opened():
    people, reasons = outcome(archive(("Connections.csv", b"0" * 60_000_000)))
    assert people == []
    assert "is not opened" in reasons[0]


def test_members_that_share_their_bytes_are_a_bomb_too():
    content = bytearray(archive(("a.csv", CONNECTIONS), ("b.csv", CONNECTIONS)))
    first = content.index(b"PK\x01\x02")
    while (first := content.find(b"PK\x01\x02", first)) >= 0:
        content[first + 20 : first + 24] = struct.pack("<I", len(content))
        first += 4
    people, reasons = outcome(bytes(content))
    assert people == []
    assert reasons == ["export.zip says that it holds more than it does; it is not opened."]


@pytest.mark.parametrize("name", ["../../etc/Connections.csv", "/etc/Connections.csv", "..\\a.csv"])
def test_a_name_that_climbs_out_is_only_a_name(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    members = zip_members(Source.of_bytes("x.zip", archive((name, CONNECTIONS))))
    assert "/" not in members[0].name
    assert outcome(archive((name, CONNECTIONS)))[0] == ["Bo Friend"]
    assert list(tmp_path.iterdir()) == []


def test_an_archive_in_an_archive_is_left_aside():
    inner = archive(("Connections.csv", CONNECTIONS))
    parsed = read_files([Source.of_bytes("x.zip", archive(("inner.zip", inner)))])
    assert [left.what for file in parsed for left in file.left_aside] == ["inner.zip"]


def test_a_folder_s_links_are_not_followed(tmp_path):
    (tmp_path / "outside.csv").write_text(CONNECTIONS)
    inside = tmp_path / "export"
    inside.mkdir()
    (inside / "Connections.csv").symlink_to(tmp_path / "outside.csv")
    assert [row for file in read_files([inside]) for row in file.contacts] == []


class Endless(io.RawIOBase):
    """A file of many letters and no line end that exists only while it is read."""

    def __init__(self, start, size):
        self.start, self.left = start, size

    def read(self, size=-1):
        if self.start:
            piece, self.start = self.start[:size], self.start[size:]
            return piece
        size = min(size, self.left)
        self.left -= size
        return b"x" * size


@pytest.mark.parametrize("opening", [b"", b'"'])
def test_a_field_of_hundreds_of_megabytes_costs_no_memory(opening):
    size = 300_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    source = Source("c.csv", lambda: Endless(CONNECTIONS.encode() + opening, size))
    parsed = read_files([source])[0]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert [row.name for row in parsed.contacts] == ["Bo Friend"]
    assert [bad.reason for bad in parsed.unreadable] == ["is longer than any contact"]
    assert grown < size / 3


def test_a_long_line_ends_at_its_end():
    lines = list(numbered(io.BytesIO(b"x" * 50 + b"\nnext\n"), limit=10))
    assert [(line.number, line.text, line.cut) for line in lines] == [
        (1, "x" * 10, True),
        (2, "next", False),
    ]


def test_many_open_quotation_marks_end_in_reports_and_soon():
    content = CONNECTIONS + 'Cy,"Stranger,,,,,\n' + "Dy,Third,,,,,\n" * 20_000
    people, _ = outcome(content.encode(), "c.csv")
    assert people[:3] == ["Bo Friend", 'Cy "Stranger', "Dy Third"]
    assert len(people) == 20_002


def test_rows_of_nothing_but_quotation_marks_cost_only_themselves():
    people, _ = outcome((CONNECTIONS + '"\n""\n"""\n' * 300).encode(), "c.csv")
    assert people[0] == "Bo Friend"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=1+1", "{{ 7 * 7 }}", "'; --"])
def test_markup_and_formulas_in_a_name_are_its_letters(name):
    people, _ = outcome(CONNECTIONS.replace("Bo,", f"{name},").encode(), "c.csv")
    assert people == [f"{name} Friend"]


def test_marks_that_turn_text_around_and_nuls_are_removed():
    people, _ = outcome(CONNECTIONS.replace("Bo,", "\u202eB\x00o\u200f\ufeff,").encode(), "c.csv")
    assert people == ["Bo Friend"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 1000, b"\xff\xfe", b"\xff\xfe\x00", b"PK\x03\x04", b"From ", b"BEGIN:VCARD",
     b"BEGIN:VCALENDAR", b'{"kithwork": 1', b"\xef\xbb\xbf", b'"', b",,,,", b"\r\r\r",
     b"GIF89a" + bytes(range(256)) * 20, b"<html><body>not,contacts</body></html>"],
)  # fmt: skip
def test_anything_else_is_refused_in_one_sentence(content):
    people, reasons = outcome(content, "x")
    assert people == []
    assert all(reason.strip() for reason in reasons)
