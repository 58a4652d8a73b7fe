"""One name, however it is written; two names, however alike."""

import pytest

from kithwork.boards.names import in_brackets, legal_form, name_key, normal_name


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Acme, Inc.", "acme"),
        ("ACME Incorporated", "acme"),
        ("The Harbour Group", "harbour group"),
        ("Harbour Group, The", "harbour group"),
        ("Müller & Söhne GmbH & Co. KG", "muller and sohne"),
        ("Muller und Sohne", "muller and sohne"),
        ("L'Oréal S.A.", "loreal"),
        ("Ørsted A/S", "orsted"),
        ("Foo Sp. z o.o.", "foo"),
        ("Grupo Norte S.A.B. de C.V.", "grupo norte"),
        ("J. P. Harbour", "jp harbour"),
        ("Tiffany & Co.", "tiffany"),
        ("Harbour Insurance® (Careers)", "harbour insurance"),
        ("Procter&amp;Gamble", "procter and gamble"),
    ],
)
def test_ways_of_writing_one_name_come_to_one_form(written, normal):
    assert normal_name(written) == normal


@pytest.mark.parametrize(
    "name", ["The", "Inc.", "The Co", "AB", "SAS", "(ISC)²", "H&M", "株式会社"]
)
def test_a_name_of_such_words_alone_stays_something(name):
    assert normal_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour", "Harbour Group"),
        ("Bank of Ada", "Ada"),
        ("AB Tasty", "Tasty"),
        ("ガスト", "カスト"),
        ("Acme Deutschland GmbH", "Acme GmbH"),
    ],
)
def test_different_employers_stay_different(one, other):
    assert name_key(one) != name_key(other)


def test_punctuation_alone_is_no_name():
    assert normal_name(" -!- ") == ""


def test_the_key_forgets_spaces():
    assert name_key("Third Street") == name_key("thirdstreet")


def test_the_legal_form_and_the_brackets_can_be_asked_for():
    assert legal_form("Acme GmbH") == "gmbh"
    assert legal_form("Acme") == ""
    assert in_brackets("Acme (formerly Apex) [UK]") == ("formerly Apex", "UK")


@pytest.mark.parametrize("name", ["Acme Inc", "Muller GmbH & Co KG", "The Co", "S.A.S. Dupont"])
def test_a_normal_form_is_its_own_normal_form(name):
    assert normal_name(normal_name(name)) == normal_name(name)
