"""What a file of openings falls into: its lines or entries, and the openings that they state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import openroles

from kithwork.boards.reading import PostingRow
from kithwork.boards.rows import row_of, text


@dataclass(frozen=True, slots=True)
class Stated:
    """An opening as a file states it, with the system and employer that it names."""

    system: str
    token: str
    employer: str
    row: PostingRow


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line (or entry) of a file that could not be read, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One line or entry of a file, not yet understood: `held` is what its `kind` says."""

    line: int
    kind: Literal["line", "entry", "page", "jobspy", "mapped", "broken"]
    held: Any


def stated(system: str, token: str, employer: str, job: openroles.Job) -> Stated | str:
    """The opening of a job as `openroles` holds it, or what it lacks."""
    row = row_of(job, detailed=True)
    lacking = [
        name
        for name, held in (
            ("title", job.title.strip()),
            ("employer", employer.strip()),
            ("number or link", job.id.strip()),
        )
        if not held
    ]
    if row is None or lacking:
        return f"it has no {' and no '.join(lacking) or 'title'}"
    return Stated(text(system, 20), text(token, 300), text(employer, 300), row)
