"""How many openings there are is told by kind."""

from kithwork.boards.models import Board
from kithwork.jobs.models import Posting, PostingText
from kithwork.operations.counts import jobs_counts
from kithwork.operations.jobs import jobs_search


def test_counts_and_found_words_are_told_in_words(ada, now):
    board = Board.objects.create(ats="lever", token="a", employer="Acme", normal="acme",
                                 added_at=now)  # fmt: skip
    one = Posting.objects.create(
        board=board, posting_id="1", title="Nurse", employer="Acme", normal="acme",
        types=["Nursing"], first_seen_at=now, last_seen_at=now, new_at=now,
    )  # fmt: skip
    PostingText.objects.create(posting=one, description="You lead the night shift.")
    told = str(jobs_counts(ada, now=now))
    assert "1 open, 1 added today, 1 new this week." in told
    assert "       1  Nursing (1 new this week)" in told
    assert "       1  Acme (1 new this week)" in told
    assert jobs_counts(ada, ["pilot"], now=now).open == 0
    assert "You lead the *night* shift." in str(jobs_search(ada, ["night"], now=now))
