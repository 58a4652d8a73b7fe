"""The data directory: where everything that Kithwork keeps lives, readable by its owner only."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

import platformdirs


def home() -> Path:
    """The data directory, made where missing: `KITHWORK_HOME` or the platform's own place."""
    chosen = os.environ.get("KITHWORK_HOME") or platformdirs.user_data_dir("kithwork", False)
    path = Path(chosen).expanduser().absolute()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_key() -> str:
    """The key that signs sessions: made on first use, kept in a file that only its owner reads."""
    path = home() / "secret-key"
    if not path.exists():
        draft = _drafted(path, secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # of several that start together, one's counts
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def write_private(path: Path, text: str) -> None:
    """Write a small file whole or not at all, readable by its owner only."""
    _drafted(path, text).replace(path)


def _drafted(path: Path, text: str) -> Path:
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    return draft
