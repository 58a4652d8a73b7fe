"""Brings the fields of an Identity to forms that can be compared at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from anyascii import anyascii

from kithwork.boards.names import normal_name
from kithwork.people.identity.values import Identity, Key, PostalAddress
from kithwork.people.names import PersonName, parse_name

_PUBLIC_MAIL_WORDS = """
gmail hotmail outlook live msn yahoo ymail rocketmail aol icloud me mac gmx web t-online freenet
mail protonmail proton pm yandex ya rambler bk inbox list qq 163 126 sina naver daum hanmail
kakao libero virgilio tiscali alice orange wanadoo free laposte sfr bol uol terra comcast
verizon att sbcglobal bellsouth cox charter btinternet btopenworld sky talktalk virginmedia
blueyonder ntlworld rediffmail fastmail zoho hushmail tutanota posteo mailbox bluewin hispeed
telenet skynet ziggo planet kpnmail xs4all home wp o2 onet interia seznam centrum abv ukr shaw
rogers sympatico telus bigpond optusnet live duck hey
"""
_PUBLIC_MAIL = frozenset(_PUBLIC_MAIL_WORDS.split())
_SHARED_MAIL_WORDS = """
info office contact kontakt mail email post hello hallo team sales service support help admin
administration hr jobs careers recruiting bewerbung karriere press presse marketing enquiries
inquiries reception empfang secretary sekretariat accounts billing invoice buchhaltung finance
family familie famille familia famiglia buero service webmaster noreply no-reply donotreply
newsletter news events booking reservations
shop order orders feedback media legal privacy security kontor contacto contato ventas rrhh
bonjour accueil general team recruitment talent people
"""
_SHARED_MAIL = frozenset(_SHARED_MAIL_WORDS.split())
_NO_EMPLOYER = """
self employed|self|selbstandig|selbststandig|freiberuflich|freelance|freelancer|independent|
independent consultant|consultant|contractor|sole trader|autonomo|retired|rentner|pensioner|
unemployed|between jobs|looking|open to work|none|n a|na|various|confidential|private|student|
home|homemaker|stealth|stealth startup
"""
_NOT_EMPLOYERS = frozenset(_NO_EMPLOYER.replace("\n", "").split("|"))
_SITES = {"linkedin": "linkedin", "xing": "xing", "github": "github", "twitter": "x", "x": "x",
          "facebook": "facebook", "fb": "facebook", "instagram": "instagram"}  # fmt: skip
_ORDER = re.compile(r"[^a-z0-9]+")
_PHONE_TAIL = 9
_PHONE_LEAST = 6


@dataclass(frozen=True, slots=True)
class Email:
    """An address in its plain form; `public` for a provider's, `shared` for info@ and the like.

    `bare` is the local part without dots.
    """

    address: str
    local: str
    bare: str
    domain: str
    public: bool
    shared: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A postal address in comparable form; `lines` are street and extended without numbers."""

    lines: tuple[str, ...]
    number: str
    locality: str
    postcode: str
    region: str


@dataclass(frozen=True, slots=True)
class Traits:
    """An Identity ready to be compared: `names[0]` is the name itself, others are borne too."""

    key: Key
    names: tuple[PersonName, ...]
    name_is_guess: bool
    emails: tuple[Email, ...]
    phones: frozenset[str]
    profiles: frozenset[tuple[str, str]]
    employers: frozenset[str]
    domains: frozenset[str]
    titles: tuple[str, ...]
    places: tuple[Place, ...]
    birth: str


def traits(person: Identity) -> Traits:
    """Everything comparable about a person, cleaned; what cannot be read is left out."""
    emails = tuple(dict.fromkeys(e for text in person.emails if (e := read_email(text))))
    names = _names(person)
    guess = not names
    if guess:
        names = tuple(n for e in emails if (n := _name_in(e)))[:1]
    numbers = (phone_tail(text) for text in person.phones)
    profiles = (read_profile(text) for text in person.profiles)
    places = (_place(address) for address in person.addresses)
    return Traits(
        person.key,
        names,
        guess,
        emails,
        frozenset(filter(None, numbers)),
        frozenset(filter(None, profiles)),
        frozenset(filter(None, map(employer, person.employers))),
        frozenset(e.domain for e in emails if not e.public),
        tuple(dict.fromkeys(t for text in person.titles if (t := plain_words(text)))),
        tuple(p for p in places if p.lines or p.postcode or p.locality),
        re.sub(r"[^\d-]", "", person.birth_date[:10]),
    )


def _names(person: Identity) -> tuple[PersonName, ...]:
    first = parse_name(person.name, person.given, person.family)
    found = [first] if first else []
    for text in person.other_names:
        other = parse_name(text)
        if other and len(other.tokens) > 1:
            found.append(other)
        elif other and first:
            more = first.others + other.tokens
            found[0] = first = PersonName(
                first.given, first.family, first.particles, more, first.generation, first.native,
                first.vowelless,
            )  # fmt: skip
    return tuple(dict.fromkeys(found))


def _name_in(email: Email) -> PersonName | None:
    """The name that an address spells, as jane.doe@ does; jdoe@ spells none that is sure."""
    words = [w for w in re.split(r"[._\-]+", re.sub(r"\d+$", "", email.local)) if w]
    if email.shared or len(words) not in (2, 3) or not all(w.isalpha() for w in words):
        return None
    return parse_name(" ".join(words)) or None


@lru_cache(maxsize=131_072)
def read_email(text: str) -> Email | None:
    """An address in plain form, or None: lower case, no +tag, dots of Gmail gone."""
    text = text.strip().lower().removeprefix("mailto:").strip("<> ")
    local, at, domain = text.rpartition("@")
    if not at or not local or "." not in domain or " " in local:
        return None
    domain = "gmail.com" if domain == "googlemail.com" else domain
    local = local.split("+", 1)[0] or local
    bare = local.replace(".", "")
    plain = bare if domain == "gmail.com" else local
    labels = domain.split(".")
    public = labels[-2] in _PUBLIC_MAIL or (len(labels) > 2 and labels[0] in _PUBLIC_MAIL)
    return Email(f"{plain}@{domain}", local, bare, domain, public, is_shared_mailbox(local))


def is_shared_mailbox(local: str) -> bool:
    """One address for a whole office or house (info@): it tells the place, not the person."""
    return local in _SHARED_MAIL


@lru_cache(maxsize=131_072)
def phone_tail(text: str) -> str:
    """The last nine digits: the same with and without country code or leading zero."""
    text = re.split(r"(?i)\s*(?:ext|x|durchwahl|#)\.?\s*\d+\s*$", text)[0]
    digits = "".join(str(int(c)) for c in text if c.isdecimal())
    tail = digits.lstrip("0")[-_PHONE_TAIL:]
    return tail if len(tail) >= _PHONE_LEAST and len(set(tail)) > 1 else ""


@lru_cache(maxsize=131_072)
def read_profile(text: str) -> tuple[str, str] | None:
    """(site, handle) of a profile's address: linkedin.com/in/ada-x1/ is ("linkedin", "ada-x1")."""
    address = re.sub(r"^(?:https?:)?//", "", text.strip()).split("?")[0].split("#")[0]
    address = unquote(address).lower()
    host, _, path = address.rstrip("/").partition("/")
    labels = host.split(".")
    site = _SITES.get(labels[-2]) if len(labels) > 1 else None
    if site is None:
        return ("web", f"{host.removeprefix('www.')}/{path}") if len(labels) > 1 else None
    steps = [s for s in path.split("/") if s and s not in {"in", "pub", "profile", "people"}]
    return (site, anyascii(steps[0].lstrip("@"))) if steps else None


@lru_cache(maxsize=65_536)
def employer(text: str) -> str:
    """An employer's normal name; "" for what is none, such as self-employed."""
    name = normal_name(text)
    return "" if name in _NOT_EMPLOYERS else name


@lru_cache(maxsize=131_072)
def plain_words(text: str) -> str:
    """Lower-case Latin words and digits with one space between."""
    return _ORDER.sub(" ", anyascii(text).lower()).strip()


@lru_cache(maxsize=65_536)
def _place(address: PostalAddress | str) -> Place:
    if isinstance(address, str):
        address = PostalAddress.from_text(address)
    lines = [plain_words(address.street), plain_words(address.extended)]
    number = next((w for line in lines for w in line.split() if w[0].isdigit()), "")
    bare = (" ".join(w for w in line.split() if w != number) for line in lines)
    return Place(
        tuple(line for line in bare if line),
        number,
        plain_words(address.locality),
        plain_words(address.postcode).replace(" ", ""),
        plain_words(address.region),
    )
