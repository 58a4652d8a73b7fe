"""Judges the growth forecast on invented campaigns: does it tell early that a circle dries out?

Campaigns are played day by day with traits that the forecast never sees; at weeks 4 and 8 it is
asked about the coming 12 weeks, and compared with what happened, and with two simple rivals: the
share of all campaigns that dried out (the base rate, for the Brier score), and the number of people
left to ask (for the ranking, `auc_left`). `holds`, `below` and `above` are the shares of totals of
meetings and names, 4, 8 and 12 weeks ahead, inside and outside of the 80 % intervals.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass

import growth_campaigns as invent
import growth_worlds as worlds
import numpy as np
from scipy.stats import rankdata

from kithwork.planning.branching import discount_for, indices
from kithwork.planning.growth import forecast
from kithwork.planning.offspring import Referrals
from kithwork.planning.outlook import Forecast
from kithwork.planning.prospects import Kind

AHEAD, LOOKS, CHECKED = 12, (4, 8), (4, 8, 12)
DAYS = 7 * (max(LOOKS) + AHEAD) + 1
INVENTED = ("fresh", "network", "near 2", "near 1")
SIMULATED = ("market", "campus", "coauthors", "market near 2")
FEWEST = 15


@dataclass
class Verdict:
    """One forecast beside what happened."""

    week: int
    said: float
    dry: bool
    left: int
    low: list[float]
    high: list[float]
    got: list[float]
    seconds: float


def campaigns(make: str, count: int, seed: int) -> Iterator[invent.Campaign]:
    """Campaigns of one make, each from its own seed."""
    rng = np.random.default_rng([seed, 0])
    web = invent.network(rng) if make == "network" else []
    for i in range(count):
        own = np.random.default_rng([seed, 1, i])
        traits = invent.fresh(own, {"near 2": 2.0, "near 1": 1.0}.get(make))
        if make == "network":
            yield _in_network(traits, web, own)
        else:
            starts = [invent.Contact(Kind.KITH, 0) for _ in range(traits.starts)]
            yield invent.play(traits, starts, invent.from_urn(traits), DAYS, own)


def _in_network(
    traits: invent.Traits, web: list[np.ndarray], rng: np.random.Generator
) -> invent.Campaign:
    """A seeker with their own place in the network, who starts from their neighbours."""
    seeker = int(rng.integers(len(web)))
    own = rng.permutation(web[seeker])[: traits.starts]
    starts = [invent.Contact(Kind.KITH, 0, int(node)) for node in own]
    known = np.append(own, seeker)
    return invent.play(traits, starts, invent.from_network(traits, web, known), DAYS, rng)


def judge(campaign: invent.Campaign, week: int, seed: int) -> Verdict | None:
    """The forecast at the end of a week against the weeks after; None where it was dry already."""
    today = 7 * week - 1
    if campaign.dry_day is not None and campaign.dry_day <= today:
        return None
    seen = campaign.seen_on(today)
    begun = time.process_time()
    said = forecast(seen, np.random.default_rng([seed, week]), AHEAD)
    took = time.process_time() - begun
    low, high, got = _bands(said, campaign, today)
    end = today + 7 * AHEAD
    dry = campaign.dry_day is not None and campaign.dry_day <= end
    left = sum(seen.waiting.values())
    return Verdict(week, said.p_drying_out, dry, left, low, high, got, took)


def _bands(
    said: Forecast, campaign: invent.Campaign, today: int
) -> tuple[list[float], list[float], list[float]]:
    low, high, got = [], [], []
    for week in CHECKED:
        row = said.weeks[week - 1]
        met, names = campaign.totals(today, today + 7 * week)
        for band, number in ((row.meetings, met), (row.names, names)):
            low.append(band.low)
            high.append(band.high)
            got.append(number)
    return low, high, got


def auc(score: np.ndarray, label: np.ndarray) -> float:
    """The chance that a campaign that dried out was given more than one that did not."""
    yes = int(label.sum())
    no = len(label) - yes
    if not yes or not no:
        return float("nan")
    return float((rankdata(score)[label].sum() - yes * (yes + 1) / 2) / (yes * no))


def _ratio(score: float, base: float) -> float:
    return score / base if base else float("nan")


def summary(rows: list[Verdict]) -> dict[str, float]:
    """Scores of a set of forecasts."""
    said, dry = np.array([r.said for r in rows]), np.array([r.dry for r in rows])
    left = np.array([r.left for r in rows])
    low, high = np.array([r.low for r in rows]), np.array([r.high for r in rows])
    got = np.array([r.got for r in rows])
    inside = (got >= low) & (got <= high)
    base = dry.mean()
    scores = {
        "n": len(rows),
        "dry": float(base),
        "said": float(said.mean()),
        "auc": auc(said, dry),
        "auc_left": auc(-left, dry),
        "brier_ratio": _ratio(float(((said - dry) ** 2).mean()), float(base * (1 - base))),
        "holds": float(inside.mean()),
        "below": float((got < low).mean()),
        "above": float((got > high).mean()),
    }
    for k, week in enumerate(CHECKED):
        scores[f"meetings_{week}"] = float(inside[:, 2 * k].mean())
        scores[f"names_{week}"] = float(inside[:, 2 * k + 1].mean())
    return scores


def main() -> None:
    """Play, forecast, compare, and say whether the targets are met."""
    args = _arguments()
    count = max(30, args.campaigns // 10) if args.quick else args.campaigns
    found: dict[str, dict[str, float]] = {}
    seconds: list[float] = []
    for make, played in _makes(args, count):
        rows = [v for i, c in enumerate(played) for w in LOOKS if (v := judge(c, w, i)) is not None]
        seconds += [row.seconds for row in rows]
        for week in LOOKS:
            found[f"{make}, week {week}"] = summary([r for r in rows if r.week == week])
    if args.json:
        plain = {
            name: {key: None if np.isnan(figure) else figure for key, figure in scores.items()}
            for name, scores in found.items()
        }
        print(json.dumps(plain, indent=1))
        return
    _print(found)
    print(f"a forecast takes {1000 * float(np.median(seconds)):.0f} ms of one processor (median)")
    _targets(found)
    _say("index of 40 types under 50 ms", _milliseconds_of_an_index(), 0, 50)


def _milliseconds_of_an_index(types: int = 40) -> float:
    """Median processor time of a branching bandit's index with so many types."""
    rng = np.random.default_rng(40)
    names = rng.gamma(0.5, 0.1, (types, types))
    law = Referrals.of(rng.uniform(0.1, 0.9, types), names, shape=2.0)
    rewards, times = rng.uniform(0, 1, types), []
    for _ in range(9):
        begun = time.process_time()
        indices(rewards, law, discount_for(50))
        times.append(time.process_time() - begun)
    return 1000 * float(np.median(times))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--campaigns", type=int, default=300, help="campaigns of each make")
    parser.add_argument("--makes", default=",".join(INVENTED + SIMULATED))
    parser.add_argument("--world", action="append", default=[], help="also in this world's file")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--quick", action="store_true", help="a tenth of the campaigns")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _makes(args: argparse.Namespace, count: int) -> Iterator[tuple[str, Iterator[invent.Campaign]]]:
    for make in [*args.makes.split(","), *args.world]:
        if make in INVENTED:
            yield make, campaigns(make, count, args.seed)
        elif make:
            name, near, growth = make.partition(" near ")
            world = worlds.world_of(name, np.random.default_rng([args.seed, 3]))
            played = worlds.campaigns(
                world, count, DAYS, args.seed, float(growth) if near else None
            )
            yield make, played


def _print(found: dict[str, dict[str, float]]) -> None:
    columns = list(next(iter(found.values())))
    print(f"{'':26s}" + "".join(f"{column:>12s}" for column in columns))
    for name, scores in found.items():
        print(f"{name:26s}" + "".join(f"{scores[column]:12.3g}" for column in columns))


def _targets(found: dict[str, dict[str, float]]) -> None:
    """A line for each target; ranking is only judged where both ends happened often enough."""
    for name, scores in found.items():
        _say(f"{name}: 80 % intervals hold in 72 to 88 %", scores["holds"], 0.72, 0.88)
        if min(scores["dry"], 1 - scores["dry"]) * scores["n"] < FEWEST:
            print(f"{name}: too few dried out, or too many, to judge the ranking")
            continue
        _say(f"{name}: AUC of drying out >= 0.90", scores["auc"], 0.90, 1.0)
        _say(f"{name}: Brier / base rate's <= 0.6", scores["brier_ratio"], 0.0, 0.6)


def _say(target: str, figure: float, low: float, high: float) -> None:
    print(f"{target}: {'met' if low <= figure <= high else 'not met'} ({figure:.3f})")


if __name__ == "__main__":
    main()
