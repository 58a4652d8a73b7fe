"""A board, and postings on it, without reading anything."""

import pytest

from kithwork.boards.models import Board
from kithwork.jobs.models import Posting, PostingText


@pytest.fixture
def acme(db, now):
    return Board.objects.create(
        ats="greenhouse", token="acme", employer="Acme Inc", normal="acme", added_at=now
    )


@pytest.fixture
def post(acme, now):
    def post(title, text="", board=acme, **fields):
        number = Posting.objects.count() + 1
        fields = {"first_seen_at": now, "last_seen_at": now, "new_at": now, **fields}
        made = Posting.objects.create(
            board=board,
            posting_id=f"p-{number}",
            title=title,
            employer=board.employer,
            normal=board.normal,
            **fields,
        )
        if text:
            PostingText.objects.create(posting=made, description=text)
        return made

    return post
