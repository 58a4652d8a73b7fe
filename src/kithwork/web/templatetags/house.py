"""Small words for templates: initials, technique tags, days as people say them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kithwork.campaign.models import Technique
from kithwork.words import agreeing, counted

register = template.Library()


@register.filter
def initials(name: str) -> str:
    """Two letters that stand for a name."""
    letters = [word[0] for word in name.split(",")[0].split() if word[0].isalpha()]
    return "".join(letters[:1] + letters[-1:] if len(letters) > 1 else letters).upper() or "·"


@register.filter
def technique(value: str) -> SafeString:
    """The technique as a labelled tag."""
    label = dict(Technique.choices).get(value, value)
    return format_html('<span class="tag {}">{}</span>', value, label)


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """A day as one says it: today, tomorrow, Tuesday, 3 March, 3 March 2024."""
    if value is None:
        return ""
    today = timezone.localdate()
    on = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    away = (on - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if away in near:
        return near[away]
    if 1 < away < 7:
        return f"{on:%A}"
    return f"{on.day} {on:%B}" if on.year == today.year else f"{on.day} {on:%B %Y}"


@register.filter
def moment(value: dt.datetime | None) -> str:
    """A day and time as one says it: today 14:30, 3 March 09:00."""
    return f"{day(value)} {timezone.localtime(value):%H:%M}" if value is not None else ""


@register.filter
def percent(value: float | None) -> str:
    """A chance as whole percent."""
    return "" if value is None else f"{100 * value:.0f}%"


@register.filter(name="counted")
def counted_filter(number: int, nouns: str) -> str:
    """A number with its noun: `3|counted:"opening"`; an odd plural stands behind a comma."""
    one, _, many = nouns.partition(",")
    return counted(number or 0, one, many)


@register.filter
def noun(number: int, nouns: str) -> str:
    """Only the word that goes with a number which stands elsewhere: `3|noun:"meeting"`."""
    one, _, many = nouns.partition(",")
    return agreeing(number or 0, one, many)


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: object) -> str:
    """The address of this page with some of its questions changed; None removes one."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None or value == "":
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"
