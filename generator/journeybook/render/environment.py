"""What templates may say: the filters and functions that an edition lends them, and how Jinja is set up for them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from journeybook.render import pens
from journeybook.render.addresses import ROOT, matrix_address
from journeybook.render.views import calls, changes, curves, drawn, health, messages, segments, story
from journeybook.render.words_files import theme_folder
from journeybook.trust.measures import falls_short

if TYPE_CHECKING:
    from journeybook.render.pages import Edition


class Compiled(BytecodeCache):
    """Templates compiled once: each language, and each build of a preview, has its own environment.

    Python keeps what it compiled of modules; so does this of templates, in Jinja's own folder among temporary
    files, which nobody else may write to. Where there is none, they are kept in memory alone.
    """

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])
        elif files := _compiled_before():
            with suppress(OSError):
                files.load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()
        if files := _compiled_before():
            with suppress(OSError):  # a full disk; nothing depends on it
                files.dump_bytecode(bucket)


@cache
def _compiled_before() -> FileSystemBytecodeCache | None:
    try:
        return FileSystemBytecodeCache()
    except (RuntimeError, OSError):
        return None


class _Context(Context):
    """None of our functions takes Jinja's context, so calls needn't look whether one does: a page has hundreds."""

    def call(
        self, function: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        return function(*args, **named)


def environment(edition: Edition, overrides: tuple[Path, ...]) -> Environment:
    """Jinja for an edition's templates; those in ``overrides`` go before the theme's."""
    folders = [FileSystemLoader(folder) for folder in (*overrides, theme_folder())]
    jinja = Environment(
        loader=ChoiceLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Compiled(),
    )
    jinja.context_class = _Context
    jinja.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    words = edition.words
    jinja.filters.update(
        say=edition.say,
        is_block=edition.is_block,
        plain=edition.plain,
        day=words.day,
        number=words.number,
        figure=words.figure,
        ordered=edition.ordered,
        anchor=changes.anchor,
        brief=partial(calls.brief, edition),
        clip=calls.clipped,
        call_address=calls.call_address,
        has_sheet=calls.has_sheet,
        messages_address=messages.messages_address,
        story_address=story.story_address,
        meeting_address=partial(calls.meeting, edition),
    )
    jinja.globals.update(
        ed=edition,
        book=edition.book,
        section=edition.section,
        link=edition.link,
        url=edition.url,
        file=edition.file,
        matrix_url=lambda key: Markup(ROOT + matrix_address(key)),
        curve_of=partial(curves.curve, edition),
        opportunities_of=partial(drawn.opportunities, edition),
        committee_of=partial(drawn.committee, edition),
        bar_of=partial(drawn.bar, edition),
        ranking_of=partial(segments.ranking, edition),
        portrait=edition.portrait,
        report_url=partial(pens.report_url, edition),
        w=words.ui,
        kind=words.kind,
        label=words.field,
        value=words.value,
        part_of_date=words.part_of_date,
        freshness=partial(health.freshness, edition),
        proof=partial(health.proof, edition),
        standing=edition.health.claims.standing,
        holds=edition.health.claims.holds,
        falls_short=falls_short,
        lang=edition.language,
        title=edition.title,
    )
    return jinja
