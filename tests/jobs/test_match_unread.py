"""Pairs are refused without their texts only where no text could make them one opening."""

import datetime as dt
from dataclasses import replace
from itertools import combinations, product

from kithwork.jobs.match import Sketch, Statement, facts_of, judge, refused_unread, sketches
from kithwork.jobs.match.keys import KIND, SURE

TEXT = (
    "Quillon makes the software with which small publishers sell their books. You will write the"
    " services that take orders, and run what you write. We release every day, review each"
    " other's changes and keep few meetings. There are thirty days of leave and a desk."
)
DAY = dt.date(2026, 6, 1)
CODER = Statement("a", "Backend Engineer", "Quillon Ltd", "greenhouse", "quillon", posted=DAY,
                  location="Leeds, England", description=TEXT)  # fmt: skip
OFFERED = f"{TEXT}\nYou may choose to work in Leeds or York."
TOLD = [
    {}, {"location": "York, England"}, {"location": ""},
    {"remote": True, "location": "Remote - UK"},
    {"remote": True, "location": "Remote - Germany"}, {"department": "Payments"},
    {"department": "Search"}, {"title": "Senior Backend Engineer"}, {"title": "Night Porter"},
    {"title": "Backend Engineer, part time"}, {"posted": dt.date(2024, 1, 5)},
    {"salary_min": 50_000.0, "salary_max": 60_000.0}, {"salary_min": 90_000.0},
    {"description": f"{TEXT}\nRequisition number: 12345."}, {"description": OFFERED},
    {"description": OFFERED, "location": "York, England"}, {"description": ""},
    {"description": f"{TEXT}\nRequisition number: 12345.", "location": "York, England"},
]  # fmt: skip
SPOKEN = [
    {}, {"system": "lever", "board": "quillon-jobs"}, {"employer": "", "board": "", "system": ""},
    {"system": "feed", "board": "osprey", "employer": "Osprey Recruitment"},
    {"system": "lever", "board": "hull", "employer": "Hull & Sons"},
]  # fmt: skip


def sure_keys(sketch):
    return {key for key in sketch.keys.tolist() if key & KIND == SURE}


def test_what_would_be_one_opening_is_never_refused():
    stated = [replace(CODER, **how, **who) for how, who in product(TOLD, SPOKEN)]
    whole = [facts_of(said) for said in stated]
    bare = [facts_of(replace(said, description="")) for said in stated]
    sketched = sketches(whole)
    ones = refused = 0
    for i, j in combinations(range(len(stated)), 2):
        sure = bool(sure_keys(sketched[i]) & sure_keys(sketched[j]))
        no = refused_unread(bare[i], bare[j], sure, sketched[i].offers or sketched[j].offers)
        one = judge(whole[i], whole[j]).one
        assert not (no and one), (stated[i], stated[j])
        ones, refused = ones + one, refused + no
    assert ones > 50
    assert refused > 500


def test_another_town_is_refused_unless_one_offers_it():
    leeds, york = facts_of(CODER), facts_of(replace(CODER, location="York", posted=None))
    assert refused_unread(leeds, york, sure=False, offered=False)
    assert not refused_unread(leeds, york, sure=False, offered=True)
    assert not refused_unread(leeds, york, sure=True, offered=False)


def test_a_sketch_is_the_same_after_it_was_packed():
    plain, offers = sketches([facts_of(CODER), facts_of(replace(CODER, description=OFFERED))])
    assert (plain.offers, offers.offers) == (False, True)
    for sketch in (plain, offers):
        again = Sketch.unpacked(sketch.packed())
        assert (again.keys.tolist(), again.offers) == (sketch.keys.tolist(), sketch.offers)
