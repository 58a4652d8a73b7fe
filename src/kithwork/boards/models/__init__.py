"""What is kept of boards: the boards themselves, who watches them, and their readings."""

from kithwork.boards.models.bare_page import BarePage
from kithwork.boards.models.board import Board, BoardQuerySet, Failure
from kithwork.boards.models.reading import Reading, ReadingQuerySet
from kithwork.boards.models.watch import Watch, WatchQuerySet

__all__ = [
    "BarePage",
    "Board",
    "BoardQuerySet",
    "Failure",
    "Reading",
    "ReadingQuerySet",
    "Watch",
    "WatchQuerySet",
]
