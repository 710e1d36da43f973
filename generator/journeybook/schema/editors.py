"""What an editor needs beside a book: which schema is for which file, and manners that suit YAML."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journeybook.problems import MESSAGE_LANGUAGES
from journeybook.schema import PLACE, as_text, mapping, schemas
from journeybook.schema.forms import Known
from journeybook.settings import Settings

_EDITORCONFIG = """\
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
trim_trailing_whitespace = true

[*.{yaml,yml}]
indent_style = space
indent_size = 2
"""


def editor_settings(settings: Settings) -> dict[str, Any]:
    """The settings of VS Code for a book's folder, by their names there."""
    return {
        "yaml.schemas": mapping(settings),
        "yaml.yamlVersion": "1.2",
        "yaml.validate": True,
        "yaml.hover": True,
        "yaml.completion": True,
        "yaml.format.enable": False,
        "[yaml]": {
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
            "editor.wordWrap": "on",
            "files.encoding": "utf8",
        },
        "files.insertFinalNewline": True,
        "files.trimTrailingWhitespace": True,
    }


def explained_in(settings: Settings) -> tuple[str, ...]:
    """The languages in which fields are explained: both of ours, the book's own first."""
    return tuple(sorted(MESSAGE_LANGUAGES, key=lambda language: language != settings.language))


def schema_files(settings: Settings, known: Known | None = None) -> dict[Path, str]:
    """The files of the schemas, relative to the folder of ``mkdocs.yml``."""
    made = schemas(settings.languages, explained_in(settings), known)
    return {PLACE / name: as_text(schema) for name, schema in made.items()}


def desk_files(settings: Settings) -> dict[Path, str]:
    """The files that make editors use the schemas; people change them as they like."""
    extensions = {"recommendations": ["redhat.vscode-yaml", "editorconfig.editorconfig"]}
    return {
        Path(".vscode/settings.json"): as_text(editor_settings(settings)),
        Path(".vscode/extensions.json"): json.dumps(extensions, indent=1) + "\n",
        Path(".editorconfig"): _EDITORCONFIG,
    }


def write(settings: Settings, known: Known | None = None) -> list[Path]:
    """Writes the schemas, and what makes editors use them where there is none of it; the files that have changed."""
    desk = {inside: text for inside, text in desk_files(settings).items() if not (settings.folder / inside).exists()}
    return _written(settings.folder, {**desk, **schema_files(settings, known)})


def write_schemas(settings: Settings, folder: Path, known: Known | None = None) -> list[Path]:
    """Writes the schemas alone, into a folder of any place; the files that have changed."""
    return _written(folder, {Path(inside.name): text for inside, text in schema_files(settings, known).items()})


def _written(folder: Path, files: Mapping[Path, str]) -> list[Path]:
    changed = [
        folder / inside
        for inside, text in files.items()
        if not (folder / inside).is_file() or (folder / inside).read_bytes() != text.encode()
    ]
    for file in changed:
        _replace(file, files[file.relative_to(folder)])
    return changed


def _replace(file: Path, text: str) -> None:
    """All of a file or nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(file)
