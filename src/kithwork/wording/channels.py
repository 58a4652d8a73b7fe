"""How a message is dressed for its channel: greeting, order of lines, farewell, stage cues."""

import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """How one begins and ends with somebody; ``partings`` end what asks for nothing."""

    greetings: tuple[str, ...]
    farewells: tuple[str, ...]
    partings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """The dress of one channel, for ``friends`` and for ``others`` who don't know the writer.

    ``short`` drops the lines that can be spared; what is ``spoken`` has wordings of its own.
    """

    friends: Manner
    others: Manner
    nameless: str
    subject: bool = False
    short: bool = False
    spoken: bool = False
    breaks: str = " "

    def dress(
        self, lines: Sequence[str], me: str, to: str, rng: random.Random,
        *, asks: bool = True, known: bool = False,
    ) -> str:  # fmt: skip
        """The whole message; one that ``asks`` nothing ends without waiting for an answer."""
        manner = self.friends if known else self.others
        greeting = rng.choice(manner.greetings) if to else self.nameless
        farewell = rng.choice(manner.farewells if asks else manner.partings)
        ends = [part.format(me=me, to=to) for part in (greeting, farewell)]
        return "\n\n".join([ends[0], self.breaks.join(lines), ends[1]])


_ON_THE_PHONE = (
    "[If the moment is bad:] When may I call again?\n[At the end, say the day and hour once more.]",
    "[If it rings out, leave your name and number once.]\n[At the end:] Thank you very much.",
)
_FACE_TO_FACE = ("[Then listen.]", "[Let them answer, and note the day that they propose.]")
_NO_MORE = ("[No more than that; ask how they are.]",)
_IN_ONE_BREATH = ("[If it rings out, say the same in one breath.]",)

CHANNELS: dict[str, Channel] = {
    "email": Channel(
        Manner(
            ("Hello {to},", "Hi {to},", "Dear {to},"),
            ("Best wishes,\n{me}", "All the best,\n{me}", "Thank you,\n{me}"),
            ("Best wishes,\n{me}", "All the best,\n{me}", "Warm regards,\n{me}"),
        ),
        Manner(
            ("Dear {to},", "Hello {to},"),
            ("With kind regards,\n{me}", "Kind regards,\n{me}", "Thank you,\n{me}"),
            ("With kind regards,\n{me}", "Kind regards,\n{me}", "Best regards,\n{me}"),
        ),
        "Hello,",
        subject=True,
    ),
    "linkedin": Channel(
        Manner(("Hello {to},", "Hi {to},"), ("{me}", "Thanks, {me}"), ("{me}", "Best, {me}")),
        Manner(("Hello {to},",), ("{me}", "Thank you, {me}"), ("{me}", "Kind regards, {me}")),
        "Hello,",
        short=True,
    ),
    "letter": Channel(
        Manner(("Dear {to},",), ("With best wishes,\n\n{me}",), ("With best wishes,\n\n{me}",)),
        Manner(
            ("Dear {to},",),
            ("Yours sincerely,\n\n{me}", "With kind regards,\n\n{me}"),
            ("Yours sincerely,\n\n{me}", "With kind regards,\n\n{me}"),
        ),
        "Dear Sir or Madam,",
        subject=True,
        breaks="\n\n",
    ),
    "phone_script": Channel(
        Manner(
            ("Hello {to}, it's {me}. Have you got a minute?", "Hello {to}, this is {me}."),
            _ON_THE_PHONE,
            _IN_ONE_BREATH,
        ),
        Manner(
            ("Good day, my name is {me}. Is that {to}?", "Hello, this is {me}. Is that {to}?"),
            _ON_THE_PHONE,
            _IN_ONE_BREATH,
        ),
        "Hello, this is {me}.",
        spoken=True,
        breaks="\n\n",
    ),
    "in_person_script": Channel(
        Manner(
            ("{to}, have you got a minute?", "{to}, may I ask you something?"),
            _FACE_TO_FACE,
            _NO_MORE,
        ),
        Manner(
            ("Hello, I'm {me}. You are {to}, I think?", "Good day, {to}? My name is {me}."),
            _FACE_TO_FACE,
            _NO_MORE,
        ),
        "Hello, I'm {me}.",
        short=True,
        spoken=True,
        breaks="\n\n",
    ),
}
