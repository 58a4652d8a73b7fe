"""A copy filed under a neighbouring town joins the opening whose facts and town it tells."""

from dataclasses import replace

from kithwork.jobs.match import Statement, facts_of, judge
from kithwork.jobs.match.employers import Kin, employer_of, kin
from kithwork.jobs.match.nearby import near
from kithwork.jobs.match.terms import terms_of
from kithwork.jobs.match.titles import title_words
from kithwork.jobs.match.where import Near, compare, where_of

OWN = Statement(
    id="own",
    title="Regional Driver",
    employer="Acme Haulage",
    location="Joplin, MO",
    url="https://acme.example.org/jobs/1",
    description=(
        "Regional drivers out of our Joplin terminal. 62 cents per mile, 2,300 miles weekly on"
        " average, home every weekend. Lanes in Oklahoma, Texas and Kansas; 80% drop and hook,"
        " no touch freight. Sign-on bonus $3,000. Six months of tractor-trailer experience, a"
        " clean licence record, riders and pets welcome, medical and dental insurance after 30"
        " days. Acme has 410 tractors, all 2022 or newer."
    ),
)
COPY = replace(
    OWN,
    id="copy",
    title="Regional Truck Driver",
    location="Carthage, MO",
    url="https://drivers.example.com/7",
    description=(
        "Acme Haulage needs regional drivers near Joplin. 62 cents per mile, 2,300 miles weekly"
        " average, home every weekend. Oklahoma, Texas, Kansas. 80% drop and hook, no touch"
        " freight. $3,000 sign-on bonus. Six months tractor-trailer experience, clean licence,"
        " riders and pets welcome, medical and dental insurance after 30 days. 410 tractors, 2022"
        " or newer."
    ),
)


def judged(a: Statement, b: Statement):
    return judge(facts_of(a), facts_of(b))


def test_a_copy_under_a_neighbouring_town_that_tells_the_same_is_one_opening():
    assert judged(OWN, COPY).one


def test_without_the_town_in_its_text_another_town_is_another_opening():
    there = COPY.description.replace(" near Joplin", "")
    assert not judged(OWN, replace(COPY, description=there)).one


def test_figures_of_its_own_on_both_sides_are_another_towns_opening():
    other = COPY.description.replace("2,300", "2,700")
    assert not judged(OWN, replace(COPY, description=other)).one


def test_on_one_site_two_towns_stay_two_openings():
    assert not judged(OWN, replace(COPY, url="https://acme.example.org/jobs/2")).one


def test_a_title_in_other_words_does_not_part_what_tells_the_same():
    here = replace(COPY, location="Joplin, MO", title="HGV Driver - Home Weekly")
    assert judged(OWN, here).one


def test_a_lead_stays_another_opening_though_all_else_is_told_again():
    here = replace(COPY, location="Joplin, MO", title="Lead Regional Driver")
    assert not judged(OWN, here).one


def test_an_agencys_words_for_the_work_part_nothing_where_it_tells_the_same():
    ours = {
        "employer": "Bo Staffing",
        "title": "Regional Lorry Operative",
        "location": "Joplin, MO",
    }
    here = COPY.description.replace("near Joplin", "out of Joplin")
    assert judged(OWN, replace(COPY, description=here, **ours)).one


def test_temp_to_hire_is_no_work_for_a_time_and_a_key_stage_no_internship():
    assert not terms_of("Line Operator - Temp to Hire")
    assert not terms_of("Key Stage 1 Teacher")
    assert terms_of("Line Operator - Temp") == {"for a time"}


def test_a_school_named_with_its_kind_is_the_same_school_but_another_name_is_another():
    name = "St Ada's C of E Primary School"
    assert kin(*(employer_of(n, "", "") for n in (name, "St Ada's Primary")), "", "") is Kin.ONE
    two = (employer_of(n, "", "") for n in ("Leeds University", "Leeds Beckett University"))
    assert kin(*two, "", "") is Kin.OTHER


def test_open_until_filled_says_nothing_of_the_work():
    assert title_words("Inspector (Open Until Filled)").core == title_words("Inspector").core


def of(a: str, b: str) -> Near:
    return compare(where_of(a, (), None), where_of(b, (), None))


def test_small_towns_meet_however_their_state_is_written():
    assert of("Maple Ridge, IL 60955", "Maple Ridge, Illinois") is Near.SAME
    assert of("Port Alden, ME - Main Street Office", "Port Alden, Maine") is Near.SAME
    assert of("Schwaebisch Gmuend, Baden-Württemberg", "Schwäbisch Gmünd") is Near.SAME


def test_a_part_of_a_country_or_a_county_may_hold_the_town():
    assert of("Midwest", "Des Moines, IA") is Near.MAY_BE
    assert of("Montgomery area, MN", "Montgomery, MN") is Near.MAY_BE
    assert of("Werra-Meißner-Kreis", "37269 Eschwege") is Near.MAY_BE


def test_a_school_called_after_a_far_town_may_be_in_this_one_and_two_schools_are_two():
    assert of("Lincoln Elementary School", "Maple Ridge, IL") is Near.MAY_BE
    assert of("Lincoln Elementary School", "Washington Elementary School") is Near.APART


def test_an_agency_may_name_a_neighbouring_town_or_the_region():
    own = facts_of(replace(OWN, location="Boise, ID"))
    for place in ("Meridian, ID", "Treasure Valley, ID"):
        agency = facts_of(replace(COPY, employer="Bo Staffing", location=place))
        assert near(own, agency) is Near.MAY_BE
    far = facts_of(replace(COPY, employer="Bo Staffing", location="Idaho Falls, ID"))
    assert near(own, far) is Near.APART
