"""The folder of an exhibit: written beside and renamed, so that it is whole or not there."""

import hashlib
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ptaudit.domain.failures import Malformed, Unusable

JSON, QUESTIONS, CHECK, SUMS = "exhibit.json", "questions.yml", "check.py", "SHA256SUMS"
TEXT, PAGE = "复核说明册.txt", "复核说明册.html"
FILES = (JSON, QUESTIONS, CHECK, TEXT, PAGE)
#: The ledger's own signature under the book's root, where there is one: no part of what is made again.
CHECKPOINT = "checkpoint"


def write(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """*files* and their SHA256SUMS as *folder*.

    Raises Malformed where something is there (with *force*, where that is no exhibit), Unusable
    where the folder cannot be written; then nothing is left of it.
    """
    _free(folder, force=force)
    beside, former = _beside(folder, "part"), _beside(folder, "former")
    try:
        for rest in (beside, former):
            shutil.rmtree(rest, ignore_errors=True)
        beside.mkdir(parents=True)
        for name, data in {**files, SUMS: sums(files)}.items():
            (beside / name).write_bytes(data)
        if folder.exists():
            folder.rename(former)
        beside.rename(folder)
    except OSError:
        with suppress(OSError):
            if former.exists() and not folder.exists():
                former.rename(folder)
        raise Unusable("book.not_written", folder=str(folder)) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


def sums(files: Mapping[str, bytes]) -> bytes:
    """One line a file, as ``sha256sum -c`` reads them."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def _beside(folder: Path, suffix: str) -> Path:
    return folder.with_name(f".{folder.name}.{suffix}")


def _free(folder: Path, *, force: bool) -> None:
    if not folder.name or folder.name == "..":
        raise Malformed("book.no_folder", folder=str(folder))
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Malformed("book.no_folder", folder=str(folder))
    if not folder.exists():
        return
    try:
        there = {path.name for path in folder.iterdir()}
    except OSError:
        raise Unusable("book.not_written", folder=str(folder)) from None
    if there and not force:
        raise Malformed("book.folder_there", folder=str(folder))
    if there - {*FILES, CHECKPOINT, SUMS}:
        raise Malformed("book.folder_other", folder=str(folder))
