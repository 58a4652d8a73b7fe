"""Pay is brought to one form, and says only what was stated."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.jobs.pay import Pay, pay_in_text, pay_of_fields


@pytest.mark.parametrize(
    ("text", "currency", "period", "low", "high"),
    [
        ("The range is $98,000 to $140,000 annually.", "USD", "year", 98_000, 140_000),
        ("$120k–150k", "USD", None, 120_000, 150_000),
        ("Pay: $25.50/hr", "USD", "hour", 25.5, 25.5),
        ("€50.000 - €60.000 brutto pro Jahr", "EUR", "year", 50_000, 60_000),
        ("45-55k EUR", "EUR", None, 45_000, 55_000),
        ("£30,000 per annum", "GBP", "year", 30_000, 30_000),
        ("CHF 100'000 - 120'000", "CHF", None, 100_000, 120_000),
        ("R$ 5.000 por mês", "BRL", "month", 5_000, 5_000),
        ("C$50/h", "CAD", "hour", 50, 50),
        ("30 à 34 k€ sur 13 mois", "EUR", None, 30_000, 34_000),
        ("Night differential $5.50/hr, base $41.20 per hour", "USD", "hour", 41.2, 41.2),
        ("$1.00/hour weekend differential. $20 per hour", "USD", "hour", 20, 20),
        ("Up to $5,000 and six weeks of leave. $31/hr plus bonus", "USD", "hour", 31, 31),
    ],
)
def test_a_range_in_text_is_read(
    text: str, currency: str, period: str | None, low: float, high: float
) -> None:
    pay = pay_in_text(text)
    assert pay is not None
    assert (pay.currency, pay.period, pay.low, pay.high) == (currency, period, low, high)
    assert pay.read_from_text
    assert pay.said.split()[0] in text


@pytest.mark.parametrize(
    "text",
    [
        "We raised $10 million.",
        "$5,000 sign-on bonus",
        "bonus up to $5000, depending",
        "401k matching",
        "over 10,000 employees",
        "$15",
        "",
    ],
)
def test_money_that_is_not_pay_is_passed_over(text: str) -> None:
    assert pay_in_text(text) is None


def test_pay_behind_a_bonus_is_found() -> None:
    pay = pay_in_text("$5,000 sign-on bonus, $30 per hour")
    assert pay is not None
    assert (pay.low, pay.period) == (30, "hour")


def test_a_bound_on_one_side_leaves_the_other_unknown() -> None:
    most, least = pay_in_text("up to $45/hour"), pay_in_text("earn $1,500+ weekly")
    assert most is not None
    assert least is not None
    assert (most.low, most.high) == (None, 45)
    assert (least.low, least.high) == (1500, None)


def test_a_bare_dollar_is_the_countrys() -> None:
    pay = pay_in_text("$90,000 - $100,000", country="CA")
    assert pay is not None
    assert pay.currency == "CAD"


def test_fields_state_pay_without_being_read_from_text() -> None:
    pay = pay_of_fields("70,000", 50000, "usd", "YEARLY")
    assert pay == Pay("USD", "year", 50_000, 70_000)
    assert not pay.read_from_text


def test_fields_without_an_amount_state_no_pay() -> None:
    assert pay_of_fields(0, None, "USD", "YEAR") is None
    assert pay_of_fields("competitive", None) is None


def test_an_unstated_currency_and_period_stay_unknown() -> None:
    pay = pay_of_fields(20, 30)
    assert pay == Pay("", None, 20, 30)
    assert pay.a_year() is None


def test_a_year_is_reckoned_only_to_compare() -> None:
    assert Pay("USD", "hour", 20, 30).a_year() == (41_600, 62_400)
    assert Pay("USD", None, None, 90_000).a_year() == (90_000, 90_000)


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[$€£]?\d[\d.,' k-]{0,30}(/hr| per year|k)?"))
def test_no_text_makes_it_fail(text: str) -> None:
    pay = pay_in_text(text)
    assert pay is None or pay.low is not None or pay.high is not None
    pay_of_fields(text, text, text, text)
