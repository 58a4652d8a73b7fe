"""Hard cases of one opening or two, each by itself: what changes, and what the answer is."""

import json
import random

import pytest

from kithwork.jobs.match import match, read_lines

WARD = (
    "Fernside General cares for a town of ninety thousand people.\n"
    "Our medical unit has twenty-four beds and a team that likes to laugh.\n"
    "As a staff nurse you plan the care of six patients, give medication, and keep families"
    " informed.\n"
    "You hold a current registration and have worked on an acute ward for a year or more.\n"
    "We pay for your parking, your training and your uniform.\n"
    "Interviews take place on Thursdays, and we answer everybody who writes to us."
)
CODE = (
    "Quillon makes the software with which small publishers sell their books.\n"
    "You will write the services that take orders, in Go and PostgreSQL, and run what you write.\n"
    "We release every day, review each other's changes and keep few meetings.\n"
    "You have built systems that other people depended on, and can say what went wrong with them.\n"
    "There are thirty days of leave, a pension, and a desk wherever you like one.\n"
    "Write us a few lines about something you made; nobody needs a cover letter."
)
DEPOT = (
    "Marlow Freight moves groceries for four supermarket chains.\n"
    "You pick and load orders with a scanner, check what comes back, and keep the bays clear.\n"
    "You can lift fifteen kilos and like to be on your feet.\n"
    "No experience is needed; we train you for a week on full pay.\n"
    "There is a canteen, a free bus from the station and a discount in the shops.\n"
    "Apply with your name and telephone number, we will call you."
)
NURSE = {
    "system": "workday", "board": "fernside", "employer": "Fernside General Hospital",
    "title": "Staff Nurse", "location": "Norwich, England", "posted": "2026-06-01",
    "description": WARD,
}  # fmt: skip
CODER = {
    "system": "greenhouse", "board": "quillon", "employer": "Quillon Ltd",
    "title": "Backend Engineer", "location": "Leeds, England", "posted": "2026-06-01",
    "department": "Engineering", "description": CODE,
}  # fmt: skip
PICKER = {
    "system": "lever", "board": "marlowfreight", "employer": "Marlow Freight",
    "title": "Warehouse Operative", "location": "Derby, England", "posted": "2026-06-01",
    "description": DEPOT,
}  # fmt: skip
INDEED = {"system": "indeed", "board": "indeed", "department": ""}
HUNTER = {"system": "feed", "board": "osprey", "employer": "Osprey Recruitment", "department": ""}


def plus(base, words, **more):
    """A posting whose text goes on with these words."""
    return {**base, "description": f"{base['description']}\n{words}", **more}


def told(base, old, new, **more):
    """A posting in whose text other words stand."""
    assert old in base["description"]
    return {**base, "description": base["description"].replace(old, new), **more}


def matched(*postings):
    lines = (json.dumps({"id": f"p{i}", **posting}) for i, posting in enumerate(postings))
    return [one.job for one in match(list(read_lines(lines)))]


REWRITTEN = told(
    told(CODER, "Quillon makes the software", "Our client makes the software"),
    "Write us a few lines about something you made; nobody needs a cover letter.",
    "Send your CV to Osprey today and we will ring you back within a day.",
    **HUNTER,
)
LOOSELY = {
    **PICKER, **HUNTER, "title": "Warehouse Operative - Immediate Start",
    "description": (
        "Osprey Recruitment is hiring for a well-known haulier in Derby.\n"
        "You pick and load orders with a scanner, check what comes back, and keep the bays clear.\n"
        "You can lift fifteen kilos and like to be on your feet.\n"
        "No experience is needed; we train you for a week on full pay.\n"
        "Weekly pay through our app. Call the Osprey desk and ask for Sam."
    ),
}  # fmt: skip
GERMAN = {
    **CODER, "title": "Backend-Entwickler (m/w/d)", "location": "Berlin, Germany",
    "description": (
        "Quillon baut die Software, mit der kleine Verlage ihre Bücher verkaufen.\n"
        "Du schreibst die Dienste, die Bestellungen annehmen, in Go und PostgreSQL.\n"
        "Wir liefern jeden Tag aus und sehen uns gegenseitig die Änderungen durch.\n"
        "Es gibt dreißig Tage Urlaub und einen Schreibtisch, wo du willst.\n"
        "Kennziffer: 48213"
    ),
}  # fmt: skip
BERLIN = plus({**CODER, "location": "Berlin, Germany"}, "Requisition ID: 48213")
TWICE = "We are looking for two people for this post."

ONE = {
    "the same a week later": (NURSE, {**NURSE, "posted": "2026-06-08"}),
    "again after sixty days": (NURSE, {**NURSE, "posted": "2026-07-31"}),
    "again after sixty days, a line changed": (
        NURSE,
        told(NURSE, "on Thursdays", "on Mondays", posted="2026-07-31"),
    ),
    "again after sixty days, a line gone": (
        NURSE,
        told(NURSE, "We pay for your parking, your training and your uniform.\n", "",
             posted="2026-07-31"),
    ),
    "again after sixty days with a closing date": (
        NURSE,
        plus(NURSE, "Please apply by 31 August.", posted="2026-07-31"),
    ),
    "again under a louder title": (
        PICKER,
        {**PICKER, "title": "NEW: Warehouse Operative - Urgent!", "posted": "2026-07-31"},
    ),
    "on two systems": (CODER, {**CODER, "system": "ashby", "board": "quillon-careers"}),
    "on two systems, the second in markup": (
        CODER,
        {**CODER, "system": "ashby",
         "description": "".join(f"<p>{line}</p>" for line in CODE.split("\n"))},
    ),
    "on two systems under another legal form": (
        CODER,
        {**CODER, "system": "personio", "board": "quillon", "employer": "Quillon GmbH & Co. KG"},
    ),
    "with the level abbreviated": (
        {**CODER, "title": "Senior Backend Engineer"},
        {**CODER, "system": "ashby", "title": "Sr. Backend Engineer"},
    ),
    "with the title written out": (
        {**NURSE, "title": "RN - Medical"},
        {**NURSE, **INDEED, "title": "Registered Nurse, Medical"},
    ),
    "with marks for the sexes": (CODER, {**CODER, **INDEED, "title": "Backend Engineer (m/f/d)"}),
    "with pay in the title": (
        PICKER,
        {**PICKER, **INDEED, "title": "Warehouse Operative £13.50 per hour"},
    ),
    "with the town in the title": (PICKER, {**PICKER, **INDEED,
                                            "title": "Warehouse Operative - Derby"}),
    "with the employer in the title": (
        PICKER,
        {**PICKER, **INDEED, "title": "Warehouse Operative at Marlow Freight"},
    ),
    "with the town alone": (PICKER, {**PICKER, **INDEED, "location": "Derby"}),
    "with the country written out": (
        PICKER,
        {**PICKER, **INDEED, "location": "Derby, England, United Kingdom"},
    ),
    "cut off on a job site": (CODER, {**CODER, **INDEED, "description": CODE[:230] + "..."}),
    "a job site's copy with its own last line": (
        NURSE,
        plus({**NURSE, **INDEED}, "Be an early applicant! Apply on our site with one click."),
    ),
    "a job site's copy that names nobody": (CODER, {**CODER, **INDEED, "employer": ""}),
    "a job site's copy without text": (CODER, {**CODER, **INDEED, "description": ""}),
    "an agency in the employer's words": (CODER, {**CODER, **HUNTER}),
    "an agency that hides the employer": (CODER, REWRITTEN),
    "an agency that keeps what is done": (PICKER, LOOSELY),
    "an agency with a reference of its own": (
        plus(CODER, "Requisition ID: 48213"),
        plus(REWRITTEN, "Our reference: OS-77120"),
    ),
    "an agency a fortnight later": (PICKER, {**LOOSELY, "posted": "2026-06-15"}),
    "one number in two towns": (
        plus(NURSE, "Job ID: R-20417"),
        plus({**NURSE, "location": "Ipswich, England"}, "Job ID: R-20417"),
    ),
    "one number in fields of their own": (
        {**NURSE, "requisition": "R-20417"},
        {**NURSE, "location": "Ipswich, England", "reqId": "R-20417"},
    ),
    "one number in two languages, the title taken over": (
        BERLIN, {**GERMAN, "title": "Backend Engineer (m/w/d)"},
    ),
    "once a town, offered as a choice": (
        plus(CODER, "You can work in Leeds, York or Hull."),
        plus({**CODER, "location": "Hull, England"}, "You can work in Leeds, York or Hull."),
    ),
    "once a town in the same words on one day": (CODER, {**CODER, "location": "York, England"}),
    "once a country for remote work": (
        {**CODER, "location": "Remote - Germany", "remote": True},
        {**CODER, "location": "Remote - Spain", "remote": True},
    ),
    "with lists of towns that share one": (
        {**CODER, "location": "Leeds, England", "locations": ["Leeds", "York"]},
        {**CODER, "location": "York, England", "locations": ["York", "Leeds"]},
    ),
    "two people sought by it, stated twice": (
        plus(PICKER, TWICE), plus({**PICKER, **INDEED}, TWICE),
    ),
    "several openings in the title of one copy": (
        PICKER,
        {**PICKER, **INDEED, "title": "Warehouse Operative (multiple openings)"},
    ),
    "the same link with marks of where one came from": (
        {**CODER, "url": "https://jobs.quillon.test/openings/7731"},
        {**CODER, **INDEED, "description": "",
         "url": "https://jobs.quillon.test/openings/7731/?utm_source=indeed"},
    ),
}  # fmt: skip

TWO = {
    "two shifts in the text": (
        plus(NURSE, "This is a day shift."), plus(NURSE, "This is a night shift."),
    ),
    "two shifts in the title": (
        {**NURSE, "title": "Staff Nurse - Days"}, {**NURSE, "title": "Staff Nurse - Nights"},
    ),
    "nights beside what says no shift, on one board": (
        NURSE, {**NURSE, "title": "Staff Nurse (Nights)"},
    ),
    "weekends and weekdays": (
        plus(PICKER, "You work weekend shifts."), plus(PICKER, "You work weekday shifts."),
    ),
    "two working times": (
        plus(PICKER, "Hours: 6am to 2pm."), plus(PICKER, "Hours: 2pm to 10pm."),
    ),
    "part and full time": (
        {**PICKER, "employment_type": "Full-time"}, {**PICKER, "employment_type": "Part-time"},
    ),
    "two towns for work bound to one": (NURSE, {**NURSE, "location": "Ipswich, England"}),
    "two towns, each named in its text": (
        plus(CODER, "You work from our Leeds office."),
        plus({**CODER, "location": "York, England"}, "You work from our York office."),
    ),
    "two towns a month apart": (
        CODER, {**CODER, "location": "York, England", "posted": "2026-07-02"},
    ),
    "towns of one name": (
        {**PICKER, "location": "Portland, OR"}, {**PICKER, "location": "Portland, ME"},
    ),
    "two sites in one town": (
        {**NURSE, "location": "Norwich, England - Eastgate"},
        {**NURSE, "location": "Norwich, England - Westfield"},
    ),
    "two wards in the text": (
        told(NURSE, "Our medical unit", "Our oncology unit"),
        told(NURSE, "Our medical unit", "Our cardiology unit"),
    ),
    "two teams in the title": (
        {**CODER, "title": "Backend Engineer, Payments"},
        {**CODER, "title": "Backend Engineer, Search"},
    ),
    "two teams in the department": (
        {**CODER, "department": "Payments"}, {**CODER, "department": "Catalogue"},
    ),
    "two teams in the text": (
        plus(CODER, "You will join the Payments team."),
        plus(CODER, "You will join the Catalogue team."),
    ),
    "a senior one beside it": (CODER, {**CODER, "title": "Senior Backend Engineer"}),
    "a lead beside a senior": (
        {**CODER, "title": "Senior Backend Engineer"}, {**CODER, "title": "Lead Backend Engineer"},
    ),
    "steps by number": (
        {**CODER, "title": "Backend Engineer I"}, {**CODER, "title": "Backend Engineer II"},
    ),
    "an assistant beside the manager": (
        {**PICKER, "title": "Warehouse Manager"},
        {**PICKER, "title": "Assistant Warehouse Manager"},
    ),
    "an intern beside the engineer": (CODER, {**CODER, "title": "Backend Engineer Intern"}),
    "two numbers of one employer": (
        plus(PICKER, "Job ID: 55120"), plus(PICKER, "Job ID: 55121"),
    ),
    "several openings, each with its own number": (
        {**PICKER, "requisition": "55120", "title": "Warehouse Operative (multiple openings)"},
        {**PICKER, "requisition": "55123", "title": "Warehouse Operative (multiple openings)"},
    ),
    "pay that doesn't meet": (
        {**CODER, "salary_min": 40_000, "salary_max": 50_000},
        {**CODER, "salary_min": 70_000, "salary_max": 80_000},
    ),
    "the same words a year later": (NURSE, {**NURSE, "posted": "2027-06-01"}),
    "another employer in the same words": (
        CODER,
        told(CODER, "Quillon", "Inkwell", employer="Inkwell Ltd", board="inkwell"),
    ),
    "another employer's like work": (
        PICKER,
        {**PICKER, "employer": "Tarn Logistics", "board": "tarn", "description": (
            "Tarn Logistics runs a warehouse for an online chemist.\n"
            "You pick small parcels, print labels and count the shelves on Fridays.\n"
            "You can lift fifteen kilos and like to be on your feet.\n"
            "We offer a steady contract after three months.")},
    ),
    "other duties under the same title": (
        PICKER,
        told(
            told(PICKER, "You pick and load orders with a scanner, check what comes back, and keep"
                 " the bays clear.", "You drive the reach truck in the cold store and keep its"
                 " battery log."),
            "No experience is needed; we train you for a week on full pay.",
            "You need a licence for reach trucks that is younger than three years.",
        ),
    ),
    "an agency's copy of the other team's": (
        told(REWRITTEN, "You will write the services", "In the Payments team you will write the"
             " services"),
        plus(CODER, "You will join the Catalogue team.", title="Backend Engineer, Catalogue"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE)
def test_one_opening(case):
    first, second = matched(*ONE[case])
    assert first == second


@pytest.mark.parametrize("case", TWO)
def test_two_openings(case):
    first, second = matched(*TWO[case])
    assert first != second


def test_the_order_of_all_of_them_makes_no_difference():
    """Every case in one file, shuffled: the same postings are one job."""
    every = [posting for pair in (*ONE.values(), *TWO.values()) for posting in pair]
    lines = [json.dumps({"id": f"p{i}", **posting}) for i, posting in enumerate(every)]
    rng = random.Random(5)
    answers = []
    for _ in range(4):
        rng.shuffle(lines)
        answers.append({(one.id, one.job) for one in match(list(read_lines(lines)))})
    assert all(answer == answers[0] for answer in answers)


def test_a_crowd_under_one_title_is_still_looked_through():
    """A hundred posts of one employer, title and town, each stated twice."""
    posts = [plus(PICKER, f"Job ID: 9{n:03}. Ask for bay {n}.") for n in range(100)]
    copies = [{**post, "system": "teamtailor", "board": "marlow"} for post in posts]
    jobs = matched(*posts, *copies)
    assert jobs[:100] == jobs[100:]
    assert len(set(jobs)) == 100
