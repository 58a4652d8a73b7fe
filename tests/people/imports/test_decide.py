"""Deciding without a database: whatever the rows, twice is once and nothing is lost."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.people.imports.decide import decide
from kithwork.people.imports.decision import Forgotten
from kithwork.people.imports.keys import mark, point_key
from kithwork.people.imports.known import Edition
from kithwork.people.rows import ContactRow, Parsed, Point, Role, TieRow

TODAY = dt.date(2026, 11, 23)
DAY = st.none() | st.sampled_from([dt.date(2025, 1, 1), dt.date(2026, 1, 1)])
NAME = st.sampled_from(
    ["Bo Friend", "Friend, Bo", "Cy Stranger", "Bo", "B. Friend", "Bo Friend, PhD"]
)
POINT = st.sampled_from(
    [
        Point("email", "bo@example.org"),
        Point("email", "BO@example.org", "home"),
        Point("email", "info@example.org"),
        Point("phone", "+1 555 0100"),
        Point("profile", "https://www.linkedin.com/in/bo"),
        Point("profile", "https://de.linkedin.com/in/bo-2/"),
        Point("profile", "https://mill.example.org"),
    ]
)
ROLE = st.builds(
    Role,
    st.sampled_from(["Mill Ltd", "The Mill", "Bakery", "", "—"]),
    st.sampled_from(["", "Miller", "Boss"]),
    DAY,
    DAY,
)
ROW = st.builds(
    ContactRow,
    name=NAME,
    given=st.sampled_from(["", "Bo"]),
    points=st.lists(POINT, max_size=3).map(tuple),
    roles=st.lists(ROLE, max_size=2).map(tuple),
    headline=st.sampled_from(["", "Miller"]),
    birthday=st.sampled_from(["", "1980-03-07", "--03-07"]),
    notes=st.sampled_from(["", "Tall", "Loud"]),
    referred_by=st.sampled_from([(), ("Cy Stranger",), ("Bo Friend",), ("Dy",)]),
    connected_on=DAY,
    closeness=st.none() | st.sampled_from([0.2, 0.9]),
    generation=st.none() | st.integers(0, 3),
    known_of=st.booleans(),
    extras=st.sampled_from([(), (("shoe size", "44"),)]),
)
# A profile is one person's: a file that gives it to two names contradicts itself.
SOUND = ROW.filter(lambda row: "Cy" not in row.name or not row.profiles)
FILES = st.lists(
    st.lists(SOUND, max_size=4).map(lambda rows: Parsed("vcard", tuple(rows))), max_size=2
)


def settled(files, people=(), network=False):
    """Everybody after the files were taken in, as they would be loaded again, and the decision."""
    pool = list(people)
    days = [row.connected_on for parsed in files for row in parsed.contacts if row.connected_on]
    latest = max(days, default=None)
    newest = latest if people else None
    editions = [Edition(network, latest, newest) for _ in files]
    decision = decide(files, editions, pool, Forgotten(), TODAY)
    pool += [known for known in decision.people if known.pk is None]
    for number, known in enumerate(pool, start=1):
        known.pk = number
    return pool, decision


def is_change(known):
    return bool(
        known.changed
        or known.changed_roles
        or known.new_points
        or known.new_roles
        or known.new_alternatives
    )


def loaded(pool):
    return [
        replace(
            known, changed=set(), changed_roles=set(), new_points=[], new_roles={},
            new_alternatives=[],
        )
        for known in pool
    ]  # fmt: skip


def without_ends(parsed):
    """A network states today's roles only."""
    return replace(
        parsed,
        rows=tuple(
            replace(row, roles=tuple(replace(role, ended_on=None) for role in row.roles))
            for row in parsed.contacts
        ),
    )


@settings(max_examples=100, deadline=None, derandomize=True)
@given(FILES, st.booleans())
def test_the_same_files_twice_change_nothing(files, network):
    files = [without_ends(parsed) for parsed in files] if network else files
    pool, _ = settled(files, network=network)
    again, decision = settled(files, loaded(pool), network)
    assert len(again) == len(pool)
    assert [known for known in decision.people if is_change(known)] == []


@settings(max_examples=50, deadline=None)
@given(FILES)
def test_whatever_a_row_says_is_found_with_somebody(files):
    pool, _ = settled(files)
    for parsed in files:
        for row in parsed.contacts:
            assert any(holds(known, row) for known in pool), row


def holds(known, row):
    said = {row.name: "name", row.birthday: "birthday", row.notes: "notes"}
    fields = all(
        known.values.get(column) == value or (column, value) in known.alternatives
        for value, column in said.items()
        if value
    )
    points = all((p.kind, point_key(p.kind, p.value)) in known.points for p in row.points)
    return fields and points and set(row.extras) <= known.alternatives


@settings(max_examples=40, deadline=None)
@given(FILES)
def test_nobody_stands_before_themselves_in_introductions(files):
    _, decision = settled(files)
    gave = {}
    for link in decision.introductions:
        gave.setdefault(id(link.first), set()).add(id(link.second))
    for start in gave:
        reached, waiting = set(), [start]
        while waiting:
            for other in gave.get(waiting.pop(), ()):
                assert other != start
                if other not in reached:
                    reached.add(other)
                    waiting.append(other)


def test_the_key_of_somebody_forgotten_never_becomes_a_name():
    salt = "s"
    forgotten = Forgotten({salt: frozenset({mark(salt, "email:gone@example.org")})})
    rows = (
        ContactRow("Gone Person", points=(Point("email", "gone@example.org"),), key="17"),
        ContactRow("Bo Friend", key="18"),
        TieRow("18", "17", 0.5),
    )
    found = decide([Parsed("kithwork-json", rows)], [Edition()], [], forgotten, TODAY)
    assert [known.name for known in found.people] == ["Bo Friend"]
    assert found.ties == []
