"""Says in sentences what a growth forecast means."""

from __future__ import annotations

from kithwork.planning.outlook import Band, Forecast, WeekAhead
from kithwork.words import counted

_LIKELY, _UNLIKELY = 0.75, 0.25
_NOTICEABLE = 0.2
_SOON = 4
_ASKED = 10


def sentences(forecast: Forecast) -> tuple[str, ...]:
    """What the forecast means, most important first."""
    told = [
        _heading(forecast),
        _meaning(forecast),
        _names_needed(forecast),
        _drying(forecast),
        _coming(forecast.weeks[min(_SOON, len(forecast.weeks)) - 1]),
    ]
    return tuple(told)


def help_sentence(lever: str, step: float, meetings: float, weeks: int) -> str:
    """What moving one lever would bring, in meetings over the forecast."""
    moves = {
        "acceptance": f"If {step * 10:.0f} more of every ten people asked said yes",
        "names": f"If every meeting brought {_number(step)} more {_noun('name', step)}",
        "starts": f"If you thought of {counted(step, 'more person', 'more people')} you know "
        "yourself",
    }
    ahead = counted(weeks, "week")
    if meetings < _NOTICEABLE:
        return f"{moves[lever]}, the next {ahead} would hardly change."
    return (
        f"{moves[lever]}, about {_number(meetings)} more {_noun('meeting', meetings)} in {ahead}."
    )


def _heading(forecast: Forecast) -> str:
    chance = _percent(forecast.p_growing)
    if forecast.p_growing >= _LIKELY:
        return f"The circle is probably growing (chance {chance})."
    if forecast.p_growing <= _UNLIKELY:
        return f"The circle is probably shrinking (chance that it grows: {chance})."
    return f"It may grow or shrink; nobody can tell yet (chance that it grows: {chance})."


def _meaning(forecast: Forecast) -> str:
    """R by tens, because nobody asks seven tenths of a person."""
    r = forecast.reproduction
    low, middle, high = (_ASKED * value for value in (r.low, r.middle, r.high))
    return (
        f"Ten people asked lead to about {counted(middle, 'new person', 'new people')} to ask "
        f"({low:.0f} to {high:.0f}, four times in five). With more than ten the circle grows; "
        "with fewer it dries out in the end."
    )


def _names_needed(forecast: Forecast) -> str:
    return (
        f"Of the people you are referred to, about {_percent(forecast.acceptance)} accept, and "
        f"{_percent(forecast.share_known)} of the names you get are known to you already. So a "
        f"meeting must bring {forecast.names_needed:.1f} names for the circle to grow; "
        f"yours bring about {forecast.names_per_meeting:.1f}."
    )


def _drying(forecast: Forecast) -> str:
    weeks, chance = counted(len(forecast.weeks), "week"), forecast.p_drying_out
    if chance < 0.01:
        return f"You will hardly run out of people to ask within {weeks}."
    return f"The chance of having nobody left to ask within {weeks} is {_percent(chance)}."


def _coming(week: WeekAhead) -> str:
    return (
        f"In the next {counted(week.number, 'week')} expect about "
        f"{counted(week.meetings.middle, 'meeting')} ({_interval(week.meetings)}) and "
        f"{counted(week.names.middle, 'new name')} ({_interval(week.names)}), four times in five."
    )


def helping(forecast: Forecast) -> tuple[str, ...]:
    """What would help, most first; one sentence when nothing that was tried would help much."""
    noticed = [each.sentence for each in forecast.what_helps if each.meetings >= _NOTICEABLE]
    if noticed or not forecast.what_helps:
        return tuple(noticed)
    weeks = counted(len(forecast.weeks), "week")
    return (
        f"Neither more acceptances, nor more names a meeting, nor a few more people you know "
        f"yourself would change the next {weeks} much.",
    )


def _interval(band: Band) -> str:
    return f"{band.low:.0f} to {band.high:.0f}"


def _percent(chance: float) -> str:
    if 0 < chance < 0.01:
        return "under 1%"
    if 0.99 < chance < 1:
        return "over 99%"
    return f"{chance:.0%}"


def _number(amount: float) -> str:
    return f"{amount:.0f}" if amount >= 3 else f"{amount:.1f}"


def _noun(one: str, amount: float) -> str:
    return one if _number(amount) == "1.0" else f"{one}s"
