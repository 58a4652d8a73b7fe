"""Says in sentences what a growth forecast means."""

from __future__ import annotations

from kithwork.planning.outlook import Band, Forecast, WeekAhead

_LIKELY, _UNLIKELY = 0.75, 0.25
_NOTICEABLE = 0.2
_SOON = 4


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
        "names": f"If every meeting brought {_number(step)} more names",
        "starts": f"If you thought of {step:.0f} more people you know yourself",
    }
    if meetings < _NOTICEABLE:
        return f"{moves[lever]}, the next {weeks} weeks would hardly change."
    return f"{moves[lever]}, about {_number(meetings)} more {_meetings(meetings)} in {weeks} weeks."


def _heading(forecast: Forecast) -> str:
    chance = _percent(forecast.p_growing)
    if forecast.p_growing >= _LIKELY:
        return f"The circle is probably growing (chance {chance})."
    if forecast.p_growing <= _UNLIKELY:
        return f"The circle is probably shrinking (chance that it grows: {chance})."
    return f"It is open whether the circle grows (chance that it does: {chance})."


def _meaning(forecast: Forecast) -> str:
    r = forecast.reproduction
    return (
        f"Each person asked leads to about {r.middle:.1f} new people to ask "
        f"({_interval(r, 1)}); above 1 the circle grows, below 1 it dries out in the end."
    )


def _names_needed(forecast: Forecast) -> str:
    return (
        f"Of people reached by referral, about {_percent(forecast.acceptance)} accept, and "
        f"{_percent(forecast.share_known)} of the names are known already; so a meeting must bring "
        f"{forecast.names_needed:.1f} names for the circle to grow. "
        f"Yours bring about {forecast.names_per_meeting:.1f}."
    )


def _drying(forecast: Forecast) -> str:
    weeks = len(forecast.weeks)
    chance = _percent(forecast.p_drying_out)
    return f"The chance of having nobody left to ask within {weeks} weeks is {chance}."


def _coming(week: WeekAhead) -> str:
    return (
        f"In the next {week.number} weeks expect about {week.meetings.middle:.0f} meetings "
        f"({_interval(week.meetings, 0)}) and {week.names.middle:.0f} new names "
        f"({_interval(week.names, 0)})."
    )


def helping(forecast: Forecast) -> tuple[str, ...]:
    """What would help, most first; one sentence when nothing that was tried would help much."""
    noticed = [each.sentence for each in forecast.what_helps if each.meetings >= _NOTICEABLE]
    if noticed or not forecast.what_helps:
        return tuple(noticed)
    weeks = len(forecast.weeks)
    return (
        f"Neither more acceptances, nor more names a meeting, nor a few more people you know "
        f"yourself would change the next {weeks} weeks much.",
    )


def _interval(band: Band, digits: int) -> str:
    return f"{band.low:.{digits}f} to {band.high:.{digits}f} in 8 of 10 cases"


def _percent(chance: float) -> str:
    if 0 < chance < 0.01:
        return "under 1 %"
    if 0.99 < chance < 1:
        return "over 99 %"
    return f"{chance:.0%}".replace("%", " %")


def _number(amount: float) -> str:
    return f"{amount:.0f}" if amount >= 3 else f"{amount:.1f}"


def _meetings(amount: float) -> str:
    return "meeting" if _number(amount) == "1.0" else "meetings"
