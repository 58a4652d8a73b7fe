"""What is asked for by a name that there is none of is told, and not taken for nothing found."""

import pytest

from kithwork.campaign.asked import Asked, asked_wanted
from kithwork.errors import KithworkError


def test_names_are_taken_in_any_case_and_codes_without_their_end(ada, now):
    asked = Asked(job_type="nursing|RETAIL", level="Manager", occupation="29-1141")
    wanted = asked_wanted(asked, ada, now)
    assert (wanted.job_type, wanted.level) == ("Nursing|Retail", "manager")
    assert wanted.occupation == "29-1141.00"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            Asked(job_type="Nursin"),
            "There is no job type 'Nursin'; there is, for instance, Nursing",
        ),
        (Asked(level="boss"), "entry"),
        (Asked(occupation="nurse"), "no occupation 'nurse'"),
        (Asked(least_pay=10**30), "pay"),
        (Asked(least_pay=-1), "pay"),
    ],
)
def test_what_there_is_none_of_is_told_with_what_there_is(ada, now, asked, said):
    with pytest.raises(KithworkError, match=said):
        asked_wanted(asked, ada, now)
