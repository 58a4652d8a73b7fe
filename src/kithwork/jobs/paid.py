"""What stored postings say of pay, in fields of their own or in their texts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.functions import Substr

from kithwork.jobs.models import Posting, PostingText
from kithwork.jobs.pay import Pay, pay_stated

_LONGEST_TEXT = 20_000


def paid(postings: Iterable[Posting]) -> dict[int, Pay]:
    """The pay of each posting, by key, that states one. Only of those whose fields say nothing
    the texts are read, all in one question."""
    some = list(postings)
    silent = [one.pk for one in some if _pay(one, "") is None]
    begun = PostingText.objects.filter(posting__in=silent).annotate(
        begun=Substr("description", 1, _LONGEST_TEXT)
    )
    texts = dict(begun.values_list("posting_id", "begun"))
    stated = ((one.pk, _pay(one, texts.get(one.pk, ""))) for one in some)
    return {pk: pay for pk, pay in stated if pay is not None}


def _pay(one: Posting, text: str) -> Pay | None:
    return pay_stated(one.salary_min, one.salary_max, one.salary_currency, one.salary_period,
                      one.compensation, text, one.country)  # fmt: skip
