"""Rows written many at once are what one by one would be."""

import pytest
from django.db import IntegrityError, transaction

from kithwork.jobs import in_bulk
from kithwork.jobs.models import IndexChange, Job, Posting, PostingText


def made(board, now, *numbers, **fields):
    said = {"title": "Nurse", "employer": "Acme", "first_seen_at": now, "last_seen_at": now,
            "board": board.pk, **fields}  # fmt: skip
    columns = {name: [value] * len(numbers) for name, value in said.items()}
    return in_bulk.create(Posting, {"posting_id": [f"p{n}" for n in numbers], **columns})


def test_rows_come_back_under_their_keys_as_their_model_would_have_kept_them(acme, now):
    said = {"locations": ["Leeds", "Hull"], "salary_min": 1.5, "remote": None, "types": ["Nursing"],
            "posted_on": now.date(), "new_at": now, "title": "Nurse", "employer": "Acme",
            "normal": "acme", "first_seen_at": now, "last_seen_at": now}  # fmt: skip
    [alone] = made(acme, now, 1, **said)
    other = Posting.objects.create(board=acme, posting_id="p2", **said)
    one = Posting.objects.get(pk=alone)
    two = Posting.objects.get(pk=other.pk)
    fields = {field.attname for field in Posting._meta.concrete_fields} - {"id", "posting_id"}
    assert [getattr(one, name) for name in fields] == [getattr(two, name) for name in fields]


def test_keys_are_new_whoever_made_the_last_row_and_whatever_is_gone(acme, now):
    first = made(acme, now, 1, 2)
    other = Posting.objects.create(
        board=acme, posting_id="p3", title="Nurse", first_seen_at=now, last_seen_at=now
    )
    Posting.objects.filter(pk__in=[*first, other.pk]).delete()
    again = made(acme, now, 1, 2)
    assert min(again) > max(*first, other.pk)
    assert Posting.objects.create(
        board=acme, posting_id="p3", title="Nurse", first_seen_at=now, last_seen_at=now
    ).pk > max(again)


def test_rows_whose_key_is_another_row_are_written_too(acme, now):
    in_bulk.write(PostingText, {"posting": made(acme, now, 1), "description": ["Days."]})
    assert Posting.objects.get().description == "Days."


def test_an_update_writes_the_named_fields_of_each_row_and_no_other(acme, now):
    keys = made(acme, now, 1, 2)
    stored = [Posting.objects.get(pk=key) for key in keys]
    for one, title in zip(stored, ("Clerk", "Driver"), strict=True):
        one.title, one.types, one.city = title, [title], "Leeds"
    in_bulk.update(stored, ("title", "types"))
    found = Posting.objects.order_by("pk").values_list("title", "types", "city")
    assert list(found) == [("Clerk", ["Clerk"], ""), ("Driver", ["Driver"], "")]


def test_a_row_that_a_constraint_refuses_is_djangos_error_and_leaves_none(acme, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        made(acme, now, 1, 1)
    assert not Posting.objects.exists()


def test_nothing_is_written_of_nothing(db):
    assert in_bulk.create(Job, {"title": [], "employer": [], "first_seen_at": []}) == []
    in_bulk.write(IndexChange, {"posting": []})
    in_bulk.update(list[Job](), ("title",))
    assert not Job.objects.exists()


def test_known_pairs_of_board_and_id_are_found_however_many(acme, now):
    keys = made(acme, now, *range(900))
    asked = [(acme.pk, f"p{n}") for n in range(900)] + [(acme.pk, "none"), (acme.pk + 1, "p1")]
    assert sorted(Posting.objects.keys_of(asked)) == sorted(keys)
    assert list(Posting.objects.keys_of([])) == []


def test_rows_are_found_among_any_number_of_keys_and_among_none(acme, now):
    keys = made(acme, now, *range(3))
    asked = [*keys[:2], *range(10**6, 10**6 + 2000)]
    found = Posting.objects.filter(pk__in=in_bulk.among(asked)).values_list("pk", flat=True)
    assert sorted(found) == sorted(keys[:2])
    assert not Posting.objects.filter(job__in=in_bulk.among([])).exists()


def test_batches_hold_everything_once():
    assert list(in_bulk.batched(range(5), 2)) == [[0, 1], [2, 3], [4]]
