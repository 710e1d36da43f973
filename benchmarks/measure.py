"""Run a command in a process of its own and tell how long it took and how much memory it needed."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024
"""`ru_maxrss` counts bytes on macOS and KiB elsewhere."""


class CommandFailed(Exception):
    """A measured command ended with an error: its numbers would mean nothing."""


@dataclass(frozen=True)
class Run:
    """One run of one command."""

    seconds: float
    peak_mib: float


def run(command: Sequence[str], folder: Path, extra: Mapping[str, str] | None = None) -> Run:
    """Run a command in a folder, with extra environment variables, and measure it.

    The peak is that of the largest single process among the command and its children. A forked process
    inherits the mark of the one that measures; so this one stays small and leaves all real work to others.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(extra or {})}, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            tail = output.read().decode("utf-8", "replace")[-2000:]
            raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    return Run(seconds, usage.ru_maxrss * BYTES_PER_UNIT / 2**20)


def git(book: Path, *arguments: str) -> None:
    """Runs git in a book's folder, as somebody."""
    who = ["-c", "user.name=Measure", "-c", "user.email=measure@example.com"]
    subprocess.run(["git", *who, *arguments], cwd=book, check=True, capture_output=True)
