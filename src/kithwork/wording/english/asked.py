"""What an act in an English letter really asks: for openings, for a meeting, and for how long."""

import re
from collections.abc import Sequence

from kithwork.wording.english.acts import Act
from kithwork.wording.text import Sentence

_WISH = re.compile(
    r"\b(?:if|whether|know|hear|let me|tell|any|anyone|ask\w*|wonder\w*|inform|keep|may|might"
    r"|could|short of|shout|drop me|give me|heads|looking for|for an? \w+ (?:position|place))\b"
)
_OTHER_OPENING = re.compile(
    r"\b(?:is|are|be) opening\b"
    r"|(?<!\ban )(?<!\bany )(?<!\bjob )(?<!\bno )\bopening (?!(?:for|in|at|on|with|there|up|or"
    r"|available|now|soon|this|next|right|of any)\b)[a-z]"
)
_MEET = re.compile(
    r"\b(?:chat\w*|talk\w*|speak\w*|spoke|call|ring|phone|telephone|meet\w*|coffee\w*|lunch"
    r"|breakfast|brunch|dinner|supper|tea|beer|pint|drinks?|brew|cuppa|natter|yarn|catch[- ]?up"
    r"|sit[- ]?down|sit|conversation|discuss\w*|visit|zoom|teams|video|connect|get together|hop on"
    r"|jump on|come (?:by|over|and see|to see|see|round|in)|see you|drop (?:by|in)"
    r"|pop (?:in|by|round)|pick\w* (?:your|ur) brains?|a word with you|your time|free|available"
    r"|(?:some|bit|moment|little) (?:of )?(?:your |ur )?time|together|face to face|in person"
    r"|stop by|walk|spare|moment|grab|hang out|link up|come and find|name (?:a|the|your) place)\b"
)
_PAST = re.compile(
    r"\b(?:talked|spoke|chatted|met|thanks for|thank you for"
    r"|(?:nice|good|great|lovely|fun) (?:talk|chat|to (?:\w+ )?(?:meet|talk|speak|see)))\b"
)
_OFFER = re.compile(
    r"\b(?:can|could|may|shall|should|might|would|will|'ll|happy to|glad to|where to|want me to"
    r"|if you|let me|to) (?:\w+ ){0,2}?"
    r"(?:send|bring|drop|e-?mail|share|leave|forward|give|mail|pop|post)\b"
)
_NO_LENGTH = re.compile(
    r"'? (?:(?:a|per|every|each) (?:day|week|month|year|night|shift)|ago|away|drive|from|late"
    r"|early|on (?:the|a) (?:train|bus|road)|commute|each way|before|notice|shifts?|days?|weeks?"
    r"|later|earlier|of (?:sleep|work|continuing))\b"
)


def is_asked(flat: str, act: Act) -> bool:
    """Whether words about openings are a question or a wish, not news ("I see you're hiring")."""
    if _OTHER_OPENING.search(flat, act.start, act.end + 12):
        return False
    return act.asks or _WISH.search(flat, max(0, act.start - 40), act.end) is not None


def to_meet(parsed: Sequence[Sentence], act: Act) -> bool:
    """Whether the request is for a conversation: advice alone may be given in two lines."""
    return any(
        _MEET.search(sentence.text) is not None
        for sentence in parsed
        if sentence.start <= act.start < sentence.end
    )


def speaks_of_meeting(parsed: Sequence[Sentence]) -> bool:
    """Whether any sentence speaks of a talk, or of time for one, that is still to come."""
    return any(
        _MEET.search(sentence.text) is not None and _PAST.search(sentence.text) is None
        for sentence in parsed
    )


def is_length(flat: str, act: Act) -> bool:
    """Whether a length of time bounds a conversation ("an hour", but not "an hour's drive")."""
    return _NO_LENGTH.match(flat, act.end) is None


def is_offer(flat: str, act: Act) -> bool:
    """Whether a CV is only offered: "I can drop it off", "where should I send my CV?"."""
    return _OFFER.search(flat[max(0, act.start - 28) : act.start + 10]) is not None


def only_offers(sentence: Sentence) -> bool:
    """Whether the sentence offers to send something, and sends nothing yet."""
    return _OFFER.search(sentence.text) is not None
