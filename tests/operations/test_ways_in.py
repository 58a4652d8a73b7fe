"""The list of employers as it is asked for: who leads there, and who aims for what."""

from kithwork.campaign.begin import write_objective
from kithwork.operations.ways_in import organisations_list
from kithwork.people.introduce import NameGiven, introduce, organisation_named


def test_each_employer_says_how_likely_and_through_whom(ada, campaign, bo, now):
    introduce(bo, NameGiven("Cy Stranger", "Acme"), now)
    organisation_named(ada, "Moon Base")
    found = organisations_list(ada, now=now)
    acme, moon = found.employers
    assert (acme.name, acme.first, acme.people) == ("Acme", "Bo Friend", 1)
    assert 0 < acme.chance < 0.9
    assert (moon.chance, moon.first) == (None, "")
    assert "through Bo Friend first; 1 person there" in str(found)
    assert "Moon Base: nobody leads there yet" in str(found)
    assert "2 in all" in str(found)


def test_words_and_a_limit_choose(ada, campaign, now):
    for name in ("Moon Base", "Moon Bakery", "Acme"):
        organisation_named(ada, name)
    found = organisations_list(ada, ["moon"], sort="name", limit=1, now=now)
    assert [one.name for one in found.employers] == ["Moon Bakery"]
    assert found.count == 2
    assert str(organisations_list(ada, ["sun"], now=now)) == "No employer fits."


def test_only_what_one_aims_for(ada, campaign, bo, now):
    introduce(bo, NameGiven("Cy Stranger", "Acme"), now)
    organisation_named(ada, "Moon Base")
    write_objective(campaign, "Work.", now, employers=["Nowhere Ltd", "Acme"])
    found = organisations_list(ada, aimed=True, now=now)
    assert [(one.name, one.number is None) for one in found.employers] == [
        ("Acme", False),
        ("Nowhere Ltd", True),
    ]
    assert found.count == 2
    assert organisations_list(ada, ["nowhere"], aimed=True, now=now).count == 1


def test_nobody_sees_another_owners_employers(ada, campaign, bo, now, django_user_model):
    introduce(bo, NameGiven("Cy Stranger", "Acme"), now)
    other = django_user_model.objects.create(username="eve")
    assert organisations_list(other, now=now).count == 0
