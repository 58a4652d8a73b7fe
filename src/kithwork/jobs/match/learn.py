"""Learns what each piece of evidence weighs, from postings whose jobs are known.

    python -m kithwork.jobs.match.learn benchmarks/postings_by_hand*.jsonl

The files are those of `benchmarks/match_by_hand.py`: postings, and a truth with each one's job
and part; a part is matched by itself. Only pairs that nothing contradicts are learnt from, by
logistic regression in which what speaks for an opening can't come to speak against it, nor the
other way round: with some hundred true pairs that is worth more than the last bit of fit.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from kithwork.jobs.match import candidates, facts_of, read_lines
from kithwork.jobs.match.evidence import evidence
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.judge import contradicted, several_places
from kithwork.jobs.match.nearby import near
from kithwork.jobs.match.rewritten import stand
from kithwork.jobs.match.weights import BIAS, TABLE, Weights
from kithwork.jobs.match.where import Near

FOR = (
    "one employer",
    "one text names both",
    "the same title",
    "the title to the letter",
    "kindred titles",
    "many facts in common",
    "many facts in common (one employer)",
    "the same facts",
    "the same facts (one employer)",
    "figures that both have",
    "capitals that both have",
    "the text offers the other's town",
    "remote work",
    "the same working time",
    "the same pay",
    "the same pay in the texts",
    "the same number",
    "the number in the text",
    "the same link",
    "too little text, all else the same",
)
AGAINST = (
    "different employers",
    "another level",
    "each title has other words",
    "untold words of each title",
    "untold words of a title",
    "untold words of a title above one text",
    "another title on one site",
    "figures that each has alone",
    "words in each other's stead",
    "unlike texts on one site",
    "at once on one site",
    "sentences of their own on one site",
    "other sites in the town",
    "other shifts",
    "other shifts in the titles",
    "a shift that only one names",
    "other pay",
    "other pay in the texts",
    "other numbers",
)
"""Every name that `evidence` may give, and on which side it counts."""
NAMES = FOR + AGAINST
SIGNS = np.array([1.0] * len(FOR) + [-1.0] * len(AGAINST))
REINED = 5.0
"""How strongly weights are held near 0, in true pairs: larger gives smaller weights."""
Floats = npt.NDArray[np.float64]


def rows(postings: Sequence[Facts], job: Mapping[str, str]) -> tuple[Floats, Floats]:
    """The evidence of every pair that nothing contradicts, a row each, and whether it is one."""
    facts = dict(enumerate(postings))
    pairs = [(a, b) for a, b in candidates(facts) if _open(facts[a], facts[b])]
    found = [evidence(facts[a], facts[b], near(facts[a], facts[b])) for a, b in pairs]
    told = np.array([[one.get(name, 0.0) for name in NAMES] for one in found]).reshape(
        -1, len(NAMES)
    )
    one = [job[facts[a].said.id] == job[facts[b].said.id] for a, b in pairs]
    return told.reshape(-1, len(NAMES)), np.array(one, np.float64)


def _open(a: Facts, b: Facts) -> bool:
    """Whether nothing by itself decides about a pair."""
    apart = near(a, b) is Near.APART and not several_places(a, b, stand(a, b))
    return not apart and not contradicted(a, b)


def fitted(told: Floats, one: Floats) -> Weights:
    """The weights under which these pairs are likeliest, reined in."""
    spread = told.std(axis=0) + 1e-6
    signed = told / spread * SIGNS

    def loss(at: Floats) -> tuple[float, Floats]:
        odds = signed @ at[1:] + at[0]
        missed = 1 / (1 + np.exp(-odds)) - one
        cost = (np.logaddexp(0, odds) - one * odds).sum() + REINED / 2 * (at[1:] ** 2).sum()
        return float(cost), np.concatenate([[missed.sum()], signed.T @ missed + REINED * at[1:]])

    bounds = [(None, None), *[(0, None)] * len(NAMES)]
    best = minimize(loss, np.zeros(len(NAMES) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    each = best[1:] / spread * SIGNS
    each = np.where(told.any(axis=0), each, 0.0)
    return Weights(float(best[0]), dict(zip(NAMES, each.tolist(), strict=True)))


def write(found: Weights, to: Path = TABLE) -> None:
    """The table: a line for each name, what it weighs first."""
    lines = [(found.bias, BIAS), *((weight, name) for name, weight in found.each.items())]
    to.write_text("".join(f"{weight:+.2f}\t{name}\n" for weight, name in lines), "utf-8")


def read(files: Iterable[Path]) -> dict[str, tuple[list[Facts], dict[str, str]]]:
    """Each part's postings and their jobs. A truth's name ends in "_truth.jsonl"."""
    each: dict[str, tuple[list[Facts], dict[str, str]]] = defaultdict(lambda: ([], {}))
    for truth in (file for file in files if file.name.endswith("_truth.jsonl")):
        said = [json.loads(line) for line in truth.read_text("utf-8").splitlines()]
        part = {row["id"]: row["half"] for row in said}
        beside = truth.with_name(truth.name.replace("_truth", ""))
        for one in read_lines(beside.read_text("utf-8").splitlines()):
            each[part[one.id]][0].append(facts_of(one))
        for row in said:
            each[row["half"]][1][row["id"]] = row["job"]
    return each


def main() -> None:
    """Learn from the files given and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parts = [rows(*part) for part in read(parser.parse_args().files).values()]
    told, one = (np.concatenate(column) for column in zip(*parts, strict=True))
    write(fitted(told, one))
    print(f"{len(one)} pairs, {int(one.sum())} of them one opening, of {len(parts)} parts")


if __name__ == "__main__":
    main()
