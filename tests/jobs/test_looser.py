"""A search that finds nothing says what to leave out of it, and how much there is then."""

from kithwork.jobs.looser import looser
from kithwork.jobs.search import Wanted, search


def told(**wanted):
    return [(one.called, one.count) for one in looser(search(Wanted(**wanted)))]


def test_each_part_without_which_something_is_found_is_counted(post):
    post("Nurse", location="Leeds")
    post("Nurse", location="York")
    post("Pilot", location="Hull")
    assert told(words="nurse zzyzx", place="") == [("without zzyzx", 2)]
    assert told(words="nurse", place="Hull") == [("without nurse", 1), ("in any place", 2)]


def test_words_are_left_out_as_they_were_written(post):
    post("Head of nursing")
    found = looser(search(Wanted('"head of nursing" -"of nursing" zzyzx')))
    assert found == []
    (one,) = looser(search(Wanted('"head of nursing" zzyzx')))
    assert one.words == '"head of nursing"'


def test_everything_there_is_is_no_answer(post):
    post("Nurse")
    assert told(words="zzyzx") == []
    assert told(job_type="Retail") == []
