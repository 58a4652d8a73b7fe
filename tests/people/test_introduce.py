"""A name that is given becomes a person, and what is no name is refused."""

import pytest

from kithwork.errors import KithworkError
from kithwork.people.introduce import NameGiven, introduce, know


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (NameGiven("  "), "Write the name"),
        (NameGiven(",,,"), "no letters"),
        (NameGiven("💥 7"), "no letters"),
        (NameGiven("x" * 301), "name is longer"),
        (NameGiven("Cy Stranger", role="x" * 301), "role is longer"),
        (NameGiven("Cy Stranger", "x" * 301), "employer is longer"),
        (NameGiven("Cy Stranger", email="no mail"), "no e-mail address"),
    ],
)
def test_what_is_no_name_is_refused_and_nobody_is_written_down(ada, bo, now, given, said):
    for act in (lambda: know(ada, given, now), lambda: introduce(bo, given, now)):
        with pytest.raises(KithworkError, match=said):
            act()
    assert list(ada.people.all()) == [bo]


@pytest.mark.parametrize("name", ["王芳", "Жанна Иванова", "O'Neil, Bo", "Q"])
def test_names_of_every_script_are_names(bo, now, name):
    assert introduce(bo, NameGiven(name), now).person.name == name
