"""Makes contact lists with known duplicates: the errors of real address books, seeded."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass, field, replace
from typing import Any

from identity_names import (
    BIG,
    CALLED,
    CULTURES,
    DEGREES,
    ENDS,
    FORMS,
    FRONT,
    PLAIN,
    SPELT,
    SYLLABLES,
    TITLES,
    UMLAUTS,
)

from kithwork.people.identity import Identity, PostalAddress


@dataclass
class Person:
    """One invented person, whole; records show parts of it."""

    number: int
    culture: str
    woman: bool
    given: str
    middle: str
    family: str
    born: str
    employer: str
    domain: str
    switchboard: str
    title: str
    mails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    profile: str = ""
    address: PostalAddress = field(default_factory=PostalAddress)
    birth: str = ""


class World:
    """Invents people, then the records that different sources hold of them."""

    def __init__(self, seed: int, people: int) -> None:
        self.rng = random.Random(seed)
        self.taken: set[str] = set()
        self.employers = self._invented_employers(max(people // 12, 20))
        self.rare = [self._rare_family() for _ in range(max(people // 3, 50))]
        self.people = [self._person(i) for i in range(people)]
        self._families()
        self._namesakes()

    def records(self, copied: float = 0.4) -> tuple[list[Identity], set[tuple[int, int]]]:
        """Records in random order, and the pairs of keys (lower first) that are one person.

        A copy shares at least one fact beside the name with its original: what nobody could
        tell from what is written is not asked.
        """
        rows: list[tuple[int, Identity]] = []
        for person in self.people:
            first = self._record(person, fresh=True)
            while not self._own_facts(person, first):
                first = self._record(person, fresh=True)
            rows.append((person.number, first))
            if self.rng.random() < copied:
                rows.append((person.number, self._copy(person, first)))
        self.rng.shuffle(rows)
        seen: dict[int, int] = {}
        truth = set()
        for key, (number, _) in enumerate(rows):
            if number in seen:
                truth.add((seen[number], key))
            seen[number] = key
        return [replace(record, key=key) for key, (_, record) in enumerate(rows)], truth

    # people

    def _person(self, number: int) -> Person:
        rng = self.rng
        culture = rng.choices(list(CULTURES), [c[3] for c in CULTURES.values()])[0]
        women, men, families, _ = CULTURES[culture]
        woman = rng.random() < 0.5
        given = self._zipf((women if woman else men).split())
        common = families.split("|") if "|" in families else families.split()
        rare_share = 0.0 if culture in {"russian", "chinese"} else 0.6
        family = rng.choice(self.rare) if rng.random() < rare_share else self._zipf(common)
        if culture == "russian" and woman:
            family += "а"
        middle = self._zipf((women if woman else men).split()) if rng.random() < 0.3 else ""
        middle = "" if culture in {"russian", "chinese"} else middle
        employer, domain, switchboard = self._zipf(self.employers)
        person = Person(
            number, culture, woman, given, middle, family, family, employer, domain, switchboard,
            rng.choice(TITLES),
        )  # fmt: skip
        self._reach(person)
        return person

    def _reach(self, person: Person) -> None:
        rng = self.rng
        given, family = (self._ascii(x) for x in (person.given, person.family))
        number = "" if rng.random() < 0.5 else str(rng.randint(1, 99))
        local = rng.choice([f"{given}.{family}", f"{given[0]}{family}", f"{given}{family[0]}",
                            self._word() + self._word(), f"{family}{given[0]}"])  # fmt: skip
        provider = rng.choice(["gmail.com", "hotmail.com", "yahoo.com", "web.de", "gmx.de"])
        work = f"{rng.choice([f'{given}.{family}', f'{given[0]}{family}'])}{self._dup(person)}"
        person.mails = [self._free(local + number, provider), self._free(work, person.domain)]
        person.phones = [self._phone()]
        tail = "".join(rng.choices(string.hexdigits.lower()[:16], k=8))
        person.profile = f"https://www.linkedin.com/in/{given}-{family}-{tail}"
        kind = rng.choice(["Street", "Road", "Weg", "Lane"])
        street = f"{rng.randint(1, 200)} {self._word().capitalize()} {kind}"
        town = rng.randrange(300)
        person.address = PostalAddress(street, "", f"Town{town}burg", f"{10000 + town * 37}")
        person.birth = f"{rng.randint(1950, 2002)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"

    def _free(self, local: str, domain: str) -> str:
        """An address that nobody else has: no provider gives one out twice."""
        mail = f"{local}@{domain}"
        while mail in self.taken:
            mail = f"{local}{self.rng.randint(2, 9999)}@{domain}"
        self.taken.add(mail)
        return mail

    def _dup(self, person: Person) -> str:
        return str(person.number) if self.rng.random() < 0.3 else ""

    def _families(self) -> None:
        """Some people are couples, siblings, parents: a family name, home, phone, even mail."""
        rng = self.rng
        for _ in range(len(self.people) // 25):
            one, other = rng.sample(self.people, 2)
            if one.culture != other.culture or one.given == other.given:
                continue
            other.family = one.family if one.woman == other.woman else other.family
            if one.culture not in {"russian"}:
                other.family = one.family
            self._reach(other)
            other.address = one.address
            other.phones = list(one.phones) if rng.random() < 0.5 else other.phones
            if rng.random() < 0.25:
                other.mails[0] = one.mails[0]
            if rng.random() < 0.08 and one.woman == other.woman:
                other.given = one.given  # senior and junior
                other.phones = [self._phone()]

    def _namesakes(self) -> None:
        """Common names meet at big employers."""
        rng = self.rng
        big = [e for e in self.employers if e[0] in BIG]
        for _ in range(len(self.people) // 50):
            one, other = rng.sample(self.people, 2)
            women, men, families, _ = CULTURES["english"]
            one.culture = other.culture = "english"
            one.woman = other.woman = rng.random() < 0.5
            one.given = other.given = rng.choice((women if one.woman else men).split()[:8])
            one.family = other.family = one.born = other.born = rng.choice(families.split()[:8])
            for person in (one, other):
                person.employer, person.domain, person.switchboard = big[0]
                person.middle = ""
            big = big[1:] + big[:1]
            self._reach(one)
            self._reach(other)

    # records

    def _copy(self, person: Person, first: Identity) -> Identity:
        while True:  # ends: sooner or later both hold all that the person has
            record = self._record(person, fresh=False)
            if self._own_facts(person, record) & self._own_facts(person, first):
                return record

    def _own_facts(self, person: Person, record: Identity) -> set[str]:
        """What the record says beside the name that hardly anybody else could say."""
        mails = {m.lower() for m in record.emails} & set(person.mails)
        phones = {p[-6:] for p in record.phones} & {p[-6:] for p in person.phones}
        rare = person.family in self.rare and person.employer not in BIG
        work = {e[:5].lower() for e in record.employers if rare}
        born = {record.birth_date} - {""}
        return mails | phones | set(record.profiles) | work | born

    def _record(self, person: Person, *, fresh: bool) -> Identity:
        rng = self.rng
        moved = not fresh and rng.random() < 0.12
        employer, domain, switchboard = (
            rng.choice(self.employers)
            if moved
            else (person.employer, person.domain, person.switchboard)
        )
        mails = [m for m, share in zip(person.mails, (0.55, 0.0 if moved else 0.4), strict=True)
                 if rng.random() < share]  # fmt: skip
        if not fresh and rng.random() < 0.1:
            mails = [f"{self._word()}{rng.randint(1, 99)}@{domain}"]
        if rng.random() < 0.02:
            mails.append(f"info@{domain}")
        phones = [p for p in person.phones if rng.random() < 0.55]
        if rng.random() < 0.15:
            phones.append(switchboard)
        return Identity(
            key=0,
            name=self._name(person, fresh=fresh),
            emails=tuple(self._mail(m, fresh) for m in mails),
            phones=tuple(self._phone_as(p) for p in phones),
            profiles=(person.profile,) if rng.random() < 0.4 else (),
            employers=(self._employer_as(employer),) if rng.random() < 0.7 else (),
            titles=(person.title if rng.random() < 0.8 else rng.choice(TITLES),)
            if rng.random() < 0.5 else (),
            addresses=(person.address,) if rng.random() < 0.2 else (),
            birth_date=person.birth if rng.random() < 0.15 else "",
        )  # fmt: skip

    def _name(self, person: Person, *, fresh: bool) -> str:
        rng, given, family = self.rng, person.given, person.family
        if not fresh:
            if given in CALLED and rng.random() < 0.15:
                given = CALLED[given]
            if (
                person.woman
                and person.culture in {"english", "german", "dutch"}
                and rng.random() < 0.04
            ):
                family = (
                    f"{rng.choice(self.rare)}-{family}"
                    if rng.random() < 0.5
                    else rng.choice(self.rare)
                )
                family = (
                    f"{family} (née {person.family})"
                    if rng.random() < 0.3 and "-" not in family
                    else family
                )
        native = person.culture in {"russian", "chinese"}
        if native and rng.random() < 0.25:
            return family + given if person.culture == "chinese" else f"{given} {family}"
        given, family = self._spell(given), self._spell(family)
        if not fresh and rng.random() < 0.06:
            if rng.random() < 0.5:
                given = self._typo(given)
            else:
                family = self._typo(family)
        if not fresh and rng.random() < 0.05:
            given = given[0] + rng.choice(["", "."])
        elif person.middle and rng.random() < 0.5:
            given = f"{given} {person.middle if rng.random() < 0.4 else person.middle[0] + '.'}"
        name = (
            f"{family}, {given}"
            if rng.random() < (0.05 if fresh else 0.15)
            else f"{given} {family}"
        )
        name = f"{family} {given}" if rng.random() < (0.08 if native else 0.01) else name
        name += rng.choice(DEGREES) if rng.random() < 0.08 else ""
        name = rng.choice(FRONT) + name if rng.random() < 0.04 else name
        return name.upper() if rng.random() < 0.03 else name

    def _spell(self, text: str) -> str:
        """One of the ways in which a name is written in plain Latin letters."""
        base = text.removesuffix("а") if text.removesuffix("а") in SPELT else text
        if text not in SPELT and base in SPELT:
            return self.rng.choice(SPELT[base].split()) + "a"
        if text in SPELT:
            return self.rng.choice(SPELT[text].split())
        if self.rng.random() < 0.3:
            if self.rng.random() < 0.5:
                return "".join(UMLAUTS.get(c, c) for c in text).translate(PLAIN)
            return text.translate(PLAIN)
        return text

    def _typo(self, text: str) -> str:
        rng, at = self.rng, self.rng.randrange(len(text))
        kind = rng.randrange(4)
        letter = rng.choice(string.ascii_lowercase)
        if kind == 0:
            return text[:at] + letter + text[at:]
        if kind == 1 and len(text) > 3:
            return text[:at] + text[at + 1 :]
        if kind == 2 and at + 1 < len(text):
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text[:at] + letter + text[at + 1 :]

    # values

    def _mail(self, mail: str, fresh: bool) -> str:
        if not fresh and self.rng.random() < 0.02:
            local, _, domain = mail.partition("@")
            return f"{self._typo(local)}@{domain}"
        return mail.upper() if self.rng.random() < 0.03 else mail

    def _phone(self) -> str:
        return str(self.rng.randint(151, 799)) + str(self.rng.randint(100_000, 999_999))

    def _phone_as(self, number: str) -> str:
        ways = ["+49 {0}{1}", "0{0} {1}", "0049-{0}-{1}", "(0{0}) {1}"]
        return self.rng.choice(ways).format(number[:3], number[3:])

    def _employer_as(self, name: str) -> str:
        if self.rng.random() < 0.3:
            name = name.split(" GmbH")[0].split(" Inc")[0].split(" Ltd")[0].split(" LLC")[0]
        return name.upper() if self.rng.random() < 0.05 else name

    def _invented_employers(self, count: int) -> list[tuple[str, str, str]]:
        names = list(BIG)
        while len(names) < count:
            word = self._word().capitalize() + self.rng.choice(
                [" Systems", " Health", " Foods", "", " Group"]
            )
            names.append(word + self.rng.choice(FORMS))
        return [
            (n, f"{self._ascii(n)[:14]}{i}.example", self._phone()) for i, n in enumerate(names)
        ]

    def _rare_family(self) -> str:
        return "".join(self.rng.choices(SYLLABLES, k=2)).capitalize() + self.rng.choice(ENDS)

    def _word(self) -> str:
        return "".join(self.rng.choices(SYLLABLES, k=3)) + self.rng.choice(["", "n", "x", "r"])

    def _ascii(self, text: str) -> str:
        first = SPELT.get(text, SPELT.get(text.removesuffix("а"), text)).split("|")[0].split()
        return "".join(
            c for c in "".join(first).translate(PLAIN).lower() if c in string.ascii_lowercase
        )

    def _zipf(self, items: list[Any]) -> Any:
        """One of the items, the earlier ones more often, as names and employers are."""
        return items[min(int(len(items) ** self.rng.random()) - 1, len(items) - 1)]
