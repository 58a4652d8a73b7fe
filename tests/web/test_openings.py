"""The page of openings: found by the index, with dates, doubts, and whom one knows there."""

import datetime as dt

import pytest

from kithwork.boards.models import Board
from kithwork.campaign.begin import write_objective
from kithwork.jobs.models import Posting, PostingText
from kithwork.people.models import Organisation, Position

DAY = dt.timedelta(days=1)


@pytest.fixture
def inside(ada, client):
    client.force_login(ada)
    return client


@pytest.fixture
def post(db):
    now = dt.datetime.now(dt.UTC)

    def post(title, employer="Acme Inc", normal="acme", **fields):
        board, _ = Board.objects.get_or_create(
            ats="greenhouse", token=normal, employer=employer, normal=normal,
            defaults={"added_at": now},
        )  # fmt: skip
        fields = {"first_seen_at": now, "last_seen_at": now, "new_at": now, **fields}
        return Posting.objects.create(
            board=board, posting_id=str(Posting.objects.count()), title=title,
            employer=employer, normal=normal, **fields,
        )  # fmt: skip

    return post


def page(inside, **asked):
    return inside.get("/openings/", asked).content.decode()


def test_words_find_openings_with_counts_over_all_that_match(inside, post):
    for number in range(40):
        post(f"Nurse {number}", types=["Nursing"])
    post("Pilot")
    shown = page(inside, q="nurse")
    assert '<span class="figure">40</span>open' in shown
    assert "Pilot" not in shown
    assert "Page 1 of 2" in shown
    assert "Nurse 0<" in page(inside, q="nurse", page=2)


def test_as_one_types_only_the_list_comes(inside, post):
    post("Electrician")
    part = inside.get("/openings/", {"q": "elec"}, headers={"HX-Request": "true"}).content.decode()
    assert "Electrician" in part
    assert "<html" not in part


def test_where_i_know_someone_and_what_i_aim_for_narrow_down(inside, post, ada, bo, campaign, now):
    there = Organisation.objects.create(owner=ada, name="Harbour", normal="harbour")
    Position.objects.create(person=bo, organisation=there)
    post("Nurse", "Harbour", "harbour")
    post("Clerk")
    write_objective(campaign, "Office work.", now, occupations=["Clerk"])
    known, mine = page(inside, known="on"), page(inside, mine="on")
    assert "<strong>Nurse</strong>" in known
    assert "<strong>Clerk</strong>" not in known
    assert "Bo Friend" in known
    assert "<strong>Clerk</strong>" in mine
    assert "<strong>Nurse</strong>" not in mine


def test_near_a_town_and_a_town_that_nobody_knows(inside, post):
    post("Nurse", location="Bradford, England", city="Bradford", country="GB", region="England")
    assert "<strong>Nurse</strong>" in page(inside, near="Leeds", km="25")
    assert "There is no town" in page(inside, near="Nowhereham")


def test_any_of_several_places_will_do_and_several_levels_stay_chosen(inside, post):
    post("Nurse", location="Leeds, England", city="Leeds", country="GB", level="entry")
    post("Clerk", location="York, England", city="York", country="GB", level="manager")
    post("Pilot", location="Hull, England", city="Hull", country="GB", level="executive")
    shown = page(inside, place="Leeds|York", level=["entry", "manager"])
    assert "<strong>Nurse</strong>" in shown
    assert "<strong>Clerk</strong>" in shown
    assert "<strong>Pilot</strong>" not in shown
    assert shown.count(" selected") >= 2
    assert "<strong>Clerk</strong>" not in page(inside, level=["entry", "executive"])


def test_dates_are_told_apart_and_doubts_come_with_their_evidence(inside, post):
    now = dt.datetime.now(dt.UTC)
    one = post("Nurse", new_at=now - 120 * DAY, updated_at=now, first_seen_at=now - DAY,
               posted_on=(now - 121 * DAY).date())  # fmt: skip
    for shown in (page(inside), inside.get(f"/openings/{one.pk}/").content.decode()):
        assert "open for 120 days" in shown
        assert "open long" in shown
    assert "first seen yesterday, text changed today" in page(inside)
    assert "age unknown" not in page(inside)
    Posting.objects.update(new_at=None)
    assert "age unknown" in page(inside)


def test_found_words_are_marked_and_nothing_else_of_the_text_is_html(inside, post):
    one = post("Clerk")
    PostingText.objects.create(posting=one, description="We <b>need</b> a patient filing clerk.")
    shown = page(inside, q="filing")
    assert "We &lt;b&gt;need&lt;/b&gt; a patient <mark>filing</mark> clerk." in shown


def test_counts_are_shown_by_kind_with_their_trends(inside, post):
    now = dt.datetime.now(dt.UTC)
    post("Nurse", types=["Nursing"], soc="29-1141.00")
    post("Nurse", types=["Nursing"], new_at=now - 9 * DAY)
    post("Clerk", "Harbour", "harbour", types=["Administrative"], new_at=now - 9 * DAY)
    shown = inside.get("/openings/counts/").content.decode()
    assert '<span class="figure">3</span>open' in shown
    assert '<span class="figure">1</span>new this week' in shown
    nursing = shown.split('<a href="/openings/?type=Nursing">', 1)[1].split("</tr>", 1)[0]
    assert "<td>2</td><td>1</td>" in nursing
    assert "0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1" in nursing
    assert "Registered Nurses" in shown
    assert "Harbour" not in inside.get("/openings/counts/", {"q": "nurse"}).content.decode()
    assert "There is no town" in inside.get("/openings/counts/?near=Nowhereham").content.decode()


def test_each_letter_asks_at_once_and_none_becomes_a_page_to_go_back_through(inside, post):
    post("Nurse")
    whole = page(inside)
    assert 'hx-trigger="input changed, change" hx-sync="this:replace"' in whole
    assert "hx-push-url" not in whole
    part = inside.get("/openings/", {"q": "nur"}, headers={"HX-Request": "true"})
    assert "<strong>Nurse</strong>" in part.content.decode()
    assert "<nav" not in part.content.decode()


def test_an_opening_tells_what_happened_to_it_and_what_changed(inside, post):
    one = post("Head nurse")
    now = dt.datetime.now(dt.UTC)
    one.events.create(kind="changed", at=now, changes={"title": ["Nurse", "Head <b>nurse"]})
    text = inside.get(f"/openings/{one.pk}/").content.decode()
    assert "title: “Nurse” became “Head &lt;b&gt;nurse”" in text


def test_a_search_that_finds_nothing_links_to_what_would_find_something(inside, post):
    post("Nurse")
    page = inside.get("/openings/?q=zzyzx+nurse&page=3").content.decode()
    assert "Nothing fits. There would be" in page
    assert 'href="/openings/?q=nurse"' in page


def test_a_town_of_several_is_said_and_the_others_are_links(inside):
    page = inside.get("/openings/?near=Springfield").content.decode()
    assert "Near <strong>Springfield, MO, US</strong>" in page
    assert "near=Springfield%2C+MA%2C+US" in page


def test_the_picture_of_days_says_its_first_day_and_its_scale(inside, post):
    for title in ("Nurse", "Cook"):
        post(title)
    text = inside.get("/openings/counts/").content.decode()
    assert "<span>at most 2 a day</span><span>today</span>" in text


def test_an_opening_stated_twice_is_split_on_its_page_and_joined_again(inside, post):
    text = "You care for the patients of our ward by day and by night, with six others. " * 4
    one, two = post("Nurse"), post("Nurse", normal="acme2")
    for each in (one, two):
        PostingText.objects.create(posting=each, description=text)
    inside.post(f"/openings/{one.pk}/same/{two.pk}/", {"same": "1"})
    assert "Stated elsewhere too" in inside.get(f"/openings/{one.pk}/").content.decode()
    shown = inside.post(f"/openings/{one.pk}/same/{two.pk}/", follow=True).content.decode()
    assert "stands for itself now" in shown
    assert "It is this one after all" in shown
    shown = inside.post(f"/openings/{one.pk}/same/{two.pk}/", {"same": "1"}, follow=True)
    assert "Stated elsewhere too" in shown.content.decode()
    assert "It is this one after all" not in shown.content.decode()


def test_what_a_search_is_narrowed_to_is_said_and_each_part_can_be_taken_away(inside, post):
    post("Nurse", types=["Nursing"])
    text = page(inside, q="nurse", type=["Nursing", "Retail"], mine="on", km="25", page="2")
    assert "type: Nursing or Retail" in text.replace("Job types", "type")
    assert 'href="/openings/?q=nurse&amp;mine=on&amp;km=25"' in text
    assert "matches my objective ×" in text
    assert "Occupation: Registered Nurses ×" in page(inside, soc="29-1141.00")
    assert "Only <a" not in page(inside, q="nurse", place="", km="25")
