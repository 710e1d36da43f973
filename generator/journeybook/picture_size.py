"""How large a picture is, as its first bytes say: no library, nothing decoded."""

from __future__ import annotations

import re
import struct
from pathlib import Path

#: What is larger makes readers wait.
MOST_PIXELS = 2000
MOST_BYTES = 500_000
# A JPEG may carry a small picture of itself and a profile of colours before it says its size.
_FIRST_BYTES = 1 << 18


def size_of_file(file: Path) -> tuple[int, int] | None:
    """Width and height in pixels; None if it can't be read or doesn't say."""
    try:
        with file.open("rb") as opened:
            return size_of(opened.read(_FIRST_BYTES))
    except OSError:
        return None


def size_of(picture: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, as the first bytes of a PNG, GIF, JPEG, WebP or SVG say; None if they don't."""
    size: tuple[int, ...] | None
    try:
        if picture.startswith(b"\x89PNG\r\n\x1a\n"):
            size = struct.unpack(">II", picture[16:24])
        elif picture.startswith((b"GIF87a", b"GIF89a")):
            size = struct.unpack("<HH", picture[6:10])
        elif picture.startswith(b"\xff\xd8"):
            size = _jpeg_size(picture)
        elif picture.startswith(b"RIFF") and picture[8:12] == b"WEBP":
            size = _webp_size(picture)
        else:
            size = _svg_size(picture)
    except (struct.error, IndexError, ValueError, OverflowError):
        return None
    return (size[0], size[1]) if size and min(size) > 0 else None


_JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_JPEG_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xDA)}


def _jpeg_size(picture: bytes) -> tuple[int, ...] | None:
    at = 2
    while at < len(picture):
        if picture[at] != 0xFF:  # noqa: PLR2004 - every marker begins with it
            return None
        marker = picture[at + 1]
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", picture[at + 5 : at + 9])
            return width, height
        if marker == 0xFF:  # noqa: PLR2004 - filling
            at += 1
        elif marker in _JPEG_WITHOUT_LENGTH:
            at += 2
        else:
            at += 2 + int(struct.unpack(">H", picture[at + 2 : at + 4])[0])
    return None


def _webp_size(picture: bytes) -> tuple[int, ...] | None:
    form = picture[12:16]
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", picture[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L":
        bits = struct.unpack("<I", picture[21:25])[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8X":
        return int.from_bytes(picture[24:27], "little") + 1, int.from_bytes(picture[27:30], "little") + 1
    return None


_SVG_TAG = re.compile(rb"<(?:\w+:)?svg\b[^>]*>")
_SVG_NUMBER = rb"\s*=\s*[\"']\s*([0-9.]+)(?:px)?\s*[\"']"


def _svg_size(picture: bytes) -> tuple[int, ...] | None:
    tag = _SVG_TAG.search(picture)
    if not tag:
        return None
    width, height = (re.search(rb"\s" + name + _SVG_NUMBER, tag.group()) for name in (b"width", b"height"))
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = re.search(rb"\sviewBox\s*=\s*[\"']([^\"']*)[\"']", tag.group())
    numbers = re.split(rb"[\s,]+", box[1].strip()) if box else []
    return (round(float(numbers[2])), round(float(numbers[3]))) if len(numbers) > 3 else None  # noqa: PLR2004
