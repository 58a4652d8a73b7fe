"""Puts off Python's search for what refers to itself while very many plain values are made.

It looks through all values again and again, finds nothing among facts and rows, and took a tenth
of folding. What is no longer referred to goes at once in any case.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def plainly() -> Iterator[None]:
    """For the length of a batch; what refers to itself is found afterwards."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
