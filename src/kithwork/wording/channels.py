"""How a message is dressed for its channel: greeting, order of lines, farewell, stage cues."""

import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """The dress of one channel; ``short`` drops the lines that can be spared."""

    greetings: tuple[str, ...]
    nameless: str
    farewells: tuple[str, ...]
    partings: tuple[str, ...] = ()
    subject: bool = False
    short: bool = False
    breaks: str = " "

    def dress(
        self, lines: Sequence[str], me: str, to: str, rng: random.Random, *, asks: bool = True
    ) -> str:
        """The whole message; one that ``asks`` nothing ends without waiting for an answer."""
        greeting = rng.choice(self.greetings).format(to=to, me=me) if to else self.nameless
        farewell = rng.choice(self.farewells if asks else self.partings or self.farewells)
        farewell = farewell.format(me=me)
        return "\n\n".join([greeting.format(me=me), self.breaks.join(lines), farewell])


CHANNELS: dict[str, Channel] = {
    "email": Channel(
        ("Hello {to},", "Dear {to},", "Good day {to},"),
        "Hello,",
        ("With kind regards,\n{me}", "Best regards,\n{me}", "Thank you,\n{me}"),
        subject=True,
    ),
    "linkedin": Channel(
        ("Hello {to},", "Hi {to},"), "Hello,", ("{me}", "Thanks, {me}"), short=True
    ),
    "letter": Channel(
        ("Dear {to},",),
        "Dear Sir or Madam,",
        ("Yours sincerely,\n\n{me}", "With kind regards,\n\n{me}"),
        subject=True,
        breaks="\n\n",
    ),
    "phone_script": Channel(
        ("Hello {to}, this is {me}.", "Good day {to}, my name is {me}."),
        "Hello, this is {me}.",
        (
            "[If the moment is bad:] When may I call again?\n[At the end:] Thank you very much.",
            "[If it rings out, leave your name and number once.]\n[At the end:] Thank you.",
        ),
        partings=("[If it rings out, say the same in one breath.]",),
        breaks="\n\n",
    ),
    "in_person_script": Channel(
        ("{to}, hello. I'm {me}.", "Hello {to}, {me} is my name."),
        "Hello, I'm {me}.",
        ("[Then listen.]", "[Let them answer, and note the day that they propose.]"),
        partings=("[No more than that; ask how they are.]",),
        short=True,
        breaks="\n\n",
    ),
}
