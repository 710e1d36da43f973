"""Which pages a book has in one language, and how each is made."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from journeybook.book import Book, thing_of
from journeybook.check import Entry
from journeybook.conversations import Asked, Raised, by_person, objections, personal, questions
from journeybook.model import CLASSES, KINDS
from journeybook.model.base import Claim, Shape
from journeybook.model.journey import LANES
from journeybook.model.persona import Message
from journeybook.model.texts import Text
from journeybook.picture_size import size_of_file
from journeybook.render import portraits
from journeybook.render.addresses import ROOT, address_of, matrix_address, rooted
from journeybook.render.around import Around
from journeybook.render.environment import environment
from journeybook.render.glossary import glossary
from journeybook.render.pens import pen
from journeybook.render.text import TextRenderer, escaped
from journeybook.render.views import (
    bank,
    calls,
    changes,
    guide,
    health,
    messages,
    practice,
    quiz,
    story,
    tracks,
    translations,
    versus,
    view,
)
from journeybook.render.views.libraries import claims_by_source
from journeybook.render.views.stages import stage_keys, stage_text
from journeybook.render.words import Words
from journeybook.render.words_files import theme_folder
from journeybook.settings import WrongSettings
from journeybook.trust.health import Health
from journeybook.trust.measures import Missed
from journeybook.vietnamese import sort_key


@dataclass
class Section:
    """A part of a page that the table of contents and the search know of."""

    id: str
    title: str
    level: int
    html: str = ""
    sections: list[Section] = field(default_factory=list)
    tongue: str = ""
    """The language that it is in, where that isn't the page's."""

    @property
    def text(self) -> str:
        """What it says, without markup and without its inner sections; still escaped as in HTML."""
        return text_of(self.html)


@dataclass(frozen=True)
class Page:
    """A page: where it is, what it is called, how it is made. ``key`` is the thing's or stage's; ``""`` for others."""

    address: str
    title: str
    template: str
    key: str = ""
    kind: str = ""
    path: str | None = None
    """The file to edit, relative to the folder of ``mkdocs.yml``; with ``line``, from 1."""
    line: int = 1
    is_found: bool = True
    """Whether the search knows it."""

    @property
    def is_list(self) -> bool:
        """Whether it lists a kind."""
        return not self.key and self.kind not in ("home", guide.KIND)


@dataclass(frozen=True)
class Rendered:
    """A page as HTML. ``lead`` stands before the first section; ``html`` is all of it, ready for its address."""

    lead: str
    sections: list[Section]
    html: str


class Edition:
    """A book in one language: its pages, and the means with which their templates speak."""

    def __init__(
        self,
        book: Book,
        words: Words,
        around: Around | None = None,
        name_of: Callable[[str], str] = str,
    ) -> None:
        self.words, self.language = words, words.language
        self.around = around or Around()
        self.book, self._name_of = book.read_in(self.language), name_of
        self.told_releases: list[changes.Told] | None = None
        """The releases in this language's words, once somebody asked for them: see ``views/changes.py``."""
        self.asked: list[quiz.Asked] | None = None
        """The questions in this language's words, once somebody asked for them: see ``views/quiz.py``."""
        self.shelves: dict[str, list[quiz.Asked]] | None = None
        """The same by what they can be practised by: see ``views/practice.py``."""
        self.renderer = TextRenderer(self._mention, dict(self.around.page_addresses), self.picture_size)
        self._templates = environment(self, self.around.overrides)
        self._open: list[list[Section]] = []
        self._titles: dict[str, str] = {}
        self._links: dict[tuple[str, bool], Markup] = {}
        self._sizes: dict[str, tuple[int, int] | None] = {}
        self.stage_position = {key: position for position, key in enumerate(book.stages)}
        self.intros: dict[str, Markup] = {}
        """What the book's own Markdown says at one of our addresses (``index.md`` for the home page), by address."""
        self.seconds = 0.0
        """How long rendering took so far."""

    lanes = LANES

    @cached_property
    def resting(self) -> dict[str, dict[str, list[tuple[str, Shape]]]]:
        """Which claims rest on which source, by place."""
        return claims_by_source(self.book)

    @cached_property
    def raised_by(self) -> dict[str, list[Raised]]:
        """What each person says against us."""
        return by_person(self.book, objections(self.book))

    @cached_property
    def asked_of(self) -> dict[str, list[Asked]]:
        """What we ask each person."""
        return by_person(self.book, questions(self.book))

    @cached_property
    def personal(self) -> dict[str, list[tuple[str, Message]]]:
        """What persons are told at stages, as their own pages say it."""
        return personal(self.book)

    @cached_property
    def health(self) -> Health:
        """How far the book can be trusted on the day of the build."""
        return Health(self.book, self.around.today, self.around.problems)

    @cached_property
    def missed(self) -> Missed:
        """Which stages and touchpoints fall short of their targets."""
        return Missed(self.book)

    @cached_property
    def glossary(self) -> tuple[str, bytes] | None:
        """The file of terms that are explained on pages, and its address."""
        return glossary(self)

    # --- which pages --------------------------------------------------------------------------------------------------

    def pages(self) -> Iterator[Page]:
        """Every page made from the book, home first."""
        yield Page("", self.words.ui("home"), "pages/home.html", kind="home")
        for cls in CLASSES:
            if any(True for _ in self.book.of_kind(cls.KIND)):
                yield Page(f"{cls.FOLDER}/", self.words.kind(cls.KIND, "many"), _list_template(cls.KIND), kind=cls.KIND)
        for key, entry in self.book.entries.items():
            yield from self._pages_of(key, entry)
        yield from self._conversations()
        yield from self._about_the_book()

    def _pages_of(self, key: str, entry: Entry) -> Iterator[Page]:
        """A thing's own page and those beside it."""
        place: dict[str, Any] = {} if entry.shipped else {"path": entry.record.path, "line": entry.record.at[0]}
        yield Page(address_of(key), self.title(key), f"pages/{entry.kind}.html", key, entry.kind, **place)
        if entry.kind == "journey":
            title = self.words.ui("matrix-of", name=self.title(key))
            yield Page(matrix_address(key), title, "pages/matrix.html", key, "matrix", **place)
            if story.has_story(entry):
                title = self.words.ui("story-of", name=self.title(key))
                yield Page(story.story_address(key), title, story.TEMPLATE, key, "story", is_found=False, **place)
        for position, stage in enumerate(stage_keys(self.book, key)):
            line = entry.record.place(("stages", position, "id"))[0]
            yield Page(
                address_of(stage), self.title(stage), "pages/stage.html", stage, "stage", entry.record.path, line
            )
        if entry.kind == "persona" and calls.has_sheet(entry):
            title = self.words.ui("call-for", name=self.title(key))
            yield Page(calls.call_address(key), title, calls.TEMPLATE, key, "call", is_found=False, **place)

    def _conversations(self) -> Iterator[Page]:
        """What is read before a call, and what is learned before the first one."""
        if calls.callable_persons(self):
            yield Page(calls.FOLDER, self.words.ui("call"), calls.LIST, kind="calls")
        ways = messages.with_messages(self)
        if ways:
            yield Page(messages.FOLDER, self.words.ui("messages"), messages.LIST, kind="messages-all")
        for entry in ways:
            title = self.words.ui("messages-of", name=self.title(entry.key))
            path, line = entry.record.path, entry.record.at[0]
            address = messages.messages_address(entry.key)
            yield Page(address, title, messages.TEMPLATE, entry.key, "messages", path, line, is_found=False)
        if bank.has_any(self):
            yield Page(bank.ADDRESS, self.words.ui("bank"), bank.TEMPLATE, kind="bank")
        yield Page(practice.ADDRESS, self.words.ui("practice"), practice.TEMPLATE, kind="practice")
        if any(True for _ in self.book.of_kind("track")):
            yield Page(tracks.ADDRESS, self.words.ui("team"), tracks.TEMPLATE, kind="team", is_found=False)

    def _about_the_book(self) -> Iterator[Page]:
        """What changed in it, how far it is translated, how it is written: for those who write it."""
        if self.book.audience == "shareable":
            return
        yield Page(health.ADDRESS, self.words.ui("health"), health.TEMPLATE, kind="health")
        for address, title, template in changes.pages(self):
            yield Page(address, title, template, kind="changes", is_found=template == changes.LIST)
        yield Page(versus.ADDRESS, self.words.ui("versus"), versus.TEMPLATE, kind="changes", is_found=False)
        if len(self.book.languages) > 1:
            title = self.words.ui("translations")
            yield Page(translations.ADDRESS, title, translations.TEMPLATE, kind="translations", is_found=False)
        if self.around.guide:
            for address, title, template, is_found in guide.pages(self):
                yield Page(address, title, template, kind=guide.KIND, is_found=is_found)

    def redirects(self) -> Iterator[tuple[str, str]]:
        """Old addresses, and the keys of what has them now."""
        for key, entry in self.book.entries.items():
            folder = KINDS[entry.kind].FOLDER
            for alias in entry.thing.aliases:
                yield f"{folder}/{alias}/", key
                for stage in stage_keys(self.book, key):
                    yield f"{folder}/{alias}/{stage.partition('/')[2]}/", stage

    def check_templates(self) -> None:
        """Raises WrongSettings for a template that can't be read, before anything is written."""
        for name in self._templates.list_templates(extensions=["html"]):
            if name.startswith(("pages/", "parts/")):
                try:
                    self._templates.get_template(name)
                except TemplateSyntaxError as error:
                    raise WrongSettings(f"{error.filename or name}:{error.lineno}: {error.message}") from None

    def render(self, page: Page) -> Rendered:
        """The page as HTML. Raises nothing that content can cause: a checked book renders."""
        started = time.perf_counter()
        try:
            rendered = self._render(page)
        except TemplateError as error:  # only templates of others can do this
            raise WrongSettings(
                f"{page.template}: {error.message or error} (at {page.address or 'the home page'})"
            ) from None
        self.seconds += time.perf_counter() - started
        return rendered

    def _render(self, page: Page) -> Rendered:
        sections: list[Section] = []
        self._open = [sections]
        context = view(self, page)
        lead = self._templates.get_template(page.template).render(
            page=page, intro=self.intros.get(page.address, ""), **context
        )
        inner = "".join(_with_heading(section, pen(self, page, section)) for section in sections)
        kinds = f"jb-page jb-page--{page.kind}{' jb-page--list' if page.is_list else ''}"
        body = (
            f'<div class="{kinds}"><header class="jb-lead">{lead}</header><div class="jb-sections">{inner}</div></div>'
        )
        return Rendered(lead, sections, rooted(body, page.address))

    # --- what templates say -------------------------------------------------------------------------------------------

    def section(
        self,
        name: str,
        title: str | None = None,
        *,
        caller: Callable[[], str],
        level: int = 2,
        field_of: Shape | None = None,
        tongue: str = "",
    ) -> Markup:
        """A section, unless it has nothing to say. Its id is its anchor: a field's name, the same in every language."""
        inner: list[Section] = []
        self._open.append(inner)
        html = str(caller()).strip()
        self._open.pop()
        if html or inner:
            heading = title if title is not None else self.words.field(name, field_of)
            self._open[-1].append(Section(name, heading, level, html, inner, tongue))
        return Markup("")

    def say(self, text: Text | Claim | None) -> Markup:
        """A text in the reader's language; in another, marked, where there is none."""
        if isinstance(text, Claim):
            text = text.text
        if not text:
            return Markup("")
        words = text.get(self.language)
        if words is not None:
            return self.renderer.html(words)
        language, words = next(iter(text.items()))
        html, tag = self.renderer.html(words), "div" if "\n" in words else "span"
        badge = Markup('<span class="jb-fallback" title="{}">{}</span>').format(
            self.words.ui("fallback", language=self.called(language)), language
        )
        return Markup('<{0} lang="{1}">{2}</{0}> {3}').format(tag, language, html, badge)

    def called(self, language: str) -> str:
        """What readers call a language; where their own doesn't say it, what it calls itself."""
        return self.words.name_of(language) or self._name_of(language)

    def is_block(self, text: Text | Claim) -> bool:
        """Whether a text has several lines, and so comes out as blocks."""
        return "\n" in self.words_in(text.text if isinstance(text, Claim) else text)

    def plain(self, text: Text | Claim | None) -> str:
        """The same without markup."""
        if isinstance(text, Claim):
            text = text.text
        return self.renderer.plain(self.words_in(text)) if text else ""

    def words_in(self, text: Text) -> str:
        """The text in the reader's language, else in the first that there is."""
        return text.get(self.language) or next(iter(text.values()), "")

    def title(self, key: str) -> str:
        """What a thing or stage is called, as plain text."""
        title = self._titles.get(key)
        if title is None:
            title = self._titles[key] = self._title(key)
        return title

    def _title(self, key: str) -> str:
        if key.startswith("kind:"):
            return self.words.kind(key.partition(":")[2], "many")
        if "/" in key:
            stage = stage_text(self.book, key, "title")
            return self.plain(stage) if stage else key.partition("/")[2]
        entry = self.book.entries.get(key) or self.book.hidden[key]
        return self.words_in(entry.thing.title) if entry.thing.title else self.plain(getattr(entry.thing, "ask", None))

    def link(self, key: str | None, label: str | Markup | None = None, *, kind: bool = False) -> Markup:
        """A link to a thing or stage; its title alone where readers may not go there.

        With ``kind``, a stage is named together with its journey.
        """
        if not key:
            return Markup("")
        if label is not None:
            return self._link(key, escaped(label))
        made = self._links.get((key, kind))
        if made is None:
            title = self.title(key)
            if kind and "/" in key and key.startswith("journey:"):
                title = f"{self.title(thing_of(key))} – {title}"
            made = self._links[key, kind] = self._link(key, escaped(title))
        return made

    def _link(self, key: str, shown: str) -> Markup:
        if not key.startswith("kind:") and key not in self.book:
            return Markup(f"<span>{shown}</span>")
        return Markup(f'<a class="jb-ref" href="{ROOT}{address_of(key)}">{shown}</a>')

    def url(self, key: str) -> Markup:
        """The address of a thing, to be put into an attribute."""
        return Markup(ROOT + address_of(key))

    def file(self, path: str) -> Markup:
        """The address of a file of the book, such as ``media/portraits/lisa.svg``."""
        return Markup(f"{ROOT}{quote(path)}")

    def portrait(self, key: str, size: int = 88, alt: str = "", *, lazy: bool = False) -> Markup:
        """A persona's face, as large as a page wants it: their picture, else one drawn from their initials."""
        path = getattr(self.book.thing(key), "portrait", None)
        if path:
            return portraits.shown(self.file(f"media/{path}"), size, alt, lazy=lazy)
        return portraits.drawn(key, self.title(key), size, alt)

    def picture_size(self, path: str) -> tuple[int, int] | None:
        """Width and height of a file below ``media/``."""
        if path not in self._sizes:
            file = self.book.media.get(path)
            self._sizes[path] = size_of_file(file) if file else None
        return self._sizes[path]

    def ordered(self, keys: Any) -> list[str]:
        """Keys in the order of their titles, as Vietnamese dictionaries sort."""
        return sorted(dict.fromkeys(keys), key=lambda key: sort_key(self.title(key)))

    def intro_html(self, markdown: str, address: str) -> Markup:
        """A free page's Markdown as HTML, for the page at an address."""
        return Markup(rooted(str(self.renderer.page_html(markdown)), address))

    def edit_url(self, page: Page) -> str | None:
        """Where the page's file can be edited, at its line; None where the book has no such place."""
        return self.edit_at(page.path, page.line) if page.path else None

    def request_url(self, number: int) -> str | None:
        """Where a pull request can be read."""
        return self.around.repository.request(number)

    def edit_at(self, path: str, line: int) -> str | None:
        """Where a line of a file of the book can be edited."""
        return self.around.repository.edit(path, line)

    def outside(self, address: str | None) -> Markup:
        """A link to an address elsewhere; as text where it isn't one that a browser may safely follow."""
        if not address:
            return Markup("")
        if not address.startswith(("https://", "http://", "mailto:")):
            return Markup(escaped(address))
        shown = address.partition("://")[2].rstrip("/") or address.removeprefix("mailto:")
        return Markup('<a href="{}" rel="noopener">{}</a>').format(address, shown)

    def lane_title(self, key: str, lane: str) -> Text | None:
        """The title of a lane of the model's own, for a stage of a journey that follows it."""
        model = self.book.model_of(key)
        about = model.lanes.get(lane) if model else None
        return about.title if about else None

    def _mention(self, written: str, label: str | None) -> str:
        key = self.book.mentioned.get(written)
        if key is None or (key not in self.book and thing_of(key) not in self.book.hidden):
            return escaped(label or written)
        return str(self.link(key, label))


def text_of(html: str) -> str:
    """HTML without its tags, on one line; what is escaped stays so."""
    return re.sub(r"(?:<svg\b.*?</svg>|<[^>]*>|\s)+", " ", html, flags=re.DOTALL).strip()


def _list_template(kind: str) -> str:
    own = f"pages/{KINDS[kind].FOLDER}.html"
    return own if (theme_folder() / own).is_file() else "pages/list.html"


def _with_heading(section: Section, pen: str = "") -> str:
    inner = "".join(_with_heading(each) for each in section.sections)
    tongue = f' lang="{section.tongue}"' if section.tongue else ""
    return (
        f'<section class="jb-section jb-section--{section.id}"{tongue}><h{section.level} id="{section.id}">'
        f"{escaped(section.title)}</h{section.level}>{pen}{section.html}{inner}</section>"
    )
