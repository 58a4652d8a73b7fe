"""Two sources that agree or contradict are shown so, once the person says it."""

import pytest

from kithwork.campaign.about import employer_named, person_named_in
from kithwork.campaign.agree import beside, say_of_two, suggested
from kithwork.campaign.models import Finding, TwoFindings
from kithwork.errors import KithworkError
from kithwork.people.introduce import organisation_named


@pytest.fixture
def heard(ada, campaign, now):
    def learn(person, text, **more):
        return Finding.objects.create(
            owner=ada, campaign=campaign, said_by=person, text=text, heard_on=now.date(), **more
        )

    return learn


def test_two_people_who_say_the_opposite_are_suggested(campaign, heard, bo, cy):
    one, other = heard(bo, "The surgical ward is growing."), heard(cy, "The surgical ward closes.")
    found = suggested(campaign)
    assert [(each.first, each.second, each.word) for each in found] == [(one, other, "contradict")]
    assert found[0].because == ("surgical", "ward")


def test_a_suggestion_is_no_record_until_it_is_confirmed(campaign, heard, bo, cy, now):
    one, other = heard(bo, "The surgical ward is growing."), heard(cy, "The surgical ward closes.")
    assert beside(campaign) == {}
    say_of_two(other, one, "contradict", now)
    assert [each.finding for each in beside(campaign)[one.pk]] == [other]
    assert suggested(campaign) == []


def test_neither_is_remembered_and_not_shown(campaign, heard, bo, cy, now):
    one, other = heard(bo, "The surgical ward is growing."), heard(cy, "The surgical ward closes.")
    say_of_two(one, other, "apart", now)
    assert suggested(campaign) == []
    assert beside(campaign) == {}


def test_a_later_word_replaces_the_earlier(campaign, heard, bo, cy, now):
    one, other = heard(bo, "A."), heard(cy, "B.")
    say_of_two(one, other, "agree", now)
    say_of_two(other, one, "contradict", now)
    assert TwoFindings.objects.get().word == "contradict"


def test_one_person_saying_it_twice_is_one_source(campaign, heard, bo):
    heard(bo, "The surgical ward is growing.")
    heard(bo, "The surgical ward is growing fast.")
    assert suggested(campaign) == []


def test_what_holds_of_two_employers_is_not_compared(ada, campaign, heard, bo, cy):
    for person, place, text in ((bo, "Acme", "opens"), (cy, "Other", "closes")):
        heard(person, f"The surgical ward {text}.",
              about_organisation=organisation_named(ada, place))  # fmt: skip
    assert suggested(campaign) == []


def test_one_finding_is_not_two(campaign, heard, bo, now):
    one = heard(bo, "A.")
    with pytest.raises(KithworkError, match="different"):
        say_of_two(one, one, "agree", now)


def test_a_sentence_is_about_the_employer_and_the_person_it_names(ada, bo, cy):
    acme = organisation_named(ada, "Acme General GmbH")
    organisation_named(ada, "Acme")
    assert employer_named(ada, "At ACME General they look for a ward lead.") == acme
    assert employer_named(ada, "Somebody looks for a ward lead.") is None
    assert person_named_in(ada, "Ask Cy Stranger about it.", but=bo) == cy
    assert person_named_in(ada, "Ask Cyril about it.") is None
