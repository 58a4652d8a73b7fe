"""Tells a reading that brought everything a board publishes from one that is missing a part.

Openings are closed only when a whole reading no longer shows them, so a doubt counts as a
gap: a page that failed, a list that the system cuts off, fewer rows than the board says.
"""

from __future__ import annotations

from typing import Any

from openroles.providers import teamtailor

from kithwork.boards.causes import cause_of, mildest
from kithwork.boards.reading import Cause
from kithwork.boards.witness import Trace
from kithwork.words import counted

# How many postings a page of a list holds where a failed later page goes unreported.
_PAGE = {"rippling": 1000, "manatal": 100, "teamtailor": 100}
# And how many postings are read at most, whatever the board holds.
_MOST = {"workday": 2000, "teamtailor": 2000, "rippling": 5000, "manatal": 2000}


def gap_in(
    ats: str, token: str, count: int, report: dict[str, Any], trace: Trace
) -> tuple[Cause, str] | None:
    """What is missing from a reading that succeeded, or None when it is whole."""
    errors = list(report.get("listing_errors") or ())
    if ats in _PAGE or ats == "polymer":
        errors += [err for url, err in trace.errors if "?" in url]
    if errors:
        return mildest([cause_of(err) for err in errors]), f"a part is missing: {errors[0]}"
    if count >= _MOST.get(ats, count + 1):
        return Cause.INCOMPLETE, f"the system shows only the first {counted(count, 'opening')}"
    total = trace.stated_total if ats in ("workday", "clearcompany") else None
    if total is not None and count < total:
        return Cause.INCOMPLETE, f"{count} of {total} openings were read"
    if ats in _PAGE and count and not _last_page_seen(ats, token, count, trace):
        return Cause.INCOMPLETE, "a later page of the list could not be read"
    return None


def _last_page_seen(ats: str, token: str, count: int, trace: Trace) -> bool:
    """Whether a list ended because it was over. A full last page is asked about once more
    where an empty page is how the system says so."""
    if count % _PAGE[ats]:
        return True
    if ats == "teamtailor":
        return bool(teamtailor._page(teamtailor.host_of(token), count)[0] == [])
    return sum("?" in url for url in trace.asked) <= count // _PAGE[ats]
