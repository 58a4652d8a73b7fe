"""Reads labelled letters from JSON lines, one letter a line."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Labelled:
    """A letter with what its author says that it is; ``findings`` are codes."""

    id: str
    persona: str
    batch: str
    channel: str
    relationship: str
    technique: str
    findings: frozenset[str]
    text: str


def read_labelled(folder: Path) -> list[Labelled]:
    """All letters of the ``*.jsonl`` files of the folder, in the order of file and line."""
    return [
        _labelled(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def _labelled(line: str) -> Labelled:
    row = json.loads(line)
    return Labelled(**{**row, "findings": frozenset(row["findings"])})
