"""Reads the phrase file of the English acts and makes one pattern of each act."""

import re
from functools import cache
from importlib.resources import files

_GAP = r"[^;?!]{0,60}?"
_MACRO = re.compile(r"<(\w+)>")


@cache
def act_patterns() -> dict[str, re.Pattern[str]]:
    """One compiled pattern for each act of ``data/en.acts``."""
    macros, phrases = _read(files("kithwork.wording").joinpath("data/en.acts").read_text("utf-8"))
    return {
        act: re.compile("|".join(map(_whole_words, lines))) for act, lines in phrases.items()
    } | {f"<{name}>": re.compile(_whole_words(body)) for name, body in macros.items()}


def _read(source: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    macros: dict[str, str] = {}
    phrases: dict[str, list[str]] = {}
    section: list[str] = []
    for line in source.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("="):
            name, body = line[1:].split(maxsplit=1)
            macros[name] = _expanded(body, macros)
        elif line.startswith("[") and line.endswith("]"):
            section = phrases.setdefault(line[1:-1], [])
        else:
            section.append(_expanded(line, macros))
    return macros, phrases


def _expanded(body: str, macros: dict[str, str]) -> str:
    return _MACRO.sub(lambda found: f"({macros[found.group(1)]})", body)


def _whole_words(phrase: str) -> str:
    pattern = re.sub(r"\((?!\?)", "(?:", phrase.strip())
    pattern = re.sub(r"(?<!\\)\.\.", lambda _: _GAP, pattern)
    return rf"(?<!\w)(?:{pattern})(?!\w)"
