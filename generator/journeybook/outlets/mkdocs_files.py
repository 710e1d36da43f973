"""The files of a site: YAML goes, each free page's language is chosen, and what is made from the book is added."""

from __future__ import annotations

import json
import logging
import re
from html import escape
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import meta as mkdocs_meta

from journeybook.load.folder import MEDIA
from journeybook.outlets.assets import assets
from journeybook.outlets.mkdocs_audience import only_shareable
from journeybook.outlets.mkdocs_build import Site
from journeybook.outlets.mkdocs_pages import BookPage
from journeybook.outlets.mkdocs_settings import PLUGIN
from journeybook.render.addresses import ROOT, address_of, rooted
from journeybook.render.pages import Edition
from journeybook.render.pictures import harmless_svg
from journeybook.render.views import guide

log = logging.getLogger(f"mkdocs.plugins.{PLUGIN}")
_YAML = re.compile(r"\.ya?ml(?:\.\w+)?~?$", re.IGNORECASE)


def add_files(site: Site, files: Files, config: MkDocsConfig) -> Files:
    """Takes YAML away, chooses each free page's language, and adds what is made from the book."""
    content = Path(config.docs_dir)
    if site.settings.audience == "shareable":
        only_shareable(site.book, site.settings, files, config)
    for file in list(files):
        if file.src_dir != config.docs_dir:
            continue  # the theme's
        if _YAML.search(file.src_uri):
            files.remove(file)
        elif file.src_uri.startswith(f"{MEDIA}/") and file.src_uri.lower().endswith(".svg"):
            _replace(files, file, config, harmless_svg((content / file.src_uri).read_bytes()))
    _choose_language(site, files, config)
    free = {file.dest_uri: file for file in files if file.src_uri.endswith(".md")}
    for made in site.edition.pages():
        uri = f"{made.address}index.md"
        theirs = free.get(f"{made.address}index.html")
        if theirs is not None and made.kind == guide.KIND and made.address != guide.ADDRESS:
            continue  # the book has its own guide
        if theirs is not None:
            files.remove(theirs)
            if made.key:
                log.warning("%s is not shown, since %s has its address. Rename it.", theirs.src_uri, made.key)
            else:  # a free page at the address of a list or of the home page introduces what is there
                site.edition.intros[made.address] = site.edition.intro_html(_markdown_of(theirs), made.address)
        file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        site.pages[made.address] = BookPage(made, site.edition, site.index, file, config)
        files.append(file)
    for asset in assets():
        files.append(
            File.generated(config, asset.address, abs_src_path=str(asset.file))
            if asset.file
            else File.generated(config, asset.address, content=asset.content or b"")
        )
    if site.preview:
        site.preview.leave_for_later(site)
    for old, key in site.edition.redirects():
        html = _redirect(site.edition, old, key)
        files.append(File.generated(config, f"{old}index.html", content=html, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def _replace(files: Files, file: File, config: MkDocsConfig, content: bytes) -> None:
    files.remove(file)
    files.append(File.generated(config, file.src_uri, content=content))


def _choose_language(site: Site, files: Files, config: MkDocsConfig) -> None:
    """A free page ``x.en.md`` is the English version of ``x.md``: at the same address, in the English site."""
    for file in [each for each in files if each.src_uri.endswith(".md") and each.src_dir == config.docs_dir]:
        base, _, language = file.src_uri.removesuffix(".md").rpartition(".")
        if language not in site.settings.languages or not PurePosixPath(base).name:
            continue
        files.remove(file)
        if language == site.language:
            plain = files.get_file_from_path(f"{base}.md")
            if plain:
                files.remove(plain)
            chosen = File.generated(config, f"{base}.md", abs_src_path=str(Path(config.docs_dir, file.src_uri)))
            chosen.edit_uri = file.src_uri
            files.append(chosen)


def _markdown_of(file: File) -> str:
    return str(mkdocs_meta.get_data(file.content_string)[0])


def _redirect(edition: Edition, old: str, key: str) -> str:
    """A page that leads on, keeping the ``#anchor``; readable where scripts are off."""
    target = rooted(f"{ROOT}{address_of(key)}", old)
    title = escape(edition.title(key))
    moved = escape(edition.words.ui("redirect", title=edition.title(key)))
    return (
        f'<!doctype html><html lang="{edition.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="robots" content="noindex"><link rel="canonical" href="{target}">'
        f"<script>location.replace({json.dumps(target)}+location.hash)</script>"
        f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript></head>'
        f'<body><p><a href="{target}">{moved}'
        "</a></p></body></html>\n"
    )
