"""A growth forecast as plain values: R, the weeks ahead, and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Band:
    """A forecast number: its middle, and the interval that should hold it 80 times in 100."""

    low: float
    middle: float
    high: float

    def holds(self, number: float) -> bool:
        """Whether the number lies in the interval."""
        return self.low <= number <= self.high


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """One week of the forecast: totals from today to its end, and the chance of having run dry."""

    number: int
    ends: date
    meetings: Band
    names: Band
    waiting: Band
    p_dry: float


@dataclass(frozen=True, slots=True)
class Help:
    """What a change of one lever would do, from the derivative of the expected course.

    `lever` is "acceptance", "names" or "starts"; `step` how far it is moved; `meetings` and
    `names` the change of the expected totals over the forecast; `p_dry` the change of the chance
    of drying out.
    """

    lever: str
    step: float
    meetings: float
    names: float
    p_dry: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the circle is heading.

    `reproduction`: R, how many new people each person asked leads to, with its 80 % interval.
    `p_growing` = P(R > 1). `p_drying_out`: chance that within the weeks of the forecast nobody is
    left to ask and no meeting is to come. `acceptance`, `names_per_meeting`, `share_known`: the
    parts of R for people reached by referral; `names_needed`: names a meeting must bring for
    R = 1. `what_helps` starts with the lever that helps most; `sentences` say all this in words,
    `helping` those of the levers that would be noticed.
    """

    reproduction: Band
    p_growing: float
    p_drying_out: float
    acceptance: float
    names_per_meeting: float
    share_known: float
    names_needed: float
    weeks: tuple[WeekAhead, ...]
    what_helps: tuple[Help, ...] = ()
    sentences: tuple[str, ...] = ()
    helping: tuple[str, ...] = ()
