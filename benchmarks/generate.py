"""Write a book of any size to measure with: `python -m benchmarks.generate FOLDER THINGS`.

The same arguments write the same bytes. A book of 1,000 things has 40 journeys with some 220 stages and makes
about 1,250 pages; it has no errors, and every reference resolves.
"""

import argparse
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from benchmarks import journeys, library, markets, people
from benchmarks.plan import Plan, plan
from benchmarks.voice import LANGUAGES, Data

MAKERS: dict[str, tuple[str, Callable[[Plan, int], Data]]] = {
    "segment": ("segments", markets.segment),
    "company": ("personas", people.company),
    "person": ("personas", people.person),
    "journey": ("journeys", journeys.journey),
    "role": ("roles", library.role),
    "touchpoint": ("touchpoints", library.touchpoint),
    "department": ("departments", library.department),
    "partner": ("partners", library.partner),
    "source": ("sources", library.source),
    "model": ("models", journeys.model),
    "competitor": ("competitors", library.competitor),
    "track": ("tracks", library.track),
    "question": ("questions", library.question),
    "term": ("terms", library.term),
    "event": ("events", library.event),
}
"""What the plan counts → the folder of its kind and the function that makes one."""

COLLECTED = {"role", "touchpoint", "department", "model", "question", "term", "event"}
"""Kinds of small things, which stand together in one file."""
COLLECTION_LIMIT = 400
"""Things beyond this number get files of their own: a file may have 1 MiB."""

CONFIGURATION = """\
site_name: Sổ hành trình
site_url: https://example.com/
docs_dir: content
exclude_docs: |
  *.yaml
  *.yml
theme:
  name: material
  language: {default}
plugins:
  - search
  - journeybook:
      languages: [{languages}]
      review_every: 120
"""


class _Dumper(yaml.CSafeDumper):
    """Writes as people do: texts of several lines as blocks, and no anchors where two things say the same."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)


def write_book(folder: Path, things: int, seed: int = 1, languages: tuple[str, ...] = ("vi",)) -> None:
    """Write a book of this many things into the folder: `mkdocs.yml` and `content/`."""
    if not languages or not set(languages) <= set(LANGUAGES):
        raise ValueError(f"languages must be among {', '.join(LANGUAGES)}")
    book = plan(things, seed, languages)
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        CONFIGURATION.format(default=languages[0], languages=", ".join(languages)), encoding="utf-8"
    )
    for kind in MAKERS:
        _write_kind(content, kind, book)
    (content / "media").mkdir()
    for number in range(people.PORTRAITS):
        (content / "media" / f"chan-dung-{number + 1}.png").write_bytes(_portrait(number))


def _write_kind(content: Path, kind: str, book: Plan) -> None:
    folder, make = MAKERS[kind]
    collection: Data = {}
    for number, identity in enumerate(book.ids[kind]):
        if kind in COLLECTED and number < COLLECTION_LIMIT:
            collection[identity] = make(book, number)
        else:
            (content / folder).mkdir(exist_ok=True)
            _write(content / folder / f"{identity}.yaml", make(book, number))
    if collection:
        _write(content / f"{folder}.yaml", collection)


def _write(path: Path, data: Data) -> None:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    path.write_text(text, encoding="utf-8")


def _portrait(number: int) -> bytes:
    """A plain picture of 96 × 96 pixels, each in a colour of its own."""
    colour = bytes((90 + number * 12, 120, 210 - number * 12))
    rows = (b"\0" + colour * 96) * 96

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 96, 96, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def main() -> None:
    """Read the command line and write the book."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description="Write a book to measure with.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that has no content/ yet")
    parser.add_argument("things", type=int, metavar="THINGS", help="how many things the book holds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--languages", default="vi", help="vi or vi,en; the first is the default language")
    arguments = parser.parse_args()
    write_book(arguments.folder, arguments.things, arguments.seed, tuple(arguments.languages.split(",")))


if __name__ == "__main__":
    main()
