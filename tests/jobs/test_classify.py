"""What kind of work a title is, with the model that is shipped."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.jobs import classify as module
from kithwork.jobs.classify import (
    MODEL,
    Classified,
    Classifier,
    classify,
    contract_of,
    job_types,
    remote_of,
)
from kithwork.jobs.job_types import types_of_occupation
from kithwork.jobs.onet import (
    PARTS,
    POSTING_TITLES,
    known_titles,
    occupations,
    posting_titles,
)
from kithwork.jobs.title_model import TitleModel, WrongModelError
from kithwork.jobs.titles import normal_title
from kithwork.jobs.train_classifier import training_titles


def one(title: str, description: str | None = None) -> Classified:
    (found,) = classify([title], [description])
    return found


@pytest.mark.parametrize(
    ("title", "soc", "types"),
    [
        ("RN - Med/Surg (Nights) $5k sign-on", "29-1141", {"Healthcare", "Nursing"}),
        ("Sr. SWE II, Payments", "15-1252", {"Information Technology"}),
        ("CDL-A Driver Home Daily", "53-3032", {"Transportation", "Blue-collar"}),
        ("Nurse Manager", "11-9111", {"Healthcare", "Nursing", "Managerial"}),
        ("Walmart - Cashier", "41-2011", {"Retail"}),
        ("Softwareentwickler (m/w/d)", "15-1252", {"Information Technology"}),
        ("Executive Assistant to the CEO", "43-6011", {"Administrative"}),
        ("Magazijnmedewerker avondploeg", "53-7062", {"Logistics"}),
        ("Conducteur de travaux TCE H/F", "11-9021", {"Construction", "Managerial"}),
    ],
)
def test_a_postings_title_finds_its_occupation(title: str, soc: str, types: set[str]) -> None:
    found = one(title)
    assert found.soc.startswith(soc)
    assert found.occupation == occupations()[found.soc].name
    assert types <= set(found.types)


def test_a_word_beside_the_head_says_which_work_is_led() -> None:
    assert one("Shift Lead").soc.startswith("41-1011")
    assert one("Shift Lead - Drive Thru").soc.startswith("35-1012")


def test_a_manager_in_training_enters_a_managerial_trade() -> None:
    found = one("Store Manager in Training")
    assert found.level == "entry"
    assert {"Retail", "Managerial"} <= set(found.types)


def test_an_executives_assistant_has_not_the_executives_types() -> None:
    assert one("Executive Assistant to CFO").types == ("Administrative",)


def test_a_title_that_says_nothing_of_the_work_has_no_types() -> None:
    assert one("Intern").types == ()


def test_an_open_title_has_not_every_type_of_the_occupation_that_is_a_little_likelier() -> None:
    found = classify(["Operations Ninja", "Payments Wizard", "Mischief Coordinator"])
    assert all(f.confidence < 0.5 for f in found)
    assert any(set(types_of_occupation(f.soc)) - set(f.types) for f in found)


def test_an_unheard_of_title_is_less_sure_than_a_known_one() -> None:
    assert one("Registered Nurse").confidence > 0.8
    assert one("Zorblax Quintifier").confidence < 0.5


@pytest.mark.parametrize("title", ["", "   ", "🙂", "$$$"])
def test_a_title_without_a_word_has_no_occupation(title: str) -> None:
    assert one(title) == Classified(title, "", "", 0.0, (), "experienced")


def test_the_plain_form_has_exactly_what_the_command_writes() -> None:
    plain = one("Registered Nurse").to_plain()
    assert list(plain) == ["title", "soc", "confidence", "types", "level"]
    assert json.loads(json.dumps(plain)) == plain


def test_answers_keep_the_order_of_the_titles_over_many_batches() -> None:
    titles = ["Registered Nurse", "Cashier", "Electrician"] * 400
    found = classify(titles)
    assert [f.title for f in found] == titles
    assert len({f.soc for f in found}) == 3
    assert found[:3] == found[-3:]


def test_a_title_is_the_same_alone_and_among_others() -> None:
    alone = one("Payments Platform Engineer")
    among = classify(["Cook", "Payments Platform Engineer", "Nurse"])[1]
    assert alone.soc == among.soc
    assert alone.confidence == pytest.approx(among.confidence, abs=1e-4)


def test_as_many_descriptions_as_titles_are_asked_for() -> None:
    with pytest.raises(ValueError, match="one description a title"):
        classify(["Cook", "Nurse"], ["cooks"])


def test_an_unclear_title_is_cleared_up_by_its_description() -> None:
    nursing = "Assess patient health problems and needs, implement nursing care plans, and"
    nursing += " maintain medical records. Administer nursing care to ill or injured patients."
    driving = "Drive a tractor-trailer combination to transport and deliver goods, livestock, or"
    driving += " materials in liquid, loose, or packaged form. May be required to unload the truck."
    assert one("Associate II", nursing).soc.startswith("29-")
    assert one("Associate II", driving).soc.startswith("53-")


def test_a_clear_title_is_not_talked_out_of_it() -> None:
    assert one("Registered Nurse", "Drive a tractor-trailer truck.").soc.startswith("29-1141")


def test_another_model_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "title_model.npz"
    other.write_bytes(MODEL.read_bytes() + b"\0")
    with pytest.raises(WrongModelError):
        TitleModel.load(other, module.MODEL_SHA256)


def test_no_held_out_title_is_trained_on() -> None:
    learnt = {normal_title(title.title) for title in training_titles([0])}
    kept = {key for key, title in known_titles().items() if title.part == 0}
    assert len(kept) > 3000
    assert not learnt & kept
    assert kept & posting_titles().keys()  # our own list would bring some of them in


def test_our_own_titles_are_listed_once_and_for_an_occupation() -> None:
    lines = [line.split("\t") for line in POSTING_TITLES.read_text("utf-8").splitlines()]
    assert {soc for soc, _ in lines} <= occupations().keys()
    assert len({normal_title(title) for _, title in lines}) == len(lines)


def test_the_parts_are_even_and_names_are_always_learnt() -> None:
    parts = [title.part for title in known_titles().values()]
    sizes = [parts.count(part) for part in range(PARTS)]
    assert max(sizes) < 1.2 * min(sizes)
    assert parts.count(PARTS) >= 1000


def test_titles_left_out_of_what_is_known_by_heart_are_really_guessed() -> None:
    model = TitleModel.load(MODEL)
    (knowing,) = Classifier(model).classify(["Bumboater"])
    (guessing,) = Classifier(model, known=()).classify(["Bumboater"])
    assert knowing.soc == "41-9091.00"
    assert guessing.confidence < knowing.confidence


@pytest.mark.parametrize(
    ("text", "contract"),
    [
        ("Part-time Cashier", ("part-time",)),
        ("RN PRN", ("per diem",)),
        ("Marketing Internship, full time", ("internship", "full-time")),
        ("Contract Administrator", ()),
        ("Registered Nurse", ()),
    ],
)
def test_the_contract_is_what_is_stated(text: str, contract: tuple[str, ...]) -> None:
    assert contract_of(text) == contract


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("Remote - US", "remote"),
        ("Hybrid: Austin, TX", "hybrid"),
        ("Not remote", "on site"),
        ("Remote Sensing Scientist", None),
        ("Berlin", None),
    ],
)
def test_remote_is_what_is_stated(text: str, remote: str | None) -> None:
    assert remote_of(text) == remote


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(), max_size=5))
def test_no_text_makes_it_fail(titles: list[str]) -> None:
    for found in classify(titles):
        assert 0 <= found.confidence <= 1.0001
        assert set(found.types) <= set(job_types())
        contract_of(found.title)
        remote_of(found.title)
