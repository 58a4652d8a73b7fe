"""A light parse of a letter: sentences, clauses and negation, all with their offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"',
        "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ",
        "é": "e", "è": "e", "É": "e", "ï": "i",
    }
)  # fmt: skip

_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|mx|dr|prof|st|jr|sr|inc|ltd|co|e\.g|i\.e|vs|no|dept|approx|cdr|col|capt|maj|lt"
    r"|sgt|gen|rev|revd|fr|hon|messrs|mme|cllr|insp|supt|mt|nr|ref|tel|ext|poss|incl)\.$"
)
_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|\n\s*\n|\n(?=\s*(?:[-*]|\d+[.)]))|(?<=[,!:])\n|\n")
_CLAUSE = re.compile(
    r"[;:()]|\s-+\s|,\s(?!or\b|nor\b|and\b)|\b(?:but|although|though|however|unless)\b"
)
_NEGATOR = re.compile(
    r"\b(?:not|never|no|nor|neither|without|none|nothing|cannot|rather than|instead of|far from"
    r"|isnt|dont|didnt|doesnt|wont|cant|wouldnt|haven'?t|aint|zero)\b|n't\b"
)
_NOT_REALLY = re.compile(
    r"(?:(?:do|did|does)(?:n't| not)|not|dont) (?:really |quite |exactly |even )?"
    r"(?:know|sure|certain) (?:if|whether|of any|who|what|which|how)"
    r"|\b(?:do not|don't|dont) suppose|say no to|\bno doubt"
    r"|(?:can't|cannot|can not) help|not (?:only|just|least)\b|(?:don't|dont|not) (?:mind|hesitate)"
    r"|\bwhy (?:not|don't)|\bno (?:idea|clue) (?:if|whether)|not (?:going to|gonna) lie"
    r"|(?:can't|cannot|don't|won't) (?:wait|deny|pretend)|no (?:problem|worries|matter|rush|hurry)"
    r"|\bif not\b|\bor not\b|\bwhy don't you|\bdon't you\b|\bhaven't you\b|wouldn't (?:you|mind)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in plain lower case; ``start`` is its offset in the letter."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset just behind the sentence."""
        return self.start + len(self.text)

    @property
    def asks(self) -> bool:
        """Whether it ends in a question mark."""
        return self.text.rstrip("\"') ").endswith("?")


def plain(text: str) -> str:
    """The text in lower case with typewriter quotes and dashes, character for character."""
    lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_PLAIN)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` (any case) in plain form, offsets those of ``text``."""
    return tuple(_cut(plain(text)))


def _cut(flat: str) -> Iterator[Sentence]:
    start = 0
    for end in _ends(flat):
        piece = flat[start:end]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Sentence(piece.strip().replace("\n", " ").replace("\r", " "), start + lead)
        start = end


def _ends(flat: str) -> Iterator[int]:
    for match in _END.finditer(flat):
        if match.group().startswith(".") and _ABBREVIATION.search(flat[: match.end()][-12:]):
            continue
        if match.group() == "\n" and not _closes_line(flat, match.start()):
            continue
        yield match.end()
    yield len(flat)


def _closes_line(flat: str, at: int) -> bool:
    """A single line break ends a sentence after a short line (a salutation, a sign-off)."""
    line = flat[flat.rfind("\n", 0, at) + 1 : at]
    return len(line) < 45


def negated(sentence: str, at: int) -> bool:
    """Whether a negation in the same clause stands before position ``at`` of the plain sentence."""
    begin = 0
    for cut in _CLAUSE.finditer(sentence, 0, at):
        begin = cut.end()
    clause = _NOT_REALLY.sub(lambda found: " " * len(found.group()), sentence[begin:at])
    return _NEGATOR.search(clause) is not None
