"""Books that change, for what tells their changes."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from tests.publish.repository import WHO, commit, git

CONFIG = """\
site_name: Book
docs_dir: content
exclude_docs: "*.yaml"
theme: {name: material, language: vi}
plugins: [search, {journeybook: {languages: [vi, en]}}]
"""
SALES = "title: {vi: Bán hàng, en: Sales}\n"
WEB = "title: {vi: Trang web, en: Website}\nowner: sales\nsummary: {vi: Giá công khai., en: Public prices.}\n"
LAN = """\
title: {vi: Lan, en: Lan}
owner: sales
reviewed: 2026-11-01
job: {vi: Trưởng phòng mua hàng, en: Head of purchasing}
veto: true
goals:
  - {vi: Giao đủ hàng trước Tết cho mọi cửa hàng, en: Deliver to all stores before Tết}
  - {vi: Giữ hai nhà cung cấp cho mỗi mặt hàng, en: Keep two suppliers for every item}
"""
LAN_LATER = """\
title: {vi: Lan, en: Lan}
aliases: [lan]
owner: sales
reviewed: 2026-11-24
job: {vi: Trưởng phòng mua hàng, en: Head of purchasing}
goals:
  - {vi: Giữ hai nhà cung cấp cho mỗi mặt hàng, en: Keep two suppliers for every item}
  - {vi: Giao đủ hàng trước 20/1 cho mọi cửa hàng, en: Deliver to all stores before 20 January}
"""


def run(*arguments: str | Path, text: str | None = None) -> Result:
    """Calls the command as somebody with an English terminal and no settings of git."""
    plain = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": "C.UTF-8", **WHO}
    return CliRunner().invoke(journeybook, [str(each) for each in arguments], env=plain, input=text)


def changing_book(folder: Path) -> Path:
    """Released as 2026.1; since then the website is gone, Lan is called otherwise and a role is new (uncommitted)."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    first = {
        "mkdocs.yml": CONFIG,
        ".gitignore": "/site\n",
        "content/departments/sales.yaml": SALES,
        "content/touchpoints/website.yaml": WEB,
        "content/personas/lan.yaml": LAN,
    }
    commit(folder, first, "The first book", tag="2026.1", day="2026-11-02")
    (folder / "content/touchpoints/website.yaml").unlink()
    (folder / "content/personas/lan.yaml").unlink()
    (folder / "content/personas/lan-anh.yaml").write_text(LAN_LATER, encoding="utf-8")
    (folder / "content/roles").mkdir()
    (folder / "content/roles/keeper.yaml").write_text("title: {vi: Người gác, en: Keeper}\n", encoding="utf-8")
    return folder
