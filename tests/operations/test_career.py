"""The career by command: list, add, change, remove."""

import pytest

from kithwork.errors import KithworkError
from kithwork.operations import career


def test_a_station_is_added_listed_changed_and_removed(ada, now):
    one = career.career_add(ada, "Mill", title="Miller", since="2015-03", now=now)
    assert str(career.career_list(ada)).split() == [
        str(one.id), "employer:", "Miller,", "Mill", "from", "2015-03",
    ]  # fmt: skip
    changed = career.career_change(ada, one.id, until="2018", kind="school", now=now)
    assert str(changed).endswith("school: Miller, Mill from 2015-03 until 2018-01")
    again = career.career_change(ada, one.id, until="", title="", now=now)
    assert str(again).endswith("school: Mill from 2015-03")
    assert "no longer" in str(career.career_remove(ada, one.id, now=now))
    assert "Nothing is written down yet" in str(career.career_list(ada))


def test_what_another_owner_wrote_down_is_out_of_reach(ada, django_user_model, now):
    eve = django_user_model.objects.create(username="eve")
    one = career.career_add(eve, "Mill", now=now)
    assert career.career_list(ada).stations == ()
    with pytest.raises(KithworkError, match="There is no"):
        career.career_remove(ada, one.id, now=now)
    assert eve.stations.count() == 1
