"""The compared forms of names and contact points, and the salted marks of the forgotten."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import phonenumbers

from kithwork.boards.names import normal_name
from kithwork.people.identity.traits import is_shared_mailbox
from kithwork.people.imports.text import without_symbols
from kithwork.people.rows import PointKind

LENGTH = 500
_WORDS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’‘`´ʼ.]")
_SAID_SEPARATELY = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"})
_TITLES = frozenset(
    str.split("""mr mrs ms miss dr prof sir dame herr frau mme mlle sr sra dipl mag""")
)
# Only what is nobody's name: Ma, Do, He and Pe are families; after a comma they are degrees too.
_DEGREES = frozenset(
    str.split("""phd mba msc bsc mph mpa cpa cfa pmp bsn msn dds dvm esq jr ii iii iv csm shrm phr
    sphr lcsw edd llm llb mphil dphil meng beng cissp cism frcp md jd rn""")
)


def organisation_key(name: str) -> str:
    """The compared form of an employer's name, as everywhere in Kithwork."""
    return normal_name(name)


@lru_cache(maxsize=131_072)
def name_key(name: str) -> str:
    """The words of a person's name without accents, degrees and titles, in alphabetical order."""
    head, _, tail = without_symbols(re.sub(r"\([^)]*\)", " ", name)).partition(",")
    words = _words(head) if is_degree(tail) else _words(f"{head} {tail}")
    plain = [word for word in words if word not in _DEGREES and word not in _TITLES]
    return " ".join(sorted(plain or words))


def names_agree(one: str, other: str) -> bool:
    """True if two names share a whole word, or one side has no name to compare."""
    a, b = set(name_key(one).split()), set(name_key(other).split())
    return not a or not b or bool(a & b)


def point_key(kind: PointKind | str, value: str, region: str | None = None) -> str:
    """The compared form of a contact point, at most 500 characters; empty if nothing is left.

    A telephone number that names its country, or is of `region`, becomes E.164.
    """
    if kind == "email":
        found = value.strip().strip("<>").removeprefix("mailto:").casefold()
    elif kind == "phone":
        found = _phone(value, region)
    elif kind == "profile":
        found = profile_key(value)
    else:
        found = " ".join(_words(value))
    return found[:LENGTH]


@lru_cache(maxsize=131_072)
def profile_key(address: str) -> str:
    """Host and path of a profile's address, without country, `www`, query and last slash."""
    text = address.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return text.casefold()
    if host.endswith(".linkedin.com"):
        host = "linkedin.com"
    path = re.sub(r"/+", "/", unicodedata.normalize("NFC", unquote(parts.path))).rstrip("/")
    if host == "linkedin.com":
        path = re.sub(r"^(/in/[^/]+)/.*$", r"\1", path)
    if parts.scheme not in ("http", "https"):
        return text.casefold()
    return f"{host}{path}".casefold() or text.casefold()


def is_shared(email: str) -> bool:
    """True for an address such as `info@`, which tells the place and not the person."""
    return is_shared_mailbox(email.partition("@")[0])


def forget_keys(
    name: str,
    points: Iterable[tuple[str, str]],
    organisations: Iterable[str],
    connected_on: dt.date | None = None,
) -> frozenset[str]:
    """What a forgotten person would be recognised by if a file brought them again.

    `points` are (kind, compared form), `organisations` compared forms. A name by itself counts
    only where nothing else is known: namesakes must not be kept out.
    """
    known_by = name_key(name)
    found = {f"{kind}:{key}" for kind, key in points if key and kind != "address"}
    found |= {f"at:{known_by}@{key}" for key in organisations if key}
    if connected_on:
        found.add(f"connected:{known_by}@{connected_on.isoformat()}")
    return frozenset(found or {f"name:{known_by}"})


def mark(salt: str, key: str) -> str:
    """The salted mark of one of `forget_keys`: it tells nothing to who has no key to compare."""
    return hmac.new(salt.encode(), key.encode(), hashlib.sha256).hexdigest()


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_SAID_SEPARATELY)
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return _WORDS.findall(_APOSTROPHES.sub("", bare))


def is_degree(text: str) -> bool:
    """True if all words are degrees, or capitals that stand for one (`PhD, MBA`, `CSPO`)."""
    words = re.findall(r"[\w.]+", text)
    return all(
        (bare := word.replace(".", "")).casefold() in _DEGREES or (bare.isupper() and len(bare) < 7)
        for word in words
    )


@lru_cache(maxsize=131_072)
def _phone(value: str, region: str | None) -> str:
    text = value.strip()
    if text.startswith("00"):
        text = f"+{text[2:]}"
    digits = re.sub(r"\D", "", text)
    if len(text) > 40 or not digits:
        return digits or text.casefold()
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return digits
    if not phonenumbers.is_possible_number(number):
        return digits
    extension = f"x{number.extension}" if number.extension else ""
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{e164}{extension}"
