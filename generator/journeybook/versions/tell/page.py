"""What changed, as one HTML page that needs nothing else."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, Template

from journeybook.sentences import said
from journeybook.versions.tell.told import Report


def as_html(told: Report, language: str = "en") -> str:
    """A page to send or to keep: no scripts, nothing from elsewhere."""
    return _template().render(told=told, language=language, say=lambda what, **fill: said(what, language, **fill))


@cache
def _template() -> Template:
    text = resources.files("journeybook").joinpath("data", "changes.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(text)
