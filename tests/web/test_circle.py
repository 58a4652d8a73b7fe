"""The pages of the circle, as the server writes them: they work without any script."""

from __future__ import annotations

import re

import pytest

from kithwork.campaign.begin import write_objective
from kithwork.people.introduce import NameGiven, introduce, organisation_named
from kithwork.people.models import ContactPoint, Person, Position, ReviewPair, Tie
from kithwork.web.circle import picture


@pytest.fixture
def page(ada, client):
    """Ada's browser: a function that opens a page and gives its text."""
    client.force_login(ada)

    def text(path, data=None):
        answer = client.post(path, data, follow=True) if data is not None else client.get(path)
        assert answer.status_code == 200
        found = answer.content.decode()
        assert " style=" not in found
        assert "onclick" not in found
        return found

    return text


@pytest.fixture
def chain(ada, bo, cy, now):
    """Bo knows Cy, and Cy works at Acme."""
    Tie.objects.create(owner=ada, person=bo, other=cy, own_word=0.5, created_at=now)
    acme = organisation_named(ada, "Acme")
    Position.objects.create(person=cy, organisation=acme, title="Clerk")
    return acme


def test_a_strangers_page_draws_the_way_to_them(page, campaign, chain, bo, cy):
    text = page(f"/people/{cy.pk}/")
    assert "Ways to Cy Stranger" in text
    assert 'class="chart way"' in text
    assert "Ask Bo Friend about Cy Stranger" in text
    assert "Ways to" not in page(f"/people/{bo.pk}/")


def test_an_employers_page_draws_the_ways_into_it(page, campaign, chain, ada):
    assert "Ways into Acme" in page(f"/employers/{chain.pk}/")
    entity = organisation_named(ada, "Empty GmbH")
    assert "Ask in your next meetings who knows people at Empty" in page(f"/employers/{entity.pk}/")


def test_the_list_of_employers_says_who_leads_where_and_sorts_by_it(page, campaign, chain, ada):
    organisation_named(ada, "A Moon Base")
    text = page("/employers/?sort=way")
    assert f'href="/employers/{chain.pk}/#ways">45%' in text
    assert "nobody leads there yet" in text
    assert text.index(">Acme<") < text.index(">A Moon Base<")
    assert 'id="ways"' in page(f"/employers/{chain.pk}/")
    text = page("/employers/?sort=name")
    assert text.index(">A Moon Base<") < text.index(">Acme<")


def test_the_objectives_page_says_who_leads_to_its_employers(page, campaign, chain, bo, now):
    assert "Who leads to the employers" not in page("/objective/")
    write_objective(campaign, "Work.", now, employers=["Acme", "Nowhere Ltd"])
    text = page("/objective/")
    assert f'through <a href="/people/{bo.pk}/">Bo Friend</a> first' in text
    assert '<strong>Nowhere Ltd</strong><br><span class="soft">nobody leads there yet' in text


def test_names_in_drawings_are_text_and_never_markup(page, campaign, chain, bo, cy, now):
    Person.objects.filter(pk=bo.pk).update(name="<script>x</script>", updated_at=now)
    for path in (f"/people/{cy.pk}/", "/people/circle/", "/people/circle/?by=field"):
        text = page(path)
        assert "<script>x" not in text
        assert "&lt;script&gt;x" in text


def test_the_picture_holds_everyone_who_was_reached_and_says_who_is_not(
    page, campaign, chain, bo, cy, ada, now
):
    Person.objects.create(owner=ada, name="Only Heard", created_at=now)
    introduce(bo, NameGiven("Dee Named"), now)
    text = page("/people/circle/?q=dee")
    for name in ("Bo Friend", "Cy Stranger: Clerk, Acme", "Dee Named"):
        assert f"<title>{name}</title>" in text
    assert "<title>Only Heard" not in text
    assert "1 person you only know of" in text
    assert len(re.findall(r'class="p found"', text)) == 1
    brought = re.search(r'class="brought" d="([^"]+)"', text)
    assert brought
    assert brought[1].count("M") == 2


def test_every_kind_in_the_picture_has_its_own_shape(ada, bo, cy, chain, now):
    Person.objects.create(owner=ada, name="Dee", generation=0, closeness=0.2, created_at=now)
    Person.objects.create(owner=ada, name="Eli", generation=0, created_at=now)
    legend = picture(ada).legend
    assert len(legend) == 4
    assert len({kind.shape for kind in legend}) == len({kind.css for kind in legend}) == 4
    assert sum(kind.count for kind in legend) == 4


def test_five_thousand_people_stand_in_one_picture_apart(ada, now):
    Person.objects.bulk_create(
        Person(owner=ada, name=f"P {i}", generation=0, created_at=now) for i in range(5000)
    )
    found = picture(ada)
    drawing = str(found.drawing)
    assert found.count == drawing.count("<title>") == 5000
    assert len(drawing) < 1_500_000
    places = re.findall(r'cx="(-?[\d.]+)" cy="(-?[\d.]+)" r="([\d.]+)"', drawing)
    assert len(set(places)) == 5000


def test_a_pair_is_shown_with_reasons_and_yes_makes_them_one(page, ada, bo, now):
    again = Person.objects.create(owner=ada, name="Bo F.", created_at=now)
    pair = ReviewPair.objects.create(
        owner=ada, first=bo, second=again, probability=0.9, created_at=now,
        evidence=["the same telephone", "but born on different days"],
    )  # fmt: skip
    text = page("/people/same/")
    assert "<li>the same telephone</li>" in text
    assert "<li>born on different days</li>" in text
    assert '<span class="count">1' in text
    said = page(f"/people/same/{pair.pk}/", {"answer": "same"})
    assert "Bo F. is part of Bo Friend now." in said
    assert "is part of this record" in page(
        f"/people/{again.pk}/".replace(str(again.pk), str(bo.pk))
    )
    merge = ada.merges.get()
    assert "stands for themselves again" in page(f"/people/merges/{merge.pk}/", {})
    assert ada.people.known().count() == 2


@pytest.mark.parametrize(("answer", "decision"), [("different", "different"), ("later", "")])
def test_no_and_later_leave_two_records(page, ada, bo, cy, now, answer, decision):
    pair = ReviewPair.objects.create(
        owner=ada, first=bo, second=cy, probability=0.9, created_at=now
    )
    said = page(f"/people/same/{pair.pk}/", {"answer": answer})
    assert "Nothing waits" in said
    assert "0 pairs" not in said
    pair.refresh_from_db()
    assert pair.decision == decision
    assert ada.people.known().count() == 2


def test_nobody_decides_on_another_owners_records(page, ada, bo, client, now):
    from kithwork.people.models import Owner

    eve = Owner.objects.create(username="eve")
    theirs = [Person.objects.create(owner=eve, name=n, created_at=now) for n in "XY"]
    pair = ReviewPair.objects.create(
        owner=eve, first=theirs[0], second=theirs[1], probability=0.9, created_at=now
    )
    for path in (f"/people/same/{pair.pk}/", f"/people/{theirs[0].pk}/forget/"):
        assert client.post(path, {"answer": "same", "sure": "yes"}).status_code == 404
    client.post("/people/bulk/", {"person": [theirs[0].pk], "closeness": "0.9"})
    theirs[0].refresh_from_db()
    assert theirs[0].closeness is None


def test_forgetting_asks_first(page, ada, cy):
    ContactPoint.objects.create(person=cy, kind="email", value="c@example.org", normal="c")
    text = page(f"/people/{cy.pk}/forget/")
    assert "1 contact point" in text
    page(f"/people/{cy.pk}/forget/", {})
    assert ada.people.filter(pk=cy.pk).exists()
    assert "Forgotten" in page(f"/people/{cy.pk}/forget/", {"sure": "yes"})
    assert not ada.people.filter(pk=cy.pk).exists()


def test_ticked_people_are_changed_at_once(page, ada, bo, cy):
    data = {"person": [bo.pk, cy.pk], "whom": "ticked", "closeness": "0.3", "known": "yes"}
    assert "2 people changed." in page("/people/bulk/", data)
    assert set(ada.people.values_list("closeness", "generation")) == {(0.3, 0)}
    page("/people/bulk/", {"person": [bo.pk], "closeness": "unsaid", "leave_alone": "yes"})
    bo.refresh_from_db()
    assert (bo.closeness, bo.leave_alone) == (None, True)


def test_everybody_found_is_changed_and_nobody_else(page, ada, bo, cy):
    page("/people/bulk/", {"whom": "found", "query": "q=stranger", "leave_alone": "yes"})
    assert list(ada.people.filter(leave_alone=True)) == [cy]


def test_a_bulk_change_of_nothing_says_so(page, bo):
    assert "Tick the people first." in page("/people/bulk/", {"closeness": "0.9"})
    assert "Say what to change." in page("/people/bulk/", {"person": [bo.pk]})


def test_a_view_is_kept_and_let_go(page, ada, bo):
    page("/people/views/", {"name": "Strangers", "query": "q=cy&generation=none&page=3&evil=1"})
    text = page("/people/")
    assert 'href="/people/?q=cy&amp;generation=none"' in text
    assert 'form="bulk" aria-label="Choose Bo Friend"' in text
    page(f"/people/views/{ada.views.get().pk}/", {})
    assert not ada.views.exists()


def test_employers_become_one_or_a_group(page, ada):
    ibm, entity = (organisation_named(ada, n) for n in ("IBM", "IBM Deutschland GmbH"))
    organisation_named(ada, "Intl. Business Machines")
    assert "IBM is the group" in page("/employers/together/")
    page("/employers/together/", {"first": ibm.pk, "second": entity.pk, "act": "group"})
    entity.refresh_from_db()
    assert entity.group == ibm
    long = ada.organisations.get(name__startswith="Intl")
    page("/employers/together/", {"first": ibm.pk, "second": long.pk, "act": "one"})
    done = ada.organisation_merges.get()
    page("/employers/together/", {"merge": done.pk, "act": "split"})
    long.refresh_from_db()
    assert long.absorbed_into is None
