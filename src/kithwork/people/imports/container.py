"""Opens ZIP archives and folders: each file in them becomes a source; names are never paths."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kithwork.people.imports.source import ImportFailedError, Source

MOST_FILES = 10_000
# Text shrinks twentyfold, rarely fiftyfold; a bomb shrinks a thousandfold.
STEEPEST = 200
SMALL = 20_000_000  # bytes; below that a steep member does no harm
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError)


def zip_members(source: Source) -> list[Source]:
    """The files in an archive. Raises ImportFailedError for a damaged archive or a bomb."""
    with reading(source), source.open() as stream, zipfile.ZipFile(stream) as archive:
        stream.seek(0, io.SEEK_END)
        size = stream.tell()
        members = [info for info in archive.infolist() if not info.is_dir()]
        _refuse_bombs(source.name, members, size)
    return [Source(PurePosixPath(info.filename).name or "unnamed", _opener(source, info))
            for info in members if not _is_hidden(info.filename)]  # fmt: skip


def folder_members(folder: Path) -> list[Source]:
    """The files in a folder and the folders below; links are not followed out of it."""
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and not _is_hidden(path.relative_to(folder).as_posix())
    ]
    if len(found) > MOST_FILES:
        raise ImportFailedError(f"{folder.name} holds more than {MOST_FILES:,} files.")
    return [Source.of_path(path) for path in found]


@contextmanager
def reading(source: Source) -> Iterator[None]:
    """Turns the many errors of a damaged archive into one sentence."""
    try:
        yield
    except ImportFailedError:
        raise
    except BROKEN as error:
        raise ImportFailedError(
            f"{source.name} is damaged or cut off ({type(error).__name__}); fetch it again."
        ) from error


def _opener(source: Source, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        return _Member(source, info)

    return open_member


class _Member(io.BufferedReader):
    """A file in an archive, opened anew; closing it closes the archive."""

    def __init__(self, source: Source, info: zipfile.ZipInfo) -> None:
        self._stream = source.open()
        self._archive = zipfile.ZipFile(self._stream)
        super().__init__(self._archive.open(info))  # type: ignore[arg-type]

    def close(self) -> None:
        super().close()
        self._archive.close()
        self._stream.close()


def _refuse_bombs(name: str, members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MOST_FILES:
        raise ImportFailedError(f"{name} holds more than {MOST_FILES:,} files.")
    # Members that share their bytes are the other way to build a bomb.
    if sum(info.compress_size for info in members) > size:
        raise ImportFailedError(f"{name} says that it holds more than it does; it is not opened.")
    for info in members:
        if info.file_size > max(SMALL, info.compress_size * STEEPEST):
            raise ImportFailedError(
                f"{name} would unpack {info.file_size:,} bytes from {info.compress_size:,}; "
                "that is no export of contacts, and it is not opened."
            )


def _is_hidden(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
