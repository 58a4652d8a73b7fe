"""Names of third persons in an English letter, used as an introduction with or without leave."""

import re
from collections.abc import Collection, Sequence

from kithwork.wording.english.acts import Act
from kithwork.wording.text import Sentence

_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Aunt|Uncle|Captain|Chief|Coach)\.? )?"
    r"[A-ZÀ-Þ][\w'’-]+(?: (?:de |van |von |al-)?[A-ZÀ-Þ][\w'’-]+)?"
)
_NO_NAME = frozenset(
    """
    i i'm i'd i've i'll he she they it we you my your our his her their this that the a an
    and but so if hi hey hello dear thanks thank best regards kind please could can would
    may might full would've as at in on for with without from to of not no yes also when
    what who how why where there here is are do does did have has had been being let just
    now then linkedin zoom hope since because although though however sorry monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july
    august september october november december english ok mr mrs ms dr miss good morning
    afternoon evening sir madam lol haha either neither both any some one two three fellow
    between
    """.split()  # noqa: SIM905 - a list of words reads better so
)


_GREETING = re.compile(
    r"(?:^|\W)(?:dear|hi|hello|hey|morning|afternoon|evening|is this|i'm|i am|name is|name's"
    r"|this is|it's)\W+(?:(?:mr|mrs|ms|dr)\.? )?$"
)


def names_in(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Spans of what look like people's names in the sentence, the greeted one left out."""
    spans = []
    for match in _NAME.finditer(text, sentence.start, sentence.end):
        words = match.group().replace("’", "'").split()
        while words and words[0].lower().rstrip(".,'") in _NO_NAME and len(words) > 1:
            words = words[1:]
        name = " ".join(words)
        if name.lower() not in _NO_NAME and not _greeted(text, sentence, match.start()):
            spans.append((match.end() - len(name), match.end()))
    return spans


def _greeted(text: str, sentence: Sentence, at: int) -> bool:
    before = text[max(sentence.start, at - 30) : at].lower()
    return _GREETING.search(before) is not None


_PERSON = (
    r"\b(?:he|she|they|him|her|his|them|their|who|name|names|quoted?|refer\w*|recommend\w*|mention\w*"
    r"|tell [a-z]+|[a-z]+ (?:doesn't|does not|hasn't|isn't|has no|would|wouldn't|knows))\b"
)


def without_leave(
    text: str,
    parsed: Sequence[Sentence],
    found: Sequence[Act],
    relationship: str,
    permitted: Collection[str],
) -> tuple[int, int] | None:
    """Where a letter uses somebody's name without leave, as a span; None where it doesn't."""
    for place, sentence in enumerate(parsed):
        inside = [act for act in found if sentence.start <= act.start < sentence.end]
        kinds = {act.kind for act in inside}
        near = parsed[max(0, place - 1) : place + 1]
        named = [span for one in near for span in names_in(text, one)]
        named = [span for span in named if text[slice(*span)] not in permitted]
        if "no_leave" in kinds and named and _about_a_person(sentence, inside):
            return next((act.start, act.end) for act in inside if act.kind == "no_leave")
        dropped = [act for act in inside if act.kind == "name_drop" and _beside(act, named)]
        if dropped and "leave" not in kinds:
            return dropped[0].start, dropped[0].end
        handed = [act for act in inside if act.kind == "leave" and _beside(act, named)]
        if handed and forbidden(relationship):
            return handed[0].start, handed[0].end
    return None


def _about_a_person(sentence: Sentence, inside: Sequence[Act]) -> bool:
    said = [act for act in inside if act.kind == "no_leave"]
    return bool(said) and re.search(_PERSON, sentence.text) is not None


def _beside(act: Act, named: Sequence[tuple[int, int]]) -> bool:
    return any(act.start - 40 <= start <= act.end + 30 for start, _ in named)


def forbidden(relationship: str) -> bool:
    """Whether what is known of the introduction says that there is no leave to use the name."""
    return (
        re.search(r"(?:without|no|not|un)[ _-]?(?:leave|permi|consent|ask)", relationship.lower())
        is not None
    )
