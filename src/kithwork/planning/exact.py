"""The branching bandit by brute force: exact dynamic programming over all states, if it is small.

It knows nothing of indices, and so can judge them: it also solves the case of few requests left,
where an index may be wrong. The number of states grows fast: three types and thirty requests are
about what it can do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kithwork.planning.offspring import Outcomes

State = tuple[int, ...]
Worth = dict[State, float]


def optimum(
    rewards: Sequence[float],
    law: Outcomes,
    counts: Sequence[int],
    requests: int,
    beta: float = 1.0,
) -> float:
    """The most that any policy earns from `counts` contacts with `requests` requests left.

    With beta below 1 and many requests it comes within beta ** requests * max reward / (1 - beta)
    of the unlimited optimum.
    """

    def choose(state: State, later: Worth) -> float:
        return max(_pull(rewards, law, beta, state, i, later) for i in _present(state))

    return _backwards(law, tuple(counts), requests, choose)


def value_of_order(
    rewards: Sequence[float],
    law: Outcomes,
    counts: Sequence[int],
    requests: int,
    order: Sequence[int],
    beta: float = 1.0,
) -> float:
    """What a fixed priority order of types (best first) earns from the same state."""

    def choose(state: State, later: Worth) -> float:
        first = next(i for i in order if state[i])
        return _pull(rewards, law, beta, state, first, later)

    return _backwards(law, tuple(counts), requests, choose)


def _backwards(
    law: Outcomes, start: State, requests: int, choose: Callable[[State, Worth], float]
) -> float:
    """Reach every state forwards, request by request; then earn backwards."""
    layers: list[set[State]] = [{start}]
    for _ in range(requests):
        layers.append({new for state in layers[-1] for new in _successors(law, state)})
    later: Worth = dict.fromkeys(layers.pop(), 0.0)
    for layer in reversed(layers):
        later = {state: choose(state, later) if any(state) else 0.0 for state in layer}
    return later[start]


def _pull(
    rewards: Sequence[float], law: Outcomes, beta: float, state: State, kind: int, later: Worth
) -> float:
    ahead = sum(p * later[_after(state, kind, new)] for p, new in law.table[kind] if p > 0)
    return rewards[kind] + beta * ahead


def _successors(law: Outcomes, state: State) -> set[State]:
    if not any(state):
        return {state}
    return {
        _after(state, kind, new) for kind in _present(state) for p, new in law.table[kind] if p > 0
    }


def _after(state: State, kind: int, new: Sequence[int]) -> State:
    return tuple(n + more - (i == kind) for i, (n, more) in enumerate(zip(state, new, strict=True)))


def _present(state: State) -> list[int]:
    return [i for i, n in enumerate(state) if n]
