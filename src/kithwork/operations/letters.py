"""What can be asked about letters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import click

from kithwork.campaign.conduct import contact_kind, permitted_names
from kithwork.errors import KithworkError
from kithwork.operations.find import person_of
from kithwork.operations.registry import operation
from kithwork.people.models import Owner
from kithwork.wording.check import check
from kithwork.wording.reading import Reading


@operation("letter check")
def letter_check(
    owner: Owner,
    file: Annotated[str, "a file, or - for standard input"],
    *,
    to: Annotated[str, "the person it goes to"] = "",
    channel: str = "email",
    jsonl: Annotated[
        bool, "one message a line, as JSON with id, text, channel, relationship"
    ] = False,
) -> LetterRead | Iterator[dict[str, Any]]:
    """Say what a letter really asks for, and what to mend in it."""
    text = _text(file)
    if jsonl or _is_message(text.lstrip().partition("\n")[0]):
        return _each(text)
    if not to:
        return LetterRead(text, check(text, channel=channel))
    person = person_of(owner, to)
    reading = check(
        text,
        channel=channel,
        relationship=contact_kind(person),
        permitted_names=permitted_names(person),
    )
    return LetterRead(text, reading)


@dataclass(frozen=True)
class LetterRead:
    """A letter and what it reads as."""

    text: str
    reading: Reading

    def to_plain(self) -> dict[str, Any]:
        """The reading alone: technique, confidence, findings."""
        return self.reading.to_plain()

    def __str__(self) -> str:
        told = [f"This reads as {self.reading.technique.replace('_', ' ')}."]
        for finding in self.reading.findings:
            told.append(f"{finding.code}: “{self.text[finding.start : finding.end]}”")
            told.append(f"    {finding.message}")
            if finding.suggestion:
                told.append(f"    Better: {finding.suggestion}")
        return "\n".join(told)


def _is_message(line: str) -> bool:
    """Whether a line is a message of a batch rather than the beginning of a letter."""
    try:
        message = json.loads(line)
    except ValueError:
        return False
    return isinstance(message, dict) and "text" in message


def _text(file: str) -> str:
    try:
        with click.open_file(file, encoding="utf-8", errors="replace") as letter:
            return str(letter.read())
    except OSError as error:
        named = file or "A file without a name"
        raise KithworkError(
            f"{named} can't be read; give a file, or - for what you type."
        ) from error


def _each(text: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _one(line, number)


def _one(line: str, number: int) -> dict[str, Any]:
    try:
        message = json.loads(line)
        text = str(message["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise KithworkError(
            f'Line {number} is no message; write it as {{"id": "1", "text": "Dear ..."}}.'
        ) from error
    reading = check(
        text,
        channel=message.get("channel") or "email",
        relationship=message.get("relationship") or "unknown",
    )
    return {"id": message.get("id"), **reading.to_plain()}
