"""The two halves meet: what is open, and whom one knows there."""

from kithwork.campaign.openings import known_at
from kithwork.people.introduce import NameGiven, know, organisation_named
from kithwork.people.models import Owner
from kithwork.people.organise import merge_organisations


def test_one_is_known_at_the_employer_of_any_spelling(ada, now):
    one = know(ada, NameGiven("Ina Inside", "ACME GmbH"), now)
    assert known_at(ada, ["acme"]) == {"acme": [one]}


def test_somebody_elsewhere_or_of_another_owner_is_not_shown(ada, now):
    know(ada, NameGiven("Ina Inside", "Acme Tools"), now)
    other = Owner.objects.create(username="other")
    know(other, NameGiven("Oda Other", "Acme"), now)
    assert known_at(ada, ["acme"]) == {}


def test_an_employer_taken_into_another_is_found_under_both_names(ada, now):
    one = know(ada, NameGiven("Ina Inside", "Acme Deutschland"), now)
    merge_organisations(
        organisation_named(ada, "Acme"), organisation_named(ada, "Acme Deutschland"), ["said"], now
    )
    assert known_at(ada, ["acme deutschland"])["acme deutschland"] == [one]
