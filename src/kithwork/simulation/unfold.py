"""One simulated campaign step by step, as plain values, and a picture of any moment of it.

``python -m kithwork.simulation.unfold --out FOLDER`` draws the pictures of the guide.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

from kithwork.simulation.habits import Habits
from kithwork.simulation.market import labour_market
from kithwork.simulation.play import Campaign, Step, play
from kithwork.simulation.policies import POLICIES, Policy
from kithwork.simulation.setting import Goal, Setting, Settings, someone_inside
from kithwork.simulation.world import World

SIZE = 640
RING = 74
MARK = 7
COLOURS = {"waiting": "#8a8f98", "met": "#1f6f4a", "refused": "#b3402f", "reached": "#1d4f91"}
SIGNS = {"waiting": "", "met": "", "refused": "×", "reached": "★"}


@dataclass(frozen=True, slots=True)
class Moment:
    """One approach in a campaign, with what stands after it.

    ``by`` is who named the person (None for friends); ``reached`` counts targets so far.
    """

    number: int
    person: int
    by: int | None
    generation: int
    accepted: bool
    asked: bool
    named: tuple[int, ...]
    inside: bool
    reached: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Unfolding:
    """A campaign's friends at the start and its moments."""

    seeker: int
    kith: tuple[int, ...]
    moments: tuple[Moment, ...]


def unfold(
    world: World, setting: Setting, policy: Policy, habits: Habits, seed: int, budget: int = 60
) -> Unfolding:
    """Play one campaign and tell it step by step."""
    played = play(world, setting, policy, habits, seed, budget)
    return Unfolding(
        setting.seeker, tuple(setting.kith.tolist()), tuple(_moments(world, setting, played))
    )


def _moments(world: World, setting: Setting, played: Campaign) -> Iterator[Moment]:
    by: dict[int, int] = {}
    generation = dict.fromkeys(setting.kith.tolist(), 0)
    inside = someone_inside(world, setting)
    reached = 0
    for number, step in enumerate(played.steps, 1):
        person, named = step.person, tuple(step.named.tolist())
        by.update(dict.fromkeys(named, person))
        generation.update(dict.fromkeys(named, generation[person] + 1))
        reached += step.reached
        yield Moment(
            number=number,
            person=person,
            by=by.get(person),
            generation=generation[person],
            accepted=step.accepted,
            asked=step.asked,
            named=named,
            inside=bool(inside[person]),
            reached=reached,
            sentence=_sentence(number, step, by.get(person), inside[person], reached),
        )


def _sentence(number: int, step: Step, by: int | None, inside: bool, reached: int) -> str:
    who = "a friend" if by is None else f"named by person {by}"
    start = f"{number}. Person {step.person}, {who}"
    if not step.accepted:
        return f"{start}, does not accept."
    found = f" This is somebody inside: {reached} reached." if inside and step.reached else ""
    how = "asked for people by name" if step.asked else "asked the open question"
    return f"{start}, meets, is {how} and names {len(step.named)} new.{found}"


def picture(unfolding: Unfolding, upto: int) -> str:
    """An SVG of the circle after ``upto`` approaches: rings by how many introductions away.

    The seeker stands in the middle. Meaning is never by colour alone: who refused carries a
    cross, who was met is filled, who stands for a reached target carries a star.
    """
    shown = unfolding.moments[:upto]
    place = _places(unfolding)
    state = _states(unfolding, shown)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img" '
        'font-family="sans-serif" font-size="13">',
        f"<title>{escape(_caption(shown))}</title>",
        f'<rect width="{SIZE}" height="{SIZE}" fill="#ffffff"/>',
    ]
    middle = SIZE / 2
    for person, by in _introductions(unfolding, shown):
        x, y = place[person]
        start = (middle, middle) if by is None else place[by]
        lines.append(f'<path d="M{start[0]:.1f} {start[1]:.1f}L{x:.1f} {y:.1f}" stroke="#c9ccd1"/>')
    lines.append(f'<circle cx="{middle}" cy="{middle}" r="10" fill="#222222"/>')
    lines += [_mark(place[person], kind) for person, kind in state.items()]
    lines.append(f'<text x="12" y="{SIZE - 12}" fill="#222222">{escape(_caption(shown))}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def _mark(place: tuple[float, float], kind: str) -> str:
    x, y = place
    colour = COLOURS[kind]
    fill = "#ffffff" if kind in ("waiting", "refused") else colour
    radius = MARK + 4 if kind == "reached" else MARK
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{colour}"/>'
    ink = "#ffffff" if kind == "reached" else colour
    sign = SIGNS[kind]
    if not sign:
        return circle
    anchor = f'x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle"'
    return f'{circle}<text {anchor} fill="{ink}">{sign}</text>'


def _caption(shown: Sequence[Moment]) -> str:
    if not shown:
        return "The start: friends only"
    met = sum(each.accepted for each in shown)
    return f"After {len(shown)} approaches: {met} met, {shown[-1].reached} targets reached"


def _introductions(
    unfolding: Unfolding, shown: Sequence[Moment]
) -> Iterator[tuple[int, int | None]]:
    """Everybody known so far with who named them."""
    yield from ((friend, None) for friend in unfolding.kith)
    for each in shown:
        yield from ((person, each.person) for person in each.named)


def _states(unfolding: Unfolding, shown: Sequence[Moment]) -> dict[int, str]:
    state = {person: "waiting" for person, _ in _introductions(unfolding, shown)}
    reached = 0
    for each in shown:
        state[each.person] = "met" if each.accepted else "refused"
        if each.reached > reached:
            state[each.person] = "reached"
        reached = each.reached
    return state


def _places(unfolding: Unfolding) -> dict[int, tuple[float, float]]:
    """A place for everybody who is ever named: every branch gets room for its last leaves."""
    children: dict[int | None, list[int]] = {}
    for person, by in _introductions(unfolding, unfolding.moments):
        children.setdefault(by, []).append(person)
    leaves = max(
        sum(1 for p, _ in _introductions(unfolding, unfolding.moments) if p not in children), 1
    )
    place: dict[int, tuple[float, float]] = {}
    used = 0.0

    def put(person: int, ring: int) -> float:
        nonlocal used
        below = [put(child, ring + 1) for child in children.get(person, [])]
        if not below:
            used += 1.0
        turn = sum(below) / len(below) if below else used
        angle = 2 * math.pi * turn / leaves
        radius = min(RING * ring, SIZE / 2 - 2 * MARK)
        place[person] = (SIZE / 2 + radius * math.cos(angle), SIZE / 2 + radius * math.sin(angle))
        return turn

    for friend in children.get(None, []):
        put(friend, 1)
    return place


def main() -> None:
    """Draw a campaign of a small labour market: the start, the middle and the end."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--policy", default="learned", choices=sorted(POLICIES))
    given = parser.parse_args()
    world = labour_market(np.random.default_rng(given.seed), 6_000)
    setting = Settings(world, Goal(kith=12)).draw(np.random.default_rng([given.seed, 0]))
    told = unfold(world, setting, POLICIES[given.policy](), Habits(), given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    last = len(told.moments)
    for upto in sorted({0, last // 3, 2 * last // 3, last}):
        (given.out / f"one-campaign-{upto:02d}.svg").write_text(picture(told, upto))
    print("\n".join(each.sentence for each in told.moments))


if __name__ == "__main__":
    main()
