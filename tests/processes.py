"""Commands in processes of their own, forked from one that has read all modules already.

A process that starts from nothing reads for a second before it works: longer than most books of the tests take.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

READ = get_context("forkserver")
READ.set_forkserver_preload(
    ["mkdocs.__main__", "mkdocs.commands.build", "journeybook.outlets.mkdocs_plugin", "journeybook.publish"]
)


def mkdocs(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs ``mkdocs`` as its command does."""
    with TemporaryDirectory() as folder:
        said = Path(folder)
        process = READ.Process(target=_mkdocs, args=(arguments, {**os.environ, **environment}, Path.cwd(), said))
        process.start()
        process.join()
        out, err = ((said / name).read_text(encoding="utf-8") for name in ("out", "err"))
        return subprocess.CompletedProcess(["mkdocs", *arguments], process.exitcode or 0, out, err)


def _mkdocs(arguments: tuple[str, ...], environment: Mapping[str, str], folder: Path, said: Path) -> None:
    for name, number in (("out", 1), ("err", 2)):
        os.dup2(os.open(said / name, os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["mkdocs", *arguments]
    from mkdocs.__main__ import cli  # noqa: PLC0415  # only the process that works needs it

    cli()
