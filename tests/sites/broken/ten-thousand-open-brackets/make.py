"""Writes the file that is too big to be kept."""
import pathlib


def make(folder: pathlib.Path) -> None:
    target = folder / "content" / "terms" / "lead.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("title: Lead\nalso: " + "[" * 10_000 + "\n", encoding="utf-8")
