"""What a campaign has shown so far: its approaches and their meetings, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kithwork.planning.prospects import Kind


@dataclass(frozen=True, slots=True)
class ObservedApproach:
    """One request for a networking meeting, and what came of it up to now.

    `answered` is the day of any answer, None while there is none; `accepted` is yes, no, or None
    while open (a request given up may be a no without an answer). `held` is the day of the
    meeting. `names_new` are people heard of for the first time there, `names_known` those already
    known; of the new ones, `names_cold` came without leave to use the contact's name.
    """

    kind: Kind
    sent: date
    answered: date | None = None
    accepted: bool | None = None
    held: date | None = None
    names_new: int = 0
    names_known: int = 0
    names_cold: int = 0

    @property
    def said_yes(self) -> bool:
        """Whether a meeting was agreed or held."""
        return self.held is not None or self.accepted is True

    @property
    def said_no(self) -> bool:
        """Whether it was refused or given up."""
        return self.held is None and self.accepted is False

    @property
    def agreed(self) -> bool:
        """Whether a meeting is agreed that has not been held yet."""
        return self.held is None and self.accepted is True

    @property
    def open(self) -> bool:
        """Whether the answer is still awaited: not yet a refusal."""
        return self.held is None and self.accepted is None


@dataclass(frozen=True, slots=True)
class Observed:
    """A campaign up to `today`: approaches in any order, and the people not yet approached.

    `waiting` counts those by kind; `meetings_a_week` is how many meetings one wants to hold.
    """

    approaches: Sequence[ObservedApproach]
    today: date
    waiting: Mapping[Kind, int] = field(default_factory=dict)
    meetings_a_week: float = 3.0

    @property
    def held(self) -> list[ObservedApproach]:
        """Approaches whose meeting was held, in the order of the meetings."""
        meetings = [(a.held, i, a) for i, a in enumerate(self.approaches) if a.held is not None]
        return [a for _, _, a in sorted(meetings, key=lambda row: row[:2])]
