"""A finished site takes the place of the one that readers see, at once; whatever breaks before leaves the old one.

``public`` is a symbolic link, replaced by renaming another over it. Where there are no symbolic links, or where a host
copies the folder without following them, it is a folder: versions are exchanged one by one, ``versions.json`` last.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from journeybook.settings import WrongSettings

try:
    import fcntl
except ImportError:  # a system without such locks
    fcntl = None  # type: ignore[assignment]

#: Tells that a folder was made here, so that it may be replaced.
MARK = ".journeybook-site"
_LAST = "versions.json"


@contextmanager
def alone(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Lets one run at a time into a folder; another one says so (by ``waiting``) and waits."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EAGAIN, errno.EACCES):
                    raise
                waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def may_replace(public: Path) -> None:
    """Raises WrongSettings where the place of the site holds something else."""
    if public.is_symlink() and not public.exists():
        return
    if public.exists() and not public.is_dir():
        raise WrongSettings("wrong-public-file", public=public)
    if public.is_dir() and any(public.iterdir()) and not (public / MARK).exists():
        raise WrongSettings("wrong-public", public=public)


def swap(site: Path, public: Path) -> None:
    """Makes ``public`` lead to the site. Raises OSError where there are no symbolic links."""
    beside = public.with_name(f".{public.name}.new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(os.path.relpath(site, public.parent.resolve()), target_is_directory=True)
    if public.is_dir() and not public.is_symlink():  # it was a copy until now: this once there are two steps
        old = public.with_name(f".{public.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        public.rename(old)
        beside.replace(public)
        shutil.rmtree(old, ignore_errors=True)
    else:
        beside.replace(public)


def copy_over(site: Path, public: Path) -> None:
    """Brings a folder to what the site is: each version whole, then what leads to them, ``versions.json`` last."""
    if public.is_symlink():
        public.unlink()
    public.mkdir(parents=True, exist_ok=True)
    (public / MARK).touch()
    for left in public.rglob(".jb-*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    parts = sorted(_parts(site), key=lambda part: (part.name == _LAST, len(part.parts) if part.suffix else 0, part))
    for part in parts:
        _exchange(site / part, public / part)
    kept = set(parts)
    for part in sorted(_parts(public), reverse=True):
        if part not in kept and part.name != MARK:
            there = public / part
            shutil.rmtree(there) if there.is_dir() else there.unlink()
    for folder in sorted((each for each in public.iterdir() if each.is_dir()), reverse=True):
        with suppress(OSError):
            folder.rmdir()  # a language that there is no more


def _parts(site: Path) -> Iterator[Path]:
    """What is exchanged as a whole: versions (folders with a page) and single files, relative to the site."""
    for path in site.iterdir():
        if path.is_dir() and not (path / "404.html").exists():
            yield from (path.relative_to(site) / each.name for each in path.iterdir())
        else:
            yield path.relative_to(site)


def _exchange(new: Path, there: Path) -> None:
    """Copies beside the place first, then renames: readers meet the old or the new, never half of it."""
    there.parent.mkdir(parents=True, exist_ok=True)
    beside = there.with_name(f".jb-{there.name}")
    if new.is_dir():
        if there.is_dir() and _same(new, there):
            return
        shutil.copytree(new, beside)
        if there.exists():
            old = there.with_name(f".jb-old-{there.name}")
            there.rename(old)
            beside.rename(there)
            shutil.rmtree(old)
        else:
            beside.rename(there)
    else:
        shutil.copy2(new, beside)
        beside.replace(there)


def _same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files, by size and time: a copy keeps both."""

    def listed(folder: Path) -> set[tuple[str, int, int]]:
        return {
            (file.relative_to(folder).as_posix(), (stat := file.stat()).st_size, stat.st_mtime_ns)
            for file in folder.rglob("*")
            if file.is_file()
        }

    return listed(one) == listed(other)
