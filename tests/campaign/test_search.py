"""A headhunter's search: from source people to enough qualified ones, in confidence."""

import datetime as dt

import pytest

from kithwork.campaign.approach import draft_approach, mark_sent
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.growth import growth_so_far
from kithwork.campaign.meet import plan_meeting
from kithwork.campaign.models import Campaign, Opinion, Verdict
from kithwork.campaign.record import OutcomeReport, record_outcome
from kithwork.campaign.search import (
    CallReport,
    OpinionHeard,
    add_source,
    begin_search,
    end_search,
    judge,
    only_searched,
    record_call,
)
from kithwork.campaign.search_seen import LAST, search_so_far, tree, when_enough
from kithwork.campaign.search_sheet import call_sheet
from kithwork.errors import KithworkError
from kithwork.people.export import export_csv, export_json, export_vcard
from kithwork.people.introduce import NameGiven
from kithwork.people.merge import merge
from kithwork.people.models import Person
from kithwork.people.share import share, unseal

FIND = Verdict.Word.QUALIFIED
OUT = Verdict.Word.NOT_SUITABLE


@pytest.fixture
def search(ada, now):
    return begin_search(ada, "Head of nursing in Kiel", now, target=2)


@pytest.fixture
def olga(search, now):
    """Olga, officer of the nurses' association."""
    return add_source(search, NameGiven("Olga Officer"), "officer", now).person


def call(search, person, *names, now, leave=None, **more):
    given = [NameGiven(name, may_use_name=leave) for name in names]
    return record_call(search, person, CallReport(given, **more), now)


def person(name):
    return Person.objects.get(name=name)


def due(search, now):
    return [one.person.name for one in call_sheet(search, now).due]


def shape(search):
    return [(row.depth, row.person.name, row.again) for row in tree(search)]


def test_a_search_needs_a_brief_and_a_target(ada, now):
    with pytest.raises(KithworkError, match="which post"):
        begin_search(ada, "  ", now)
    with pytest.raises(KithworkError, match="between 1 and 100"):
        begin_search(ada, "A post", now, target=0)
    assert not Campaign.objects.exists()


def test_a_source_person_is_known_of_and_no_kith(search, olga, bo, now):
    assert olga.generation is None
    assert add_source(search, NameGiven("Bo Friend"), "teacher", now).person == bo
    bo.refresh_from_db()
    assert bo.generation == 0
    with pytest.raises(KithworkError, match="association"):
        add_source(search, NameGiven("Eli Oak"), "wizard", now)


def test_each_name_becomes_a_person_and_an_introduction(search, olga, now):
    done = call(search, olga, "Cy Stranger", "Dee Fern", now=now, leave=True)
    assert done.new_names == 2
    given = person("Cy Stranger").introductions_received.get()
    assert (given.introducer, given.may_use_name) == (olga, True)


def test_a_second_word_about_a_call_adds_to_it(search, olga, now):
    call(search, olga, "Cy Stranger", now=now, told="Friendly.")
    call(search, olga, "Cy Stranger", "Dee Fern", now=now, told="Friendly.")
    (one,) = search.calls.all()
    assert one.told == "Friendly."
    assert one.names.count() == 2


def test_nobody_reached_names_nobody(search, olga, now):
    with pytest.raises(KithworkError, match="Nobody was reached"):
        call(search, olga, "Cy Stranger", now=now, reached=False)
    assert not search.calls.exists()


def test_the_sheet_begins_with_sources_then_those_whom_most_named(search, olga, now):
    """Olga and Tom name; Dee was named by both, Cy by one; the supplier was not called yet."""
    tom = add_source(search, NameGiven("Tom Teacher"), "teacher", now).person
    call(search, olga, "Cy Stranger", "Dee Fern", now=now)
    call(search, tom, "Dee Fern", now=now)
    add_source(search, NameGiven("Sue Supplier"), "supplier", now)
    assert due(search, now) == ["Sue Supplier", "Dee Fern", "Cy Stranger"]
    assert call_sheet(search, now).resting == 2


def test_nobody_is_called_twice_in_a_short_time(search, olga, now):
    call(search, olga, now=now)
    days = dt.timedelta(days=search.ask_again_after_days)
    assert due(search, now + days - dt.timedelta(days=1)) == []
    assert due(search, now + days) == ["Olga Officer"]


def test_somebody_not_reached_is_tried_again_after_two_days(search, olga, now):
    call(search, olga, now=now, reached=False)
    assert due(search, now + dt.timedelta(days=1)) == []
    assert due(search, now + dt.timedelta(days=2)) == ["Olga Officer"]


def test_a_request_in_the_seeking_campaign_lets_them_rest_here_too(search, campaign, bo, now):
    add_source(search, NameGiven("Bo Friend"), "other", now)
    assert due(search, now) == ["Bo Friend"]
    mark_sent(draft_approach(campaign, bo, now), now)
    assert due(search, now) == []


def test_those_to_be_left_alone_and_those_unsuitable_are_not_called(search, olga, now):
    call(search, olga, "Cy Stranger", "Dee Fern", now=now)
    Person.objects.filter(name="Dee Fern").update(leave_alone=True)
    judge(search, person("Cy Stranger"), OUT, now, "Wants to stay in Bonn")
    assert due(search, now) == []


def test_the_script_mentions_a_giver_only_with_leave(search, olga, now):
    call(search, olga, "Cy Stranger", now=now, leave=True)
    call(search, olga, "Dee Fern", now=now, leave=False)
    scripts = {one.person.name: " ".join(one.script) for one in call_sheet(search, now).due}
    assert scripts["Cy Stranger"].startswith("Olga Officer gave me your name.")
    assert "Olga" not in scripts["Dee Fern"]
    assert "Head of nursing in Kiel" in scripts["Dee Fern"]


def test_who_wants_to_enter_a_field_asks_for_people_and_not_for_a_post(ada, now):
    search = begin_search(ada, "Hospice work", now, wanted="field")
    add_source(search, NameGiven("Olga Officer"), "officer", now)
    (one,) = call_sheet(search, now).due
    said = " ".join(one.script)
    assert "my way into this field" in said
    assert "as an association officer" in said
    assert "post" not in said


def test_opinions_leave_by_no_export_and_no_share(ada, search, olga, now):
    heard = [OpinionHeard("cy stranger", "Quarrels with everybody")]
    call(search, olga, "Cy Stranger", now=now, opinions=heard, told="Never repeat this")
    assert Opinion.objects.get().about.name == "Cy Stranger"
    shared = share(ada, ada.people.all(), ["headline", "employer"], "long enough words", now)
    gone_out = [export_json(ada), export_csv(ada), export_vcard(ada),
                unseal(shared, "long enough words").decode()]  # fmt: skip
    assert all("Cy Stranger" in text for text in gone_out)
    assert not any("Quarrels" in text or "Never repeat" in text for text in gone_out)


def test_an_opinion_does_not_come_out_when_two_records_become_one(ada, search, olga, now):
    heard = [OpinionHeard("Cy Stranger", "Quarrels with everybody")]
    call(search, olga, "Cy Stranger", "Cy Strangers", now=now, opinions=heard)
    other, cy = person("Cy Strangers"), person("Cy Stranger")
    for one in (cy, other):
        call(search, one, now=now, told=f"Never repeat this of {one.pk}")
        judge(search, one, OUT, now, f"Too loud, {one.pk}")
    merge(other, cy, ["the same"], now)
    assert Opinion.objects.get().about == other
    assert "Quarrels" not in export_json(ada)
    assert "Never repeat" not in export_json(ada)
    assert "Too loud" not in export_json(ada)


def test_an_opinion_is_about_somebody_of_the_search(search, olga, now):
    with pytest.raises(KithworkError, match="add the name first"):
        call(search, olga, "Cy Stranger", now=now, opinions=[OpinionHeard("Eli Oak", "Good")])
    assert not search.calls.exists()


def test_unsuitable_needs_a_reason_and_the_latest_word_holds(search, olga, now):
    call(search, olga, "Cy Stranger", now=now)
    cy = person("Cy Stranger")
    with pytest.raises(KithworkError, match="why Cy Stranger"):
        judge(search, cy, OUT, now, " ")
    judge(search, cy, OUT, now, "No licence")
    judge(search, cy, FIND, now, "Has the licence after all")
    seen = search_so_far(search)
    assert [one.person for one in seen.qualified] == [cy]
    assert not seen.unsuitable


def test_only_people_of_the_search_are_judged(search, bo, now):
    with pytest.raises(KithworkError, match="not part"):
        judge(search, bo, FIND, now)


def test_the_tree_shows_who_named_whom_and_tolerates_circles(search, olga, now):
    """Olga names Cy, Cy names Dee, Dee names Cy and Olga."""
    call(search, olga, "Cy Stranger", now=now)
    call(search, person("Cy Stranger"), "Dee Fern", now=now)
    call(search, person("Dee Fern"), "Cy Stranger", "Olga Officer", now=now)
    assert shape(search) == [
        (0, "Olga Officer", False),
        (1, "Cy Stranger", False),
        (2, "Dee Fern", False),
        (3, "Cy Stranger", True),
        (3, "Olga Officer", True),
    ]


def test_a_circle_without_a_source_has_a_beginning(search, cy, bo, now):
    call(search, bo, "Cy Stranger", now=now)
    call(search, cy, "Bo Friend", now=now)
    assert shape(search) == [
        (0, "Bo Friend", False), (1, "Cy Stranger", False), (2, "Bo Friend", True),
    ]  # fmt: skip


def test_somebody_named_twice_stands_nearest_to_a_source(search, olga, now):
    """Olga names Cy then Dee; Cy names Dee too: Dee's own names stand under Olga."""
    call(search, olga, "Cy Stranger", "Dee Fern", now=now)
    call(search, person("Cy Stranger"), "Dee Fern", now=now)
    call(search, person("Dee Fern"), "Eli Oak", now=now)
    assert shape(search) == [
        (0, "Olga Officer", False),
        (1, "Cy Stranger", False),
        (2, "Dee Fern", True),
        (1, "Dee Fern", False),
        (2, "Eli Oak", False),
    ]


def test_a_long_chain_of_names_is_walked(search, olga, now):
    giver = olga
    for step in range(60):
        giver = call(search, giver, f"Person N{step}", now=now).introduced[0].person
    rows = tree(search)
    assert rows[-1].depth == 60
    assert len(rows[-1].closes) == 60


def test_a_qualified_name_counts_for_the_call_that_brought_it_first(search, olga, now):
    call(search, olga, "Cy Stranger", now=now)
    later = now + dt.timedelta(days=1)
    call(search, person("Cy Stranger"), "Dee Fern", now=later)
    call(search, person("Dee Fern"), "Cy Stranger", now=later)
    judge(search, person("Cy Stranger"), FIND, later)
    seen = search_so_far(search)
    assert seen.by_call == (1, 0, 0)
    assert seen.rate == pytest.approx(1 / 3)
    assert [one.name for one in seen.unjudged] == ["Dee Fern"]


def test_calls_that_reached_nobody_are_not_in_the_rate(search, olga, now):
    call(search, olga, now=now, reached=False)
    assert search_so_far(search).rate is None


def test_the_target_reached_is_enough():
    enough, sentence = when_enough(2, 2, (1, 1), 4)
    assert enough
    assert sentence.startswith("Enough: 2 of 2")


def test_last_calls_that_brought_next_to_nothing_are_enough():
    assert when_enough(3, 5, (3,) + (0,) * LAST, 0)[0]
    assert when_enough(4, 9, (3,) + (0,) * (LAST - 1) + (1,), 0)[0]
    assert not when_enough(5, 9, (3,) + (0,) * (LAST - 2) + (1, 1), 0)[0]
    assert not when_enough(0, 5, (0,) * (LAST - 1), 0)[0]


def test_names_not_judged_yet_are_not_taken_for_nothing():
    enough, sentence = when_enough(0, 5, (0,) * LAST, 3)
    assert not enough
    assert "3 people are named and not judged yet" in sentence


def test_the_rate_says_how_many_calls_are_ahead():
    assert "0.5 a call: at this rate about 6 calls more" in when_enough(2, 5, (1, 0, 1, 0), 0)[1]


def test_a_search_that_ended_takes_no_more_calls(search, olga, now):
    end_search(search, now)
    with pytest.raises(KithworkError, match="ended on 2026-11-23"):
        call(search, olga, "Cy Stranger", now=now)


def test_a_search_is_no_seeking_campaign_and_moves_none_of_its_counts(
    ada, search, campaign, olga, bo, now
):
    before = growth_so_far(campaign, now)
    call(search, olga, "Cy Stranger", "Dee Fern", now=now)
    call(search, bo, "Eli Oak", now=now)
    assert current_campaign(ada, now) == campaign
    assert growth_so_far(campaign, now) == before
    assert growth_so_far(campaign, now).generations == ((0, 1),)


def test_a_name_given_in_a_meeting_too_is_no_longer_only_of_the_search(
    ada, search, campaign, bo, now
):
    call(search, bo, "Cy Stranger", "Dee Fern", now=now)
    assert {one.introduced.name for one in only_searched(ada)} == {"Cy Stranger", "Dee Fern"}
    meeting = plan_meeting(campaign, bo, "How wards are staffed", now)
    record_outcome(meeting, OutcomeReport(names=[NameGiven("Cy Stranger")]), now)
    assert {one.introduced.name for one in only_searched(ada)} == {"Dee Fern"}
    assert person("Cy Stranger").generation == 1


def test_a_call_owes_thanks_by_tomorrow_and_a_report_to_who_named_them(search, olga, now):
    first = call(search, olga, "Rae Ready", now=now)
    rae = first.introduced[0].person
    record_call(search, rae, CallReport(told="Happy where she is."), now)
    owed = {(f.kind, f.person.name): (f.due_on, f.about) for f in search.follow_ups.owed()}
    assert owed == {
        ("thanks", "Olga Officer"): (dt.date(2026, 11, 24), None),
        ("thanks", "Rae Ready"): (dt.date(2026, 11, 24), None),
        ("report_back", "Olga Officer"): (dt.date(2026, 11, 25), rae),
    }


def test_a_second_word_about_a_call_owes_nothing_more(search, olga, now):
    call(search, olga, "Rae Ready", now=now)
    call(search, olga, "Sol Second", now=now)
    assert search.follow_ups.count() == 1


def test_nobody_reached_is_owed_nothing(search, olga, now):
    record_call(search, olga, CallReport(reached=False), now)
    assert not search.follow_ups.exists()
