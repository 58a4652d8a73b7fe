"""Files handed in through a page, kept in the data directory until they are taken in or let go."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from kithwork.project.home import home

KEPT_FOR = 24 * 3600
_COLUMNS = "columns.json"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")


def take(files: Sequence[UploadedFile[Any]]) -> str:
    """Store the files; the token finds them again. Old ones that nobody took in go."""
    let_go_of_old()
    token = secrets.token_urlsafe(18)
    folder = _shelf() / token
    folder.mkdir(mode=0o700)
    for number, file in enumerate(files):
        name = Path(file.name or "file").name[-120:].replace("\x00", "")
        place = folder / f"{number:04d}"
        place.mkdir(mode=0o700)
        with (place / (name or "file")).open("wb") as to:
            for chunk in file.chunks():
                to.write(chunk)
    return token


def files_of(token: str) -> list[Path]:
    """The files handed in under a token, in order; none where it is unknown."""
    if not _TOKEN.fullmatch(token):
        return []
    folder = _shelf() / token
    return sorted(folder.glob("[0-9]*/*")) if folder.is_dir() else []


def keep_columns(token: str, said: Sequence[str]) -> None:
    """Keep beside the files what the person said of their columns."""
    if files_of(token):
        (_shelf() / token / _COLUMNS).write_text(json.dumps(list(said)), encoding="utf-8")


def columns_of(token: str) -> list[str]:
    """What was said of the columns of these files; nothing where nobody was asked."""
    file = _shelf() / token / _COLUMNS
    if not files_of(token) or not file.is_file():
        return []
    return [str(word) for word in json.loads(file.read_text(encoding="utf-8"))]


def let_go(token: str) -> None:
    """Delete the files of a token."""
    if _TOKEN.fullmatch(token):
        shutil.rmtree(_shelf() / token, ignore_errors=True)


def let_go_of_old() -> None:
    """Delete what was handed in more than a day ago."""
    for folder in _shelf().iterdir():
        if time.time() - folder.stat().st_mtime > KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)


def _shelf() -> Path:
    shelf = home() / "incoming"
    shelf.mkdir(mode=0o700, exist_ok=True)
    return shelf
