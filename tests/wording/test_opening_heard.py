"""An opening heard of is known again by the words of its title."""

import pytest

from kithwork.wording.opening_heard import title_heard


@pytest.mark.parametrize(
    ("title", "said", "exact", "likely"),
    [
        ("Ward Manager (m/f/d)", "They look for a ward manager in spring.", True, True),
        ("Ward Managers", "They look for a ward manager.", True, True),
        ("Ward Manager, Surgery", "A ward manager is leaving; they will replace her.", False, True),
        ("Ward Manager – Surgery, Nights, Berlin", "They seek a ward manager.", False, True),
        ("Payroll Specialist", "They look for a ward manager.", False, False),
        ("Nurse", "They look for a nurse.", False, True),  # one word is never certain
        ("(m/f/d)", "They look for a nurse.", False, False),
    ],
)
def test_how_a_title_is_heard(title, said, exact, likely):
    found = title_heard(title, said)
    assert (found.exact, found.likely) == (exact, likely)
