"""An account of a meeting is sorted for its owner to confirm, and nothing in it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from kithwork.wording.told import NameHeard, propose

ACCOUNT = (
    "The General merges two wards in spring. There will be an opening for a ward lead. "
    "I should talk to Cy Stranger at Testville Care Network, and may use her name. "
    "She also mentioned Dee van Fern. I promised to send the article on staffing."
)


def test_an_account_is_sorted_into_findings_names_and_promises():
    seen = propose(ACCOUNT, met="Bo Friend")
    assert seen.names == (
        NameHeard("Cy Stranger", "Testville Care Network", True),
        NameHeard("Dee van Fern"),
    )
    assert seen.promises == ("I promised to send the article on staffing",)
    assert seen.findings == (
        ("fact", "The General merges two wards in spring."),
        ("opening", "There will be an opening for a ward lead."),
    )


def test_the_person_met_is_no_new_name():
    assert propose("Bo Friend suggested Cy Stranger.", met="Bo Friend").names == (
        NameHeard("Cy Stranger"),
    )


def test_a_sentence_that_only_mentions_an_institution_is_a_finding():
    assert propose("The Example General Hospital is large.").names == ()


@given(st.text(max_size=300))
def test_every_text_can_be_sorted(text):
    seen = propose(text)
    assert len(seen.findings) + len(seen.promises) + len(seen.names) >= 0
    assert all(words.strip() for _, words in seen.findings)


def test_what_the_person_met_looks_for_is_a_need_and_what_they_hire_an_opening():
    told = "She is looking for a supplier of linen. Bo needs a flat. They look for a ward manager."
    seen = propose(told, met="Bo Friend")
    assert seen.needs == ("a supplier of linen", "a flat")
    assert seen.findings == (("opening", "They look for a ward manager."),)
