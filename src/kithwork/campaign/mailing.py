"""Write a mass mailing: its words, its recipients, each letter looked at, then confirmed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Iterable

from django.db import transaction

from kithwork.campaign.conduct import openly
from kithwork.campaign.letter import facts_about_me
from kithwork.campaign.letter_facts import refuse_unsigned
from kithwork.campaign.mailing_merge import fields_of, merged
from kithwork.campaign.models import Campaign, Mailing, Recipient, Technique
from kithwork.errors import KithworkError
from kithwork.wording.check import check
from kithwork.wording.letters import draft
from kithwork.wording.reading import Reading

BY_HAND = "You left this one out."
_WHO = "RECIPIENT"
_SAMPLE = {"name": "Cy Stranger", "given": "Cy", "family": "Stranger", "employer": "Acme Works"}

State = Mailing.State


@transaction.atomic
def begin(
    campaign: Campaign,
    name: str,
    now: dt.datetime,
    *,
    channel: str = Mailing.Channel.EMAIL,
    subject: str = "",
    text: str = "",
) -> Mailing:
    """A new mailing; without a text it begins with an honest wording of Kithwork's."""
    if not name.strip():
        raise KithworkError("Give the mailing a name, such as 'Welders in Kiel'.")
    if channel not in Mailing.Channel.values:
        raise KithworkError("A mailing goes by 'email' or on paper, as 'letter'.")
    if not text.strip():
        proposed = proposal(campaign, channel, now)
        subject, text = subject or proposed[0], proposed[1]
    fields_of(subject, text)
    return Mailing.objects.create(
        owner=campaign.owner, campaign=campaign, name=name.strip()[:200], channel=channel,
        subject=subject.strip()[:300], text=text, created_at=now,
    )  # fmt: skip


def proposal(campaign: Campaign, channel: str, now: dt.datetime) -> tuple[str, str]:
    """A subject and a text that say openly what is asked, with the recipient's name as a field."""
    rng = random.Random(f"{campaign.pk}:{campaign.mailings.count()}:{now:%Y%m%d}")
    facts = facts_about_me(campaign, to=_WHO)
    made = draft("mass_mailing", channel, facts, rng=rng)
    return made.subject, made.body.replace(_WHO, "{name|Sir or Madam}")


def expect_draft(mailing: Mailing) -> None:
    """Raise KithworkError where words and recipients are settled already."""
    if not mailing.is_drafted:
        raise KithworkError(
            f"This mailing is {mailing.get_state_display().lower()}; take it back to a draft first."
        )


def read_mailing(mailing: Mailing) -> Reading:
    """What the letter really asks for, read as one recipient reads it."""
    read = check(example(mailing), channel=mailing.channel, intention=Technique.DIRECT_CONTACT)
    return openly(read)


def example(mailing: Mailing) -> str:
    """The letter as the first recipient gets it, or with invented words in its fields."""
    one = mailing.recipients.to_go().first()
    if one is not None:
        return f"{one.subject}\n\n{one.text}".strip()
    whole = f"{mailing.subject}\n\n{mailing.text}".strip()
    return merged(whole, {name: _SAMPLE.get(name, "that") for name in fields_of(whole)})


def refuse_dishonest(mailing: Mailing) -> None:
    """Raise KithworkError unless the letter openly asks for work: that is all a mailing may be."""
    if not mailing.text.strip():
        raise KithworkError("Write the letter first.")
    refuse_unsigned(mailing.text)
    reading = read_mailing(mailing)
    if reading.technique == "direct_contact":
        return
    if reading.technique in ("networking", "disguised"):
        raise KithworkError(
            "This letter reads as a request for advice. Nobody is asked for advice by a mailing: "
            "say openly that you ask for work."
        )
    raise KithworkError("This letter doesn't say that you ask for work. A mailing says it openly.")


@transaction.atomic
def look_at(mailing: Mailing, letters: Collection[int], now: dt.datetime) -> int:
    """Note which letters the person has looked at; returns how many are still to be looked at."""
    expect_draft(mailing)
    mailing.recipients.to_go().filter(pk__in=letters).update(looked_at=now)
    return unseen(mailing)


def unseen(mailing: Mailing) -> int:
    """How many letters nobody has looked at yet."""
    return mailing.recipients.to_go().filter(looked_at=None).count()


def leave_out(recipient: Recipient) -> Recipient:
    """Take one letter out, at any time before it goes."""
    waiting = Recipient.objects.filter(pk=recipient.pk, state=Recipient.State.WAITING)
    if not waiting.update(state=Recipient.State.LEFT_OUT, reason=BY_HAND):
        raise KithworkError(f"The letter to {recipient} is {recipient.get_state_display()}.")
    recipient.refresh_from_db()
    return recipient


@transaction.atomic
def confirm(mailing: Mailing, now: dt.datetime) -> Mailing:
    """Say that these letters may go, as they are; each must have been looked at."""
    expect_draft(mailing)
    if not mailing.recipients.to_go().exists():
        raise KithworkError("Nobody is on this mailing yet; add a list, or people you know.")
    refuse_dishonest(mailing)
    if left := unseen(mailing):
        letters = "letter was" if left == 1 else "letters were"
        raise KithworkError(f"{left} {letters} not looked at yet; look at each before it goes.")
    return _set(mailing, state=State.CONFIRMED, confirmed_at=now, why_stopped="")


@transaction.atomic
def reopen(mailing: Mailing) -> Mailing:
    """Take a mailing back to a draft: what has not gone is looked at anew."""
    if mailing.state not in (State.CONFIRMED, State.STOPPED):
        raise KithworkError("Only a mailing that is confirmed or stopped can be changed.")
    mailing.recipients.to_go().update(looked_at=None)
    return _set(mailing, state=State.DRAFTED, why_stopped="")


@transaction.atomic
def start(
    mailing: Mailing,
    now: dt.datetime,
    *,
    an_hour: int | None = None,
    hours: tuple[int, int] | None = None,
) -> Mailing:
    """Let the letters go, one by one; a stopped mailing goes on where it was."""
    if mailing.on_paper:
        raise KithworkError("A mailing on paper is printed and posted; it can't be started.")
    if mailing.state not in (State.CONFIRMED, State.STOPPED):
        raise KithworkError(
            "Look at the letters and confirm the mailing first."
            if mailing.is_drafted
            else f"This mailing is {mailing.get_state_display().lower()}."
        )
    pace = an_hour if an_hour is not None else mailing.an_hour
    first, last = hours or (mailing.from_hour, mailing.until_hour)
    if not 1 <= pace <= 60:
        raise KithworkError("Send between 1 and 60 letters an hour.")
    if not 0 <= first < last <= 24:
        raise KithworkError("Hours are such as 9 to 17, by your own clock.")
    return _set(
        mailing, state=State.RUNNING, an_hour=pace, from_hour=first, until_hour=last,
        started_at=mailing.started_at or now, not_before=None, failures=0, why_stopped="",
    )  # fmt: skip


def stop(mailing: Mailing, why: str = "") -> Mailing:
    """Let nothing more go until it is started again; a letter that is under way still goes."""
    if mailing.state != State.RUNNING:
        raise KithworkError("This mailing doesn't run.")
    return _set(mailing, state=State.STOPPED, why_stopped=why[:500])


@transaction.atomic
def posted(mailing: Mailing, now: dt.datetime) -> int:
    """Note that the letters of a mailing on paper were posted; returns how many."""
    if not mailing.on_paper or mailing.state != State.CONFIRMED:
        raise KithworkError("Confirm the mailing on paper first, then print and post it.")
    count = mailing.recipients.to_go().update(state=Recipient.State.SENT, sent_at=now)
    _set(mailing, state=State.DONE, started_at=now)
    return count


def recipients_of(mailing: Mailing, pks: Iterable[int]) -> list[Recipient]:
    """Those of the mailing's letters that have these numbers."""
    return list(mailing.recipients.filter(pk__in=list(pks)))


def _set(mailing: Mailing, **values: object) -> Mailing:
    for name, value in values.items():
        setattr(mailing, name, value)
    mailing.save(update_fields=list(values))
    return mailing
