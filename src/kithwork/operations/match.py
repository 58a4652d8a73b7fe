"""What can be asked about postings that state one opening."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Annotated

import click

from kithwork.boards.directory import find_by_token
from kithwork.errors import KithworkError
from kithwork.jobs.match import Matched, Statement, match, read_lines
from kithwork.operations.registry import operation


@operation("jobs match")
def jobs_match(file: Annotated[str, "JSON lines, or - for standard input"]) -> Iterator[Matched]:
    """Say which postings of a file are one opening: one JSON object a line in and out.

    Lines have the shape of openroles' jobs (id, ats, board, title, location, description, ...);
    whatever is missing is done without. Nothing is stored.
    """
    try:
        with click.open_file(file, encoding="utf-8", errors="replace") as lines:
            stated = list(_with_employers(read_lines(lines)))
    except OSError as error:
        raise KithworkError(f"{file} can't be read: {error.strerror}.") from error
    return (one for one in match(stated))  # a stream: shown line by line


def _with_employers(stated: Iterable[Statement]) -> Iterable[Statement]:
    """A posting without an employer has the one that the directory knows for its board."""
    for one in stated:
        listed = find_by_token(one.system, one.board) if one.board and not one.employer else None
        yield dataclasses.replace(one, employer=listed.employer) if listed else one
