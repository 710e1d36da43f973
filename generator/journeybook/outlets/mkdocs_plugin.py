"""The socket between MkDocs and Journeybook: each event calls one plain function with all that it needs."""

from __future__ import annotations

from typing import Any, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from journeybook.outlets import mkdocs_build, mkdocs_files, mkdocs_nav
from journeybook.outlets.mkdocs_build import Handed, Site
from journeybook.outlets.mkdocs_preview import Place, Preview
from journeybook.render.environment import Compiled


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs' own signature is incomplete
    """The options of the plugin; they are judged in ``mkdocs_settings``, where the command line reads them too."""

    languages = c.Optional(c.Type((list, str)))
    review_every = c.Optional(c.Type(int))
    rules = c.Optional(c.Type(dict))
    custom_rules = c.Optional(c.Type((list, str)))
    versions = c.Optional(c.Type(dict))
    teams = c.Optional(c.Type(dict))
    edit = c.Optional(c.Type(str))
    report = c.Optional(c.Type(str))
    guide = c.Optional(c.Type(bool))
    budget = c.Optional(c.Type((list, str)))
    audience = c.Optional(c.Type(str))
    format = c.Optional(c.Type(int))


class JourneybookPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # as above
    """Builds the pages of a book within a MkDocs site."""

    def __init__(self) -> None:
        super().__init__()
        self.preview: Preview | None = None
        """What is kept from build to build, where the site is only shown."""
        self.handed: Handed | None = None
        """What the build of the default language hands to the build of another one."""
        self.site: Site | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Defining this event makes MkDocs keep the plugin from build to build while it serves."""
        self.preview = Preview() if command == "serve" else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Checks the book before anything is cleaned or written."""
        preview = self.handed.preview if self.handed else self.preview
        self.site = mkdocs_build.prepare(config, dict(self.config), handed=self.handed, preview=preview)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Puts our pages and assets beside the free pages; the other languages begin."""
        mkdocs_build.begin_others(self._site, config)
        return mkdocs_files.add_files(self._site, files, config)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Gives the site its bounded navigation, unless the configuration has one."""
        nav = mkdocs_nav.arrange(self._site, nav, config, files)
        self._site.nav = nav
        return nav

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """Compiles MkDocs' templates once; in preview: keeps all that making a page takes."""
        env.bytecode_cache = Compiled()
        if self._site.preview:
            self._site.preview.keep(Place(self._site, config, files, self._site.nav, env))
        return env

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """The preview takes over MkDocs' server."""
        if self.preview:
            self.preview.take_over(server, config)
        return server

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Turns references in free pages into links."""
        return mkdocs_build.with_links(self._site, markdown, page)

    @event_priority(50)
    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Tells the templates where the same page is in other languages."""
        return mkdocs_build.give_context(self._site, context, page, config)

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        """The same for the page that says that there is none."""
        return mkdocs_build.give_context(self._site, context, None, config)

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Lets go of what has been written."""
        page.content = None
        return output

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Finishes the site and builds the other languages, after every other plugin."""
        site = self._site
        mkdocs_build.finish(site, config)
        if not site.preview:  # whose pages are still to come
            self.site = None
        self.handed = None

    @property
    def _site(self) -> Site:
        assert self.site is not None, "on_config comes first"
        return self.site
