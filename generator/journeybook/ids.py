"""Ids: what one may look like, and the nearest allowed one to what was written."""

from __future__ import annotations

import re

from journeybook.vietnamese import fold

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_id(name: str) -> bool:
    """Whether a name may be an id."""
    return ID.fullmatch(name) is not None


def as_id(name: str) -> str:
    """The nearest allowed id: ``Lisa Barône`` → ``lisa-barone``; empty where nothing of it can be in one."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
