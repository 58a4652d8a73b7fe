"""What can be asked about what was learnt and what others need: findings, news, needs, the week."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from kithwork.campaign import agree, give, news
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.models import Finding, FollowUp, Need
from kithwork.campaign.review import review_week
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting
from kithwork.operations.campaign import PromiseShown
from kithwork.operations.find import person_of
from kithwork.operations.registry import operation
from kithwork.people.models import Owner
from kithwork.words import counted


@dataclass(frozen=True)
class FindingShown:
    """Something learnt: who said it, how sure, when, and what agrees with it or contradicts it.

    Confidential findings are left out of every command, route and tool.
    """

    id: int
    text: str
    kind: str
    said_by: str
    confidence: str
    heard_on: dt.date
    about: str
    agrees: tuple[int, ...]
    contradicts: tuple[int, ...]

    @classmethod
    def of(cls, one: Finding, others: list[agree.Beside]) -> FindingShown:
        """The stored finding as plain values."""
        open_ = [each for each in others if not each.finding.confidential]
        return cls(
            one.pk,
            one.text,
            one.kind,
            one.said_by.name if one.said_by else "",
            str(one.get_confidence_display()),
            one.heard_on,
            one.about_organisation.name if one.about_organisation else "",
            tuple(each.finding.pk for each in open_ if each.word == "agree"),
            tuple(each.finding.pk for each in open_ if each.word == "contradict"),
        )

    def __str__(self) -> str:
        told = f"{self.id:>6}  {self.text} ({self.said_by or 'unknown'}, {self.heard_on})"
        told += f" agrees with {', '.join(map(str, self.agrees))}" if self.agrees else ""
        return told + (
            f" CONTRADICTS {', '.join(map(str, self.contradicts))}" if self.contradicts else ""
        )


@operation("finding list")
def finding_list(owner: Owner, *, now: dt.datetime) -> list[FindingShown]:
    """List what was learnt, the latest first; what was said in confidence is left out."""
    campaign = current_campaign(owner, now)
    beside = agree.beside(campaign)
    rows = campaign.findings.filter(confidential=False)
    found = rows.select_related("said_by", "about_organisation")
    return [FindingShown.of(one, beside.get(one.pk, [])) for one in found]


@operation("finding compare")
def finding_compare(
    owner: Owner,
    first: int,
    second: int,
    word: Literal["agree", "contradict", "apart"],
    *,
    now: dt.datetime,
) -> list[FindingShown]:
    """Say that two findings (their numbers) agree, contradict each other, or are apart."""
    one, other = _finding(owner, first), _finding(owner, second)
    agree.say_of_two(one, other, word, now)
    beside = agree.beside(one.campaign)
    return [FindingShown.of(each, beside.get(each.pk, [])) for each in (one, other)]


def _finding(owner: Owner, number: int) -> Finding:
    found = owner.findings.filter(pk=number, confidential=False).first()
    if found is None:
        raise KithworkError(f"There is no finding {number}; 'kithwork finding list' lists them.")
    return found


@dataclass(frozen=True)
class NewsShown:
    """An opening heard of from somebody, and the posting that it became, if any."""

    finding: int
    text: str
    posting: int | None
    title: str
    days: int | None
    sure: bool

    def __str__(self) -> str:
        if self.posting is None:
            return f"{self.finding:>6}  {self.text}: not published yet, as far as boards were read"
        before = (
            f", heard {counted(self.days, 'day')} before" if self.days and self.days > 0 else ""
        )
        doubt = "" if self.sure else f"? ('kithwork news confirm {self.finding} {self.posting}')"
        return f"{self.finding:>6}  {self.text}: {self.title}{before}{doubt}"


@operation("news list")
def news_list(owner: Owner, *, now: dt.datetime) -> list[NewsShown]:
    """List openings heard of from people, and the postings that came later."""
    found = news.news_of(current_campaign(owner, now))
    told = [*((one, True) for one in found.known), *((one, False) for one in found.suggested)]
    shown = [
        NewsShown(one.finding.pk, one.finding.text, one.posting.pk, one.posting.title, one.days, s)
        for one, s in told
        if not one.finding.confidential
    ]
    waiting = [one for one in found.waiting if not one.confidential]
    return shown + [NewsShown(one.pk, one.text, None, "", None, False) for one in waiting]


@operation("news confirm")
def news_confirm(
    owner: Owner,
    finding: int,
    posting: int,
    *,
    now: dt.datetime,
    deny: Annotated[bool, "it is another opening"] = False,
) -> list[NewsShown]:
    """Say that the opening heard of (FINDING) is this POSTING, by their numbers."""
    heard = _finding(owner, finding)
    stated = Posting.objects.filter(pk=posting).first()
    if stated is None:
        raise KithworkError(f"There is no opening {posting}.")
    (news.deny if deny else news.confirm)(heard, stated)
    return news_list(owner, now=now)


@dataclass(frozen=True)
class NeedShown:
    """What somebody looks for, and who could help, with the words that speak for it."""

    id: int
    person: str
    text: str
    helpers: tuple[str, ...]

    @classmethod
    def of(cls, one: Need, matches: list[give.Match]) -> NeedShown:
        """The stored need as plain values."""
        told = tuple(f"{each.helper.name} ({', '.join(each.because)})" for each in matches)
        return cls(one.pk, one.person.name, one.text, told)

    def __str__(self) -> str:
        helpers = f"\n        {'; '.join(self.helpers)}" if self.helpers else ""
        return f"{self.id:>6}  {self.person}: {self.text}{helpers}"


@operation("need add")
def need_add(owner: Owner, person: str, text: str, *, now: dt.datetime) -> NeedShown:
    """Write down in one line what PERSON looks for, so that you can give help in return."""
    need = give.note_need(person_of(owner, person), text, now)
    return NeedShown.of(need, give.who_could_help(current_campaign(owner, now), need, now))


@operation("need list")
def need_list(owner: Owner, *, now: dt.datetime) -> list[NeedShown]:
    """List what people look for, and who of those you know could help."""
    campaign = current_campaign(owner, now)
    rows = owner.needs.open().select_related("person")
    return [NeedShown.of(one, give.who_could_help(campaign, one, now)) for one in rows]


@operation("need help")
def need_help(
    owner: Owner,
    need: int,
    *,
    now: dt.datetime,
    helper: Annotated[str, "whom to put together with them; left out: the need is met"] = "",
) -> PromiseShown | NeedShown:
    """Promise to put a helper together with who has the NEED (its number), or note it as met."""
    one = owner.needs.filter(pk=need).select_related("person").first()
    if one is None:
        raise KithworkError(f"There is no need {need}; 'kithwork need list' lists them.")
    if not helper:
        return NeedShown.of(give.need_is_met(one, now), [])
    campaign = current_campaign(owner, now)
    return PromiseShown.of(give.put_together(campaign, one, person_of(owner, helper), now))


@operation("help given")
def help_given(owner: Owner, person: str, text: str, *, now: dt.datetime) -> PromiseShown:
    """Write down how you helped PERSON."""
    done: FollowUp = give.note_help(
        current_campaign(owner, now), person_of(owner, person), text, now
    )
    return PromiseShown.of(done)


@dataclass(frozen=True)
class WeekShown:
    """The weekly review in counts and sentences."""

    monday: dt.date
    planned: int
    held: int
    meant: int
    missed: int
    purposes_met: int
    new_names: int
    learnt: tuple[str, ...]
    heard_first: tuple[str, ...]
    promises_kept: int
    overdue: int
    helped: int
    narrowing: str
    next_agreed: int
    next_owed: int

    def __str__(self) -> str:
        return "\n".join(
            [
                f"Week of {self.monday}",
                f"Planned: {counted(self.planned, 'meeting')} agreed, {self.meant} meant.",
                f"Happened: {self.held} held ({self.purposes_met} with the purpose met), "
                f"{self.missed} missed, {counted(self.new_names, 'new name')}, "
                f"{counted(self.promises_kept, 'promise')} kept, {self.overdue} overdue, "
                f"help given {counted(self.helped, 'time')}.",
                "Learnt:",
                *(f"  {each}" for each in self.learnt),
                *(f"  First-hand: {each}" for each in self.heard_first),
                f"The aim: {self.narrowing}",
                f"Next: {counted(self.next_agreed, 'meeting')} agreed, "
                f"{counted(self.next_owed, 'promise')} due.",
            ]
        )


@operation("review")
def review(
    owner: Owner,
    *,
    now: dt.datetime,
    week: Annotated[dt.date | None, "any day of the week; else this week"] = None,
) -> WeekShown:
    """Review a week: planned, happened, learnt, whether the aim is narrower, what next."""
    day = week or owner.today(now)
    seen = review_week(current_campaign(owner, now), day - dt.timedelta(days=day.weekday()), now)
    return WeekShown(
        seen.monday, len(seen.agreed), len(seen.held), seen.meant, len(seen.missed),
        seen.purposes_met, seen.new_names,
        tuple(one.text for one in seen.learnt if not one.confidential),
        tuple(f"{n.posting.title}, {n.posting.employer}: "
              f"{counted(n.days or 0, 'day')} before it was published"
              for n in seen.news if not n.finding.confidential),
        seen.kept, len(seen.overdue), seen.helped, seen.narrowing.sentence,
        len(seen.next_agreed), len(seen.next_owed),
    )  # fmt: skip
