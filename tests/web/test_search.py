"""The pages of a headhunter's search: they work without any script."""

import datetime as dt

import pytest

from kithwork.campaign.models import Campaign
from kithwork.campaign.search import CallReport, add_source, begin_search, record_call
from kithwork.people.introduce import NameGiven
from kithwork.people.models import Owner, Person


@pytest.fixture
def inside(ada, client):
    client.force_login(ada)
    return client


@pytest.fixture
def search(ada):
    return begin_search(ada, "Head of nursing in Kiel", dt.datetime.now(dt.UTC), target=1)


@pytest.fixture
def olga(search):
    now = dt.datetime.now(dt.UTC)
    return add_source(search, NameGiven("Olga Officer"), "officer", now).person


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_search_is_begun_and_gets_its_first_source_person(inside, ada):
    said = {"wanted": "field", "brief": "Hospice work", "target": "3"}
    page = text(inside.post("/searches/", said, follow=True))
    assert "0 of 3 qualified" in page
    one = Campaign.objects.get(kind="search")
    source = {"name": "Olga Officer", "kind": "officer", "employer": "Nurses e.V."}
    page = text(inside.post(f"/searches/{one.pk}/", source, follow=True))
    assert "source: association officer" in page
    assert "Hospice work" in text(inside.get("/searches/"))


def test_a_call_shows_its_script_and_takes_what_it_brought(inside, search, olga):
    path = f"/searches/{search.pk}/call/{olga.pk}/"
    assert "I am looking for somebody for this post" in text(inside.get(path))
    brought = {"referrals": "Cy Stranger; Acme; Nurse\nDee Fern", "opinions": "Cy Stranger: loud",
               "reached": "yes"}  # fmt: skip
    page = text(inside.post(path, brought, follow=True))
    assert "Written down. Olga Officer: 2 new." in page
    assert "Named and not judged yet" in page
    assert "loud" not in page
    cy = Person.objects.get(name="Cy Stranger")
    page = text(inside.get(f"/searches/{search.pk}/call/{cy.pk}/"))
    assert "loud" in page
    assert "in confidence" in page
    assert "Olga Officer gave me your name." in page


def test_what_was_typed_stays_when_it_can_not_be_recorded(inside, search, olga):
    path = f"/searches/{search.pk}/call/{olga.pk}/"
    page = text(inside.post(path, {"names": "Dee Fern", "opinions": "Cy Stranger: loud"}))
    assert "add the name first" in page
    assert "Dee Fern</textarea>" in page
    assert not search.calls.exists()


def test_a_person_is_judged_and_unsuitable_asks_for_a_reason(inside, search, olga):
    record_call(search, olga, CallReport([NameGiven("Cy Stranger")]), dt.datetime.now(dt.UTC))
    cy = Person.objects.get(name="Cy Stranger")
    act = f"/searches/{search.pk}/act/"
    said = {"person": cy.pk, "word": "not_suitable", "reason": ""}
    assert "why Cy Stranger is not suitable" in text(inside.post(act, said, follow=True))
    page = text(inside.post(act, {"person": cy.pk, "word": "qualified"}, follow=True))
    assert "Enough: 1 of 1 qualified" in page
    assert "ended" in text(inside.post(act, {"act": "end"}, follow=True))


def test_the_tree_is_a_list_within_lists_that_are_closed(inside, search, olga):
    now = dt.datetime.now(dt.UTC)
    cy = record_call(search, olga, CallReport([NameGiven("Cy Stranger")]), now)
    record_call(
        search,
        cy.introduced[0].person,
        CallReport([NameGiven("Dee Fern"), NameGiven("Olga Officer")]),
        now,
    )
    page = text(inside.get(f"/searches/{search.pk}/"))
    drawn = page[page.index("Who named whom") :]
    drawn = drawn[: drawn.index("</section>")]
    assert drawn.count("<ul>") == drawn.count("</ul>") == 3
    assert drawn.count("<li>") == drawn.count("</li>") == 4
    assert "(named here too)" in drawn


def test_a_search_opens_for_its_owner_only(inside, search, olga, client):
    other = Owner.objects.create_user("else@example.org")
    client.force_login(other)
    for path in ("", f"call/{olga.pk}/"):
        assert client.get(f"/searches/{search.pk}/{path}").status_code == 404


def test_somebody_outside_the_search_is_not_called(inside, search, bo):
    assert inside.get(f"/searches/{search.pk}/call/{bo.pk}/").status_code == 404
    nobody = {"person": "²", "word": "qualified"}
    assert inside.post(f"/searches/{search.pk}/act/", nobody).status_code == 404
