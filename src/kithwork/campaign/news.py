"""First-hand news: openings heard of from people, matched with the postings that came later."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kithwork.campaign.models import Campaign, Finding
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting
from kithwork.people.models import Organisation, Owner, Position
from kithwork.people.organise import family
from kithwork.wording.opening_heard import TitleHeard, title_heard

LOOKED_AHEAD = dt.timedelta(days=365)


@dataclass(frozen=True)
class FirstHand:
    """An opening heard of, the posting that stated it, and when that was published, where known.

    `certain` says that employer and title are the same word for word, `confirmed` that the owner
    said so; neither is a suggestion, with the share of the title that was heard.
    """

    finding: Finding
    posting: Posting
    published_on: dt.date | None
    share: float
    certain: bool = False
    confirmed: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is first-hand news: surely this opening, and heard of before it was out."""
        return (self.certain or self.confirmed) and bool(self.days and self.days > 0)

    @property
    def days(self) -> int | None:
        """So many days before it was published; None where that day isn't known."""
        return (self.published_on - self.finding.heard_on).days if self.published_on else None


@dataclass(frozen=True)
class News:
    """What was known before the boards showed it, what may have been, and what still waits."""

    known: tuple[FirstHand, ...]
    suggested: tuple[FirstHand, ...]
    waiting: tuple[Finding, ...]

    @property
    def first_hand(self) -> tuple[FirstHand, ...]:
        """Those that count as first-hand."""
        return tuple(one for one in self.known if one.counts)


def news_of(campaign: Campaign) -> News:
    """Every opening heard of in the campaign beside the postings of its employer since then."""
    heard = list(
        campaign.findings.filter(kind=Finding.Kind.OPENING).select_related(
            "said_by", "about_organisation", "about_posting"
        )
    )
    known = [_confirmed(one) for one in heard if one.about_posting]
    open_ = [one for one in heard if one.about_posting is None]
    later = _later_postings(campaign.owner, open_)
    suggested: list[FirstHand] = []
    waiting: list[Finding] = []
    for finding in open_:
        best = _best(finding, later[finding.pk])
        if best is None:
            waiting.append(finding)
        else:
            (known if best.certain else suggested).append(best)
    return News(tuple(known), tuple(suggested), tuple(waiting))


def confirm(finding: Finding, posting: Posting) -> Finding:
    """The owner says that this posting is the opening that was heard of."""
    _expect_opening(finding)
    finding.about_posting = posting
    finding.save(update_fields=["about_posting"])
    return finding


def deny(finding: Finding, posting: Posting) -> Finding:
    """The owner says that it is another opening; it is not suggested again."""
    _expect_opening(finding)
    if posting.pk not in finding.not_postings:
        finding.not_postings = [*finding.not_postings, posting.pk]
    if finding.about_posting_id == posting.pk:
        finding.about_posting = None
    finding.save(update_fields=["not_postings", "about_posting"])
    return finding


def published_on(posting: Posting, owner: Owner) -> dt.date | None:
    """The day it was published: the board's own word, else when it newly appeared there."""
    if posting.posted_on:
        return posting.posted_on
    return owner.today(posting.new_at) if posting.new_at else None


def _expect_opening(finding: Finding) -> None:
    if finding.kind != Finding.Kind.OPENING:
        raise KithworkError("Only an opening heard of becomes a posting.")


def _confirmed(finding: Finding) -> FirstHand:
    posting = finding.about_posting
    assert posting is not None
    out = published_on(posting, finding.owner)
    return FirstHand(finding, posting, out, 1.0, confirmed=True)


def _best(finding: Finding, postings: Sequence[tuple[Posting, bool]]) -> FirstHand | None:
    """The posting most like what was said; `sure` ones are at the employer that was spoken of."""
    scored: list[tuple[TitleHeard, bool, Posting]] = []
    for posting, sure in postings:
        heard = title_heard(posting.title, finding.text)
        if heard.likely:
            scored.append((heard, sure, posting))
    if not scored:
        return None
    scored.sort(key=lambda each: (not (each[0].exact and each[1]), -each[0].share, each[2].pk))
    heard, sure, posting = scored[0]
    out = published_on(posting, finding.owner)
    rivals = [p for h, s, p in scored if h.exact and s and p.job_id != posting.job_id]
    certain = heard.exact and sure and not rivals
    return FirstHand(finding, posting, out, round(heard.share, 2), certain=certain)


def _later_postings(
    owner: Owner, findings: Iterable[Finding]
) -> dict[int, list[tuple[Posting, bool]]]:
    """For each finding the postings of its employer that came out afterwards, and whether the
    employer is the one spoken of; else it is only where the speaker works."""
    found: dict[int, list[tuple[Posting, bool]]] = defaultdict(list)
    places = {one.pk: _employers(one) for one in findings}
    wanted = {normal for normals, _ in places.values() for normal in normals}
    at: dict[str, list[Posting]] = defaultdict(list)
    for posting in Posting.objects.filter(normal__in=wanted):
        at[posting.normal].append(posting)
    for finding in findings:
        normals, sure = places[finding.pk]
        for posting in (each for normal in normals for each in at[normal]):
            if posting.pk not in finding.not_postings and _came_later(finding, posting, owner):
                found[finding.pk].append((posting, sure))
    return found


def _came_later(finding: Finding, posting: Posting, owner: Owner) -> bool:
    seen = published_on(posting, owner) or owner.today(posting.first_seen_at)
    return finding.heard_on <= seen <= finding.heard_on + LOOKED_AHEAD


def _employers(finding: Finding) -> tuple[set[str], bool]:
    """The names of the employer that was spoken of; where none was, of the speaker's."""
    if finding.about_organisation:
        return _names(finding.about_organisation), True
    if finding.said_by is None:
        return set(), False
    here = Position.objects.filter(person=finding.said_by, ended_on=None)
    rows = here.select_related("organisation")
    return {name for row in rows for name in _names(row.organisation)}, False


def _names(organisation: Organisation) -> set[str]:
    """Every name that the employer's postings may go by: its own, its group's, those taken in."""
    related = family(organisation)
    taken_in = Organisation.objects.filter(absorbed_into__in=related)
    return {one.normal for one in [*related, *taken_in]}
