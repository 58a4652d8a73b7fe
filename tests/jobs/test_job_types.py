"""Every occupation has job types, and they overlap where reality does."""

from kithwork.jobs.job_types import (
    TABLE,
    TITLE_TABLE,
    job_types,
    types_of,
    types_of_occupation,
    with_employers,
)
from kithwork.jobs.onet import occupations

NAMED_BY_THE_ISSUE = """
Healthcare, Nursing, Blue-collar, Managerial, Retail, Sales, Information Technology, Accounting,
Administrative, Aviation, Construction, Education, Engineering, Finance, Government, Hospitality,
Human Resources, Insurance, Legal, Logistics, Manufacturing, Marketing, Media, Military, Nonprofit,
Pharmaceutical, Real Estate, Research, Science, Security, Social Work, Telecommunications,
Transportation, Travel
"""


def test_every_occupation_has_a_line_with_at_least_one_type() -> None:
    lines = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
    assert {soc: name for soc, name, _ in lines} == {
        soc: occupation.name for soc, occupation in occupations().items()
    }
    assert len(lines) == 1016
    assert all(types_of_occupation(soc) for soc, _, _ in lines)


def test_every_promised_type_exists_and_is_used() -> None:
    promised = {name.strip() for name in NAMED_BY_THE_ISSUE.split(",")}
    assert promised <= set(job_types())


def test_titles_add_only_types_that_exist() -> None:
    added = {
        name.removeprefix("-")
        for line in TITLE_TABLE.read_text("utf-8").splitlines()
        for names in line.split("\t")[1].split(" unless ")
        for name in names.split(", ")
        if name
    }
    assert added <= set(job_types())


def test_a_nurse_manager_is_healthcare_nursing_and_managerial() -> None:
    soc = "11-9111.00"  # Medical and Health Services Managers
    assert {"Healthcare", "Nursing", "Managerial"} <= set(types_of(soc, "Nurse Manager", "manager"))


def test_the_same_occupation_without_nursing_in_its_title_is_not_nursing() -> None:
    assert "Nursing" not in types_of("11-9111.00", "Clinic Manager", "manager")


def test_the_level_makes_it_managerial() -> None:
    cook = "35-2014.00"
    assert "Managerial" not in types_of(cook, "Line Cook")
    assert "Managerial" in types_of(cook, "Line Cook Supervisor", "manager")


def test_a_title_takes_types_away_too() -> None:
    assert "Engineering" not in types_of("15-1232.00", "Desktop Support Engineer")
    assert "Engineering" in types_of("15-1252.00", "Software Engineer")


def test_a_place_adds_its_type_only_beside_work_that_belongs_there() -> None:
    assert "Aviation" in types_of("43-4051.00", "Customer Service Agent, Airport")
    assert "Aviation" not in types_of("35-3023.01", "Barista, Airport")


def test_a_recruiter_does_not_do_the_work_that_is_recruited_for() -> None:
    recruiter = "13-1071.00"  # Human Resources Specialists
    assert types_of(recruiter, "Engineering Recruiter") == ("Human Resources",)
    assert "Nursing" not in types_of(recruiter, "Travel Nurse Recruiter")


def test_a_manager_by_occupation_alone_is_not_managerial() -> None:
    manager = "11-9199.00"  # Managers, All Other
    assert "Managerial" not in types_of(manager, "Management Trainee", "entry")
    assert "Managerial" in types_of(manager, "Store Manager in Training", "entry")


def test_supervisors_of_manual_workers_are_managerial_and_not_blue_collar() -> None:
    lines = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
    supervisors = [types for _, name, types in lines if name.startswith("First-Line Supervisors")]
    assert all("Managerial" in types for types in supervisors)
    assert not any("Blue-collar" in types for types in supervisors)


def test_hours_are_not_human_resources() -> None:
    assert "Human Resources" not in types_of("51-2092.00", "Assembler - 12 hr nights")


def test_the_employer_says_government_and_nonprofit() -> None:
    assert with_employers(("Legal",), "City of Springfield") == ("Legal", "Government")
    assert with_employers(("Nonprofit",), "Example Food Bank") == ("Nonprofit",)
    assert with_employers((), "Example Foods Inc.") == ()


def test_a_code_that_is_none_has_no_types() -> None:
    assert types_of_occupation("99-9999.99") == ()
