"""Makes two records of one person one, and two again when that was wrong: nothing is dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from kithwork.errors import KithworkError
from kithwork.people.models import Alternative, Merge, Person, ReviewPair
from kithwork.people.repoint import EMPTY, Journal, repoint, undo

LEAVE = frozenset({"people.merge", "people.reviewpair"})
_TEXTS = ("notes", "confidential_notes", "how_met")
_KEPT_APART = frozenset(
    {"id", "owner", "origin", "absorbed_into", "created_at", "updated_at", *_TEXTS}
)
_BETWEEN = "\n\n"


@transaction.atomic
def merge(kept: Person, absorbed: Person, reason: Iterable[str], now: dt.datetime) -> Merge:
    """Take `absorbed` into `kept`: all that pointed at the one points at the other.

    A value that differs becomes an alternative with its source; notes are joined. The absorbed
    record stays as it was, out of sight, and `unmerge` brings it back. Raises KithworkError if the
    two are one already or belong to different owners.
    """
    _expect_two(kept, absorbed)
    journal = Journal()
    repoint(absorbed, kept, journal, LEAVE)
    _move_questions(absorbed, kept, journal, now)
    before = _unite_fields(kept, absorbed, journal)
    keep_lost(journal, kept, now)
    absorbed.absorbed_into = kept
    absorbed.save(update_fields=["absorbed_into", "updated_at"])
    return Merge.objects.create(
        owner=kept.owner, kept=kept, absorbed=absorbed, moved={"steps": journal.steps},
        before=before, reason=list(reason), made_at=now,
    )  # fmt: skip


@transaction.atomic
def unmerge(done: Merge, now: dt.datetime) -> list[str]:
    """Make two records again, also after later edits: what was edited since stays with `kept`.

    Returns in words what could not be put back, usually nothing.
    """
    if done.undone_at:
        raise KithworkError(f"Merge {done.pk} was taken back already.")
    kept, absorbed = done.kept, done.absorbed
    root = standing(kept)
    absorbed.absorbed_into = None
    absorbed.save(update_fields=["absorbed_into", "updated_at"])
    said = undo(done.moved["steps"], {f"people.person:{kept.pk}": root.pk})
    for holder in _chain(Person.objects.get(pk=kept.pk)):
        _restore_fields(holder, done.before)
    _part_observations(root, absorbed)
    done.undone_at = now
    done.save(update_fields=["undone_at"])
    return said


def _part_observations(kept: Person, absorbed: Person) -> None:
    """What was observed by a contact point goes with it, also what came after the merge.

    A point that both have tells nothing; then the observation stays where it is.
    """
    stays = kept.contact_points.values("normal")
    goes = absorbed.contact_points.exclude(normal__in=stays).values("normal")
    for seen in kept.evidence.filter(other=None, by__in=goes):
        if not absorbed.evidence.filter(other=None, kind=seen.kind, mark=seen.mark).exists():
            seen.person = absorbed
            seen.save(update_fields=["person"])


def standing(person: Person) -> Person:
    """The record that stands for this person by now."""
    return _chain(person)[-1]


def _chain(person: Person) -> list[Person]:
    """The record, the one into which it was taken, and so on to the one that stands."""
    found = [person]
    while found[-1].absorbed_into is not None:
        found.append(found[-1].absorbed_into)
    return found


def keep_lost(journal: Journal, kept: Person | None, now: dt.datetime) -> None:
    """Write values that lost to others as alternatives of their person, with their source."""
    for name, value, origin, person in journal.lost:
        key = kept.pk if kept else person
        if key is None:
            continue
        row, made = Alternative.objects.get_or_create(
            person_id=key, field=name[:40], digest=Alternative.digest_of(value),
            defaults={"value": value, "origin_id": origin, "said_at": now},
        )  # fmt: skip
        if made:
            journal.steps.append({"do": "add", "model": "people.alternative", "pk": row.pk})
    journal.lost.clear()


def _expect_two(kept: Person, absorbed: Person) -> None:
    if kept.pk == absorbed.pk:
        raise KithworkError("Name two different people.")
    if kept.owner_id != absorbed.owner_id:
        raise KithworkError("These two belong to different people's records.")
    if kept.absorbed_into_id or absorbed.absorbed_into_id:
        raise KithworkError("One of them is part of another person's record already.")


def _unite_fields(kept: Person, absorbed: Person, journal: Journal) -> dict[str, object]:
    """Fill what is empty; where both speak, the kept record's word stands and the other is kept."""
    before: dict[str, object] = {}
    origin = absorbed.origin_id
    for field in Person._meta.concrete_fields:
        if field.name in _KEPT_APART:
            continue
        mine, other = getattr(kept, field.name), getattr(absorbed, field.name)
        best = _best(field.name, mine, other)
        if best != mine:
            before[field.name] = {"was": _json(mine), "became": _json(best)}
            setattr(kept, field.name, best)
        lost = mine if best != mine else other
        if lost not in EMPTY and lost != best and not isinstance(lost, bool):
            journal.lost.append((field.name, str(lost), origin, kept.pk))
    for name in _TEXTS:
        mine, other = getattr(kept, name), getattr(absorbed, name)
        if other and other not in mine:
            joined = f"{mine}{_BETWEEN}{other}" if mine else other
            before[name] = {"was": mine, "became": joined, "added": other}
            setattr(kept, name, joined)
    kept.save()
    return before


def _best(name: str, mine: Any, other: Any) -> Any:
    """The value that the united record has: the nearest generation, the latest talk."""
    if mine in EMPTY or other in EMPTY:
        return other if mine in EMPTY else mine
    if name == "generation":
        return min(mine, other)
    if name == "last_spoken_on":
        return max(mine, other)
    return (mine or other) if isinstance(mine, bool) else mine


def _restore_fields(person: Person, before: dict[str, dict[str, Any]]) -> None:
    fields = {field.name: field for field in Person._meta.concrete_fields}
    for name, said in before.items():
        now = getattr(person, name)
        if _json(now) == said["became"]:
            setattr(person, name, fields[name].to_python(said["was"]))
        elif said.get("added"):
            setattr(person, name, _without(str(now), str(said["added"])))
    person.save()


def _without(text: str, added: str) -> str:
    for piece in (f"{_BETWEEN}{added}", f"{added}{_BETWEEN}", added):
        if piece in text:
            return text.replace(piece, "", 1)
    return text


def _json(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _move_questions(absorbed: Person, kept: Person, journal: Journal, now: dt.datetime) -> None:
    """Questions about the absorbed record are questions about the kept one; theirs is answered."""
    for pair in ReviewPair.objects.filter(Q(first=absorbed) | Q(second=absorbed)):
        ends = {pair.first_id, pair.second_id} - {absorbed.pk}
        if kept.pk in ends:
            was: dict[str, object] = {"decision": pair.decision, "decided_at": pair.decided_at}
            pair.decision, pair.decided_at = ReviewPair.Decision.SAME, now
            pair.save(update_fields=list(was))
            journal.changed(pair, was)
            continue
        _ask_of(pair, sorted([kept.pk, *ends]), journal)


def _ask_of(pair: ReviewPair, ends: list[int], journal: Journal) -> None:
    was: dict[str, object] = {"first_id": pair.first_id, "second_id": pair.second_id}
    pair.first_id, pair.second_id = ends
    try:
        with transaction.atomic():
            pair.save(update_fields=["first", "second"])
    except IntegrityError:
        return  # The same is asked of the kept record already; this one sleeps with the absorbed.
    journal.changed(pair, was)
