"""Object code kept on disk from one process to the next.

A file is named by what its code depends on, and begins with a checksum of the rest, so
a truncated or damaged one reads as absent. It is written beside its place and moved
there in one step, so two processes that write at once do no harm. A folder that cannot
be read or written only means that code is compiled again.

``BACKSWEEP_CACHE`` names another folder; ``off`` keeps nothing.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

LIMIT = 256 * 2**20
"""Bytes kept at most; beyond them the files that were not used for longest go."""

_DIGEST = hashlib.sha256().digest_size


def key(*parts: str) -> str:
    """The name under which the code of ``parts`` is kept."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def folder() -> Path | None:
    """Where code is kept, or None for nowhere."""
    named = os.environ.get("BACKSWEEP_CACHE", "")
    if named:
        return None if named.lower() == "off" else Path(named)
    with suppress(RuntimeError):
        return _user_cache() / "backsweep"
    return None


def _user_cache() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(named) if named else Path.home() / ".cache"


def read(name: str) -> bytes | None:
    """The code kept under ``name``, or None if there is none that is whole."""
    where = folder()
    if where is None:
        return None
    path = where / name
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, code = content[:_DIGEST], content[_DIGEST:]
    if hashlib.sha256(code).digest() != digest:
        return None
    with suppress(OSError):
        os.utime(path)
    return code


def write(name: str, code: bytes) -> None:
    """Keep ``code`` under ``name``, if the disk lets us."""
    where = folder()
    if where is None:
        return
    with suppress(OSError):
        where.mkdir(parents=True, exist_ok=True)
        _replace(where / name, hashlib.sha256(code).digest() + code)
        _trim(where)


def _replace(path: Path, content: bytes) -> None:
    handle, draft = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(draft, path)
    except OSError:
        os.unlink(draft)
        raise


def _trim(where: Path) -> None:
    """Remove the files that were not used for longest, down to the limit."""
    files = [(entry.stat(), entry.path) for entry in os.scandir(where)]
    files.sort(key=lambda file: file[0].st_mtime)
    excess = sum(stat.st_size for stat, _ in files) - LIMIT
    for stat, path in files:
        if excess <= 0:
            break
        os.unlink(path)
        excess -= stat.st_size
