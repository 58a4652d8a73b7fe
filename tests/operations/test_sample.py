"""The invented sample comes into an empty house, and leaves an empty one."""

from kithwork.boards.models import Board
from kithwork.jobs.fold import fold_waiting
from kithwork.jobs.models import Posting, PostingKey
from kithwork.operations.sample import clear_sample, plant_sample


def test_what_was_invented_leaves_nothing_behind(ada, now):
    assert plant_sample(ada, now)
    list(fold_waiting())
    assert PostingKey.objects.exists()
    clear_sample(ada)
    kinds = (Board, Posting, PostingKey)
    assert [kind.objects.count() for kind in kinds] == [0, 0, 0]
    assert not ada.people.exists()
    assert not ada.sample


def test_nothing_is_invented_where_somebody_is_known_already(ada, now):
    plant_sample(ada, now)
    before = Posting.objects.count()
    assert not plant_sample(ada, now)
    assert Posting.objects.count() == before
