"""Two sentences of one thing agree or contradict; of two things nothing is said."""

import pytest

from kithwork.wording.two_sayings import compare, saying


def seems(one, other, **known):
    found = compare(saying(one), saying(other), **known)
    return found.word if found else None


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("The surgical ward is growing.", "They hire for the surgical ward.", "agree"),
        ("The surgical ward is growing.", "The surgical ward closes.", "contradict"),
        ("The surgical ward is not growing.", "The surgical ward shrinks.", "agree"),
        ("The matron decides about staffing.", "The matron doesn't decide staffing.", "contradict"),
        ("A second ward opens in May.", "The second ward opens in June.", "contradict"),
        ("A second ward opens in May.", "They open a second ward in May.", "agree"),
        ("They pay 40,000 to ward leads.", "Ward leads are paid 52,000 there.", "contradict"),
        ("The matron decides about staffing.", "Staffing is what the matron decides.", "agree"),
    ],
)
def test_which_way_two_sentences_point(one, other, word):
    assert seems(one, other) == word
    assert seems(other, one) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The surgical ward is growing.", "Insurers cut their budgets."),
        ("The ward may open.", "Parking costs more."),
        ("", "The ward is growing."),
        ("They hire nurses.", "Nurses like the canteen there."),
    ],
)
def test_of_two_things_nothing_is_said(one, other):
    assert seems(one, other) is None


def test_one_word_is_enough_where_the_subject_is_known():
    assert seems("The ward grows.", "They close the ward.") is None
    assert seems("The ward grows.", "They close the ward.", same_subject=True) == "contradict"


def test_the_reason_is_the_words_that_both_share():
    found = compare(saying("The surgical ward grows."), saying("Surgical wards shrink."))
    assert found.because == ("surgical", "ward")
