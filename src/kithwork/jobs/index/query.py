"""Makes an index's query of what a search asks for: the same for every shard and for alerts.

A word is looked for as it stands, in singular and plural, and by what else means the same
occupation. A word that no opening has is taken for the beginning of one, or else for mistyped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from tantivy import FieldType, Occur, Query

from kithwork.boards.names import normal_name
from kithwork.jobs.index.entry import SCHEMA, indexed, tokens
from kithwork.jobs.index.synonyms import synonyms
from kithwork.jobs.index.wanted import Aim, Term, Wanted, any_of, terms
from kithwork.jobs.near import spots_near
from kithwork.jobs.places import also_called
from kithwork.jobs.snippet import Mark

TITLE_BOOST = 4.0
LONGEST_SYNONYM = 4
_SHORTEST_TYPO, _TWO_TYPOS_FROM = 4, 8


class Vocabulary(Protocol):
    """The words that openings have."""

    def knows(self, field: str, word: str) -> bool:
        """Whether any opening has this word."""

    def beginning(self, field: str, start: str, most: int = 40) -> list[str]:
        """The most frequent words that begin so."""


def query_of(wanted: Wanted, known: Vocabulary) -> Query:
    """The query; its score is by the words, those of the title first."""
    said = terms(wanted.words)
    units = _units(term for term in said if not term.refused)
    must = [_clause(unit, "body", known) for unit in units]
    must += [_filter(query) for query in _filters(wanted, known)]
    refused = [_whole(tokens(t.said), "body") for t in said if t.refused and tokens(t.said)]
    should = [Query.boost_query(one, TITLE_BOOST) for unit in units for one in _titled(unit, known)]
    if not must and not refused:
        return Query.all_query()
    return Query.boolean_query(
        [(Occur.Must, query) for query in must or [Query.all_query()]]
        + [(Occur.Should, query) for query in should]
        + [(Occur.MustNot, query) for query in refused]
    )


def _units(said: Iterable[Term]) -> list[list[str]]:
    """Phrases, and words of which several that mean an occupation together stay together."""
    found: list[list[str]] = []
    run: list[str] = []
    for term in said:
        words = tokens(term.said)
        if len(words) == 1 and not term.phrase:
            run += words
            continue
        found += _grouped(run)
        run = []
        if words:
            found.append(["", *words])  # a mark: these stand together
    return found + _grouped(run)


def _grouped(run: Sequence[str]) -> list[list[str]]:
    found, at = [], 0
    while at < len(run):
        for size in range(min(LONGEST_SYNONYM, len(run) - at), 0, -1):
            if size == 1 or _others(run[at : at + size]):
                found.append(list(run[at : at + size]))
                at += size
                break
    return found


def _others(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """What else means the same occupation, whether these are in singular or plural."""
    last = words[-1]
    singular = last[:-1] if len(last) > 3 and last.endswith("s") else last
    table = synonyms()
    return table.get(tuple(words)) or table.get((*words[:-1], singular)) or ()


def _clause(unit: Sequence[str], field: str, known: Vocabulary) -> Query:
    if unit[0] == "":
        return _whole(unit[1:], field)
    each = _all([_word(word, field, known) for word in unit])
    others = [_whole(other, field, plural=True) for other in _others(unit)]
    return _any([each, *others])


def _titled(unit: Sequence[str], known: Vocabulary) -> list[Query]:
    """What a title may say of this: its words, however they count, or what else means the same."""
    if unit[0] == "":
        return [_term("title", word) for word in unit[1:]]
    words = [_counting(_meant(word, "body", known), word, "title") for word in unit]
    return words + [_whole(other, "title", plural=True) for other in _others(unit)]


def _whole(words: Sequence[str], field: str, plural: bool = False) -> Query:
    """These words in this order, the last perhaps in plural."""
    if len(words) == 1:
        return _any([_term(field, form) for form in (forms(words[0]) if plural else words)])
    told = [Query.phrase_query(SCHEMA, field, list(words))]
    if plural:
        told += [
            Query.phrase_query(SCHEMA, field, [*words[:-1], form])
            for form in forms(words[-1])
            if form != words[-1]
        ]
    return _any(told)


def _word(word: str, field: str, known: Vocabulary) -> Query:
    return _counting(_meant(word, field, known), word, field)


def _counting(counts: tuple[list[str], int], word: str, field: str) -> Query:
    meant, typos = counts
    if typos:
        return Query.fuzzy_term_query(SCHEMA, field, word, typos)
    if len(meant) > 2:
        return Query.term_set_query(SCHEMA, field, meant)
    return _any([_term(field, one) for one in meant])


def _meant(word: str, field: str, known: Vocabulary) -> tuple[list[str], int]:
    """The words that count as this one, and how many letters they may be off."""
    # A form that no opening has would only slow the search down.
    if written := [form for form in forms(word) if known.knows(field, form)]:
        return written, 0
    if longer := known.beginning(field, word):
        return longer, 0
    if len(word) < _SHORTEST_TYPO or not word.isalpha():
        return [word], 0
    return [word], 2 if len(word) >= _TWO_TYPOS_FROM else 1


def marks_of(words: str, known: Vocabulary) -> list[Mark]:
    """What is to be marked in a text that these words have found."""
    said = (term for term in terms(words) if not term.refused)
    return [mark for unit in _units(said) for mark in _marks(unit, known)]


def _marks(unit: Sequence[str], known: Vocabulary) -> Iterator[Mark]:
    if unit[0] == "":
        yield Mark(tuple(unit[1:]))
        return
    for word in unit:
        meant, typos = _meant(word, "body", known)
        yield from (Mark((one,), typos) for one in meant)
    for other in _others(unit):
        yield from (Mark((*other[:-1], form)) for form in forms(other[-1]))


def forms(word: str) -> list[str]:
    """A word in singular and plural, as English makes them mostly."""
    if len(word) < 3 or not word.isalpha():
        return [word]
    if word.endswith("ies") and len(word) > 4:
        return [word, word[:-3] + "y"]
    if word.endswith("ss"):
        return [word, word + "es"]
    if word.endswith("s"):
        return [word, word[:-1]]
    if word.endswith("y") and word[-2] not in "aeiou":
        return [word, word[:-1] + "ies"]
    return [word, word + "s"]


def _filters(wanted: Wanted, known: Vocabulary) -> list[Query]:
    found = []
    if places := [one for one in any_of(wanted.place) if tokens(one)]:
        found.append(_any([_place_within(one, known) for one in places]))
    if wanted.near.strip():
        found.append(_term_set("spots", spots_near(wanted.near, wanted.within_km)))
    if employers := any_of(wanted.employer):
        found.append(_any([_employer(name, known) for name in employers]))
    if wanted.since is not None:
        found.append(_at_least("new_at", int(wanted.since.timestamp())))
    if wanted.least_pay is not None:
        found.append(_at_least("pay", wanted.least_pay))
    for field, value in (("types", wanted.job_type), ("soc", wanted.occupation),
                         ("level", wanted.level)):  # fmt: skip
        if values := any_of(value):
            found.append(_term_set(field, values))
    if wanted.remote is not None:
        found.append(_term_set("remote", ["remote"] if wanted.remote else ["onsite", "hybrid"]))
    if wanted.employers is not None:
        found.append(_term_set("normal", sorted(wanted.employers)))
    if wanted.aim is not None:
        found.append(_aim(wanted.aim, known))
    return found


def _place_within(place: str, known: Vocabulary) -> Query:
    """ "Leeds, England": every part has to be there."""
    return _all([_place(part, known) for part in place.split(",") if tokens(part)])


def _place(part: str, known: Vocabulary) -> Query:
    """As it is said, or as the place is called here: "UK", "München"."""
    if others := [name for name in also_called(part.strip()) if tokens(name)]:
        return _any([_named_place(one) for one in dict.fromkeys((part, *others))])
    return _said_place(part, known)


def _named_place(name: str) -> Query:
    words = tokens(name)
    if len(words) == 1:
        return _term("where", words[0])
    return Query.phrase_query(SCHEMA, "where", list(words))


def _said_place(part: str, known: Vocabulary) -> Query:
    words = tokens(part)
    if len(words) == 1:
        return _exact_or_longer(words[0], "where", known)
    return _named_place(part)


def _exact_or_longer(word: str, field: str, known: Vocabulary) -> Query:
    if not known.knows(field, word) and (longer := known.beginning(field, word)):
        return Query.term_set_query(SCHEMA, field, longer)
    return _term(field, word)


def _employer(name: str, known: Vocabulary) -> Query:
    """An employer by its name however it is written, or by a part of it."""
    words = tokens(name)
    part = [_all([_exact_or_longer(word, "employer", known) for word in words])] if words else []
    return _any([_term("normal", normal_name(name)), *part])


def _aim(aim: Aim, known: Vocabulary) -> Query:
    """One of its titles, at one of its places; no title aims at nothing."""
    titles = [
        _all([_any([_term("title", form) for form in forms(word)]) for word in words])
        for words in map(tokens, aim.titles)
        if words
    ]
    if not titles:
        return Query.empty_query()
    places = [
        _term("remote", "remote") if place.strip().casefold() == "remote"
        else _all([_place(part, known) for part in place.split(",") if tokens(part)])
        for place in aim.places
    ]  # fmt: skip
    return _all([_any(titles), *([_any(places)] if places else [])])


def _term(field: str, value: str) -> Query:
    return _term_set(field, [value])


def _term_set(field: str, values: Sequence[str]) -> Query:
    where, known = indexed(field, values)
    if len(known) == 1:  # found by skipping; of a set, all that has it is gathered first
        return Query.term_query(SCHEMA, where, known[0])
    return Query.term_set_query(SCHEMA, where, known) if known else Query.empty_query()


def _at_least(field: str, number: int) -> Query:
    return Query.range_query(SCHEMA, field, FieldType.Integer, lower_bound=number)


def _filter(query: Query) -> Query:
    """What only narrows down says nothing about which opening is best."""
    return Query.const_score_query(query, 0.0)


def _any(queries: Sequence[Query]) -> Query:
    return _joined(Occur.Should, queries)


def _all(queries: Sequence[Query]) -> Query:
    return _joined(Occur.Must, queries)


def _joined(occur: Occur, queries: Sequence[Query]) -> Query:
    make: Callable[[list[tuple[Occur, Query]]], Query] = Query.boolean_query
    return queries[0] if len(queries) == 1 else make([(occur, query) for query in queries])
