"""A headhunter's search as it is asked for."""

import json

import pytest

from kithwork.errors import KithworkError
from kithwork.operations import search
from kithwork.operations.registry import plain
from kithwork.people.models import Person


@pytest.fixture
def begun(ada, now):
    done = search.search_begin(ada, "Head of nursing in Kiel", now=now, target=2)
    search.search_source(ada, "Olga Officer", kind="officer", now=now)
    return done


def call(ada, now, person="Olga Officer", **more):
    return search.search_call(ada, person, now=now, **more)


def test_without_a_search_one_is_told_how_to_begin(ada, now):
    with pytest.raises(KithworkError, match="search begin"):
        search.search_sheet(ada, now=now)


def test_the_sheet_says_whom_to_call_and_what_to_say(ada, begun, now):
    said = str(search.search_sheet(ada, now=now))
    assert "Olga Officer (source: association officer)" in said
    assert "Head of nursing in Kiel" in said
    assert "begin with the source people" in said


def test_a_call_takes_names_referrals_and_opinions(ada, begun, now):
    done = call(
        ada, now, name=["Cy Stranger; Acme; Nurse"], referral=["Dee Fern"],
        opinion=["Dee Fern: calm in a storm"],
    )  # fmt: skip
    assert done.names == ("Cy Stranger", "Dee Fern")
    assert done.new_names == 2
    cy = Person.objects.get(name="Cy Stranger")
    assert cy.current_position().organisation.name == "Acme"
    leave = {
        name: Person.objects.get(name=name).introductions_received.get().may_use_name
        for name in done.names
    }
    assert leave == {"Cy Stranger": None, "Dee Fern": True}


def test_no_command_repeats_an_opinion(ada, begun, now):
    done = call(ada, now, name=["Cy Stranger"], opinion=["Cy Stranger: quarrels"], told="a secret")
    assert done.opinions == 1
    shown = search.search_show(ada)
    sheet = search.search_sheet(ada, now=now)
    told = "".join([json.dumps(plain(one)) + str(one) for one in (done, shown, sheet)])
    assert "Cy Stranger" in told
    assert "quarrels" not in told
    assert "secret" not in told


def test_an_opinion_without_a_name_is_refused_and_nothing_is_kept(ada, begun, now):
    with pytest.raises(KithworkError, match="Name: what they said"):
        call(ada, now, name=["Cy Stranger"], opinion=["quarrels"])
    assert not Person.objects.filter(name="Cy Stranger").exists()


def test_qualified_people_make_it_enough(ada, begun, now):
    call(ada, now, name=["Cy Stranger", "Dee Fern", "Eli Oak"])
    search.search_qualify(ada, "Cy Stranger", now=now)
    search.search_qualify(ada, "Eli Oak", not_suitable=True, reason="Retired", now=now)
    assert not search.search_show(ada).enough
    search.search_qualify(ada, "Dee Fern", now=now)
    shown = search.search_show(ada)
    assert shown.enough
    assert shown.rate == 2
    assert "  Cy Stranger (qualified)" in str(shown)
    assert "  Eli Oak (not suitable)" in str(shown)


def test_a_search_ended_is_found_by_its_name_only(ada, begun, now):
    search.search_end(ada, now=now)
    with pytest.raises(KithworkError, match="No search runs"):
        search.search_show(ada)
    assert search.search_show(ada, search="nursing").ended_on == now.date()


def test_several_searches_that_fit_are_named(ada, begun, now):
    search.search_begin(ada, "Nursing teacher", now=now)
    with pytest.raises(KithworkError, match="Give the number"):
        search.search_show(ada, search="nursing")
    assert search.search_show(ada, search=str(begun.id)).name == "Head of nursing in Kiel"
