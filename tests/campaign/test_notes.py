"""Of a note to oneself subject and first text are kept: short, plain, without a signature."""

from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from kithwork.campaign.notes import KEPT_AT_MOST, note_text


def written(subject, text):
    note = EmailMessage()
    note["Subject"] = subject
    note.set_content(text)
    return note


def test_subject_and_text_are_kept_without_the_signature():
    note = written("Überhört", "They open a ward in May.\n\n-- \nAda\nSent from a phone\n")
    assert note_text(note.as_bytes()) == "Überhört\nThey open a ward in May."


def test_the_first_plain_text_counts_and_attachments_do_not():
    note = written("", "The remark")
    note.add_alternative("<p>The remark</p>", subtype="html")
    note.add_attachment("A long file", filename="notes.txt")
    assert note_text(note.as_bytes()) == "The remark"


def test_a_note_without_plain_text_is_its_subject():
    note = EmailMessage()
    note["Subject"] = "Ward in May"
    note.set_content("<b>x</b>", subtype="html")
    assert note_text(note.as_bytes()) == "Ward in May"


def test_a_long_note_is_cut():
    assert len(note_text(written("s", "word " * 10_000).as_bytes())) == KEPT_AT_MOST


@given(st.binary(max_size=600))
def test_no_message_breaks_the_reading(raw):
    assert "\x00" not in note_text(raw)
