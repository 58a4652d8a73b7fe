"""Notes that something came back, and what the owner says that it was."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kithwork.campaign.approach import answer
from kithwork.campaign.mailing_answers import answer as answer_mailing
from kithwork.campaign.models import Approach, FollowUp, Mail, Recipient, Sign
from kithwork.campaign.replies_match import Found
from kithwork.errors import KithworkError
from kithwork.people.models import Owner

LATER = dt.timedelta(days=14)
WORDS = ("accepted", "declined", "later", "none")
_WAITING = (Approach.State.SENT, Approach.State.NO_ANSWER)


@transaction.atomic
def record(found: Found, now: dt.datetime) -> bool:
    """Note one sign; False where it is known already or nothing waits for it any more."""
    if found.waiting.recipient:
        return _mailing_answered(found, now)
    mail = Mail.objects.filter(pk=found.waiting.mail or 0).select_related("follow_up").first()
    if found.came.kind == "bounce":
        return _came_back(found, mail, now)
    waits = Approach.objects.filter(pk=found.waiting.approach or 0, state__in=_WAITING)
    approach = waits.first()
    return approach is not None and _noted(found, approach, mail, now)


def _mailing_answered(found: Found, now: dt.datetime) -> bool:
    """A mailing's letter that came back is noted as such; what an answer said, the owner says."""
    one = Recipient.objects.filter(pk=found.waiting.recipient or 0, answer="").first()
    if one is None:
        return False
    if found.came.kind == "bounce":
        answer_mailing(one, Recipient.Answer.BOUNCED, now)
        return True
    if found.came.kind == "reply" and one.replied_at is None:
        one.replied_at = min(found.came.at or now, now)
        one.save(update_fields=["replied_at"])
        return True
    return False


def _noted(found: Found, approach: Approach, mail: Mail | None, now: dt.datetime) -> bool:
    at = min(found.came.at or now, now)
    return Sign.objects.get_or_create(
        approach=approach,
        mark=found.came.mark,
        defaults={
            "mail": mail, "kind": found.came.kind, "evidence": found.evidence, "came_at": at,
        },
    )[1]  # fmt: skip


def _came_back(found: Found, mail: Mail | None, now: dt.datetime) -> bool:
    """What did not arrive was not asked: the letter waits for another address."""
    if mail is None or mail.state != Mail.State.SENT:
        return False
    mail.state = Mail.State.CAME_BACK
    mail.save(update_fields=["state"])
    if mail.approach:
        _noted(found, mail.approach, mail, now)
    if mail.follow_up:
        _owe_again(mail.follow_up)
    elif mail.approach and mail.approach.state in _WAITING:
        _draft_again(mail.approach, now)
    return True


def _draft_again(approach: Approach, now: dt.datetime) -> None:
    approach.state, approach.sent_at = Approach.State.DRAFTED, None
    approach.kind_of_contact = ""
    approach.save(update_fields=["state", "sent_at", "kind_of_contact"])
    approach.follow_ups.owed().filter(kind=FollowUp.Kind.NUDGE).update(dropped_at=now)


def _owe_again(owed: FollowUp) -> None:
    if owed.kind != FollowUp.Kind.NUDGE:  # the next reminder is owed already, or it may rest
        owed.done_at = None
        owed.save(update_fields=["done_at"])


def open_signs(owner: Owner) -> list[Sign]:
    """One reply for each approach that waits for the owner's word, the surest one of each."""
    found = Sign.objects.open().filter(approach__owner=owner)
    best: dict[int, Sign] = {}
    for sign in found.select_related("approach__person", "approach__campaign"):
        known = best.get(sign.approach_id)
        if known is None or (known.evidence == "address" and sign.evidence == "thread"):
            best[sign.approach_id] = sign
    return sorted(best.values(), key=lambda sign: sign.came_at)


def not_arrived(owner: Owner) -> list[Mail]:
    """Letters that came back and were not sent anew or dropped, the latest of each approach."""
    back = Mail.objects.filter(
        owner=owner, state=Mail.State.CAME_BACK, approach__state=Approach.State.DRAFTED,
        follow_up=None,
    ).select_related("approach__person")  # fmt: skip
    return list({mail.approach_id: mail for mail in reversed(back)}.values())


@transaction.atomic
def settle_sign(sign: Sign, said: str, now: dt.datetime) -> Approach:
    """What the reply said, in the owner's word: accepted, declined, later, or none (no answer).

    Raises KithworkError for any other word, and where the approach waits no more.
    """
    if said not in WORDS:
        raise KithworkError(f"Say one of {', '.join(WORDS)}.")
    approach = sign.approach
    if said in ("accepted", "declined"):
        answer(approach, said, now)
    elif said == "later":
        _ask_later(approach, now)
    settled = approach.signs.filter(settled_at=None)
    (settled.filter(pk=sign.pk) if said == "none" else settled).update(settled_at=now)
    return approach


def _ask_later(approach: Approach, now: dt.datetime) -> None:
    """They asked for time: one reminder, two weeks on, in place of those that were due sooner."""
    approach.follow_ups.owed().filter(kind=FollowUp.Kind.NUDGE).update(dropped_at=now)
    FollowUp.objects.create(
        owner=approach.owner,
        campaign=approach.campaign,
        person=approach.person,
        approach=approach,
        kind=FollowUp.Kind.NUDGE,
        note="They answered: later.",
        due_on=approach.owner.today(now) + LATER,
        created_at=now,
    )
