"""Employers that may be one: suggested until the owner has said, and never again after a no."""

from __future__ import annotations

import datetime as dt

from kithwork.boards.names import normal_name
from kithwork.people.models import Organisation, OrganisationsApart, Owner
from kithwork.people.organise import (
    keep_apart,
    merge_organisations,
    split_organisations,
    suggestions,
)


def employer(owner: Owner, name: str) -> Organisation:
    return Organisation.objects.create(owner=owner, name=name, normal=normal_name(name) + name[-1])


def pairs(owner: Owner) -> set[frozenset[str]]:
    return {frozenset((one.first.name, one.second.name)) for one in suggestions(owner)}


def test_a_no_to_two_employers_lasts(ada: Owner, now: dt.datetime) -> None:
    mill, mills = employer(ada, "Quill Mill GmbH"), employer(ada, "Quill Mill AG")
    assert pairs(ada) == {frozenset(("Quill Mill GmbH", "Quill Mill AG"))}
    keep_apart(mills, mill, now)
    keep_apart(mill, mills, now)
    assert pairs(ada) == set()
    assert OrganisationsApart.objects.count() == 1


def test_the_no_goes_with_a_merged_record_and_comes_back_with_it(
    ada: Owner, now: dt.datetime
) -> None:
    mill, mills = employer(ada, "Quill Mill GmbH"), employer(ada, "Quill Mill AG")
    other = employer(ada, "Quill Mill Ltd")
    keep_apart(mill, mills, now)
    done = merge_organisations(other, mill, [], now)
    assert pairs(ada) == set()
    split_organisations(done, now)
    assert pairs(ada) == {
        frozenset(("Quill Mill GmbH", "Quill Mill Ltd")),
        frozenset(("Quill Mill AG", "Quill Mill Ltd")),
    }


def test_two_made_one_after_a_no_are_one(ada: Owner, now: dt.datetime) -> None:
    mill, mills = employer(ada, "Quill Mill GmbH"), employer(ada, "Quill Mill AG")
    keep_apart(mill, mills, now)
    merge_organisations(mill, mills, [], now)
    assert not OrganisationsApart.objects.exists()
