"""Faces: initials as Vietnamese and others are called, colours that stay, and the sizes of pictures."""

from __future__ import annotations

import struct
import zlib

import pytest

from journeybook.picture_size import size_of
from journeybook.render.portraits import TONES, drawn, initials, shown, tone


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Trần Minh Đức", "TĐ"),
        ("Lisa Barone", "LB"),
        ("Motimate", "M"),
        ("Ấn Độ", "ÂĐ"),
        ("Ưng Hoàng Phúc", "ƯP"),
        ("Ông Trần Văn Tuấn", "TT"),
        ("Chị Lan", "CL"),
        ("Nguyễn Thu Hạnh (trưởng phòng)", "NH"),
        ("Jean-Luc Picard", "JP"),
        ("3M", "3"),
        ("straße", "S"),
        ("“Kyle” Healy", "KH"),
        ("—", ""),
    ],
)
def test_initials_are_the_first_and_the_last_name(name: str, expected: str) -> None:
    """Letters keep the mark that makes them another letter; tones and titles go."""
    assert expected == initials(name)


def test_a_colour_stays_the_same_and_the_colours_are_used() -> None:
    """In every build and language, since it comes from the key alone; no colour is left out."""
    assert tone("persona:lisa-barone") == tone("persona:lisa-barone")
    assert set(range(TONES)) == {tone(f"persona:p{number}") for number in range(60)}


def test_a_drawn_portrait_says_whose_it_is_unless_the_name_stands_beside_it() -> None:
    """As a picture it has a label; as an ornament it is hidden from those who listen."""
    assert 'role="img" aria-label="Chân dung &lt;Lan&gt;"' in drawn("persona:lan", "Lan", 88, "Chân dung <Lan>")
    ornament = drawn("persona:lan", "Lan", 28, "")
    assert 'aria-hidden="true"' in ornament
    assert 'width="28" height="28"' in ornament


def test_a_picture_says_its_size_before_it_comes() -> None:
    """Nothing moves when it is there."""
    html = shown(drawn("a", "b", 1, ""), 56, 'Lan "A"', lazy=True)
    assert 'width="56" height="56" loading="lazy"' in html
    assert 'alt="Lan &#34;A&#34;"' in html


def _png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (_png(640, 480), (640, 480)),
        (b"GIF89a" + struct.pack("<HH", 12, 34), (12, 34)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 300, 400), (400, 300)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x7f\x02\x00\xdf\x01\x00", (640, 480)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", 639 | 479 << 14), (640, 480)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 640, 480), (640, 480)),
        (b'<?xml version="1.0"?><svg width="20" height="10.4px" viewBox="0 0 9 9"/>', (20, 10)),
        (b'<svg viewBox="0 0 160 90">', (160, 90)),
        (b'<svg width="100%" height="100%" viewBox="0,0,16,9">', (16, 9)),
        (b"<svg>", None),
        (b"", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff", None),
        (b"\xff\xd8\xff\xe0\x00", None),
        (_png(0, 480), None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_first_bytes(picture: bytes, expected: tuple[int, int] | None) -> None:
    """Of every kind that browsers show; of a broken one there is none, and no error."""
    assert expected == size_of(picture)
