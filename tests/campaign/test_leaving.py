"""What was offered, needed and compared goes with a person who is forgotten, and moves with one."""

import pytest
from django.apps import apps
from django.core import serializers

from kithwork.campaign.agree import say_of_two
from kithwork.campaign.dates import choose_offer, keep_offer
from kithwork.campaign.give import note_need, put_together
from kithwork.campaign.models import DatesProposed, Finding, FollowUp, Need, TwoFindings
from kithwork.people.forget import forget
from kithwork.people.merge import merge, unmerge
from kithwork.people.models import Person


@pytest.fixture
def life(ada, campaign, bo, cy, now):
    """Cy looks for something that Bo may have, was offered times, and said something."""
    need = note_need(cy, "a flat near Cy Stranger's work", now)
    put_together(campaign, need, bo, now)
    note_need(bo, "a friend of Cy Stranger", now)
    offer = choose_offer(campaign, cy, now, their_place="London")
    keep_offer(campaign, offer, now)
    one, other = (
        Finding.objects.create(owner=ada, campaign=campaign, said_by=person, text=said,
                               heard_on=now.date())
        for person, said in ((cy, "Cy Stranger says that wards grow."), (bo, "Wards close."))
    )  # fmt: skip
    say_of_two(one, other, "contradict", now)
    return cy


def test_nothing_of_the_forgotten_stays(life, bo, now):
    forget(life, now)
    assert list(Need.objects.values_list("person", "text")) == [(bo.pk, "a friend of somebody")]
    assert not DatesProposed.objects.exists()
    assert not FollowUp.objects.exclude(need=None).exists()
    everything = "\n".join(
        serializers.serialize("json", model._base_manager.all()) for model in apps.get_models()
    )
    assert "Cy Stranger" not in everything


def test_needs_and_dates_move_when_two_records_become_one_and_back(ada, life, now):
    kept = Person.objects.create(owner=ada, name="Cyril Stranger", created_at=now)
    done = merge(kept, life, ["said"], now)
    assert (kept.needs.count(), kept.dates_proposed.count()) == (1, 1)
    unmerge(done, now)
    assert (kept.needs.count(), life.needs.count(), life.dates_proposed.count()) == (0, 1, 1)


def test_a_finding_that_goes_takes_the_word_on_it_along(life):
    Finding.objects.filter(said_by=life).delete()
    assert not TwoFindings.objects.exists()
