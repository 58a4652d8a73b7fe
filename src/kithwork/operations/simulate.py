"""What can be asked of the simulation: play policies in invented worlds, or in one from a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from kithwork.errors import KithworkError
from kithwork.operations.registry import operation
from kithwork.simulation import files
from kithwork.simulation.report import Report, in_words
from kithwork.simulation.simulate import STANDARD
from kithwork.simulation.simulate import simulate as played


@dataclass(frozen=True)
class Simulated:
    """What the campaigns came to, policy by policy."""

    report: Report

    def to_plain(self) -> dict[str, Any]:
        """Medians, capped means, shares and paired ratios."""
        return self.report.as_dict()

    def __str__(self) -> str:
        return in_words(self.report)


@operation("simulate")
def simulate(
    *,
    world: Annotated[Path | None, "a world from a file; see docs/reference/worlds.md"] = None,
    policies: Annotated[str, "names with commas between; NAME:open or NAME:named also"] = ",".join(
        STANDARD
    ),
    mode: Annotated[Literal["open", "named"], "how contacts are asked for names"] = "named",
    campaigns: Annotated[int, "how many campaigns each policy plays"] = 300,
    seed: Annotated[int, "the same seed gives the same answer"] = 7,
    budget: Annotated[int, "at most this many approaches in a campaign"] = 300,
) -> Simulated:
    """Play planning policies through the same simulated campaigns, and compare them.

    In simulation, under assumed behaviour: it says nothing of real people.
    """
    names = [name.strip() for name in policies.split(",") if name.strip()]
    try:
        read = None if world is None else files.load(Path(world))
        return Simulated(
            played(
                read,
                policies=names,
                mode=mode,
                campaigns=campaigns,
                seed=seed,
                budget=budget,
                processes=min(os.cpu_count() or 1, 8),
            )
        )
    except (ValueError, OSError) as error:
        raise KithworkError(str(error)) from error
