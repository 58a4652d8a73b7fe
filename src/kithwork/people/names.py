"""Takes a person's name apart, however it is written, into parts that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from kithwork.people.name_words import AFTER, ALSO_NAMES, BEFORE, GENERATION, PARTICLES
from kithwork.people.native_names import is_han, is_hangul, is_vowelless, read_han, read_hangul
from kithwork.people.nicknames import name_groups

_BORN = re.compile(
    r"\b(?:n[ée]e|geb\.?|geborene[rn]?|formerly|maiden name|maiden|born|f[öo]dd|urodz\.?)\b[\s:]*",
    re.I,
)
_BRACKETS = re.compile(
    r"[(\[{（「『<](.*?)[)\]}）」』>]|[\"“„«](.*?)[\"”“»]|(?<=\s)['‘](.*?)['’](?=\s)"
)
_CUT = re.compile(r"\s[|•·–—~/:@-]+\s|\s*[|•\t\n]\s*|\s+at\s+")
_SPLIT = re.compile(r"[\s_.]+")
_HYPHEN = re.compile(r"[-‐-―]")
_GLUED_PARTICLE = re.compile(r"\b(al|el|ul|bin|ibn|abu|ben)[-‐-―]", re.I)
_DOTTED = re.compile(r"\b(?:[A-Za-z]{1,3}\.){2,}")
_SILENT = re.compile(r"['’‘`´ʼʹʾʿ]")
_NOT_LETTER = re.compile(r"[^a-z]")
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them|any|ze|er|sie|el|ella|elle)\s*[/|]", re.I)
_LONGEST_ASIDE = 3


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts, in plain lower-case letters.

    `given` holds first and middle names (a single letter is an initial), `family` the family
    name's words without its `particles` (van, de la, al), `others` what stands in brackets or
    after "née": names that the person also bears or bore. `native` keeps a non-Latin
    writing; `vowelless` says that the script writes no vowels, so none can be compared.
    """

    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    generation: str = ""
    native: str = ""
    vowelless: bool = False

    @property
    def tokens(self) -> tuple[str, ...]:
        """All parts that stand for the person today: given, then family."""
        return self.given + self.family

    def __hash__(self) -> int:
        return hash((self.given, self.family))

    def __bool__(self) -> bool:
        return bool(self.given or self.family or self.others)


@lru_cache(maxsize=131_072)
def parse_name(name: str, given: str = "", family: str = "") -> PersonName:
    """Reads a full name, or `given` and `family` where the source keeps them apart.

    Understands "Family, Given", "FAMILY Given", particles, double names, initials, degrees,
    titles, emoji, pronouns, nicknames and maiden names in brackets, and non-Latin scripts.
    Never raises; a text without a letter is an empty name.
    """
    text = f"{family}, {given}" if given.strip() and family.strip() else name or given or family
    main, asides = _apart(_clean(text))
    if _native_share(main):
        return _from_native(main, asides)
    head, *tail = main.split(",")
    parts = [w for w in (_words(head), *(_words(part, behind=True) for part in tail)) if w]
    generation = next((g for p in parts for w in p[-1:] if (g := GENERATION.get(_plain(w)))), "")
    kept = [words for part in parts if (words := _without_titles(part, alone=part is not parts[0]))]
    others = tuple(w for aside in asides for w in _aside_words(aside))
    if not kept:
        return PersonName(others=others, generation=generation)
    if len(kept) > 1 and _says_given(kept[0], kept[1]):
        first = kept[1]
        last, particles = _without_particles(kept[0])
        first = [w for w in first if not _is_particle(w) or len(first) == 1] or first
        moved = [w for w in kept[1] if w not in first]  # "Beek, Jan van der"
        particles += tuple(_plain(w) for w in moved)
    else:
        first, last, particles = _in_order(kept[0])
    return PersonName(_all_plain(first), _all_plain(last), particles, others, generation)


def _clean(text: str) -> str:
    """Composed letters only: no emoji, no marks of direction, no control characters."""
    kept = (
        " " if unicodedata.category(c) in {"Cc", "So", "Cn", "Co", "Cs"} else c
        for c in unicodedata.normalize("NFKC", text)
        if unicodedata.category(c) not in {"Cf", "Sk", "Me"}
    )
    return " ".join("".join(kept).split(" ")).strip()


def _apart(text: str) -> tuple[str, list[str]]:
    """The name itself, and what stands beside it in brackets, in quotes or after "née"."""
    asides = [next(filter(None, found), "") for found in _BRACKETS.findall(text)]
    rest = _BRACKETS.sub(" ", text)
    name, *born = _BORN.split(rest, maxsplit=1)
    if born and name.strip():
        rest, aside = name, born[0].split(",")[0]
        asides.append(aside)
    segments = [s for s in _CUT.split(rest) if s and s.strip(" ,;")]
    if not segments and asides:
        return asides[0], asides[1:]
    return (segments[0] if segments else ""), asides


def _aside_words(aside: str) -> tuple[str, ...]:
    if _PRONOUN.search(aside):
        return ()
    words = _without_titles(_words(_BORN.sub(" ", aside)), alone=True)
    plain = tuple(w for w in _all_plain(words) if w not in PARTICLES and len(w) > 1)
    return plain if len(plain) <= _LONGEST_ASIDE else ()


def _words(text: str, *, behind: bool = False) -> list[str]:
    text = _DOTTED.sub(lambda m: _initials_or_degree(m, behind), text)
    text = _GLUED_PARTICLE.sub(r"\1 ", text)
    return [w for w in _SPLIT.split(_SILENT.sub("", text).replace(",", " ")) if w]


def _initials_or_degree(found: re.Match[str], behind: bool) -> str:
    """ "Smith, M.D." ends with a degree, "M.D. Smith" starts with initials."""
    joined = found[0].replace(".", "")
    degree = joined.lower() in AFTER and (behind or found.string[: found.start()].strip())
    return f" {joined} " if degree else f" {found[0].replace('.', ' ')} "


def _plain(word: str) -> str:
    return _NOT_LETTER.sub("", anyascii(word).lower())


def _all_plain(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(plain for w in words for half in _HYPHEN.split(w) if (plain := _plain(half)))


def _without_titles(words: list[str], *, alone: bool) -> list[str]:
    """Words without titles in front and degrees behind; a lone part may be nothing but these."""
    while words and _plain(words[0]) in BEFORE and (alone or len(words) > 1):
        words = words[1:]
    while words and (alone or len(words) > 1) and _is_after(words, alone=alone):
        words = words[:-1]
    return words


def _is_after(words: list[str], *, alone: bool) -> bool:
    last = _plain(words[-1])
    if last in GENERATION:
        return alone or len(words) > 2 or last not in {"senior", "junior"}
    if not last or last not in AFTER:
        return not last
    shouted = words[-1].isupper() and not all(w.isupper() for w in words[:1])
    return last not in ALSO_NAMES or alone or (shouted and len(words) > 2)


def _says_given(first: list[str], second: list[str]) -> bool:
    """Whether "first, second" is "Family, Given" rather than "Given Family, remark"."""
    core = [_plain(w) for w in first if not _is_particle(w)]
    if len(core) == 2 and len(core) == len(first) and _is_given(core[0]):
        return _is_given(_plain(second[0])) and not _is_given(core[1])
    return len(core) <= 2 and len(second) <= 4


def _is_particle(word: str) -> bool:
    """Ortega *y* Gasset, but Ada Y. Quill."""
    return _plain(word) in PARTICLES and not (len(word) == 1 and word.isupper())


def _is_given(word: str) -> bool:
    return len(word) == 1 or word in name_groups()


def _in_order(words: list[str]) -> tuple[list[str], list[str], tuple[str, ...]]:
    """Given names, family name and its particles from words in the usual order."""
    loud = [w for w in words if len(w) > 1 and w.isupper()]
    if loud and len(loud) < len([w for w in words if len(w) > 1]):  # "DUPONT Jean"
        quiet = [w for w in words if w not in loud]
        return _split_particles(quiet, loud)
    if len(words) == 1:
        return (words, [], ()) if _is_given(_plain(words[0])) else ([], words, ())
    if len(words) > 2 and len(_plain(words[-1])) == 1:  # "Smith John A."
        return _split_particles(words[1:], words[:1])
    at = next((i for i, w in enumerate(words[1:], 1) if _is_particle(w)), len(words) - 1)
    if at == len(words) - 1 and _is_particle(words[at]):
        at = max(len(words) - 1, 1)
    return _split_particles(words[:at], words[at:])


def _split_particles(
    first: list[str], last: list[str]
) -> tuple[list[str], list[str], tuple[str, ...]]:
    core, particles = _without_particles(last)
    return first, core, particles


def _without_particles(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    core = [w for w in words if not _is_particle(w)]
    if not core:
        return words, ()
    return core, tuple(_plain(w) for w in words if _is_particle(w))


def _native_share(text: str) -> bool:
    return any(is_han(c) or is_hangul(c) or is_vowelless(c) for c in text)


def _from_native(text: str, asides: list[str]) -> PersonName:
    """A name in Chinese, Korean, Arabic or Hebrew writing, with a Latin one beside it if any."""
    native = "".join(c for c in text if is_han(c) or is_hangul(c))
    latin = " ".join(re.findall(r"[A-Za-zÀ-ɏ'’.-]+", text))
    if native:
        read = read_hangul(native) if is_hangul(native[0]) else read_han(native)
        if latin:
            beside = parse_name(latin)
            return PersonName(
                beside.given, beside.family, beside.particles, read[0] + read[1], native=native
            )
        others = tuple(w for aside in asides for w in _aside_words(aside))
        return PersonName(read[0], read[1], (), others, native=native)
    words = _all_plain(_words(text))
    core = tuple(w for w in words if w not in {"l", "al", "bn", "bin", "ibn"}) or words
    return PersonName(core[:-1], core[-1:], (), (), native=text, vowelless=True)
