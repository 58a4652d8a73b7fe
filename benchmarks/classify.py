"""`./run bench classify`: titles to occupations, beside sockit, rapidfuzz and a linear SVM.

The held-out titles are part 0 of O*NET's (a twelfth by the hash of their normal form), which
neither the shipped model nor any alternative has seen; the titles of `benchmarks/titles/` are
postings' own, labelled by hand. `--quick` asks a few hundred held-out titles only.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kithwork.jobs.classify import MODEL, MODEL_SHA256, Classified, Classifier
from kithwork.jobs.onet import KnownTitle, known_titles, posting_titles
from kithwork.jobs.title_model import TitleModel
from kithwork.jobs.titles import clean_title, normal_title

Tell = Callable[[list[str]], list[str]]
TITLES = Path(__file__).with_name("titles")
HELD_OUT = 0
_COMMON = """
Healthcare, Nursing, Blue-collar, Managerial, Retail, Sales, Information Technology, Accounting,
Administrative, Aviation, Construction, Education, Engineering, Finance, Government, Hospitality,
Human Resources, Insurance, Legal, Logistics, Manufacturing, Marketing, Media, Military, Nonprofit,
Pharmaceutical, Real Estate, Research, Science, Security, Social Work, Telecommunications,
Transportation, Travel, Customer Service, Food Service, Maintenance, Agriculture
"""
COMMON = frozenset(name.strip() for name in _COMMON.split(","))
"""The job types that the blind writer had; others are not asked of those titles."""
_LATER = "Arts and Entertainment, Consulting, Design, Energy, Personal Care, Public Safety, Sports"
OFFERED = COMMON | {"Skilled Trades", *_LATER.split(", ")}
"""The job types that the two strangers could choose from; ours are ten more."""
STRANGERS = ("stranger-develop", "stranger-kept", "third-develop", "third-kept")
GROUP_REACH, SPEED_REACH, SIZE_REACH = 0.90, 20_000, 25e6


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of titles put right: any of its occupations, their group; both in equal shares."""

    name: str
    occupation: float
    group: float
    occupation_shared: float
    group_shared: float
    a_second: float

    def line(self) -> str:
        """One line of the table."""
        return (
            f"{self.name:<34}{self.occupation:>9.3f}{self.group:>9.3f}"
            f"{self.occupation_shared:>12.3f}{self.group_shared:>9.3f}{self.a_second:>12,.0f}"
        ).replace("nan", "  -")


def score(name: str, titles: Sequence[KnownTitle], told: Sequence[str], seconds: float) -> Score:
    """Scores SOC codes told for titles; only as many digits as are told are compared."""
    count = len(titles)
    pairs = list(zip(titles, told, strict=True))
    hits = [[len(one) > 2 and soc.startswith(one) for soc in title.socs] for title, one in pairs]
    groups = [[soc[:2] == one[:2] for soc in title.socs] for title, one in pairs]
    tells = math.nan if max(map(len, told), default=0) <= 2 else 1.0  # a group is no occupation
    return Score(
        name,
        tells * sum(map(any, hits)) / count,
        sum(map(any, groups)) / count,
        tells * sum(sum(hit) / len(hit) for hit in hits) / count,
        sum(sum(group) / len(group) for group in groups) / count,
        count / seconds,
    )


def timed(name: str, titles: Sequence[KnownTitle], tell: Tell) -> Score:
    """Asks one way of telling occupations for every title, and how long that took."""
    start = time.perf_counter()
    told = tell([title.title for title in titles])
    return score(name, titles, told, time.perf_counter() - start)


def nearest_title(learnt: Sequence[KnownTitle]) -> Tell:
    """The occupation of the title with the highest `rapidfuzz.fuzz.token_sort_ratio`."""
    from rapidfuzz import fuzz, process

    keys = [normal_title(title.title) for title in learnt]

    def tell(titles: list[str]) -> list[str]:
        found = (
            process.extractOne(normal_title(title), keys, scorer=fuzz.token_sort_ratio)
            for title in titles
        )
        return [learnt[best[2]].socs[0] for best in found]

    return tell


def linear_svm(learnt: Sequence[KnownTitle]) -> Tell:
    """TF-IDF of 2 to 5 letters within words, and a linear SVM over occupations."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    pairs = [(normal_title(title.title), soc) for title in learnt for soc in title.socs]
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    rows = letters.fit_transform([title for title, _ in pairs])
    machine = LinearSVC(C=0.5, max_iter=60).fit(rows, [soc for _, soc in pairs])

    def tell(titles: list[str]) -> list[str]:
        return list(machine.predict(letters.transform([normal_title(t) for t in titles])))

    return tell


def group_svm(learnt: Sequence[KnownTitle]) -> Tell:
    """The same machine learnt on major groups alone, as in the trial that the issue names."""
    grouped = [
        KnownTitle(t.title, tuple(sorted({soc[:2] for soc in t.socs})), t.part, t.reported)
        for t in learnt
    ]
    return linear_svm(grouped)


def sockit_titles() -> Tell:
    """sockit's best occupation of a title ("" for none); its own data may know these titles."""
    from sockit.title import clean, search, sort

    def tell(titles: list[str]) -> list[str]:
        found = []
        for title in titles:
            counts = search(clean(title))
            best = sort(counts)[0]["soc"] if counts else ""
            found.append(f"{best[:2]}-{best[2:]}" if best and "-" not in best else best)
        return found

    return tell


def alternatives(learnt: Sequence[KnownTitle], quick: bool) -> list[tuple[str, Callable[[], Tell]]]:
    """Each alternative by name; one whose package is missing is named with how to get it."""
    makers: list[tuple[str, Callable[[], Tell]]] = [
        ("sockit", sockit_titles),
        ("nearest title (rapidfuzz)", lambda: nearest_title(learnt)),
        ("letters TF-IDF, SVM on groups", lambda: group_svm(learnt)),
    ]
    if not quick:
        makers.append(("letters TF-IDF, SVM on occupations", lambda: linear_svm(learnt)))
    return makers


def named(types: str) -> list[str]:
    """The job types of a field; none of an empty one."""
    return types.split(", ") if types else []


def labelled(name: str) -> list[dict[str, str]]:
    """The lines of one file of titles with labels."""
    with (TITLES / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def occupations_by_hand(classifier: Classifier, name: str) -> str:
    """How often the occupation (six digits) and the major group are among those of a file."""
    rows = labelled(name)
    found = classifier.classify([row["title"] for row in rows])
    pairs = [
        (one.soc, row["soc"].split("|")) for one, row in zip(found, rows, strict=True) if row["soc"]
    ]
    occupation, group = (
        sum(told[:digits] in {soc[:digits] for soc in socs} for told, socs in pairs) / len(pairs)
        for digits in (len("29-1141"), len("29"))
    )
    return f"{name:<18}{len(pairs):>6}{occupation:>11.3f}{group:>9.3f}"


def by_hand(classifier: Classifier, name: str, judged: frozenset[str] | None = None) -> str:
    """How the labelled posting titles of one file came out, in one line; `judged` types only."""
    rows = labelled(name)
    found = classifier.classify([row["title"] for row in rows])
    right = missed = wrong = whole = main = level = 0
    for row, one in zip(rows, found, strict=True):
        asked, allowed = named(row["job types"]), set(named(row["also right"]))
        got = set(one.types) if judged is None else judged & set(one.types)
        right += len(got & set(asked))
        missed += len(set(asked) - got)
        wrong += len(got - set(asked) - allowed)
        whole += set(asked) <= got
        main += set(asked[:1]) <= got
        level += one.level == row["level"]
    count = len(rows)
    return (
        f"{name:<18}{count:>6}{right / (right + wrong):>11.3f}{right / (right + missed):>9.3f}"
        f"{main / count:>11.3f}{whole / count:>11.3f}{level / count:>8.3f}"
    )


def speed(classifier: Classifier, count: int) -> float:
    """Titles a second of processor time: posting-like, all different, none asked before."""
    rng = random.Random(5)
    known = [title.title for title in known_titles().values()]
    dirt = ("", "", " - Nights", " (m/f/d)", ", Remote", " $25/hr", " II", " - Austin, TX")
    titles: set[str] = set()
    while len(titles) < count:
        front, back = rng.choice(("", "", "Sr. ", "Lead ")), rng.choice(dirt)
        titles.add(f"{front}{rng.choice(known)}{back}")
    asked = sorted(titles)
    rng.shuffle(asked)
    start = time.process_time()
    classifier.classify(asked)
    return count / (time.process_time() - start)


def covered(classifier: Classifier, titles: Sequence[KnownTitle]) -> list[str]:
    """How right the surer answers are: lines of least confidence, share answered, share right."""
    found: list[Classified] = classifier.classify([title.title for title in titles])
    lines = []
    for least in (0.0, 0.3, 0.5, 0.7, 0.9):
        sure = [(f, t) for f, t in zip(found, titles, strict=True) if f.confidence >= least]
        groups = sum(f.soc[:2] in {s[:2] for s in t.socs} for f, t in sure) / max(1, len(sure))
        socs = sum(f.soc in t.socs for f, t in sure) / max(1, len(sure))
        share = len(sure) / len(titles)
        lines.append(f"  at least {least:.1f}: {share:6.1%} of titles, {socs:.3f}, {groups:.3f}")
    return lines


def reach(name: str, met: bool, figure: str) -> None:
    """One line a target of the issue."""
    print(f"reach: {name}: {'met' if met else 'not met'} ({figure})")


def main() -> None:
    """Runs the comparison and says which targets are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    everything = known_titles()
    learnt = [t for t in everything.values() if t.part != HELD_OUT]
    learnt += [t for t in posting_titles().values() if t.part != HELD_OUT]
    kept = [t for t in everything.values() if t.part == HELD_OUT]
    kept = random.Random(1).sample(kept, 400) if quick else kept
    model = TitleModel.load(MODEL, MODEL_SHA256)
    fair = Classifier(model, {normal_title(title.title) for title in learnt})

    fair.classify(["Ada the seeker"])
    print(f"{len(learnt):,} titles learnt, {len(kept):,} held out\n")
    print(f"{'':<34}{'one of the right':>18}{'in equal shares':>21}{'titles':>12}")
    print(f"{'':<34}{'occup.':>9}{'group':>9}{'occup.':>12}{'group':>9}{'a second':>12}")
    ours = timed("kithwork", kept, lambda titles: [c.soc for c in fair.classify(titles)])
    print(ours.line())
    others = []
    for name, make in alternatives(learnt, quick):
        try:
            tell = make()
        except ImportError as missing:
            print(f"{name}: needs {missing.name}; `./run bench classify` installs it.")
            continue
        others.append(timed(name, kept, tell))
        print(others[-1].line(), flush=True)
    strict_parts(fair, kept, learnt)
    print("\nkithwork by confidence (occupation, group):")
    print("\n".join(covered(fair, kept)))
    whole, blank = Classifier(model), Classifier(TitleModel.load(MODEL), known=())
    print("\nposting titles labelled by hand (job types):")
    print(
        f"{'':<18}{'titles':>6}{'precision':>11}{'recall':>9}{'main type':>11}{'all':>11}"
        f"{'level':>8}"
    )
    print(by_hand(whole, "develop"))
    print(by_hand(whole, "kept"))
    print(by_hand(whole, "blind-develop", COMMON))
    print(by_hand(whole, "blind-kept", COMMON))
    for name in STRANGERS:
        print(by_hand(whole, name))
    print("the strangers' titles by the types that they could choose, and without Blue-collar:")
    for name in STRANGERS:
        print(by_hand(whole, name, OFFERED))
        print(by_hand(whole, name, OFFERED - {"Blue-collar"}))
    print("\noccupations of the strangers' titles (six digits, group):")
    for name in STRANGERS:
        print(occupations_by_hand(whole, name))
    rate, guessing = (speed(one, 10_000 if quick else 60_000) for one in (whole, blank))
    print(f"\n{rate:,.0f} posting-like titles a second of processor time (one thread),")
    print(f"{guessing:,.0f} when none of them may be known by heart\n")
    size = MODEL.stat().st_size
    best = max((o.occupation for o in others if not math.isnan(o.occupation)), default=0.0)
    reach("major group >= 0.90", ours.group >= GROUP_REACH, f"{ours.group:.3f}")
    reach("occupation ahead of all", ours.occupation > best, f"{ours.occupation:.3f} to {best:.3f}")
    reach("20,000 titles a second", rate >= SPEED_REACH, f"{rate:,.0f}")
    reach("model under 25 MB", size < SIZE_REACH, f"{size / 1e6:.1f} MB")


def strict_parts(
    fair: Classifier, kept: Sequence[KnownTitle], learnt: Sequence[KnownTitle]
) -> None:
    """Harder and easier parts of the held-out titles, scored for kithwork alone."""
    forms = {frozenset(clean_title(title.title).head) for title in learnt}
    parts = {
        "kithwork, reported by workers": [t for t in kept if t.reported],
        "kithwork, no learnt title alike": [
            t for t in kept if frozenset(clean_title(t.title).head) not in forms
        ],
    }
    for name, titles in parts.items():
        found = timed(name, titles, lambda asked: [c.soc for c in fair.classify(asked)])
        print(f"{found.line()}   ({len(titles):,} titles)")


if __name__ == "__main__":
    main()
