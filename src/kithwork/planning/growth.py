"""Is the circle growing or drying out: a forecast of names and meetings from what was observed.

The forecast draws what is not known for certain (acceptance, names in a meeting, the share of
names already known, the tempo) from its posterior, and plays a multi-type branching process
forwards from today's state for each draw. docs/theory/growth.md explains it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from kithwork.planning import growth_words
from kithwork.planning.observed import Observed
from kithwork.planning.outlook import Band, Forecast, Help, WeekAhead
from kithwork.planning.posteriors import PRIOR, Beliefs, learn
from kithwork.planning.prospects import Bools, Floats, Kind
from kithwork.planning.reproduction import names_for_growth
from kithwork.planning.supply import draw_supply
from kithwork.planning.tempo import tempo_of
from kithwork.planning.unfolding import Drawn, Expected, Futures, Start, unfold
from kithwork.planning.waits import WEEKS, Waits, waits_of, weekdays_of

# Agreed meetings that fall through.
_FALLS_THROUGH = 0.05
# Prior of the share of new names without leave to use the contact's name.
_COLD_NAMES = (1.0, 9.0)
# What the past can't tell: later contacts may accept and refer otherwise than earlier ones.
_DRIFT_ACCEPTANCE = 0.2
_DRIFT_NAMES = 0.03
_JOLT_NAMES = 0.1
# An expected course has no chance in it, and needs fewer draws.
_DRAWS_TO_HELP = 300
_QUANTILES = (0.1, 0.5, 0.9)
# The steps by which the forecast is differentiated.
_MORE_ACCEPTANCE, _MORE_NAMES, _MORE_KITH = 0.1, 0.5, 5.0


def forecast(
    seen: Observed,
    rng: np.random.Generator,
    weeks: int = 12,
    prior: Beliefs = PRIOR,
    draws: int = 1000,
) -> Forecast:
    """Forecast the coming weeks of a campaign; the same `rng` state gives the same forecast.

    Raises ValueError for less than one week or draw.
    """
    if weeks < 1 or draws < 1:
        raise ValueError("a forecast needs at least one week and one draw")
    start = _start(seen, prior, rng, draws)
    ahead = unfold(start, weeks, Drawn(rng))
    growth, parts = _reproduction(start)
    accept, names, known = (float(np.median(part)) for part in parts)
    result = Forecast(
        reproduction=_band(growth),
        p_growing=float((growth > 1).mean()),
        p_drying_out=float(ahead.dry[-1].mean()),
        acceptance=accept,
        names_per_meeting=names,
        share_known=known,
        names_needed=names_for_growth(accept, known),
        weeks=_fan(ahead, seen.today, rng),
        what_helps=tuple(_what_helps(start, weeks)),
    )
    return replace(
        result,
        sentences=growth_words.sentences(result),
        helping=growth_words.helping(result),
    )


def _start(seen: Observed, prior: Beliefs, rng: np.random.Generator, draws: int) -> Start:
    """Draw what is not known for certain, given all that was seen."""
    beliefs = learn(seen.approaches, seen.today, prior)
    accept = np.column_stack([beliefs.acceptance(kind).draw(rng, draws) for kind in Kind])
    waits = waits_of(seen, beliefs.answer)
    coming = _coming(seen, accept, beliefs, waits, rng)
    held = seen.held
    supply = draw_supply(held, prior.names, rng, draws)
    tempo = tempo_of(seen, beliefs)
    cold = sum(min(a.names_cold, a.names_new) for a in held)
    new = sum(a.names_new for a in held)
    return Start(
        waiting=np.tile(_by_kind(seen.waiting), (draws, 1)),
        coming=coming,
        found=np.full(draws, float(new)),
        acceptance=_jolted(accept, rng),
        cold=rng.beta(_COLD_NAMES[0] + cold, _COLD_NAMES[1] + new - cold, draws),
        supply=supply.jolted(np.exp(_JOLT_NAMES * rng.standard_normal(draws))),
        requests=np.maximum(tempo.requests + tempo.unsure * rng.standard_normal(draws), 0.25),
        uneven=tempo.uneven,
        lag=waits.of_request(weekdays_of(seen)),
        drift=_DRIFT_NAMES,
        alike=tempo.alike,
    )


def _coming(
    seen: Observed, accept: Floats, beliefs: Beliefs, waits: Waits, rng: np.random.Generator
) -> Floats:
    """Meetings still to come from the requests already sent; shape [weeks, draws, 2]."""
    draws = len(accept)
    coming = np.zeros((WEEKS, draws, 2))
    each, agreed = np.arange(draws), waits.of_agreed()
    by_age: dict[int, Floats] = {}
    for a in seen.approaches:
        if a.agreed:
            yes, weeks = rng.random(draws) >= _FALLS_THROUGH, agreed
        elif a.open:
            age = max((seen.today - a.sent).days, 0)
            yes = _accepts_yet(accept[:, a.kind], beliefs, age, rng)
            weeks = by_age[age] = by_age[age] if age in by_age else waits.of_open(age)
        else:
            continue
        week = np.searchsorted(np.cumsum(weeks)[:-1], rng.random(draws))
        coming[week, each, int(a.kind != Kind.KITH)] += yes
    return coming


def _accepts_yet(accept: Floats, beliefs: Beliefs, age: int, rng: np.random.Generator) -> Bools:
    """Whether a request unanswered for so many days is still accepted, in each draw."""
    by_now = beliefs.answer.by(age)
    unheard = 1 - by_now * (accept + (1 - accept) * beliefs.refusals_said)
    return rng.random(len(accept)) * unheard < accept * (1 - by_now)


def _by_kind(waiting: Mapping[Kind, int]) -> Floats:
    return np.array([float(waiting.get(kind, 0)) for kind in Kind])


def _jolted(accept: Floats, rng: np.random.Generator) -> Floats:
    """Chances moved on the logistic scale, all kinds of a draw alike."""
    inside = np.clip(accept, 1e-6, 1 - 1e-6)
    moved = np.log(inside / (1 - inside)) + _DRIFT_ACCEPTANCE * rng.standard_normal(
        (len(accept), 1)
    )
    return np.asarray(1 / (1 + np.exp(-moved)))


def _reproduction(start: Start) -> tuple[Floats, tuple[Floats, Floats, Floats]]:
    """R in every draw, and its parts: acceptance, names in a meeting, share already known.

    Only those reached through others have successors like themselves; since all of them give
    names in the same proportions, the largest eigenvalue is the mean over the proportions.
    """
    a = start.acceptance
    accept = (1 - start.cold) * a[:, Kind.REFERRED] + start.cold * a[:, Kind.COLD]
    share_new = start.supply.share_new(start.found)
    return accept * start.supply.others * share_new, (accept, start.supply.others, 1 - share_new)


def _fan(ahead: Futures, today: date, rng: np.random.Generator) -> tuple[WeekAhead, ...]:
    bands = [_count_bands(counts, rng) for counts in (ahead.meetings, ahead.names, ahead.waiting)]
    return tuple(
        WeekAhead(week, today + timedelta(weeks=week), meetings, names, waiting, float(dry.mean()))
        for week, meetings, names, waiting, dry in zip(
            range(1, len(ahead.dry) + 1), *bands, ahead.dry, strict=True
        )
    )


def _count_bands(counts: Floats, rng: np.random.Generator) -> list[Band]:
    """For each week the quantiles of counts [weeks, draws], each spread evenly over its unit.

    Without that, an interval between whole numbers would hold more than it promises.
    """
    blurred = counts + rng.uniform(-0.5, 0.5, counts.shape)
    quantiles = np.maximum(np.quantile(blurred, _QUANTILES, axis=1), 0)
    return [Band(*map(float, column)) for column in quantiles.T]


def _band(draws: Floats) -> Band:
    low, middle, high = np.quantile(draws, _QUANTILES)
    return Band(float(low), float(middle), float(high))


def _what_helps(start: Start, weeks: int) -> list[Help]:
    """Move each lever a little, and see how the expected course changes."""
    start = start.first(_DRAWS_TO_HELP)
    base = unfold(start, weeks, Expected())
    moves = (
        ("acceptance", _MORE_ACCEPTANCE, start.with_acceptance(_MORE_ACCEPTANCE)),
        ("names", _MORE_NAMES, start.with_names(_MORE_NAMES)),
        ("starts", _MORE_KITH, start.with_kith(_MORE_KITH)),
    )
    helps = [
        _help(lever, step, base, unfold(moved, weeks, Expected())) for lever, step, moved in moves
    ]
    return sorted(helps, key=lambda help_: -help_.meetings)


def _help(lever: str, step: float, base: Futures, moved: Futures) -> Help:
    meetings = float((moved.meetings[-1] - base.meetings[-1]).mean())
    names = float((moved.names[-1] - base.names[-1]).mean())
    p_dry = float(moved.dry[-1].mean() - base.dry[-1].mean())
    told = growth_words.help_sentence(lever, step, meetings, len(base.dry))
    return Help(lever, step, meetings, names, p_dry, told)
