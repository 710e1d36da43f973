"""The files with which a host checks, tells, previews and publishes a book: ``data/ci`` filled in for one book.

In the templates ``@BOOK@`` and its like stand for what is the book's own, ``@ci-check@`` for a sentence of ours.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal

from journeybook import __version__
from journeybook.begin import files_below
from journeybook.problems import MESSAGE_LANGUAGES
from journeybook.sentences import said
from journeybook.settings import Settings, Versions
from journeybook.versions import git

HOSTS = ("github", "gitlab")
_OF_HOST = {"gitlab": (".gitlab-ci.yml", ".gitlab"), "github": (".github",)}
_VALUE = re.compile(r"@([A-Z]+|[a-z]+(?:-[a-z]+)+)@")


@dataclass(frozen=True)
class Pipeline:
    """What differs from book to book: ``prefix`` leads from the repository's top folder to the book's (``handbook/``).

    ``install`` is the command that installs Journeybook; that of the book's requirements.txt, if it is empty.
    """

    host: str
    language: str = "en"
    prefix: str = ""
    tags: tuple[str, ...] = Versions().tags
    install: str = ""


def pipeline_of(settings: Settings, host: str, install: str = "") -> Pipeline:
    """What a book's own settings say of it."""
    language = settings.language if settings.language in MESSAGE_LANGUAGES else "en"
    return Pipeline(host, language, git.prefix(settings.folder), settings.versions.tags, install)


def host_files(pipeline: Pipeline) -> dict[str, str]:
    """The host's own files: the way from the repository's top folder → the text."""
    return _filled(pipeline.host, pipeline)


def desk_files(pipeline: Pipeline) -> dict[str, str]:
    """What lies beside ``mkdocs.yml`` (or, for pre-commit, at the top): the version to install, the hook."""
    files = _filled("book", pipeline)
    requirements = files.pop("requirements.txt")
    return {f"{pipeline.prefix}requirements.txt": requirements, **files}


def begin_pipeline(settings: Settings, host: str | None) -> list[Path]:
    """What a new book gets; the files written. Nothing that is there is touched.

    Outside of the book's own folder nothing is written without being asked for: a repository around it has its ways.
    """
    try:
        top = git.root(settings.folder)
    except git.GitFailed:
        top = settings.folder.resolve()
    pipeline = pipeline_of(settings, host or host_of(top))
    files = desk_files(pipeline)
    if host != "none" and (host or not pipeline.prefix):
        files |= host_files(pipeline)
    elif pipeline.prefix:
        files = {name: text for name, text in files.items() if name.startswith(pipeline.prefix)}
    return [top / name for name, text in files.items() if write_new(top / name, text)]


@dataclass(frozen=True)
class Wrote:
    """What became of a file: the sentence that says so, and what it said before, where that was something else."""

    what: Literal["ci-same", "ci-wrote", "ci-differs"]
    before: str | None = None


def write(file: Path, text: str, *, force: bool = False) -> Wrote:
    """Writes a file; one that says something else only if that is wished."""
    before = file.read_text(encoding="utf-8") if file.is_file() else None
    if before == text:
        return Wrote("ci-same")
    if before is not None and not force:
        return Wrote("ci-differs", before)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return Wrote("ci-wrote", before)


def write_new(file: Path, text: str) -> bool:
    """Writes a file unless there is one; whether it did."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        return False
    return True


def host_of(folder: Path) -> str:
    """The host that a repository belongs to: by what is written for one already, else by where it is pushed."""
    for host, names in _OF_HOST.items():
        if any((folder / name).exists() for name in names):
            return host
    try:
        remotes = git.run(folder, "remote", "-v")
    except git.GitFailed:
        remotes = ""
    return "gitlab" if "gitlab" in remotes.lower() else "github"


def difference(file: str, there: str, wanted: str) -> str:
    """What would change in a file, line by line."""
    lines = difflib.unified_diff(
        there.splitlines(keepends=True), wanted.splitlines(keepends=True), f"a/{file}", f"b/{file}"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _filled(part: str, pipeline: Pipeline) -> dict[str, str]:
    folder = pipeline.prefix.rstrip("/") or "."
    requirements = f"{pipeline.prefix}requirements.txt"
    values: Mapping[str, str] = {
        "BOOK": folder,
        "CACHE": f"{pipeline.prefix}.journeybook",
        "INSTALL": pipeline.install or f'pip install -r "{requirements}"',
        "LANG": pipeline.language,
        "TAGS": json.dumps(list(pipeline.tags), ensure_ascii=False),
        "VERSION": __version__,
    }

    def value(found: re.Match[str]) -> str:
        name = found[1]
        return values[name] if name.isupper() else said(name, pipeline.language)

    files = files_below(resources.files("journeybook").joinpath("data", "ci", part))
    return {inside: _VALUE.sub(value, source.read_text(encoding="utf-8")) for inside, source in files}
