"""Writes a model that was just trained, and the hash that it is known by from then on."""

import hashlib
import re
from pathlib import Path

HERE = Path(__file__).parent


def write_pinned(raw: bytes, file: str, name: str) -> None:
    """Writes ``data/<file>``, and its SHA-256 as the constant ``name`` of ``english/pinned.py``."""
    HERE.joinpath("data", file).write_bytes(raw)
    pin = hashlib.sha256(raw).hexdigest()
    pinned = HERE / "english/pinned.py"
    text = re.sub(rf'(?m)^{name} = ".*"$', f'{name} = "{pin}"', pinned.read_text("utf-8"))
    pinned.write_text(text, "utf-8")
    print(f"{file}: {len(raw) / 1e6:.2f} MB, sha256 {pin}")
