"""Makes contact lists with known duplicates: the errors of real address books, seeded."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass, field, replace
from typing import Any

from kithwork.people.identity import Identity, PostalAddress

# (given names, women's first; family names; weight of the culture)
_CULTURES = {
    "english": (
        "Mary Jennifer Elizabeth Susan Margaret Katherine Patricia Rebecca Deborah Samantha Emily "
        "Victoria Christine Amanda Laura Helen Alison Fiona Hazel Imogen",
        "James Robert John Michael William David Richard Joseph Thomas Charles Christopher Daniel "
        "Matthew Anthony Andrew Edward Steven Kenneth Benjamin Gregory Timothy Nigel Rupert Clive",
        "Smith Jones Williams Brown Taylor Davies Wilson Evans Thomas Johnson Roberts Walker "
        "Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Martin Cooper Clarke",
        40,
    ),
    "german": (
        "Anna Katharina Sabine Ursula Claudia Petra Monika Stefanie Julia Elisabeth Heike Gisela",
        "Thomas Michael Andreas Wolfgang Klaus Jürgen Günter Stefan Matthias Björn Sören Jörg Uwe",
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schäfer Koch Bauer Schröder "
        "Köhler König Krüger Jäger Weiß Böhm Groß Kühn",
        15,
    ),
    "spanish": (
        "María Carmen Ana Isabel Lucía Dolores Pilar Rocío Inés Guadalupe Concepción Noelia",
        "José Antonio Juan Manuel Francisco Luis Javier Carlos Jesús Ángel Alejandro Iñigo",
        "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Muñoz Núñez Peña",
        10,
    ),
    "dutch": (
        "Anouk Sanne Femke Marieke Johanna Cornelia Wilhelmina Saskia Margriet",
        "Jan Pieter Hendrik Willem Cornelis Johannes Gerrit Bas Joris Maarten",
        "van der Berg|de Vries|van Dijk|Bakker|Jansen|de Jong|van den Broek|Visser|ter Horst|Smit",
        6,
    ),
    "russian": (
        "Екатерина Юлия Наталья Светлана Ольга Татьяна Анастасия Ирина Мария Елена",
        "Александр Дмитрий Сергей Алексей Михаил Николай Владимир Евгений Юрий Андрей",
        "Иванов Смирнов Кузнецов Попов Щербаков Жуков Яковлев Хрущев Цветаев Шишкин",
        6,
    ),
    "chinese": (
        "芳 丽 静 敏 娟 秀英 小红 雪梅 婷婷 晓燕",
        "伟 强 磊 军 勇 杰 建国 志明 文博 浩然",
        "王 李 张 刘 陈 杨 黄 赵 吴 周",
        9,
    ),
    "indian": (
        "Priya Anjali Deepika Lakshmi Sunita Pooja Kavita Shweta Aishwarya",
        "Rajesh Amit Suresh Vikram Sanjay Srinivas Venkatesh Karthik Abhishek",
        "Sharma Patel Singh Kumar Gupta Reddy Iyer Agarwal Krishnamurthy Subramaniam",
        9,
    ),
    "arabic": (
        "Fatima Aisha Khadija Layla Mariam Zainab",
        "Mohammed Ahmed Omar Hassan Khalid Youssef Mustafa Tariq",
        "Al-Rashid|El-Masri|Bin Laith|Haddad|Khoury|Al Hashimi|Mansour|Najjar|Abdel Nour",
        5,
    ),
}  # fmt: skip
_CALLED = {
    "Mary": "Molly", "Jennifer": "Jenny", "Elizabeth": "Liz", "Susan": "Sue", "Margaret": "Maggie",
    "Katherine": "Kate", "Patricia": "Pat", "Rebecca": "Becky", "Deborah": "Debbie",
    "Samantha": "Sam", "Victoria": "Vicky", "Christine": "Chris", "Amanda": "Mandy", "James": "Jim",
    "Robert": "Bob", "John": "Jack", "Michael": "Mike", "William": "Bill", "David": "Dave",
    "Richard": "Dick", "Joseph": "Joe", "Thomas": "Tom", "Charles": "Chuck", "Daniel": "Dan",
    "Christopher": "Chris", "Matthew": "Matt", "Anthony": "Tony", "Andrew": "Andy",
    "Edward": "Ted", "Steven": "Steve", "Kenneth": "Ken", "Benjamin": "Ben", "Gregory": "Greg",
    "Timothy": "Tim", "Katharina": "Kathi", "Ursula": "Uschi", "Elisabeth": "Lisa",
    "Stefanie": "Steffi", "Wolfgang": "Wolf", "José": "Pepe", "Francisco": "Paco",
    "Manuel": "Manolo", "Dolores": "Lola", "Jesús": "Chuy", "Hendrik": "Henk", "Willem": "Wim",
    "Cornelis": "Kees", "Johannes": "Hans", "Екатерина": "Катя", "Александр": "Саша",
    "Дмитрий": "Дима", "Михаил": "Миша", "Наталья": "Наташа", "Владимир": "Вова",
    "Rajesh": "Raj", "Venkatesh": "Venkat", "Vikram": "Vik", "Abhishek": "Abhi",
}  # fmt: skip
_SPELT = {
    "Екатерина": "Ekaterina Yekaterina", "Юлия": "Yulia Julia Iuliia", "Наталья": "Natalia Natalya",
    "Светлана": "Svetlana", "Ольга": "Olga", "Татьяна": "Tatiana Tatyana", "Ирина": "Irina",
    "Анастасия": "Anastasia Anastasiya", "Мария": "Maria Mariya", "Елена": "Elena Yelena",
    "Александр": "Alexander Aleksandr", "Дмитрий": "Dmitry Dmitri Dmitrii", "Андрей": "Andrey Andrei",
    "Сергей": "Sergey Sergei", "Алексей": "Alexey Alexei Aleksei", "Михаил": "Mikhail Michail",
    "Николай": "Nikolay Nikolai", "Владимир": "Vladimir", "Евгений": "Evgeny Yevgeny Evgenii",
    "Юрий": "Yuri Yury", "Иванов": "Ivanov", "Смирнов": "Smirnov", "Кузнецов": "Kuznetsov",
    "Попов": "Popov", "Щербаков": "Shcherbakov Scherbakov", "Жуков": "Zhukov Jukov",
    "Яковлев": "Yakovlev Iakovlev", "Хрущев": "Khrushchev", "Цветаев": "Tsvetaev",
    "Шишкин": "Shishkin", "Катя": "Katya", "Саша": "Sasha", "Дима": "Dima", "Миша": "Misha",
    "Наташа": "Natasha", "Вова": "Vova", "芳": "Fang", "丽": "Li", "静": "Jing", "敏": "Min",
    "娟": "Juan", "秀英": "Xiuying Xiu-Ying", "小红": "Xiaohong", "雪梅": "Xuemei Xue-Mei",
    "婷婷": "Tingting", "晓燕": "Xiaoyan", "伟": "Wei", "强": "Qiang", "磊": "Lei", "军": "Jun",
    "勇": "Yong", "杰": "Jie", "建国": "Jianguo", "志明": "Zhiming Zhi-Ming", "文博": "Wenbo",
    "浩然": "Haoran", "王": "Wang", "李": "Li", "张": "Zhang", "刘": "Liu", "陈": "Chen",
    "杨": "Yang", "黄": "Huang", "赵": "Zhao", "吴": "Wu", "周": "Zhou",
    "Mohammed": "Mohammed Muhammad Mohamed", "Ahmed": "Ahmed Ahmad", "Youssef": "Youssef Yusuf",
    "Khalid": "Khalid Khaled", "Mustafa": "Mustafa Moustafa", "Tariq": "Tariq Tarek",
    "Fatima": "Fatima Fatma", "Aisha": "Aisha Ayesha", "Layla": "Layla Leila",
    "Mariam": "Mariam Maryam", "Zainab": "Zainab Zeinab", "Hassan": "Hassan Hasan",
}  # fmt: skip
_PLAIN = str.maketrans("áéíóúñüößäÁÉÍÓÚÑÜÖÄ", "aeiounuosaAEIOUNUOA")
_UMLAUTS = {"ü": "ue", "ö": "oe", "ä": "ae", "ß": "ss", "Ü": "Ue", "Ö": "Oe", "Ä": "Ae"}
_SYLLABLES = "ba be bo ca co da de do fa fe ga go ha he ka ke ki ko la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se so ta te ti to va ve vi wa we za ze".split()  # noqa: SIM905, E501
_ENDS = (
    "ll nd ng rt ck man son ley ton field wick stein berg mann ski ov ic ini elli ez aga".split()
)  # noqa: SIM905, E501
_TITLES = "Engineer|Software Engineer|Sales Manager|Accountant|Nurse|Project Manager|Director|Recruiter|Data Analyst|Consultant|Teacher|HR Business Partner|Controller|Head of Marketing|Product Manager|Electrician|Attorney|Pharmacist|Architect|Editor".split(
    "|"
)  # noqa: E501
_BIG = "IBM|Siemens|Google|Deloitte|Walmart|Amazon|Infosys|Volkswagen|Accenture|Bosch".split("|")
_FORMS = ["", "", " GmbH", " Inc.", " Ltd", " LLC", " AG", " Corp.", " & Co. KG"]
_DEGREES = [", PhD", " MBA", ", M.D.", " CPA", ", PMP", " (she/her)", " 🚀", " ✨", ", M.Sc."]
_FRONT = ["Dr. ", "Prof. ", "Mr. ", "Ms ", "Dipl.-Ing. ", "🌍 "]


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
        culture = rng.choices(list(_CULTURES), [c[3] for c in _CULTURES.values()])[0]
        women, men, families, _ = _CULTURES[culture]
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
            rng.choice(_TITLES),
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
        street = f"{rng.randint(1, 200)} {self._word().capitalize()} {rng.choice(['Street', 'Road', 'Weg', 'Lane'])}"
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
        big = [e for e in self.employers if e[0] in _BIG]
        for _ in range(len(self.people) // 50):
            one, other = rng.sample(self.people, 2)
            women, men, families, _ = _CULTURES["english"]
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
        rare = person.family in self.rare and person.employer not in _BIG
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
            titles=(person.title if rng.random() < 0.8 else rng.choice(_TITLES),)
            if rng.random() < 0.5 else (),
            addresses=(person.address,) if rng.random() < 0.2 else (),
            birth_date=person.birth if rng.random() < 0.15 else "",
        )  # fmt: skip

    def _name(self, person: Person, *, fresh: bool) -> str:
        rng, given, family = self.rng, person.given, person.family
        if not fresh:
            if given in _CALLED and rng.random() < 0.15:
                given = _CALLED[given]
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
        name += rng.choice(_DEGREES) if rng.random() < 0.08 else ""
        name = rng.choice(_FRONT) + name if rng.random() < 0.04 else name
        return name.upper() if rng.random() < 0.03 else name

    def _spell(self, text: str) -> str:
        """One of the ways in which a name is written in plain Latin letters."""
        base = text.removesuffix("а") if text.removesuffix("а") in _SPELT else text
        if text not in _SPELT and base in _SPELT:
            return self.rng.choice(_SPELT[base].split()) + "a"
        if text in _SPELT:
            return self.rng.choice(_SPELT[text].split())
        if self.rng.random() < 0.3:
            if self.rng.random() < 0.5:
                return "".join(_UMLAUTS.get(c, c) for c in text).translate(_PLAIN)
            return text.translate(_PLAIN)
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
        names = list(_BIG)
        while len(names) < count:
            word = self._word().capitalize() + self.rng.choice(
                [" Systems", " Health", " Foods", "", " Group"]
            )
            names.append(word + self.rng.choice(_FORMS))
        return [
            (n, f"{self._ascii(n)[:14]}{i}.example", self._phone()) for i, n in enumerate(names)
        ]

    def _rare_family(self) -> str:
        return "".join(self.rng.choices(_SYLLABLES, k=2)).capitalize() + self.rng.choice(_ENDS)

    def _word(self) -> str:
        return "".join(self.rng.choices(_SYLLABLES, k=3)) + self.rng.choice(["", "n", "x", "r"])

    def _ascii(self, text: str) -> str:
        first = _SPELT.get(text, _SPELT.get(text.removesuffix("а"), text)).split("|")[0].split()
        return "".join(
            c for c in "".join(first).translate(_PLAIN).lower() if c in string.ascii_lowercase
        )

    def _zipf(self, items: list[Any]) -> Any:
        """One of the items, the earlier ones more often, as names and employers are."""
        return items[min(int(len(items) ** self.rng.random()) - 1, len(items) - 1)]
