"""What a reading means for the postings known before."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kithwork.boards.changes import CONFIRM_AFTER, KnownPosting, decide
from kithwork.boards.reading import BoardReading, Cause, PostingRow

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def row(posting_id, title="Nurse", **fields):
    return PostingRow(posting_id=posting_id, title=title, **fields)


def known(*rows, closed=()):
    return {r.posting_id: KnownPosting(r, r.posting_id not in closed) for r in rows}


def whole(*rows):
    return BoardReading(postings=rows, complete=True)


def partly(*rows):
    return BoardReading(postings=rows, complete=False, cause=Cause.INCOMPLETE)


def ids(rows):
    return [r.posting_id for r in rows]


def test_a_posting_never_seen_before_is_opened():
    changes = decide(known(row("1")), whole(row("1"), row("2")), None, NOW)
    assert ids(changes.opened) == ["2"]
    assert not changes.closed


def test_a_posting_gone_from_a_whole_reading_is_closed():
    changes = decide(known(row("1"), row("2")), whole(row("1")), None, NOW)
    assert changes.closed == ("2",)


def test_a_posting_missing_from_a_partial_reading_stays_open():
    changes = decide(known(row("1"), row("2")), partly(row("1")), None, NOW)
    assert changes.closed == ()
    assert changes.held == ()


def test_a_closed_posting_that_shows_again_is_reopened():
    changes = decide(known(row("1"), closed={"1"}), whole(row("1")), None, NOW)
    assert ids(changes.reopened) == ["1"]
    assert not changes.opened


def test_a_change_says_what_changed():
    before = row("1", location="Leeds", description="Days.")
    after = row("1", title="Head nurse", location="Leeds", description="Nights.")
    changes = decide(known(before), whole(after), None, NOW)
    assert changes.changed == ((after, {"title": ("Nurse", "Head nurse"), "description": (5, 7)}),)


def test_the_same_reading_again_changes_nothing():
    changes = decide(known(row("1")), whole(row("1")), None, NOW)
    assert not changes.any
    assert not changes.learnt


def test_a_drop_to_nothing_is_held_until_a_second_reading_agrees():
    before = known(row("1"))
    first = decide(before, whole(), None, NOW)
    assert (first.closed, first.held, first.doubted_since) == ((), ("1",), NOW)
    soon = decide(before, whole(), first.doubted_since, NOW + dt.timedelta(minutes=2))
    assert (soon.closed, soon.doubted_since) == ((), NOW)
    later = decide(before, whole(), first.doubted_since, NOW + CONFIRM_AFTER)
    assert (later.closed, later.doubted_since) == (("1",), None)


def test_a_drop_by_more_than_four_fifths_is_held_and_a_smaller_one_is_not():
    before = known(*(row(str(n)) for n in range(10)))
    assert decide(before, whole(row("0")), None, NOW).held
    assert len(decide(before, whole(row("0"), row("1")), None, NOW).closed) == 8


def test_a_board_whose_many_openings_are_all_new_is_doubted_too():
    before = known(*(row(str(n)) for n in range(5)))
    changes = decide(before, whole(row("new")), None, NOW)
    assert ids(changes.opened) == ["new"]
    assert len(changes.held) == 5


def test_one_opening_that_makes_way_for_another_is_believed():
    changes = decide(known(row("1")), whole(row("2")), None, NOW)
    assert changes.closed == ("1",)


def test_openings_that_come_back_end_the_doubt():
    changes = decide(known(row("1")), whole(row("1")), NOW - dt.timedelta(days=1), NOW)
    assert changes.doubted_since is None


def test_a_partial_reading_neither_raises_a_doubt_nor_settles_one():
    since = NOW - dt.timedelta(days=1)
    before = known(row("1"), row("2"))
    assert decide(before, partly(row("3")), None, NOW).doubted_since is None
    assert decide(before, partly(row("1")), since, NOW).doubted_since == since


def test_an_unread_page_is_no_empty_page():
    before = row("1", description="Days.", posted_on=NOW.date(), location="Leeds; Hull")
    listed = row("1", location="Leeds and 1 more", detailed=False)
    changes = decide(known(before), whole(listed), None, NOW)
    assert not changes.any
    assert not changes.learnt


def test_a_new_title_in_a_list_keeps_the_text_and_asks_for_the_page_again():
    before = row("1", description="Days.")
    changes = decide(known(before), whole(row("1", title="Head nurse", detailed=False)), None, NOW)
    [(kept, what)] = changes.changed
    assert what == {"title": ("Nurse", "Head nurse")}
    assert (kept.description, kept.detailed) == ("Days.", False)


def test_a_page_read_for_the_first_time_is_learnt_not_changed():
    changes = decide(
        known(row("1", detailed=False)), whole(row("1", description="Days.")), None, NOW
    )
    assert not changes.any
    assert ids(changes.learnt) == ["1"]


IDS = st.frozensets(st.sampled_from("abcdefgh"))


@given(open_=IDS, closed=IDS, shown=IDS, complete=st.booleans(), doubted=st.booleans())
def test_every_posting_is_accounted_for_exactly_once(open_, closed, shown, complete, doubted):
    before = known(*map(row, sorted(open_ | closed)), closed=closed - open_)
    reading = BoardReading(postings=tuple(map(row, sorted(shown))), complete=complete)
    since = NOW - CONFIRM_AFTER if doubted else None
    changes = decide(before, reading, since, NOW)
    assert set(ids(changes.opened)) == shown - open_ - closed
    assert set(ids(changes.reopened)) == shown & (closed - open_)
    gone = set(changes.closed) | set(changes.held)
    assert gone <= open_ - shown
    assert not set(changes.closed) & set(changes.held)
    assert complete or not changes.closed
    if complete:
        assert gone == open_ - shown
    assert (changes.doubted_since is not None) == bool(changes.held)
