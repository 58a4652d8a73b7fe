"""One index of openings, in a folder or in memory: add, delete, search, count."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import tantivy

from kithwork.errors import KithworkError
from kithwork.jobs.index.entry import SCHEMA, Entry, analyzer, code_of, document
from kithwork.jobs.index.news import QUARTER, News
from kithwork.jobs.index.tally import FACETS, Tallies, Trend, tally, trend

Order = Literal["newest", "best"]
HEAP = 64_000_000
SMALL_HEAP = 15_000_000
MOST_NAMES = 100_000
DAMAGE = ("InvalidData", "UnexpectedEof", "DoesNotExist", "NotFound", "orrupt", "Unsupported")
"""What tantivy says where a file is not as it was written, or is gone."""
NEIGHBOURS = "kinds_code"
"""Openings of the same job types lie side by side, so that a search among them, or for words that
they share, skips all the others."""


class DamagedIndexError(KithworkError):
    """The files of an index are not as they were written; from then on they count as gone."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The keys found, in order, how many match in all, and the number of each by which they
    are in order: the greatest first."""

    keys: tuple[int, ...]
    count: int
    ranks: tuple[float, ...] = ()


class Writer:
    """Changes a shard; nothing is seen of it before `commit`."""

    def __init__(self, shard: Shard, writer: tantivy.IndexWriter) -> None:
        self._shard, self._writer = shard, writer

    def add(self, entries: Iterable[Entry]) -> None:
        """Add openings; one that may be there already has to be deleted first."""
        for entry in entries:
            self._writer.add_document(document(entry))

    def delete(self, keys: Iterable[int]) -> None:
        """Delete openings by their keys."""
        for key in keys:
            self._writer.delete_documents_by_term("key", key)

    def commit(self) -> None:
        """Make everything so far durable and found."""
        self._writer.commit()
        self._shard.renew()
        self._shard.count_news()


class Shard:
    """An index of openings; safe to be read by many threads while one writes."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._meta = folder / "meta.json" if folder else None
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._index = tantivy.Index(
            SCHEMA, path=str(folder) if folder else None, sort_by_field=NEIGHBOURS
        )
        self._index.config_reader("manual")
        self._index.register_tokenizer("words", analyzer())
        self._stamp: object = None
        self._opened = 0
        self._names: dict[int, str] = {}
        self._news: News | None = None
        self._lock = threading.Lock()
        self._fresh()

    @contextmanager
    def writing(self, heap: int = HEAP) -> Iterator[Writer]:
        """The one writer; ValueError while another process or thread has it."""
        writer = self._index.writer(heap, 1)
        try:
            with self._undamaged():
                yield Writer(self, writer)
        except DamagedIndexError:
            raise
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()  # and let go: merges cut short would be lost

    @contextmanager
    def _undamaged(self) -> Iterator[None]:
        """Damage, at which tantivy panics or complains, is told as such; `keep` makes the index
        anew then. Too many open files, say, are none: the index is sound."""
        try:
            yield
        except BaseException as error:
            complains = isinstance(error, ValueError) and any(sign in str(error) for sign in DAMAGE)
            if not complains and type(error).__name__ != "PanicException":
                raise
            raise self._given_up() from error

    def _given_up(self) -> DamagedIndexError:
        if self._meta is not None:
            self._meta.unlink(missing_ok=True)
        return DamagedIndexError(
            "The index of openings was damaged and is made anew; try again in a moment."
        )

    def renew(self) -> None:
        """See what was committed last."""
        stamp = self._committed()  # before: what comes meanwhile is seen next time
        with self._undamaged():
            self._index.reload()
        self._stamp = stamp
        self._opened += 1
        self._searcher = self._index.searcher()

    def _fresh(self) -> tantivy.Searcher:
        """A searcher that knows what other processes have committed, too."""
        with self._lock:
            stamp = self._committed()
            if stamp != self._stamp or stamp is None:
                self.renew()
        return self._searcher

    def _committed(self) -> object:
        if self._meta is None:
            return 0
        try:
            told = self._meta.stat()
        except OSError:
            return None
        return told.st_mtime_ns, told.st_ino, told.st_size

    @property
    def generation(self) -> tuple[object, ...]:
        """Changes with every commit: what was counted before may be otherwise now."""
        self._fresh()
        return str(self.folder), self._stamp, self._opened

    def __len__(self) -> int:
        return self._fresh().num_docs

    def search(
        self, query: tantivy.Query, limit: int = 20, offset: int = 0, order: Order = "newest"
    ) -> Hits:
        """The openings that match: newest or best first."""
        searcher = self._fresh()
        with self._undamaged():
            found = searcher.search(
                query,
                limit=max(limit, 1),
                offset=offset,
                order_by_field="newest" if order == "newest" else None,
            )
            hits = found.hits[: max(limit, 0)]
            keys = searcher.fast_field_values("key", [address for _, address in hits])
        count: int = found.count  # type: ignore[attr-defined]  # its stubs don't name it
        return Hits(tuple(int(key) for key in keys if key is not None), count,
                    tuple(rank for rank, _ in hits))  # fmt: skip

    def keys(self, query: tantivy.Query) -> frozenset[int]:
        """The keys of everything that matches, in no order: for small shards."""
        count = self.search(query, 0, order="best").count  # room is made for as many as asked for
        return frozenset(self.search(query, count, order="best").keys) if count else frozenset()

    def tally(
        self,
        query: tantivy.Query,
        times: Sequence[int] = (),
        facets: Sequence[str] = FACETS,
        most: int = 20,
    ) -> Tallies:
        """Count all matches by facet and by when they were new (see `tally`)."""
        with self._undamaged():
            return tally(self._fresh(), query, self._name, times, facets, most)

    def news(self, times: Sequence[int]) -> tuple[int, ...]:
        """How many of all openings were new when (see `Tallies.new`)."""
        searcher, news = self._fresh(), self._news
        if any(time % QUARTER for time in times):
            return self.tally(tantivy.Query.all_query(), times, ()).new
        if news is None or not news.covers(searcher, times[0]):
            with self._undamaged():
                self._news = news = News(searcher, times[0])
        return news.between(times)

    def count_news(self) -> None:
        """Count what was new anew, if anybody has asked for it: who asks next need not wait."""
        if self._news is not None:
            self._news = News(self._searcher, self._news.since)

    def trend(
        self, query: tantivy.Query, times: Sequence[int], facet: str, values: Sequence[str]
    ) -> Trend:
        """Count the matches with each of these values of a facet by when they were new."""
        with self._undamaged():
            return trend(self._fresh(), query, self._name, times, facet, values)

    def _name(self, facet: str, code: int) -> str:
        """What a code stands for, as any document that has it says."""
        if code not in self._names:
            if len(self._names) > MOST_NAMES:
                self._names.clear()
            searcher = self._fresh()
            query = tantivy.Query.term_query(SCHEMA, f"{facet}_code", code)
            for _, address in searcher.search(query, limit=1, count=False).hits:
                stated = [bytes(name).decode() for name in searcher.doc(address).get_all(facet)]
                self._names |= {code_of(name): name for name in stated}
        return self._names.get(code, "")

    def knows(self, field: str, word: str) -> bool:
        """Whether any opening has this word."""
        return self.frequency(field, word) > 0

    def frequency(self, field: str, word: str) -> int:
        """How many openings have a word; until they are merged away, gone ones count, too."""
        with self._undamaged():
            return self._fresh().doc_freq(field, word)

    def beginning(self, field: str, start: str, most: int = 40) -> list[str]:
        """The most frequent words that begin so."""
        with self._undamaged():
            found = self._fresh().terms_with_prefix(field, start, limit=2000)
        return [word for word, _ in sorted(found, key=lambda one: (-one[1], one[0]))[:most]]
