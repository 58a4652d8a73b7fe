"""Makes what somebody typed fit into a sentence: an aim, a question, a reason, a subject."""

import re
import tomllib
from importlib.resources import files

_LISTS = tomllib.loads(files("kithwork.wording").joinpath("data/typed.toml").read_text("utf-8"))
_VERBS = frozenset(_LISTS["verbs"].split())
_MAYBE_VERBS = frozenset(_LISTS["maybe_verbs"].split())
_AFTER_A_VERB = frozenset(_LISTS["after_a_verb"].split())
_PROPER = frozenset(_LISTS["proper"].split())
_ASKING = frozenset(_LISTS["asking"].split())
_TURNED = frozenset(_LISTS["turned"].split())
_FUNCTION = frozenset(_LISTS["function"].split())

_ENDS = " \t.!?;:,"
_QUOTES = "\"'“”„«»"
LONG = 12
_WISH = re.compile(
    r"(?:so\s+)?(?:"
    r"(?:i(?:'m| am)?|we)\s+(?:really\s+|currently\s+)?(?:want|wish|hope|aim|plan|intend|aiming|"
    r"hoping|planning|looking|searching|would like|would love)|i[’']?d (?:like|love)|"
    r"(?:my|the) (?:aim|goal|objective|dream|plan)(?: is| would be)?:?|"
    r"looking|aiming|hoping|wanting|searching|want|wish"
    r")(?!\w)\s*(?:(?P<to>to)\s+|(?:for|at|towards)\s+|(?=\S))",
    re.I,
)
_JOB = re.compile(
    r"(?:(?:find|get|land|obtain|secure|have|take|finding|getting)\s+)?(?:(?:a|an|the|some|my)\s+)?"
    r"(?:(?:new|next|first|good)\s+)?(?:jobs?|positions?|posts?|roles?|employment|work)\s+"
    r"(?=(?:as|in)\s)",
    re.I,
)
_PLURAL = re.compile(
    r"(er|or|ist|ian|ant|nurse|aide|clerk|analyst|mechanic|chef|cook|attendant|technician)s$",
    re.I,
)
_ONE_OF_MANY = re.compile(
    r"(?!(?:after|under|over|never|either|neither|older|younger|eager|rather|another)$)"
    r"(?:[a-z-]{3,}(?:er|or|ist|ian)|nurse|student|graduate|clerk|chef|cook|midwife)"
)
_NO_TOPIC = re.compile(r"(?:catch up|meet|get|say|introduce|keep|thank|tell)\b", re.I)
_SUBJECT = re.compile(
    r"(?:that|i|you|we|they|he|she|it|there)(?:\s|[’'](?:ve|re|m|s|d|ll)\s)", re.I
)


def aim_phrase(text: str) -> str:
    """An objective as it goes behind "I'm looking into": "leading a ward", "hospital logistics"."""
    said = _quiet(_shortened(_first_sentence(text)))
    wish = _WISH.match(said)
    if wish and wish.end() < len(said):
        said = said[wish.end() :]
    behind_to = bool(wish and wish["to"])
    if said[:3].lower() == "to ":
        said, behind_to = said[3:].lstrip(), True
    said = _JOB.sub("work ", said, count=1) if _JOB.match(said) else said
    return in_running_text(said if said[:5] == "work " else _as_doing(said, behind_to))


def occupation_phrase(text: str) -> str:
    """One of an occupation, with its article: "a nurse manager", "an HR adviser"."""
    said = in_running_text(_PLURAL.sub(r"\1", _bare(text)))
    return with_article(said) if said else ""


def about_me_phrase(text: str) -> str:
    """What goes behind "I am": "a nurse on nights", "between two jobs"."""
    said = re.sub(r"^i(?:\s+am|[’']m)\s+", "", _bare(_first_sentence(text)), flags=re.I)
    said = in_running_text(said)
    first, _, rest = said.partition(" ")
    noun = rest.split(" ", 1)[0] if first.lower() in _PROPER else first
    return with_article(said) if _ONE_OF_MANY.fullmatch(noun) else said


def because(text: str) -> str:
    """A reason as a clause or a thing: "because you gave a talk", "because of your talk"."""
    said = re.sub(r"^because(?:\s+of)?\s+", "", _bare(text), flags=re.I)
    if not said:
        return ""
    said = _no_capital(said)
    return f"because {said}" if _SUBJECT.match(said) else f"because of {said}"


def topic(text: str) -> str:
    """What goes behind "what you said about"; nothing where a purpose can't stand there."""
    said = _bare(_first_sentence(text))
    said = re.sub(
        r"^(?:to\s+)?(?:learn|find out|hear|ask|understand|talk|speak|know|see|get to know|"
        r"get an idea|explore|discuss)\b(?:\s+more)?(?:\s+(?:about|of|from you))?\s*",
        "", said, flags=re.I,
    )  # fmt: skip
    said = re.sub(r"^about\s+", "", said, flags=re.I)
    if not said or len(said.split()) > 2 * LONG or _NO_TOPIC.match(said):
        return ""
    said = _no_capital(said)
    first, _, rest = said.partition(" ")
    if first in _ASKING and rest.split(" ", 1)[0].lower() in _TURNED:
        return ""
    return f"the fact {said}" if first == "that" else _as_doing(said, behind_to=False)


def clause(question: str) -> str:
    """A question as it goes behind "I would like to understand"; nothing where it can't."""
    words = _question(question).split()
    if len(words) > 2 and words[0].lower() in _ASKING and words[1].lower() not in _TURNED:
        return " ".join([words[0].lower(), *words[1:]])
    return ""


def asked(question: str) -> str:
    """The same as it is asked, behind a colon: "how are wards staffed?"."""
    words = _question(question).split()
    if len(words) < 3 or words[0].lower() not in _ASKING | _TURNED:
        return ""
    return " ".join([words[0].lower(), *words[1:]]) + "?"


def have_done(text: str) -> str:
    """What goes behind "I have": "signed up for the course"."""
    said = re.sub(r"^i(?:\s+have|[’']ve)?\s+", "", _bare(text), flags=re.I)
    return said[:1].lower() + said[1:]


def sentence(text: str) -> str:
    """A whole sentence, as typed, with the capital and the stop that it may lack."""
    text = " ".join(text.split())
    if not text:
        return ""
    text = text[:1].upper() + text[1:]
    return text if text[-1] in ".!?" else f"{text}."


def in_running_text(text: str) -> str:
    """The same without the capitals of a heading; names, languages and short forms keep theirs."""
    words = _quiet(text).split()
    if not words:
        return ""
    until = next((i for i, word in enumerate(words) if word in _BEFORE_NAMES and i), len(words))
    heading = [word for word in words[:until] if len(word) > 3]
    if heading and len(words) > 1 and all(word[:1].isupper() for word in heading):
        words[:until] = [_lowered(word) for word in words[:until]]
    words[0] = _lowered(words[0])
    return " ".join(words)


_BEFORE_NAMES = frozenset({"at", "in", "with", "near", "for"})


def with_article(words: str) -> str:
    """The words with a or an before them, by their sound; unless an article stands there."""
    first = words.split(" ", 1)[0]
    if first.lower() in {"a", "an", "the", "my", "our", "one"}:
        return words
    if len(first) > 1 and first.isupper():
        vowel = first[0] in "AEFHILMNORSX"
    else:
        lower = first.lower()
        vowel = lower[0] in "aeiou" or lower.startswith(("hour", "honest", "heir"))
        vowel = vowel and not lower.startswith(("uni", "use", "eu", "one", "ut"))
    return f"{'an' if vowel else 'a'} {words}"


def _quiet(text: str) -> str:
    """What was typed in capitals throughout, without them."""
    shouted = sum(c.isalpha() for c in text) > 5 and text.upper() == text
    return " ".join(_lowered(w.capitalize()) for w in text.split()) if shouted else text


def _no_capital(text: str) -> str:
    """The same without the capital of a sentence's beginning; what may be a name keeps it."""
    first, _, rest = text.partition(" ")
    name = rest[:1].isupper() or "'" in first or "’" in first or rest.split(" ")[0] in _BEHIND_NAMES
    if first.lower() in _FUNCTION or not name:
        return f"{_lowered(first)} {rest}".rstrip()
    return text


_BEHIND_NAMES = frozenset({"", "is", "are", "was", "has", "will", "and"})


def _lowered(word: str) -> str:
    plain = word.strip("(),.;:")
    keep = any(c.isupper() or c.isdigit() for c in plain[1:]) or plain.lower() in _PROPER
    alone = len(plain.split("-")[0]) == 1 and plain[:1] != "A"
    return word if keep or alone else word[:1].lower() + word[1:]


def _as_doing(text: str, behind_to: bool) -> str:
    """ "lead a ward" as "leading a ward"; what is a noun stays one."""
    first, space, rest = text.partition(" ")
    verb = first.lower()
    follows = rest.split(" ", 1)[0].lower()
    if behind_to or verb in _VERBS or (verb in _MAYBE_VERBS and follows in _AFTER_A_VERB):
        return f"{_ing(verb)}{space}{rest}" if verb.isalpha() and not verb.endswith("ing") else text
    return text


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return f"{verb[:-1]}ing"
    if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]|begin|transfer", verb):
        return f"{verb}{verb[-1]}ing"
    return f"{verb}ing"


def _question(text: str) -> str:
    said = _bare(text.strip().partition("?")[0])
    return said.lower() if said.isupper() else said


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])|\n+", text.strip())[0]


def _shortened(text: str) -> str:
    """Up to a comma or dash where it is too long for a letter's sentence."""
    said = _bare(text)
    if len(said.split()) <= LONG:
        return said
    head = re.split(r"\s*[,;:(]\s*|\s+[-–—]\s+", said)[0]
    return head if len(head.split()) > 1 else said


def _bare(text: str) -> str:
    """One line, without the quotes around it and the stop behind it."""
    said = " ".join(text.split()).strip(_ENDS + _QUOTES)
    return re.sub(r"\s*[\r\n]+\s*", " ", said)
