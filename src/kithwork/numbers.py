"""Numbers of records as people and browsers write them."""

from __future__ import annotations

MOST_DIGITS = 18  # what every database takes as a number of a row


def row_number(said: str | None) -> int | None:
    """The number that plain digits say; None for anything else, which is no row's number."""
    digits = (said or "").strip()
    plain = digits.isascii() and digits.isdigit() and len(digits) < MOST_DIGITS
    return int(digits) if plain else None
