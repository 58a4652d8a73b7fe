"""The objective is rewritten, never overwritten."""

import pytest

from kithwork.campaign.begin import current_campaign, write_objective
from kithwork.campaign.capture import capture
from kithwork.campaign.keep import keep_draft, kept_draft, let_go
from kithwork.errors import KithworkError


def test_each_rewriting_is_a_version(campaign, now):
    write_objective(campaign, "Broad", now)
    write_objective(campaign, "Narrow", now, employers=["Acme"])
    assert [o.text for o in campaign.objectives.all()] == ["Narrow", "Broad"]


def test_writing_the_same_again_changes_nothing(campaign, now):
    first = write_objective(campaign, "Broad", now, places=[" Leeds ", "Leeds"])
    assert write_objective(campaign, "Broad ", now, places=["Leeds"]) == first


def test_an_empty_objective_is_refused(campaign, now):
    with pytest.raises(KithworkError, match="aiming for"):
        write_objective(campaign, " ", now)


def test_the_running_campaign_is_found_again(ada, now):
    assert current_campaign(ada, now) == current_campaign(ada, now)


def test_a_draft_is_kept_until_the_form_is_sent(ada, now):
    keep_draft(ada, "/meetings/1/outcome/", {"told": ["half a sen"]}, now)
    assert kept_draft(ada, "/meetings/1/outcome/") == {"told": ["half a sen"]}
    let_go(ada, "/meetings/1/outcome/")
    assert kept_draft(ada, "/meetings/1/outcome/") == {}


def test_a_remark_delivered_twice_is_caught_once(ada, now):
    capture(ada, "They hire", now, mark="m1")
    capture(ada, "They hire", now, mark="m1")
    assert ada.captures.count() == 1


def test_each_version_remembers_how_much_it_matched(campaign, now):
    assert write_objective(campaign, "Broad", now).focus == {
        "openings": 0, "employers": 0, "occupations": 0,
    }  # fmt: skip
