"""What can be asked about mailings that go: start, stop, answers, printing, what is due now."""

from __future__ import annotations

import datetime as dt
import logging
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from kithwork.campaign import mailing as acts
from kithwork.campaign.mailing_answers import answer, by_technique, letters
from kithwork.campaign.mailing_send import send_next, settle
from kithwork.campaign.models import Mailing, Recipient
from kithwork.campaign.paper import addresses_csv, letterhead_of, mailing_on_paper, sheet_of
from kithwork.campaign.post import new_message, outgoing_of, post_of
from kithwork.errors import KithworkError
from kithwork.operations.mailing import WHICH, LetterShown, MailingShown, mailing_of, recipient_of
from kithwork.operations.paper import Printed, print_to
from kithwork.operations.registry import operation
from kithwork.people.models import Owner
from kithwork.people.share import write

log = logging.getLogger(__name__)


@operation("mailing start")
def mailing_start(
    owner: Owner,
    *,
    now: dt.datetime,
    an_hour: Annotated[int | None, "at most so many letters an hour; 10 unless changed"] = None,
    from_hour: Annotated[int, "by your clock, on working days"] = 9,
    until_hour: int = 17,
    mailing: Annotated[str, WHICH] = "",
) -> MailingShown:
    """Let the letters go one by one while Kithwork runs; stopped, it goes on where it was."""
    one = mailing_of(owner, mailing)
    post_of(owner)  # says what is missing before anything is started
    return MailingShown.of(acts.start(one, now, an_hour=an_hour, hours=(from_hour, until_hour)))


@operation("mailing stop")
def mailing_stop(owner: Owner, *, mailing: Annotated[str, WHICH] = "") -> MailingShown:
    """Let nothing more go until it is started again."""
    return MailingShown.of(acts.stop(mailing_of(owner, mailing), "You stopped it."))


@dataclass(frozen=True)
class StatusShown:
    """A mailing, and what each technique brought, counted apart."""

    mailing: MailingShown
    techniques: dict[str, dict[str, int]]

    def __str__(self) -> str:
        apart = [
            f"{name}: {n['sent']} sent, {n['yes']} yes, {n['no']} no"
            for name, n in self.techniques.items()
        ]
        return "\n".join([str(self.mailing), "", *apart])


@operation("mailing status")
def mailing_status(owner: Owner, *, mailing: Annotated[str, WHICH] = "") -> StatusShown:
    """Say how far a mailing is and what came of it, beside the other techniques."""
    one = mailing_of(owner, mailing)
    brought = by_technique(one.campaign)
    return StatusShown(
        MailingShown.of(one),
        {b.technique: {"sent": b.sent, "yes": b.yes, "no": b.no} for b in brought},
    )


@operation("mailing answer")
def mailing_answer(
    owner: Owner,
    recipient: str,
    said: Annotated[Literal["yes", "no", "bounced"], "bounced: the letter came back"],
    *,
    now: dt.datetime,
    interview: Annotated[bool, "the yes is an invitation to an interview"] = False,
    mailing: Annotated[str, WHICH] = "",
) -> LetterShown:
    """Note what came back; a no is final for every mailing, a yes becomes an approach."""
    one = recipient_of(mailing_of(owner, mailing), recipient)
    return LetterShown.of(answer(one, said, now, interview=interview))


@operation("mailing settle")
def mailing_settle(
    owner: Owner,
    recipient: str,
    word: Annotated[Literal["left", "stayed"], "it left, or it goes again"],
    *,
    now: dt.datetime,
    mailing: Annotated[str, WHICH] = "",
) -> LetterShown:
    """Say of a letter that may have left whether it did; none is sent twice without your word."""
    one = recipient_of(mailing_of(owner, mailing), recipient)
    return LetterShown.of(settle(one, now, left=word == "left"))


@operation("mailing print")
def mailing_print(
    owner: Owner,
    *,
    output: Annotated[Path, "a new PDF file with all letters"],
    addresses: Annotated[Path | None, "a new CSV file with the addresses"] = None,
    now: dt.datetime,
    mailing: Annotated[str, WHICH] = "",
) -> Printed:
    """Write all letters into one PDF, and the addresses for labels into a CSV."""
    one = mailing_of(owner, mailing)
    done = print_to(
        Path(output), mailing_on_paper(one, now), sheet_of(letterhead_of(owner)), one.name
    )
    if addresses:
        write(Path(addresses), addresses_csv(list(one.recipients.on_paper())).encode())
    return done


@dataclass(frozen=True)
class Posted:
    """How many letters were posted."""

    letters: int

    def __str__(self) -> str:
        return f"{letters(self.letters)} noted as posted."


@operation("mailing posted")
def mailing_posted(
    owner: Owner, *, now: dt.datetime, mailing: Annotated[str, WHICH] = ""
) -> Posted:
    """Note that the letters of a mailing on paper were posted."""
    return Posted(acts.posted(mailing_of(owner, mailing), now))


def send_what_is_due(now: dt.datetime) -> int:
    """One letter of each mailing that runs and is due; returns how many left. Never raises."""
    sent = 0
    running = Mailing.objects.filter(state=Mailing.State.RUNNING, owner__is_active=True)
    for one in running.select_related("owner"):
        try:
            sent += _send_one(one, now)
        except KithworkError as error:
            acts.stop(one, str(error))
        except Exception:
            log.exception("Mailing %s could not go on", one.pk)
            acts.stop(one, "This failed in a way that Kithwork did not expect.")
    return sent


def _send_one(mailing: Mailing, now: dt.datetime) -> bool:
    account, post = outgoing_of(mailing.owner), post_of(mailing.owner)
    done = send_next(
        mailing,
        now,
        post,
        lambda one: new_message(account, one.email, one.name, one.subject, one.text, now),
        random.Random(),
    )
    return done is not None and done.state == Recipient.State.SENT
