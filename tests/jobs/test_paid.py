"""What stored postings say of pay: in fields, in words, or in their texts, and marked so."""

import datetime as dt
import json

import pytest

from kithwork.jobs.imports.take_in import import_file
from kithwork.jobs.index.keep import remake
from kithwork.jobs.models import Posting
from kithwork.jobs.paid import paid
from kithwork.jobs.search import Wanted, search
from kithwork.operations.opening import jobs_show
from kithwork.operations.registry import plain

pytestmark = pytest.mark.django_db(transaction=True)
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
FIELDS = {"salary_min": 30, "salary_max": 32.5, "salary_currency": "USD", "salary_period": "hour"}


@pytest.fixture
def stated(tmp_path):
    """Four openings at Acme: pay in fields, in words, in the text, and none."""

    def one(number, **more):
        return {"id": f"a-{number}", "ats": "lever", "board": "acme", "company": "Acme",
                "title": f"Welder {number}", "location": "Toledo, OH",
                "url": f"https://acme.test/{number}", "posted": "2026-11-20"} | more  # fmt: skip

    lines = [
        one(1, description="Weld.", **FIELDS),
        one(2, description="Weld.", compensation="$50,000 to $60,000 a year"),
        one(3, description="Weld from eight.\nPay: $100,000 to $120,000 per year, paid monthly."),
        one(4, description="We raised $10 million."),
    ]
    file = tmp_path / "openings.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    import_file(file, NOW)
    remake()
    return {one.title: one for one in Posting.objects.all()}


def test_pay_is_told_as_it_stands_and_what_was_read_from_a_text_is_marked(stated):
    pays = paid(stated.values())
    told = {title: str(pays[one.pk]) for title, one in stated.items() if one.pk in pays}
    assert told == {
        "Welder 1": "USD 30–32.50 an hour",
        "Welder 2": "$50,000 to $60,000 a year",
        "Welder 3": "$100,000 to $120,000 per year (read from the text)",
    }


def test_pay_in_a_text_is_filtered_and_counted_as_any_other(stated):
    assert {one.title for one in search(Wanted(least_pay=65_000))} == {"Welder 1", "Welder 3"}
    bands = dict(search(Wanted()).counted(NOW, "UTC").by_pay)
    assert bands == {"USD 60–80k": 2, "USD 120–140k": 1}


def test_pages_and_commands_say_that_pay_was_read_from_the_text(stated, ada, client):
    client.force_login(ada)
    one = stated["Welder 3"]
    for address in ("/openings/", one.get_absolute_url()):
        assert "120,000 per year (read from the text)" in client.get(address).content.decode()
    shown = jobs_show(ada, one.pk, now=NOW)
    assert "Pay: $100,000 to $120,000 per year (read from the text)" in str(shown)
    pay = plain(shown)["opening"]["pay"]
    assert (pay["low"], pay["high"], pay["read_from_text"]) == (100_000, 120_000, True)
