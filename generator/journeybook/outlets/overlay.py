"""What a preview shows over the last good page while something is wrong: each mistake, its place and its way out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from journeybook.excerpts import Excerpts
from journeybook.explained import HelpOf, explanation, nowhere
from journeybook.problems import Problem
from journeybook.sentences import said

_MOST = 20
#: The page's own styles may be missing, so the panel brings its own; a light-dark() pair for each colour.
_STYLE = """
.jb-wrong{position:fixed;inset:auto 0 0;z-index:1000;max-height:70vh;overflow:auto;color-scheme:light dark;
background:light-dark(#fff,#1b212b);color:light-dark(#1d2433,#e8ebf1);border-top:4px solid light-dark(#b3382c,#f08b7d);
box-shadow:0 -8px 32px #0003;font:16px/1.5 "Be Vietnam Pro",system-ui,sans-serif}
[data-md-color-scheme=slate]~.jb-wrong,[data-md-color-scheme=slate] .jb-wrong{color-scheme:dark}
[data-md-color-scheme=default] .jb-wrong{color-scheme:light}
.jb-wrong summary{padding:12px 24px;font-weight:600;cursor:pointer}
.jb-wrong ol{margin:0;padding:0 24px 16px;list-style:none}
.jb-wrong li{margin:0;padding:12px 0;border-top:1px solid light-dark(#e4e1d8,#2e3644)}
.jb-wrong p{margin:0}.jb-wrong .place{color:light-dark(#5b6475,#9aa5b8);font-size:14px}
.jb-wrong pre{margin:8px 0;padding:8px 12px;overflow-x:auto;border-radius:6px;
background:light-dark(#f1f4f8,#14181f);font:14px/1.5 "JetBrains Mono",monospace}
.jb-wrong a{color:light-dark(#0f5c63,#7cc5c9);text-decoration:underline}
.jb-wrong pre b{color:light-dark(#b3382c,#f08b7d)}
@media print{.jb-wrong{display:none}}
"""


def overlay(
    problems: Sequence[Problem],
    folder: Path,
    language: str,
    failure: str = "",
    *,
    help_of: HelpOf = nowhere,
    is_open: bool = True,
) -> str:
    """The panel as HTML: errors of the content, or a sentence of what else went wrong; empty where all is well."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if not errors and not failure:
        return ""
    excerpts = Excerpts(folder)
    items = [_failed(failure)] if failure else []
    items += [_item(problem, excerpts, language, help_of) for problem in errors[:_MOST]]
    if len(errors) > _MOST:
        items.append(f"<li><p>{escape(said('preview-more', language, count=len(errors) - _MOST))}</p></li>")
    title = said("preview-failed" if failure else "preview-errors", language, count=len(errors))
    return (
        f'<style>{_STYLE}</style><details{" open" if is_open else ""} class="jb-wrong" role="alert" lang="{language}">'
        f"<summary>{escape(title)}</summary><ol>{''.join(items)}</ol></details>"
    )


def _item(problem: Problem, excerpts: Excerpts, language: str, help_of: HelpOf) -> str:
    shown = excerpts.of(problem)
    lines = f"<pre>{escape(shown.text)}\n<b>{shown.marker}</b></pre>" if shown else ""
    hint = problem.hint(language)
    address, more = help_of(problem.code), ""
    if address:
        title = said("preview-explain", language, title=explanation(problem.code, language).title)
        more = f'<p><a href="{escape(address)}">{escape(title)}</a></p>'
    return (
        f'<li><p class="place">{escape(problem.path)}:{problem.line}:{problem.column}</p>'
        f"<p>{escape(problem.message(language))}</p>{lines}{f'<p>{escape(hint)}</p>' if hint else ''}"
        f"{more}</li>"
    )


def _failed(words: str) -> str:
    return f"<li><pre>{escape(words)}</pre></li>"
