"""Rows written many at once are what one by one would be."""

import pytest
from django.db import IntegrityError, transaction

from kithwork.jobs import in_bulk
from kithwork.jobs.models import IndexChange, Job, Posting, PostingText


def posting(board, now, number, **fields):
    said = {"title": "Nurse", "employer": "Acme", "normal": "acme", "first_seen_at": now}
    return Posting(board=board, posting_id=f"p{number}", last_seen_at=now, **said | fields)


def test_created_rows_have_their_keys_and_come_back_as_they_were(acme, now):
    made = [
        posting(acme, now, 1, locations=["Leeds", "Hull"], salary_min=1.5, remote=None),
        posting(acme, now, 2, posted_on=now.date(), new_at=now, types=["Nursing"], remote=True),
    ]
    in_bulk.create(made)
    for one in made:
        found = Posting.objects.get(pk=one.pk)
        fields = [field.attname for field in Posting._meta.concrete_fields]
        assert [getattr(found, name) for name in fields] == [getattr(one, name) for name in fields]


def test_rows_whose_key_is_another_row_are_created_too(acme, now):
    [made] = in_bulk.create([posting(acme, now, 1)])
    in_bulk.create([PostingText(posting=made, description="Days.")])
    assert Posting.objects.get().description == "Days."


def test_an_update_writes_the_named_fields_of_each_row_and_no_other(acme, now):
    made = list(in_bulk.create([posting(acme, now, n) for n in (1, 2)]))
    for one, title in zip(made, ("Clerk", "Driver"), strict=True):
        one.title, one.types, one.city = title, [title], "Leeds"
    in_bulk.update(made, ("title", "types"))
    found = Posting.objects.order_by("pk").values_list("title", "types", "city")
    assert list(found) == [("Clerk", ["Clerk"], ""), ("Driver", ["Driver"], "")]


def test_a_row_that_a_constraint_refuses_is_djangos_error_and_leaves_none(acme, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        in_bulk.create([posting(acme, now, 1), posting(acme, now, 1)])
    assert not Posting.objects.exists()


def test_nothing_is_written_of_nothing(db):
    assert in_bulk.create(list[Job]()) == []
    in_bulk.update(list[Job](), ("title",))
    in_bulk.tell(IndexChange, ("posting", "indexed"), [])


def test_known_pairs_of_board_and_id_are_found_however_many(acme, now):
    made = in_bulk.create([posting(acme, now, n) for n in range(900)])
    asked = [(acme.pk, one.posting_id) for one in made] + [(acme.pk, "none"), (acme.pk + 1, "p1")]
    assert sorted(Posting.objects.keys_of(asked)) == sorted(one.pk for one in made)
    assert list(Posting.objects.keys_of([])) == []


def test_batches_hold_everything_once():
    assert list(in_bulk.batched(range(5), 2)) == [[0, 1], [2, 3], [4]]
