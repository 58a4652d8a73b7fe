"""Brings an employer's name to one form, so that two ways of writing it can be compared exactly."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Each stands at the end of a name, after punctuation has gone. Longest first, because
# "gmbh and co kg" has to go before "kg" leaves a dangling "gmbh and co".
_FORMS = """
gmbh and co kgaa|gmbh and co kg|gmbh and co ohg|ag and co kgaa|ag and co kg|se and co kgaa|
se and co kg|and co kg|limited liability company|limited liability partnership|
public limited company|private limited|pvt ltd|pty limited|pty ltd|pte limited|pte ltd|
pvt limited|sdn bhd|co ltd|co limited|s a p i de c v|s de r l de c v|s de rl de cv|
sapi de cv|sab de cv|sa de cv|s a b de c v|s a de c v|sp z o o|sp z oo|
sp zoo|spzoo|spol s r o|s r o|d o o|s p a|s a s|
s a r l|b v|n v|s a|a s|e v|k k|z o o|
incorporated|inc|corporation|corp|company|co|limited|ltd|ltda|lda|llc|llp|lllp|lp|pllc|pc|pbc|
plc|gmbh|ggmbh|mbh|ag|se|kgaa|kg|ohg|gbr|ug|eg|ev|sa|sas|sasu|sarl|eurl|scop|snc|srl|spa|sl|
slu|bv|bvba|nv|cv|vof|ab|oy|oyj|as|asa|aps|kft|zrt|nyrt|doo|dd|ad|ood|eood|sro|uab|sia|ou|oü|
pty|pte|pvt|bhd|kk|gk|eirl|saic
"""
_FORM_WORDS = sorted(
    (tuple(form.split()) for form in _FORMS.replace("\n", "").split("|") if form),
    key=len,
    reverse=True,
)
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"}
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|（[^（）]*）")
_MARKS = re.compile(r"[®™©℠*]|\((?:r|tm|c)\)", re.I)
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.\s?){2,}")
_AND = re.compile(r"&amp;|&|(?<=\s)\+(?=\s)|(?<=\s)(?:und|et)(?=\s)")
_DANISH = re.compile(r"(?<![^\W_])a/s(?![^\W_])")
_SILENT = re.compile(r"['’‘`´ʼ]")
_GAPS = re.compile(r"[\W_]+")
_LATIN_ENDS = 0x250
_TOO_LITTLE = 2


@lru_cache(maxsize=65_536)
def normal_name(name: str) -> str:
    """The words of an employer's name that tell it apart, in lower case, one space between.

    Accents, punctuation, what stands in brackets, a leading or trailing "the" and legal
    forms at the end go; "&", "und" and "et" become "and". A name made only of such words
    keeps them ("The Company" is "company"), and only a name without a letter or digit
    is "".
    """
    words = _words(_BRACKETS.sub(" ", name))
    if sum(map(len, words)) < _TOO_LITTLE:  # "(ISC)²": the name itself stands in brackets
        words = _words(name)
    return " ".join(_without_form(_without_article(words)))


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """`normal_name` without its spaces: "Third Street" and "thirdstreet" share one key."""
    return normal_name(name).replace(" ", "")


def legal_form(name: str) -> str:
    """The legal form at the end of a name ("Acme GmbH" has "gmbh"), or "" when none is said."""
    words = _without_article(_words(_BRACKETS.sub(" ", name)))
    return " ".join(words[len(_without_form(words)) :])


def in_brackets(name: str) -> tuple[str, ...]:
    """What stands in brackets in a name, in order: "Meta (formerly Facebook)"."""
    return tuple(found[1:-1].strip() for found in _BRACKETS.findall(_MARKS.sub(" ", name)))


def _words(name: str) -> list[str]:
    text = unicodedata.normalize("NFKC", _MARKS.sub(" ", name)).casefold().translate(_LETTERS)
    text = _AND.sub(" and ", _DANISH.sub("as", _plain(text)))
    text = _INITIALS.sub(lambda m: re.sub(r"[.\s]", "", m[0]) + " ", text)
    return _GAPS.sub(" ", _SILENT.sub("", text)).split()


def _plain(text: str) -> str:
    """Latin letters without their accents; other scripts keep their marks, which are letters."""
    kept: list[str] = []
    latin = False
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            latin = ord(char) < _LATIN_ENDS
        elif latin:
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _without_article(words: list[str]) -> list[str]:
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1 and words[-1] == "the":
        words = words[:-1]
    return words


def _without_form(words: list[str]) -> list[str]:
    """Legal forms at the end go, as often as there are any, but never the last word left."""
    while len(words) > 1:
        form = next((f for f in _FORM_WORDS if tuple(words[-len(f) :]) == f), ())
        if not form or len(form) >= len(words):
            break
        words = words[: -len(form)]
        if len(words) > 1 and words[-1] == "and":  # "Tiffany & Co."
            words = words[:-1]
    return words
