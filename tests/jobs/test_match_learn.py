"""What evidence weighs is learnt from postings whose jobs are known, each name on its side."""

import json
from dataclasses import replace

import numpy as np

from kithwork.jobs.match import Statement, facts_of, learn
from kithwork.jobs.match.evidence import evidence
from kithwork.jobs.match.nearby import near
from kithwork.jobs.match.weights import BIAS, Weights, weights

OWN = Statement(
    "own", "Welder", "Acme Boilers", url="https://acme.example.org/jobs/1", location="Leeds",
    description=(
        "Acme Boilers has built boilers since 1931. You weld pressure vessels to EN 9606 by TIG and"
        " MMA, read drawings, and keep 40 test pieces a week. 39 hours, £17.20 an hour, days."
    ),
)  # fmt: skip
COPY = replace(
    OWN, id="copy", employer="Bo Staffing", url="https://bo.example.org/3",
    description=(
        "Our client in Leeds wants a welder for pressure vessels: TIG, MMA, EN 9606, drawings."
        " £17.20 an hour, 39 hours, 40 test pieces each week."
    ),
)  # fmt: skip
OTHER = replace(
    COPY, id="other", title="Plater",
    description="Our client in Leeds bends ducts by CNC press brake. £14.10 an hour, 45 hours.",
)  # fmt: skip


def test_the_table_weighs_every_name_on_its_side():
    table = weights().each
    assert set(table) == set(learn.NAMES)
    assert all(table[name] >= 0 for name in learn.FOR)
    assert all(table[name] <= 0 for name in learn.AGAINST)


def test_evidence_has_no_name_that_nothing_weighs():
    postings = [facts_of(one) for one in (OWN, COPY, OTHER)]
    for a in postings:
        for b in postings:
            assert set(evidence(a, b, near(a, b))) <= set(learn.NAMES)


def test_what_only_true_pairs_have_comes_to_speak_for_an_opening():
    at = learn.NAMES.index("the same facts")
    told = np.zeros((200, len(learn.NAMES)))
    told[:100, at] = 1.0
    found = learn.fitted(told, np.repeat([1.0, 0.0], 100))
    assert found.each["the same facts"] > 1.0 > 0.0 > found.bias


def test_what_speaks_for_an_opening_never_counts_against_it_whatever_the_pairs():
    at = learn.NAMES.index("the same facts")
    told = np.zeros((200, len(learn.NAMES)))
    told[:100, at] = 1.0
    assert learn.fitted(told, np.repeat([0.0, 1.0], 100)).each["the same facts"] == 0.0


def test_pairs_that_something_contradicts_are_not_learnt_from():
    night = replace(OWN, id="lead", title="Lead Welder", url="https://acme.example.org/jobs/2")
    postings = [facts_of(one) for one in (OWN, COPY, night)]
    told, one = learn.rows(postings, {"own": "a", "copy": "a", "lead": "b"})
    assert len(told) == len(one) == 1


def test_a_table_that_was_written_can_be_read(tmp_path):
    learn.write(Weights(-1.0, {"the same facts": 2.5}), tmp_path / "table.tsv")
    assert (tmp_path / "table.tsv").read_text() == f"-1.00\t{BIAS}\n+2.50\tthe same facts\n"


def test_each_part_has_its_own_postings_and_jobs(tmp_path):
    lines = [{"id": "1", "title": "Welder"}, {"id": "2", "title": "Plater"}]
    truth = [{"id": "1", "job": "x", "half": "one"}, {"id": "2", "job": "y", "half": "two"}]
    for name, said in (("some.jsonl", lines), ("some_truth.jsonl", truth)):
        (tmp_path / name).write_text("\n".join(map(json.dumps, said)))
    parts = learn.read([tmp_path / "some.jsonl", tmp_path / "some_truth.jsonl"])
    assert {name: (facts[0].said.title, job) for name, (facts, job) in parts.items()} == {
        "one": ("Welder", {"1": "x"}), "two": ("Plater", {"2": "y"}),
    }  # fmt: skip
