"""What people told before the boards did is first-hand news, and is counted."""

import datetime as dt

import pytest

from kithwork.boards.models import Board
from kithwork.campaign.models import Finding
from kithwork.campaign.news import confirm, deny, news_of
from kithwork.errors import KithworkError
from kithwork.jobs.models import Job, Posting
from kithwork.people.introduce import NameGiven, know, organisation_named


@pytest.fixture
def heard(ada, campaign, bo, now):
    def learn(text, about="Acme", **more):
        said = {"kind": "opening", "said_by": bo, "heard_on": now.date(), **more}
        place = organisation_named(ada, about) if about else None
        return Finding.objects.create(
            owner=ada, campaign=campaign, text=text, about_organisation=place, **said
        )

    return learn


@pytest.fixture
def posted(db, now):
    board = Board.objects.create(ats="lever", token="acme", employer="Acme", normal="acme",
                                 url="https://acme.test/", added_at=now)  # fmt: skip

    def publish(title, days=11, employer="acme", new=True):
        at = now + dt.timedelta(days=days)
        return Posting.objects.create(
            board=board, posting_id=f"{title}{days}{employer}", title=title, employer=employer,
            normal=employer, first_seen_at=at, last_seen_at=at, new_at=at if new else None,
        )  # fmt: skip

    return publish


def test_the_same_title_at_the_same_employer_later_is_certain(campaign, heard, posted):
    heard("They look for a ward manager.")
    posting = posted("Ward Manager (m/f/d)")
    (news,) = news_of(campaign).first_hand
    assert (news.posting, news.certain, news.days) == (posting, True, 11)


def test_a_likely_title_is_suggested_and_counts_once_confirmed(campaign, heard, posted):
    finding = heard("A manager of the surgical ward leaves.")
    posting = posted("Ward Manager, Surgery")
    assert news_of(campaign).first_hand == ()
    (news,) = news_of(campaign).suggested
    confirm(finding, news.posting)
    (news,) = news_of(campaign).first_hand
    assert (news.posting, news.days, news.confirmed) == (posting, 11, True)


def test_what_was_denied_is_not_suggested_again(campaign, heard, posted):
    finding = heard("A manager of the surgical ward leaves.")
    deny(finding, posted("Ward Manager, Surgery"))
    news = news_of(campaign)
    assert (news.suggested, news.waiting) == ((), (finding,))


def test_what_was_out_already_is_no_news(campaign, heard, posted):
    finding = heard("They look for a ward manager.")
    posted("Ward Manager", days=-3)
    assert news_of(campaign).waiting == (finding,)


def test_a_day_of_publication_that_nobody_knows_is_not_counted(campaign, heard, posted):
    heard("They look for a ward manager.")
    posted("Ward Manager", new=False)
    news = news_of(campaign)
    assert len(news.known) == 1
    assert news.first_hand == ()


def test_two_openings_of_one_title_are_not_certain(campaign, heard, posted, now):
    heard("They look for a ward manager.")
    first, second = posted("Ward Manager", days=3), posted("Ward Manager", days=5)
    for posting in (first, second):
        posting.job = Job.objects.create(title="Ward Manager", employer="acme", first_seen_at=now)
        posting.save()
    assert news_of(campaign).known == ()
    assert news_of(campaign).suggested[0].posting == first


def test_another_employers_posting_is_another_opening(campaign, heard, posted):
    finding = heard("They look for a ward manager.")
    posted("Ward Manager", employer="other")
    assert news_of(campaign).waiting == (finding,)


def test_without_an_employer_the_speakers_is_only_likely(ada, campaign, heard, posted, now):
    dee = know(ada, NameGiven("Dee Fern", "Acme"), now)
    heard("They look for a ward manager.", about="", said_by=dee)
    posted("Ward Manager")
    assert news_of(campaign).known == ()
    assert len(news_of(campaign).suggested) == 1


def test_only_an_opening_heard_of_becomes_a_posting(campaign, heard, posted):
    with pytest.raises(KithworkError, match="opening"):
        confirm(heard("Wards grow.", kind="trend"), posted("Ward Manager"))
