"""What is shown of a name, and that what the source wrote stays findable."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.people.absorb import absorb, preview
from kithwork.people.imports.source import Source
from kithwork.people.imports.text import shown_name
from kithwork.people.models import Owner


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("🚀 Bo Friend, PhD, MBA", "Bo Friend"),
        ("Bo Friend PMP®", "Bo Friend"),
        ("Bo Friend (he/him)", "Bo Friend"),
        ("Bo Friend ✨ | M.D.", "Bo Friend ✨ | M.D.".replace(" ✨ | M.D.", "")),
        ("FRIEND, BO", "FRIEND, BO"),
        ("Ma, Jun", "Ma, Jun"),
        ("Yo-Yo Ma", "Yo-Yo Ma"),
        ("Ada Do", "Ada Do"),
        ("Bo Friend Jr.", "Bo Friend Jr."),
        ("Ada Quill (née Reed)", "Ada Quill (née Reed)"),
        ("小林 花子", "小林 花子"),
        ("👋🏽", "👋🏽"),
        ("bo@example.org", "bo@example.org"),
    ],
)
def test_what_is_no_name_is_not_shown(written: str, shown: str) -> None:
    assert shown_name(written) == shown


@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip() == text != ""))
def test_something_is_always_shown_and_showing_it_again_changes_nothing(text: str) -> None:
    shown = shown_name(text)
    assert shown_name(shown) == shown


def test_both_forms_are_found_and_the_same_file_again_is_no_news(
    ada: Owner, now: dt.datetime
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:🚀 Bo Friend, PhD\nEND:VCARD\n".encode()
    for _ in range(2):
        source = Source.of_bytes("card.vcf", card)
        last = absorb(ada, preview(ada, [source], now), now)
    assert not last.recorded
    bo = ada.people.get()
    assert bo.name == "Bo Friend"
    assert [ada.people.named_like(word).get() for word in ("bo", "phd", "🚀 friend")] == [bo] * 3
