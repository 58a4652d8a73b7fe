"""Says how sure it is that a board belongs to an employer, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kithwork.boards.directory import Entry
from kithwork.boards.names import in_brackets, legal_form, normal_name

SHORT = 3
# Words that are the whole name of many employers, so that one alone proves little.
_COMMON_NAMES = """
    access ace acorn active alpha alliance anchor apex applied arc arch arrow ascend aspire
    atlas aurora axiom axis base beacon beam bee blue bloom bold bolt bond boost bridge bright
    build canvas care career careers cascade catalyst central charge circle city clarity clear
    cloud coast compass connect core cornerstone craft crest cube current data dawn delta digital
    direct dream drive eagle earth east echo edge elevate element ember empower engage enterprise
    epic equity essence evergreen evolve family first flex flow focus force forge forward frontier
    fusion future gather general genesis global gold good grace great green grid ground group
    grove growth guardian guide harbor harbour harmony harvest haven health heart heritage hive
    home honor hope horizon house hub icon ignite impact insight inspire integrity international
    journey keystone kind launch leader leap legacy level liberty life light link local logic
    loop lotus lunar magic mark matrix meridian mind mission modern momentum motion mountain
    national network new nexus noble north nova oak oasis ocean olive one open orbit origin
    outlook pace partners path pathway peak pearl people phoenix pillar pilot pine pinnacle
    pioneer platform play plus point polaris premier prime prism pro progress prosper pulse
    quest radiant rally ranger reach red ridge rise river rock root royal sage scale school select
    senior shift signal silver simple sky smart solar solid solutions source south spark spectrum
    spring sprout square standard star state stellar step sterling stone story strive summit sun
    superior support surge swift synergy system team tech thrive tide titan total tower trust
    union united unity universal university up urban valley value vector venture vertex victory
    vision vista vital wave way wealth well west wheel wild wind wise world zen zenith
"""
_COMMON = frozenset(_COMMON_NAMES.split())


@dataclass(frozen=True, slots=True)
class Match:
    """A board found for an employer. `sure` ones are read at once, others wait for a yes."""

    employer: str
    entry: Entry
    sure: bool
    why: str


def matches(employer: str, found: Sequence[Entry]) -> list[Match]:
    """Each board of the same normal name, with what speaks for and against it."""
    return [_match(employer, entry, found) for entry in found]


def _match(employer: str, entry: Entry, found: Sequence[Entry]) -> Match:
    doubts = [doubt for doubt in _doubts(employer, entry, found) if doubt]
    named = f"“{entry.employer}”" if entry.employer != employer else "the same name"
    why = f"The directory lists {named} on {entry.ats.capitalize()}"
    return Match(
        employer, entry, not doubts, f"{why}; {'; '.join(doubts)}." if doubts else f"{why}."
    )


def _doubts(employer: str, entry: Entry, found: Sequence[Entry]) -> list[str]:
    return [_shared(entry, found), _short(entry), _differs(employer, entry)]


def _shared(entry: Entry, found: Sequence[Entry]) -> str:
    """Boards of one tenant on one system are one employer's; otherwise a name may be two's."""
    homes = {(other.ats, _tenant(other)) for other in found}
    if len(homes) < 2:
        return ""
    others = sorted({other.ats.capitalize() for other in found if other != entry})
    return f"but {len(homes)} boards carry this name (also on {', '.join(others)})"


def _tenant(entry: Entry) -> str:
    return entry.token.partition("/")[0] if entry.ats == "workday" else entry.token


def _short(entry: Entry) -> str:
    if len(entry.key) <= SHORT:
        return "but so short a name may be anybody's"
    return "but many employers bear this name" if entry.key in _COMMON else ""


def _differs(employer: str, entry: Entry) -> str:
    """What normalisation took away may be what tells two employers apart."""
    if set(map(normal_name, in_brackets(employer))) - set(
        map(normal_name, in_brackets(entry.employer))
    ):
        return f"but you wrote “{employer}”"
    ours, theirs = legal_form(employer), legal_form(entry.employer)
    if ours and theirs and _kind(ours) != _kind(theirs):
        return f"but one is “{ours}” and the other “{theirs}”"
    words, listed = normal_name(employer), normal_name(entry.employer)
    if words != listed and len(entry.key) < 2 * SHORT + 2:
        return f"but it is written differently there (“{entry.employer}”)"
    return ""


_SAME_KIND = (
    {"inc", "incorporated", "corp", "corporation", "co", "company", "co inc", "company inc"},
    {"ltd", "limited", "co ltd", "co limited"},
)


def _kind(form: str) -> str:
    form = form.removeprefix("and ")
    return next((min(kind) for kind in _SAME_KIND if form in kind), form)
