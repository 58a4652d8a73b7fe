"""Keeps the secrets of accounts: each in a file of its own, sealed, for the machine's owner only.

A copy of the database opens no account, and neither does a copy of the sealed files: the key is
derived from the installation's own secret key, which lies in another file.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kithwork.errors import KithworkError
from kithwork.project.home import home, secret_key, write_private

_MARK = re.compile(r"[0-9a-f]{32}")


class Keyring:
    """The sealed secrets in a folder, by the marks of their accounts."""

    def __init__(self, folder: Path, key: str) -> None:
        self.folder = folder
        derived = HKDF(SHA256(), length=32, salt=None, info=b"kithwork account secrets")
        self._seal = Fernet(base64.urlsafe_b64encode(derived.derive(key.encode())))

    @classmethod
    def here(cls) -> Keyring:
        """The keyring of this installation."""
        return cls(home() / "account-secrets", secret_key())

    def keep(self, mark: str, secret: str) -> None:
        """Seal a secret; an earlier one of this mark is replaced."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(self._file(mark), self._seal.encrypt(secret.encode()).decode("ascii"))

    def secret(self, mark: str) -> str:
        """The secret. KithworkError where there is none, or the installation's key has changed."""
        try:
            return self._seal.decrypt(self._file(mark).read_bytes()).decode()
        except (OSError, InvalidToken) as error:
            raise KithworkError(
                "The account's password can't be opened here; remove the account and add it again."
            ) from error

    def drop(self, mark: str) -> None:
        """Delete a secret, if there is one."""
        self._file(mark).unlink(missing_ok=True)

    def _file(self, mark: str) -> Path:
        if not _MARK.fullmatch(mark):
            raise KithworkError("There is no such account.")
        return self.folder / mark
