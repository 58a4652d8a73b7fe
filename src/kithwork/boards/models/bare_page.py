"""Pages of careers sites that stated no opening when they were read: not asked for again soon."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.db import models

AGAIN_AFTER = dt.timedelta(days=2)


class BarePageQuerySet(models.QuerySet["BarePage"]):
    """Questions about the pages of one board."""

    def left_alone(self, now: dt.datetime) -> dict[str, bool]:
        """Every page's address, and whether it was asked for so lately that it can wait."""
        since = now - AGAIN_AFTER
        return {url: at > since for url, at in self.values_list("url", "looked_at")}

    def note(self, board_id: int, urls: Iterable[str], now: dt.datetime) -> None:
        """These pages were read at `now` and stated nothing."""
        self.bulk_create(
            [BarePage(board_id=board_id, url=u, key=_key(u), looked_at=now) for u in urls],
            500,
            update_conflicts=True,
            unique_fields=["board", "key"],
            update_fields=["looked_at"],
        )


class BarePage(models.Model):
    """A page that a sitemap lists among the openings, and that is none."""

    board = models.ForeignKey("boards.Board", models.CASCADE, related_name="bare_pages")
    url = models.TextField()
    key = models.CharField(max_length=64, help_text="A digest: an address may be long.")
    looked_at = models.DateTimeField()

    objects = BarePageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "key"], name="a_bare_page_stands_once")
        ]

    def __str__(self) -> str:
        return self.url


def _key(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
