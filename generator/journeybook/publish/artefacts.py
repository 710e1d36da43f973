"""Built versions on the shelf: each (language, version) is built once and never again while nothing of it changes.

An artefact's key is a digest of its commit, its language and how it is published. It is built beside its place and
renamed when it is whole, so what stands on the shelf is finished, whenever a run was killed. Files that are the same in
several artefacts (fonts, scripts, pages that didn't change) lie on the disk once, where the system has hard links.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from journeybook.outlets.mkdocs_version import BuiltVersion, CannotBuild, build_version
from journeybook.outlets.publication import Publication
from journeybook.versions.history import History
from journeybook.versions.overtaken import Checkout

#: Raised by one whenever artefacts of before can't be used any more.
_GENERATION = 1
_FILES = "files"


@dataclass(frozen=True)
class Artefact:
    """What is to be built, from which commit: one language of one version."""

    commit: str
    language: str
    publication: Publication
    history: History
    """The releases up to this version."""
    checkout: Checkout | None = None
    """Where git knows its files."""

    @property
    def key(self) -> str:
        """The name of its place on the shelf."""
        releases = [(release.name, str(release.day), len(release.commits)) for release in self.history.releases]
        said = [_GENERATION, self.commit, self.language, asdict(self.publication), releases]
        digest = sha256(json.dumps(said).encode()).hexdigest()[:12]
        return f"{self.commit[:12]}-{self.language}-{digest}"


@dataclass(frozen=True)
class Made:
    """What came of an artefact: built now or before, or not at all, for a reason."""

    artefact: Artefact
    built: BuiltVersion | None
    reason: str = ""
    is_new: bool = True


class Shelf:
    """The folder of artefacts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob("*.part"):  # of a run that was killed
            shutil.rmtree(left, ignore_errors=True)

    def place(self, artefact: Artefact) -> Path:
        """Where an artefact's site stands, once it is built."""
        return self.folder / artefact.key / "site"

    def find(self, artefact: Artefact) -> Made | None:
        """An artefact that was built before."""
        try:
            said = json.loads((self.folder / artefact.key / "built.json").read_text(encoding="utf-8"))
            return Made(artefact, BuiltVersion(**said), is_new=False)
        except (OSError, ValueError, TypeError):
            return None

    def forget(self, keep: set[str]) -> None:
        """Throws away what no site shows."""
        for place in self.folder.iterdir():
            if place.name not in keep and place.name != _FILES:
                shutil.rmtree(place, ignore_errors=True)
        for file in (self.folder / _FILES).glob("*"):
            if file.stat().st_nlink == 1:
                file.unlink()

    def build(
        self, wanted: Sequence[tuple[Artefact, Path]], workers: int, done: Callable[[Made], None]
    ) -> dict[str, Made]:
        """Builds artefacts, each from the folder that holds its commit's files; several at a time. By key."""
        made: dict[str, Made] = {}
        with ProcessPoolExecutor(
            max_workers=max(1, min(workers, len(wanted))), mp_context=get_context("spawn")
        ) as pool:
            runs: dict[Future[BuiltVersion], Artefact] = {
                pool.submit(_build, tree, artefact, self.folder): artefact for artefact, tree in wanted
            }
            try:
                for run in as_completed(runs):
                    artefact = runs[run]
                    made[artefact.key] = _outcome(artefact, run)
                    done(made[artefact.key])
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return made


def _outcome(artefact: Artefact, run: Future[BuiltVersion]) -> Made:
    try:
        return Made(artefact, run.result())
    except CannotBuild as error:
        return Made(artefact, None, str(error))
    except BrokenProcessPool:
        return Made(artefact, None, "its build was ended from outside (was there enough memory?)")


def _build(tree: Path, artefact: Artefact, folder: Path) -> BuiltVersion:
    part = folder / f"{artefact.key}.part"
    shutil.rmtree(part, ignore_errors=True)
    built = build_version(
        tree, artefact.language, artefact.publication, part / "site", artefact.history, artefact.checkout
    )
    _share(part / "site", folder / _FILES)
    (part / "built.json").write_text(json.dumps(asdict(built)), encoding="utf-8")
    place = folder / artefact.key
    shutil.rmtree(place, ignore_errors=True)  # --rerender builds what is there already
    part.rename(place)
    return built


def _share(site: Path, files: Path) -> None:
    """Makes one of all files with the same bytes, here and in other artefacts."""
    files.mkdir(exist_ok=True)
    for file in site.rglob("*"):
        if not file.is_file():
            continue
        shared = files / sha256(file.read_bytes()).hexdigest()[:32]
        try:
            if not shared.exists():
                with suppress(FileExistsError):  # another process was quicker
                    os.link(file, shared)
            beside = file.with_name(f".jb-{file.name}")
            os.link(shared, beside)
            beside.replace(file)
        except OSError:  # no hard links here, or no more of this file
            return
