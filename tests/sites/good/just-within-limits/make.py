"""Writes the file that is too big to be kept."""
import pathlib


def make(folder: pathlib.Path) -> None:
    target = folder / "content" / "terms" / "lead.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("title: Lead\nnotes: |\n" + "  Khách hàng tiềm năng của phòng kinh doanh\n" * 17_000 + "also: [" + "a, " * 40_000 + "a]\n", encoding="utf-8")
