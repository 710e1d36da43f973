"""Artefacts → the folder that readers see: versions in their places, the list of them, and ways to the newest."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from string import Template

from journeybook.outlets.publication import Publication
from journeybook.publish.swap import MARK
from journeybook.render.words import Words, words_of
from journeybook.versions.plan import LATEST, NEXT, newest_first

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_ROOT_PAGE = Template(
    """<!doctype html>
<html lang="$language"><head><meta charset="utf-8"><title>$title</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<script>
(function () {
  var ways = $ways, wanted
  try { wanted = localStorage.getItem("journeybook.language") } catch (refused) {}
  var theirs = (navigator.languages || []).map(function (each) { return each.slice(0, 2) })
  if (!ways[wanted]) wanted = theirs.find(function (each) { return ways[each] })
  location.replace((ways[wanted] || $first) + location.search + location.hash)
})()
</script>
<noscript><meta http-equiv="refresh" content="0; url=$plain"></noscript>
</head><body>
$links
</body></html>
"""
)


@dataclass(frozen=True)
class Placed:
    """An artefact that readers shall see, and whether it is offered for choice."""

    publication: Publication
    language: str
    folder: Path
    hidden: bool = False


def assemble(placed: Sequence[Placed], site: Path, words_in: Callable[[str], Words] = words_of) -> None:
    """Writes the whole site into a folder that doesn't exist yet."""
    for each in placed:
        target = site / each.publication.folder(each.language)
        target.parent.mkdir(parents=True, exist_ok=True)
        _link_tree(each.folder, target)
    languages = list(dict.fromkeys(each.language for each in placed))
    root = placed[0].publication.root_language
    languages.sort(key=lambda language: language != root)
    by_language = {language: [each for each in placed if each.language == language] for language in languages}
    for language, versions in by_language.items():
        folder = site if language == root else site / language
        (folder / "versions.json").write_text(
            json.dumps(versions_json(versions, words_in(language)), ensure_ascii=False, indent=1), encoding="utf-8"
        )
        _say_what_is_gone(site, versions, words_in(language))
        if language != root:
            (folder / "index.html").write_text(_root_page({language: f"{_first(versions)}/"}, words_in), "utf-8")
    ways = {
        language: versions[0].publication.folder(language, _first(versions))
        for language, versions in by_language.items()
    }
    (site / "index.html").write_text(_root_page(ways, words_in), encoding="utf-8")
    _lead_on(site, by_language[languages[0]], languages)
    _tell_search_engines(site, by_language)
    (site / ".nojekyll").touch()
    (site / MARK).touch()


def versions_json(placed: Iterable[Placed], words: Words) -> list[dict[str, object]]:
    """What Material's selector of versions reads: the newest first, what is being written last."""
    by_name = {each.publication.name: each for each in placed}
    listed: list[dict[str, object]] = []
    if latest := by_name.get(LATEST):
        title = words.ui("version-latest", version=latest.publication.title)
        listed.append({"version": LATEST, "title": title, "aliases": [latest.publication.title]})
    told = latest.publication.title if latest else ""
    for name in newest_first(name for name in by_name if name not in (LATEST, NEXT, told)):
        entry: dict[str, object] = {"version": name, "title": by_name[name].publication.title, "aliases": []}
        if by_name[name].hidden:
            entry["properties"] = {"hidden": True}
        listed.append(entry)
    if NEXT in by_name:
        listed.append({"version": NEXT, "title": words.ui("version-next"), "aliases": []})
    return listed


def _first(versions: Sequence[Placed]) -> str:
    names = {each.publication.name for each in versions}
    return LATEST if LATEST in names else NEXT if NEXT in names else newest_first(names)[0]


def _link_tree(source: Path, target: Path) -> None:
    """The same files at another place, without a second copy on disk where the system allows it."""

    def put(file: str, there: str) -> None:
        try:
            os.link(file, there)
        except OSError:
            shutil.copy2(file, there)

    shutil.copytree(source, target, copy_function=put)


def _root_page(ways: Mapping[str, str], words_in: Callable[[str], Words]) -> str:
    """A page that leads to a language; the first way is that of the default one."""
    language = next(iter(ways))
    return _ROOT_PAGE.substitute(
        language=language,
        title="…",
        ways=json.dumps(ways),
        first=json.dumps(ways[language]),
        plain=ways[language],
        links=" · ".join(
            f'<a href="{way}" lang="{each}">{escape(words_in(each).name)}</a>' for each, way in ways.items()
        ),
    )


# --- pages that are gone ----------------------------------------------------------------------------------------------


def _say_what_is_gone(site: Path, versions: Sequence[Placed], words: Words) -> None:
    """Where the newest version has no page and an older one has: a page that leads there."""
    latest = next((each for each in versions if each.publication.name == LATEST), None)
    if latest is None:
        return
    language = words.language
    here = site / latest.publication.folder(language)
    frame = (here / "404.html").read_text(encoding="utf-8")
    present = set(_addresses(here))
    names = newest_first(each.publication.name for each in versions if each.publication.is_numbered)
    for name in names:
        there = site / latest.publication.folder(language, name)
        for address in _addresses(there):
            if address not in present:
                present.add(address)
                page = here / address / "index.html"
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(
                    _gone(frame, latest, words, address, name, there / address / "index.html"), encoding="utf-8"
                )


def _addresses(version: Path) -> list[str]:
    return sorted(page.parent.relative_to(version).as_posix() for page in version.rglob("index.html"))


def _gone(frame: str, latest: Placed, words: Words, address: str, version: str, page: Path) -> str:
    """The frame of the page that isn't there, with its place and its words changed."""
    up = "../" * (address.count("/") + 1)
    base = "/" + latest.publication.address(latest.language).partition("://")[2].partition("/")[2]
    frame = re.sub(rf'((?:href|src|action|content)="){re.escape(base)}(?!/)', rf"\g<1>{up}", frame)
    for name in ("base", "search"):
        frame = re.sub(rf'("{name}": "){re.escape(base.rstrip("/"))}/?', rf"\g<1>{up}", frame)
    frame = re.sub(r'("base": "[^"]*?)/?"', r'\g<1>"', frame, count=1)
    said = _TITLE.search(page.read_text(encoding="utf-8"))
    title = unescape(said.group(1)).rpartition(" - ")[0] if said else address
    text = (
        f"<h1>{escape(words.ui('gone', title=title))}</h1><p>{escape(words.ui('gone-lead', version=version))} "
        f'<a href="{up}../{version}/{address}/">{escape(words.ui("gone-link", version=version))}</a></p>'
    )
    frame = re.sub(r"<!--nowhere-->.*?<!--/nowhere-->", lambda _: text, frame, flags=re.DOTALL)
    head = f'<title>{escape(words.ui("gone", title=title))}</title><meta name="robots" content="noindex">'
    return _TITLE.sub(lambda _: head, frame, count=1)


def _lead_on(site: Path, versions: Sequence[Placed], languages: Sequence[str]) -> None:
    """At the site's root: what isn't there may be an address that names no version, in any language; the root's first.

    So it is with addresses of before there were versions, and with those of pages that explain a problem.
    """
    folder = site / versions[0].publication.folder(languages[0], _first(versions))
    lead = (
        "<script>(function(){var me=document.currentScript.dataset,path=location.pathname,"
        'root=me.root+(me.languages.split(" ").find(function(each){return each&&path.indexOf(me.root+each)===0})||"");'
        'if(path.indexOf(root)===0&&!sessionStorage.getItem("jb "+path)){sessionStorage.setItem("jb "+path,1);'
        "location.replace(root+me.to+path.slice(root.length)+location.search+location.hash)}})()</script>"
    )
    names = "|".join(re.escape(each.publication.name) for each in versions)
    folders = " ".join(f"{each}/" for each in languages[1:])
    root = "/" + versions[0].publication.site_url.partition("://")[2].partition("/")[2]
    data = f'data-root="{escape(root)}" data-to="{_first(versions)}/" data-languages="{folders}"'
    lead = lead.replace("<script>", f"<script {data}>")
    lead = lead.replace("if(path.indexOf", f"if(!/^({names})\\//.test(path.slice(root.length))&&path.indexOf")
    frame = (folder / "404.html").read_text(encoding="utf-8")
    (site / "404.html").write_text(frame.replace("<head>", f"<head>{lead}", 1), encoding="utf-8")


def _tell_search_engines(site: Path, by_language: Mapping[str, Sequence[Placed]]) -> None:
    """Only the newest version is to be found, in every language."""
    maps = [
        f"{each.publication.address(language)}sitemap.xml"
        for language, versions in by_language.items()
        for each in versions
        if each.publication.may_be_found and each.publication.site_url
    ]
    if maps:
        listed = "".join(f"<sitemap><loc>{escape(each)}</loc></sitemap>" for each in maps)
        (site / "sitemap.xml").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</sitemapindex>\n',
            encoding="utf-8",
        )
