"""Says in a sentence that the database is out of reach or the disk full, and not in many traces."""

from __future__ import annotations

import logging
import time

A_MINUTE = 60.0
_KINDS = {"OperationalError", "InterfaceError"}
"""Of Django, psycopg and sqlite3 alike: no server, a broken line, a full disk, a locked file."""
_FULL = ("No space left on device", "disk is full")
FULL = "The disk is full. Make room; what is stored is safe."


def is_away(error: BaseException | None) -> bool:
    """Whether this is trouble of the database or the disk, which passes, and no mistake of ours."""
    return is_full(error) or any(kind.__name__ in _KINDS for kind in type(error).__mro__)


def is_full(error: BaseException | None) -> bool:
    """Whether the disk has no room left, whoever says so."""
    return any(sign in str(error) for sign in _FULL)


def told(error: BaseException) -> str:
    """The trouble as one sentence."""
    if is_full(error):
        return FULL
    why = (str(error).strip().splitlines() or ["no reason given"])[0]
    return f"The database can't be used now: {why}"


class Briefly(logging.Filter):
    """Tells the same trouble of the database once a minute, in one line: every worker tries again
    many times a second, and the log would be nothing but traces."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is shown; the trace of such an error never is."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or not is_away(error):
            return True
        line, now = told(error), time.monotonic()
        if now - self._said.get(line, -A_MINUTE) < A_MINUTE:
            return False
        self._said = {one: at for one, at in self._said.items() if now - at < A_MINUTE}
        self._said[line] = now
        record.msg, record.args = f"{line} It is tried again.", ()
        record.exc_info = record.exc_text = None
        return True
