"""Stages as every view needs them: their keys, and what they are called."""

from __future__ import annotations

from journeybook.book import Book, journey, stage_key, thing_of
from journeybook.model import Model
from journeybook.model.library import ModelStage
from journeybook.model.texts import Text


def stage_keys(book: Book, key: str) -> list[str]:
    """The keys of a journey's stages, in order; none for other things."""
    if not key.startswith("journey:"):
        return []
    return [stage_key(key, stage) for stage in journey(book.entries[key]).stages if stage.id]


def model_stage(book: Book, key: str) -> ModelStage | None:
    """The model's stage behind a journey's (or behind itself)."""
    name = key.partition("/")[2]
    owner = book.entries[thing_of(key)].thing
    model = owner if isinstance(owner, Model) else book.model_of(key)
    return next((stage for stage in model.stages if stage.id == name), None) if model else None


def stage_text(book: Book, key: str, field: str) -> Text | None:
    """A stage's title or summary: its own, else its model's."""
    own = getattr(book.stages.get(key), field, None)
    if own:
        return own  # type: ignore[no-any-return]
    model = model_stage(book, key)
    return getattr(model, field) if model else None
