"""Judges the growth forecast on invented campaigns: does it tell early that a circle dries out?

Campaigns are played day by day with traits that the forecast never sees; at weeks 4 and 8 it is
asked about the coming 12 weeks, and compared with what happened, and with two simple rivals: the
share that dried out so far in other campaigns (the base rate), and the people left to ask.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass

import growth_campaigns as invent
import numpy as np
from scipy.stats import rankdata

from kithwork.planning.growth import forecast
from kithwork.planning.outlook import Forecast
from kithwork.planning.prospects import Kind

AHEAD, LOOKS, CHECKED = 12, (4, 8), (4, 8, 12)
DAYS = 7 * (max(LOOKS) + AHEAD) + 1


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
    growth: float
    p_growing: float


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
    begun = time.perf_counter()
    said = forecast(seen, np.random.default_rng([seed, week]), AHEAD)
    took = time.perf_counter() - begun
    low, high, got = _bands(said, campaign, today)
    end = today + 7 * AHEAD
    dry = campaign.dry_day is not None and campaign.dry_day <= end
    left = sum(seen.waiting.values())
    return Verdict(
        week, said.p_drying_out, dry, left, low, high, got, took, said.reproduction.middle,
        said.p_growing,
    )  # fmt: skip


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
        "brier_ratio": float(((said - dry) ** 2).mean() / max(base * (1 - base), 1e-9)),
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
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--campaigns", type=int, default=400, help="campaigns of each make")
    parser.add_argument("--makes", default="fresh,network,near 2,near 1")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--quick", action="store_true", help="a tenth of the campaigns")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    count = max(20, args.campaigns // 10) if args.quick else args.campaigns
    found: dict[str, dict[str, float]] = {}
    rows_of: dict[str, list[Verdict]] = {}
    for make in args.makes.split(","):
        rows = [
            verdict
            for i, campaign in enumerate(campaigns(make, count, args.seed))
            for week in LOOKS
            if (verdict := judge(campaign, week, args.seed + i)) is not None
        ]
        rows_of[make] = rows
        for week in LOOKS:
            found[f"{make} w{week}"] = summary([r for r in rows if r.week == week])
    _report(found, rows_of, as_json=args.json)


def _report(
    found: dict[str, dict[str, float]], rows_of: dict[str, list[Verdict]], as_json: bool
) -> None:
    if as_json:
        print(json.dumps(found, indent=1))
        return
    for name, scores in found.items():
        print(f"{name:14s}" + " ".join(f"{k}={v:.3g}" for k, v in scores.items()))
    took = [r.seconds for rows in rows_of.values() for r in rows]
    print(f"a forecast takes {1000 * float(np.median(took)):.0f} ms (median)")


if __name__ == "__main__":
    main()
