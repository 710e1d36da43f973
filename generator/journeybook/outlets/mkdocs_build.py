"""A book within a MkDocs build: check, pages, assets, search entries, other languages. Plain functions, called by the plugin."""

from __future__ import annotations

import gc
import json
import logging
import os
import re
import time
from dataclasses import dataclass, field
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import meta as mkdocs_meta

from journeybook.book import Book
from journeybook.exchange.book_json import as_book_json
from journeybook.load.folder import MEDIA
from journeybook.outlets.assets import assets, script, stylesheet
from journeybook.outlets.mkdocs_settings import PLUGIN, settings_from_options
from journeybook.problems import Problem
from journeybook.references import mentions
from journeybook.render import Edition
from journeybook.render import Page as Made
from journeybook.render.addresses import rooted
from journeybook.render.pages import Section, text_of
from journeybook.render.pictures import harmless_svg
from journeybook.render.words import theme_folder, words_of
from journeybook.road import Travelled, travel
from journeybook.settings import Settings, WrongSettings
from journeybook.tell import user_language
from journeybook.today import today

log = logging.getLogger(f"mkdocs.plugins.{PLUGIN}")
_YAML = re.compile(r"\.ya?ml(?:\.\w+)?~?$", re.IGNORECASE)
#: Pages that fill the width: they have their own way to find one's place.
_WIDE = ("home", "journey", "persona")


@dataclass
class Handed:
    """What the build of the default language hands to that of another, so that nothing is read or checked twice."""

    language: str
    settings: Settings
    travelled: Travelled


@dataclass
class Site:
    """One language's build: the settings, the checked book, and the edition whose pages are made."""

    settings: Settings
    language: str
    travelled: Travelled
    edition: Edition
    book: Book
    pages: dict[str, BookPage] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    started: float = field(default_factory=time.perf_counter)

    @property
    def is_first(self) -> bool:
        """Whether this is the build of the default language, at the site's root."""
        return self.language == self.settings.language


# --- before anything is written -----------------------------------------------------------------------------------------

def prepare(config: MkDocsConfig, options: dict[str, Any], *, serving: bool, handed: Handed | None,
            last_good: Travelled | None) -> Site:
    """Checks the book, tells its problems, and fits the theme. Raises PluginError where it has errors."""
    if handed:
        settings, travelled, language = handed.settings, handed.travelled, handed.language
    else:
        settings = _settings(config, options, serving)
        try:
            travelled = travel(settings, today())
        except WrongSettings as wrong:
            raise PluginError(str(wrong)) from None
        gc.freeze()  # the book stays for the whole build: later collections needn't look through it
        _tell(travelled.problems)
        language = settings.language
        if not travelled.ok:
            if not (serving and last_good):
                raise PluginError(words_for_failure(travelled.problems))
            travelled = last_good
    try:
        words_of(language)
    except WrongSettings as wrong:
        raise PluginError(str(wrong)) from None
    _fit_theme(config, language)
    book = travelled.book if settings.drafts else travelled.book.published()
    edition = Edition(book, language, site_name=str(config.site_name), edit=_editor(config),
                      page_addresses=_page_addresses(settings, book), overrides=_overrides(config))
    return Site(settings, language, travelled, edition, book)


def words_for_failure(problems: list[Problem]) -> str:
    """The last sentence of a build that content has stopped."""
    errors = sum(problem.severity == "error" for problem in problems)
    return f"The book has {errors} error{'s' if errors > 1 else ''}; nothing was built."


def _settings(config: MkDocsConfig, options: dict[str, Any], serving: bool) -> Settings:
    folder = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    try:
        return settings_from_options(folder, config.docs_dir, config.theme.get("language"), options, drafts=serving)
    except WrongSettings as wrong:
        raise PluginError(f"mkdocs.yml: {wrong}") from None


def _tell(problems: list[Problem]) -> None:
    language = user_language()
    for problem in problems:
        level = {"error": logging.ERROR, "warning": logging.WARNING, "info": logging.INFO}[problem.severity]
        hint = problem.hint(language)
        log.log(level, "%s:%d:%d: [%s] %s%s", problem.path, problem.line, problem.column, problem.code,
                problem.message(language), f" {hint}" if hint else "")


def _fit_theme(config: MkDocsConfig, language: str) -> None:
    """Our templates before Material's and behind the user's; nothing that a page fetches from elsewhere."""
    theme = config.theme
    ours = str(theme_folder() / "mkdocs")
    if ours not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, ours)
    theme["language"] = language
    theme["font"] = False
    if not theme.get("features"):
        theme["features"] = ["navigation.tabs", "navigation.indexes", "navigation.top", "search.highlight"]
    if not theme.get("palette"):
        words = words_of(language)
        theme["palette"] = [
            {"media": f"(prefers-color-scheme: {name})", "scheme": scheme, "primary": "custom", "accent": "custom",
             "toggle": {"icon": icon, "name": words.ui(f"to-{other}")}}
            for name, scheme, icon, other in (("light", "default", "material/weather-night", "dark"),
                                              ("dark", "slate", "material/weather-sunny", "light"))]
    config.extra_css.insert(0, stylesheet().address)
    if made := script():
        config.extra_javascript.insert(0, made.address)  # type: ignore[arg-type]
    if not any(name.endswith("search") for name in config.plugins):
        from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]

        search = SearchPlugin()
        search.load_config({}, config_file_path=config.config_file_path)
        config.plugins["material/search"] = search  # its own on_config still comes, since it is the last


def _editor(config: MkDocsConfig) -> Any:
    """Where a file of the book is edited, as MkDocs' ``repo_url`` and ``edit_uri`` say."""
    if not config.edit_uri and not config.edit_uri_template:
        return None
    folder = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    prefix = Path(config.docs_dir).relative_to(folder).as_posix() + "/"

    def edit(path: str, line: int) -> str | None:
        file = path.removeprefix(prefix)
        if config.edit_uri_template:
            uri = config.edit_uri_template.format(path=file, path_noext=file.rpartition(".")[0])
        else:
            uri = f"{config.edit_uri}{file}"
        base = f"{config.repo_url.rstrip('/')}/" if config.repo_url and not uri.startswith(("http://", "https://")) else ""
        return f"{base}{uri}{f'#L{line}' if line > 1 else ''}"

    return edit


def _overrides(config: MkDocsConfig) -> tuple[Path, ...]:
    return (Path(config.theme.custom_dir),) if config.theme.custom_dir else ()


def _page_addresses(settings: Settings, book: Book) -> dict[str, str]:
    """Free pages by their path in the content, with the address that MkDocs gives them."""
    found = {}
    for page in book.pages:
        path = (settings.folder / page.path).relative_to(settings.content).as_posix()
        bare = path.removesuffix(".md")
        found[path] = "" if bare == "index" else f"{bare.removesuffix('/index')}/"
    return found


# --- files and pages --------------------------------------------------------------------------------------------------------

class BookPage(Page):
    """One of our pages: rendered by the edition instead of from Markdown."""

    def __init__(self, made: Made, edition: Edition, file: File, config: MkDocsConfig) -> None:
        super().__init__(made.title, file, config)
        self.made, self.edition = made, edition
        self.sections: list[Section] = []
        self.edit_url = edition.edit_url(made)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source but the book."""
        self.markdown = ""
        hidden = ["navigation", "toc"] if self.made.kind in _WIDE else ["navigation"]
        self.meta = {"title": self.made.title, "hide": hidden, "search": {"exclude": True}}
        if self.made.key:
            summary = self.edition.plain(self.edition.book.thing(self.made.key).summary)
            if summary:
                self.meta["description"] = summary

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The page's HTML, its table of contents and its sections for the search."""
        rendered = self.edition.render(self.made)
        self.content = rendered.html
        self.sections = rendered.sections
        self.lead = rendered.lead
        self.toc = TableOfContents([_anchor(section) for section in rendered.sections])


def _anchor(section: Section) -> AnchorLink:
    link = AnchorLink(escape(section.title), section.id, section.level)
    link.children = [_anchor(inner) for inner in section.sections]
    return link


def add_files(site: Site, files: Files, config: MkDocsConfig) -> Files:
    """Takes YAML away, chooses each free page's language, and adds what is made from the book."""
    content = Path(config.docs_dir)
    for file in list(files):
        if file.src_dir != config.docs_dir:
            continue  # the theme's
        if _YAML.search(file.src_uri):
            files.remove(file)
        elif file.src_uri.startswith(f"{MEDIA}/") and file.src_uri.lower().endswith(".svg"):
            _replace(files, file, config, harmless_svg((content / file.src_uri).read_bytes()))
    _choose_language(site, files, config)
    for made in site.edition.pages():
        uri = f"{made.address}index.md"
        theirs = files.get_file_from_path(uri)
        if theirs is not None:  # a free page at one of our addresses introduces what is there
            site.edition.intros[made.address] = site.edition.intro_html(_markdown_of(theirs), made.address)
            files.remove(theirs)
        file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        site.pages[made.address] = BookPage(made, site.edition, file, config)
        files.append(file)
    for asset in assets():
        files.append(File.generated(config, asset.address, abs_src_path=str(asset.file)) if asset.file
                     else File.generated(config, asset.address, content=asset.content or b""))
    for old, new in site.edition.redirects():
        html = _redirect(site.edition, old, new)
        files.append(File.generated(config, f"{old}index.html", content=html, inclusion=InclusionLevel.NOT_IN_NAV))
    files.append(File.generated(config, "book.json", content=as_book_json(site.book)))
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


def _redirect(edition: Edition, old: str, new: str) -> str:
    """A page that leads on, keeping the ``#anchor``; readable where scripts are off."""
    target = rooted(f"\x1f{new}", old)
    title = escape(edition.title(_key_at(edition, new)))
    return (f'<!doctype html><html lang="{edition.language}"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta name="robots" content="noindex"><link rel="canonical" href="{target}">'
            f"<script>location.replace({json.dumps(target)}+location.hash)</script>"
            f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript></head>'
            f'<body><p><a href="{target}">{escape(edition.words.ui("redirect", title=edition.title(_key_at(edition, new))))}'
            "</a></p></body></html>\n")


def _key_at(edition: Edition, address: str) -> str:
    return next(page.key for page in edition.pages() if page.address == address)


def with_links(site: Site, markdown: str, page: Page) -> str:
    """The Markdown of a free page with its references as links."""
    if isinstance(page, BookPage):
        return markdown
    parts, end = [], 0
    for mention in mentions(markdown):
        key = site.book.mentioned.get(mention.target)
        shown = str(site.edition.link(key, mention.label)) if key else escape(mention.label or mention.target)
        parts += [markdown[end: mention.start], rooted(shown, page.url)]
        end = mention.end
    return "".join([*parts, markdown[end:]])


# --- while pages are written ----------------------------------------------------------------------------------------------

def give_context(site: Site, context: Any, page: Page, config: MkDocsConfig) -> Any:
    """What ``main.html`` needs of us; and the page's sections for the search index."""
    up = "../" * page.url.count("/")
    root = up if site.is_first else f"{up}../"
    context["jb"] = {
        "words": site.edition.words.ui,
        "kind": page.made.kind if isinstance(page, BookPage) else "page",
        "preview": site.settings.drafts and any(True for entry in site.book.entries.values()
                                                 if entry.thing.status == "draft"),
        "alternates": [{"lang": each, "name": _name_of(each), "current": each == site.language,
                        "link": (root + ("" if each == site.settings.language else f"{each}/") + page.url) or "./"}
                       for each in site.settings.languages] if len(site.settings.languages) > 1 else [],
    }
    if isinstance(page, BookPage):
        index = getattr(config.plugins.get("material/search"), "search_index", None)
        if index is not None and page.made.kind != "home":
            index.entries += search_entries(page)
    return context


def _name_of(language: str) -> str:
    return words_of(language).name


def search_entries(page: BookPage) -> list[dict[str, str]]:
    """Entries of Material's index: one for the page and one for each of its sections."""
    entries = [{"location": page.url, "title": escape(page.made.title), "text": text_of(page.lead)}]
    entries += [{"location": f"{page.url}#{section.id}", "title": escape(section.title), "text": section.text}
                for section in page.sections if section.id != "used-by" and section.html]
    return entries


# --- other languages --------------------------------------------------------------------------------------------------------

def build_other_languages(site: Site, config: MkDocsConfig) -> None:
    """One more MkDocs build per further language, into a folder of its own; warnings count for the first build."""
    if site.is_first:
        for language in site.settings.languages[1:]:
            _build_language(site, config, language)
    _write_timings(site)


def _build_language(site: Site, config: MkDocsConfig, language: str) -> None:
    child = load_config(
        config.config_file_path,
        site_dir=os.path.join(config.site_dir, language),
        site_url=f"{config.site_url.rstrip('/')}/{language}/" if config.site_url else "",
        use_directory_urls=config.use_directory_urls,
        strict=False,
    )
    plugin: Any = child.plugins[PLUGIN]
    plugin.handed = Handed(language, site.settings, site.travelled)
    try:
        mkdocs_build.build(child, serve_url=child.site_url if plugin.serving else None)
    finally:
        plugin.handed = None


def _write_timings(site: Site) -> None:
    """For benchmarks: the seconds that each step took, where ``JOURNEYBOOK_TIMINGS`` names a file."""
    where = os.environ.get("JOURNEYBOOK_TIMINGS")
    if where and site.is_first:
        whole = time.perf_counter() - site.started
        steps = {**site.travelled.seconds, "render": site.edition.seconds, "outlet": whole - site.edition.seconds,
                 "pages": len(site.pages) * len(site.settings.languages)}
        Path(where).write_text(json.dumps(steps), encoding="utf-8")


