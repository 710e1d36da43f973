"""A book within a MkDocs build: check before anything is written, context for templates, the other languages."""

from __future__ import annotations

import gc
import json
import logging
import os
import time
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from journeybook.book import Book
from journeybook.exchange.book_json import as_book_json
from journeybook.outlets.mkdocs_languages import Beside, build_language, can_work_beside
from journeybook.outlets.mkdocs_pages import BookPage
from journeybook.outlets.mkdocs_preview import Preview
from journeybook.outlets.mkdocs_search import fit_search, point_to_index, write_index
from journeybook.outlets.mkdocs_settings import PLUGIN, over_budget, read_settings, settings_from_options
from journeybook.outlets.mkdocs_theme import fit_theme, hide_repository, overrides, repository
from journeybook.outlets.publication import Publication
from journeybook.problems import Problem
from journeybook.references import mentions
from journeybook.render.addresses import rooted
from journeybook.render.around import Around
from journeybook.render.feed import feed
from journeybook.render.pages import Edition
from journeybook.render.views import practice
from journeybook.render.views.assets import script, sheet_of
from journeybook.render.views.changes import FEED
from journeybook.render.words import Words, words_of
from journeybook.render.words_files import FOLDER
from journeybook.road import Travelled, travel
from journeybook.search import Index
from journeybook.sentences import said
from journeybook.settings import Settings, WrongSettings
from journeybook.tell import user_language
from journeybook.today import today
from journeybook.versions.history import History, history_of, tagged_versions
from journeybook.versions.plan import LATEST
from journeybook.versions.snapshot import of_book

BOOK = "book.json"
log = logging.getLogger(f"mkdocs.plugins.{PLUGIN}")
_MOST_NAMED = 5  # of many words that are missing


@dataclass
class Handed:
    """What the build of the default language hands to that of another, so that nothing is read or checked twice."""

    language: str
    settings: Settings
    travelled: Travelled
    preview: Preview | None = None
    publication: Publication | None = None
    history: History = field(default_factory=History)


@dataclass
class Site:
    """One language's build: the settings, the checked book, and the edition whose pages are made."""

    settings: Settings
    language: str
    travelled: Travelled
    edition: Edition
    book: Book
    preview: Preview | None = None
    publication: Publication | None = None
    """The version that is built, where it is one of several."""
    pages: dict[str, BookPage] = field(default_factory=dict)
    nav: Navigation = field(default_factory=lambda: Navigation([], []))
    index: Index = field(default_factory=Index)
    seconds: dict[str, float] = field(default_factory=dict)
    started: float = field(default_factory=time.perf_counter)
    history: History = field(default_factory=History)
    beside: Beside | None = None
    """The builds of the other languages, where they go on at the same time."""

    @property
    def is_first(self) -> bool:
        """Whether this is the build of the default language, at the site's root."""
        return self.language == self.settings.language

    @property
    def shareable_things(self) -> tuple[int, int] | None:
        """Of a site for others: how many things of the book are in it, of how many."""
        if self.settings.audience == "internal":
            return None
        own = [sum(not each.shipped for each in book.entries.values()) for book in (self.book, self.travelled.book)]
        return own[0], own[1]

    def write_book(self, config: MkDocsConfig) -> None:
        """Writes ``book.json``."""
        version = self.publication.title if self.publication else ""
        Path(config.site_dir, BOOK).write_bytes(as_book_json(self.book, version).encode())

    def write_questions(self, config: MkDocsConfig) -> None:
        """Writes what the page for practice asks."""
        for address, text in practice.files(self.edition):
            file = Path(config.site_dir, address)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def way_to(self, language: str) -> str:
        """The way from this language's root to another's, as ``../en/``."""
        if self.publication:
            return self.publication.way(self.language, language)
        return f"{'' if self.is_first else '../'}{'' if language == self.settings.language else f'{language}/'}"


def prepare(config: MkDocsConfig, options: dict[str, Any], *, handed: Handed | None, preview: Preview | None) -> Site:
    """Checks the book, tells its problems, and fits the theme.

    Raises PluginError where it has errors; a preview shows what was there before, or what can be read, instead.
    """
    if handed:
        settings, travelled, language = handed.settings, handed.travelled, handed.language
    else:
        settings = _settings(config, options, preview is not None)
        try:
            _tell_words([words_of(each, settings.folder) for each in settings.languages])  # now, not at half of a site
            travelled = travel(settings, today(), preview.memory if preview else None, custom=True)
        except WrongSettings as wrong:
            raise PluginError(wrong.told(user_language())) from None
        _tell(travelled.problems)
        if not preview:
            _tell_budget(settings, travelled, config)
        language = settings.language
        if preview:
            travelled = preview.shown(travelled)
        elif not travelled.ok:
            raise PluginError(words_for_failure(travelled.problems))
        else:
            for entry in travelled.book.entries.values():
                entry.record.slim()
            gc.freeze()  # the book stays for the whole build: later collections needn't look through it
    words = words_of(language, settings.folder)
    if settings.audience == "shareable":
        hide_repository(config)
    fit_theme(config, words)
    if preview and (settings.folder / FOLDER).is_dir():
        config.watch.append(str(settings.folder / FOLDER))
    if preview:
        config.watch.extend(map(str, settings.custom_rules.values()))
    fit_search(config)
    if handed and handed.publication:
        config.extra["version"] = {"provider": "mike", "default": LATEST}  # Material's selector of versions
    book = travelled.read_by(settings.audience)
    book = book if settings.drafts else book.published()
    history = handed.history if handed else _history(settings, travelled, preview)
    edition = Edition(
        book,
        words,
        Around(
            site_name=str(config.site_name),
            site_url=config.site_url or "",
            version=handed.publication.title if handed and handed.publication else "",
            repository=repository(config, settings.edit, settings.report),
            history=history,
            page_addresses=_page_addresses(settings, book, config),
            overrides=overrides(config),
            guide=settings.guide and settings.audience == "internal",
            today=travelled.today,
            problems=travelled.problems,
        ),
        name_of=lambda each: words_of(each, settings.folder).name,
    )
    try:
        edition.check_templates()
    except WrongSettings as wrong:
        raise PluginError(wrong.told(user_language())) from None
    publication = handed.publication if handed else None
    return Site(settings, language, travelled, edition, book, preview=preview, publication=publication, history=history)


def words_for_failure(problems: list[Problem]) -> str:
    """The last sentence of a build that content has stopped."""
    errors = sum(problem.severity == "error" for problem in problems)
    return said("book-errors" if errors > 1 else "book-error", user_language(), count=errors)


def _history(settings: Settings, travelled: Travelled, preview: Preview | None) -> History:
    """Of the releases and of what is being written; a preview looks once, since its past doesn't change."""
    if settings.audience == "shareable":
        return History()  # older books may say what is internal
    if preview and preview.history:
        return preview.history
    releases = tagged_versions(settings)
    now = (of_book(travelled.book), today()) if releases and not preview else None
    history = history_of(settings, releases, settings_of=read_settings, now=now)
    if preview:
        preview.history = history
    else:
        gc.freeze()  # as the book
    return history


def _settings(config: MkDocsConfig, options: dict[str, Any], serving: bool) -> Settings:
    folder = Path(config.config_file_path).absolute().parent if config.config_file_path else Path.cwd()
    try:
        return settings_from_options(folder, config.docs_dir, config.theme.get("language"), options, drafts=serving)
    except WrongSettings as wrong:
        raise PluginError(f"mkdocs.yml: {wrong.told(user_language())}") from None


def _tell(problems: list[Problem]) -> None:
    language = user_language()
    for problem in problems:
        level = {"error": logging.ERROR, "warning": logging.WARNING, "info": logging.INFO}[problem.severity]
        hint = problem.hint(language)
        log.log(
            level,
            "%s:%d:%d: [%s] %s%s",
            problem.path,
            problem.line,
            problem.column,
            problem.code,
            problem.message(language),
            f" {hint}" if hint else "",
        )


def _tell_budget(settings: Settings, travelled: Travelled, config: MkDocsConfig) -> None:
    """The limits that the book misses, as warnings: a site of today is better than one of yesterday."""
    file = Path(config.config_file_path).absolute() if config.config_file_path else None
    missed = over_budget(settings, travelled, today(), file)
    _tell([replace(each, severity_set="warning") for each in missed])


def _tell_words(languages: list[Words]) -> None:
    """How many words of a language stand in English, and which of its words mean nothing."""
    for words in languages:
        for what, names in (("words-missing", words.missing), ("words-unknown", words.unknown)):
            if names:
                file, some = f"{FOLDER}/{words.language}.yaml", "; ".join(names[:_MOST_NAMED])
                more = "; …" if len(names) > _MOST_NAMED else ""
                log.warning("%s", said(what, user_language(), file=file, count=len(names), some=some + more))


def _page_addresses(settings: Settings, book: Book, config: MkDocsConfig) -> dict[str, str]:
    """Free pages by their path in the content, with the address that MkDocs gives them."""
    found = {}
    for page in book.pages:
        path = (settings.folder / page.path).relative_to(settings.content).as_posix()
        bare = path.removesuffix(".md")
        if config.use_directory_urls:
            found[path] = "" if bare == "index" else f"{bare.removesuffix('/index')}/"
        else:
            found[path] = f"{bare}.html"
    return found


def with_links(site: Site, markdown: str, page: Page) -> str:
    """The Markdown of a free page with its references as links."""
    if isinstance(page, BookPage):
        return markdown
    parts, end = [], 0
    for mention in mentions(markdown):
        key = site.book.mentioned.get(mention.target)
        shown = str(site.edition.link(key, mention.label)) if key else escape(mention.label or mention.target)
        parts += [markdown[end : mention.start], rooted(shown, page.url)]
        end = mention.end
    return "".join([*parts, markdown[end:]])


def give_context(site: Site, context: Any, page: Page | None, config: MkDocsConfig) -> Any:
    """What ``main.html`` needs of us. A page that isn't there (404) can be anywhere, so it has no other languages."""
    common = {"words": site.edition.words.ui, "version": site.publication, "audience": site.settings.audience}
    if page is None:
        context["jb"] = {**common, "feed": False, "newest": None, "kind": "404", "preview": False, "alternates": []}
        return context
    up = "../" * page.url.count("/")
    if site.publication and site.publication.is_numbered and site.publication.site_url:
        page.canonical_url = site.publication.address(site.language, LATEST) + page.url
    context["jb"] = {
        **common,
        "feed": bool(site.edition.around.site_url and any(each.name for each in site.history.releases)),
        "newest": site.publication.way_to_newest(page.url) if site.publication else None,
        "kind": page.made.kind if isinstance(page, BookPage) else "page",
        "terms": (site.edition.glossary[0], script("terms")) if site.edition.glossary else None,
        "sheet": sheet_of(page.made.kind) if isinstance(page, BookPage) else None,
        "preview": site.settings.drafts
        and any(True for entry in site.book.entries.values() if entry.thing.status == "draft"),
        "alternates": [
            {
                "lang": each,
                "name": words_of(each, site.settings.folder).name,
                "current": each == site.language,
                "link": (up + site.way_to(each) + page.url) or "./",
            }
            for each in site.settings.languages
        ]
        if len(site.settings.languages) > 1
        else [],
    }
    return context


def finish(site: Site, config: MkDocsConfig) -> None:
    """Writes ``book.json``; then one more MkDocs build per further language, into a folder of its own.

    Warnings of those builds count for the first one.
    """
    if site.preview:  # both are made when somebody asks for them
        point_to_index(config, site.edition.words)
    else:
        site.write_book(config)
        site.write_questions(config)
        write_index(site.index, config, site.edition.words)
    if site.edition.glossary:
        address, content = site.edition.glossary
        Path(config.site_dir, address).parent.mkdir(parents=True, exist_ok=True)
        Path(config.site_dir, address).write_bytes(content)
    if told := feed(site.edition):
        Path(config.site_dir, FEED).write_text(told, encoding="utf-8")
    if site.beside:
        site.beside.wait()
    elif site.is_first and not site.publication:
        for language in site.settings.languages[1:]:
            _build_other(site, config, language)
    _write_timings(site)


def begin_others(site: Site, config: MkDocsConfig) -> None:
    """Begins the builds of the other languages, where they can go on beside this one: the folder is empty by now."""
    others = site.settings.languages[1:]
    if site.is_first and not site.publication and can_work_beside(others, serving=site.preview is not None):
        site.beside = Beside(lambda language: _build_other(site, config, language), others)


def _build_other(site: Site, config: MkDocsConfig, language: str) -> None:
    build_language(
        config, language, Handed(language, site.settings, site.travelled, site.preview, history=site.history)
    )


def _write_timings(site: Site) -> None:
    """For benchmarks: the seconds that each step took, where ``JOURNEYBOOK_TIMINGS`` names a file."""
    where = os.environ.get("JOURNEYBOOK_TIMINGS")
    if where and site.is_first:
        whole = time.perf_counter() - site.started
        steps = {
            **site.travelled.seconds,
            "render": site.edition.seconds,
            "outlet": whole - site.edition.seconds,
            "pages": len(site.pages) * len(site.settings.languages),
        }
        Path(where).write_text(json.dumps(steps), encoding="utf-8")
