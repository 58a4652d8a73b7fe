"""Names taken apart, however Ada, Bo and Cy are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.people.identity import Identity, compare
from kithwork.people.name_sounds import consonants, sound
from kithwork.people.names import parse_name
from kithwork.people.nicknames import may_be_same


@pytest.mark.parametrize(
    "written",
    ["Ada Quill", "Quill, Ada", "Dr. Ada Quill", "Ada Quill, PhD, MBA", "🚀 Ada Quill (she/her)",
     "QUILL Ada", "Ada Quill | Hiring!", "Prof. Dr. med. Ada Quill", "Ada\u200f Quill", "ADA QUILL",
     "Quill, Ada, M.D.", "Ada Quill - Recruiter"],
)  # fmt: skip
def test_what_stands_around_a_name_goes(written: str) -> None:
    name = parse_name(written)
    assert (name.given, name.family) == (("ada",), ("quill",))


def test_particles_are_kept_apart_wherever_they_stand() -> None:
    for written in ("Bo van der Berg", "van der Berg, Bo", "Berg, Bo van der"):
        name = parse_name(written)
        assert (name.given, name.family, name.particles) == (("bo",), ("berg",), ("van", "der"))


def test_an_arabic_article_may_be_glued_on() -> None:
    assert parse_name("Omar al-Rashid").family == parse_name("Omar Al Rashid").family


def test_a_nickname_and_a_maiden_name_stand_beside() -> None:
    assert parse_name('Robert "Bob" Quill').others == ("bob",)
    assert parse_name("Ada Marsh née Quill").others == ("quill",)
    assert parse_name("Ada (Quill) Marsh").others == ("quill",)


def test_initials_are_not_a_degree_when_in_front() -> None:
    assert parse_name("M.D. Quill").given == ("m", "d")


def test_a_family_name_that_looks_like_a_degree_stays() -> None:
    assert parse_name("Jack Ma").family == ("ma",)


def test_a_double_name_is_one_family_name() -> None:
    assert parse_name("Ada Quill-Marsh").family == ("quill", "marsh")


def test_chinese_and_korean_names_begin_with_the_family() -> None:
    assert parse_name("王伟").family == ("wang",)
    assert parse_name("김민수").family == ("kim",)


def test_given_and_family_may_come_apart() -> None:
    name = parse_name("", "Bo", "de la Cruz")
    assert (name.given, name.family, name.particles) == (("bo",), ("cruz",), ("de", "la"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("mueller", "muller"), ("stephen", "stefen"), ("catherine", "katherine"), ("yoon", "yun"),
     ("yulia", "iuliia"), ("schmidt", "shmidt"), ("macdonald", "mcdonald")],
)  # fmt: skip
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_different_names_sound_different() -> None:
    assert len({sound(n) for n in ("hansen", "hinson", "jansen", "henson")}) == 4


def test_arabic_writing_is_compared_by_consonants() -> None:
    assert consonants("mhmd") == consonants("mohammed")


def test_nicknames_belong_to_their_names_only() -> None:
    assert may_be_same("bob", "robert")
    assert may_be_same("katya", "ekaterina")
    assert not may_be_same("bob", "richard")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bob Quillfeather", "Robert Quillfeather"), ("Jörg Müller", "Joerg Mueller"),
     ("Александр Щербаков", "Alexander Shcherbakov"), ("Bo de Luca", "Bo Deluca"),
     ("Jean-Pierre Marsh", "Jeanpierre Marsh"), ("Bo Quillfeather", "Bo Quilfeather"),
     ("B. Quillfeather", "Bo Quillfeather"), ("Ada Quill Marsh", "Ada Marsh"),
     ("محمد علي", "Mohammed Ali"), ("Smith John A.", "John A. Smith"),
     ("Ada Quill-Marsh", "Ada Quill"), ("Quill Ada", "Ada Quill")],
)  # fmt: skip
def test_ways_of_writing_one_name_speak_for_one_person(one: str, other: str) -> None:
    """Beside the same phone, the names must not speak against each other."""
    match = compare(Identity(1, one), Identity(2, other))
    stranger = compare(Identity(1, one), Identity(2, "Zoltan Xerxes"))
    assert match.evidence_against == ()
    assert match.probability > 100 * stranger.probability


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada Quill", "Bo Quill"), ("Ada Quill", "Ada Marsh"), ("A. Quill", "Bo Quill"),
     ("Bo Quill Jr.", "Bo Quill Sr.")],
)  # fmt: skip
def test_differing_parts_speak_against(one: str, other: str) -> None:
    assert compare(Identity(1, one), Identity(2, other)).evidence_against


@given(st.text(max_size=80))
def test_no_text_is_fatal(text: str) -> None:
    name = parse_name(text)
    assert all(part.isascii() and part.islower() for part in name.tokens)
