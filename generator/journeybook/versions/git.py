"""What is asked of git: plain questions, each one call of the program with fixed arguments, never of a shell."""

from __future__ import annotations

import os
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


class GitFailed(Exception):
    """git is missing, or can't answer; ``slip`` names the sentence that says so and ``args`` fill it."""

    def __init__(self, slip: str, **fill: object) -> None:
        super().__init__(slip)
        self.slip, self.fill = slip, fill


@dataclass(frozen=True)
class Tag:
    """A tag: its name, the commit that it names, the day on which that was committed."""

    name: str
    commit: str
    day: date


def run(root: Path, *arguments: str, text: str | None = None) -> str:
    """What git answers in a repository. Raises GitFailed."""
    try:
        answer = subprocess.run(
            _command(root, arguments), capture_output=True, check=False, env=_environment(), input=(text or "").encode()
        )
    except FileNotFoundError:
        raise GitFailed("git-missing") from None
    if answer.returncode:
        said = answer.stderr.decode("utf-8", "replace").strip()
        raise GitFailed("git-failed", command=arguments[0], reason=said.splitlines()[-1] if said else "")
    return answer.stdout.decode("utf-8", "replace")


def root(folder: Path) -> Path:
    """The top folder of the repository in which a folder lies. Raises GitFailed where it lies in none."""
    try:
        return Path(run(folder, "rev-parse", "--show-toplevel").rstrip("\n")).resolve()
    except GitFailed as failed:
        raise failed if failed.slip == "git-missing" else GitFailed("git-none", folder=folder) from None


def prefix(folder: Path) -> str:
    """The way from a repository's top folder to one within: ``handbook/``; empty at the top, or outside of git."""
    try:
        inner = folder.resolve().relative_to(root(folder)).as_posix()
    except GitFailed:
        return ""
    return "" if inner == "." else f"{inner}/"


def tags(root: Path, merged: str | None = None) -> list[Tag]:
    """Every tag that names a commit; with ``merged``, those that this commit comes from."""
    asked = ("refname:strip=2", "objectname", "*objectname", "objecttype", "*objecttype")
    form = "%00".join(f"%({each})" for each in (*asked, "committerdate:short", "*committerdate:short"))
    within = [f"--merged={merged}"] if merged else []
    found = []
    for line in run(root, "for-each-ref", f"--format={form}", *within, "refs/tags").splitlines():
        name, own, of_commit, kind, inner, day, inner_day = line.split("\0")
        if "commit" in (kind, inner):
            found.append(Tag(name, of_commit or own, date.fromisoformat(inner_day or day)))
    return found


def resolve(root: Path, revision: str) -> str:
    """The commit that a revision names. Raises GitFailed where there is none."""
    try:
        return run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except GitFailed as failed:
        raise failed if failed.slip == "git-missing" else GitFailed("git-unknown", name=revision) from None


def day_of(root: Path, commit: str) -> date:
    """The day on which something was committed."""
    return date.fromisoformat(run(root, "show", "--no-patch", "--format=%cs", "--end-of-options", commit).strip())


def comes_from(root: Path, commit: str, earlier: str) -> bool:
    """Whether a commit has an earlier one in its past (or is that one)."""
    return not run(root, "rev-list", "--max-count=1", f"{commit}..{earlier}").strip()


def is_shallow(root: Path) -> bool:
    """Whether the repository was cloned without its whole past."""
    return run(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def is_clean(root: Path, paths: Sequence[Path] = ()) -> bool:
    """Whether everything is committed (below the paths, if any are named)."""
    return not run(root, "status", "--porcelain", "--", *map(str, paths)).strip()


def branch(root: Path) -> str | None:
    """The branch that is checked out; None where none is."""
    name = run(root, "rev-parse", "--abbrev-ref", "HEAD").strip()
    return None if name == "HEAD" else name


def has_commits(root: Path) -> bool:
    """Whether anything was ever committed here."""
    try:
        run(root, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitFailed:
        return False
    return True


def is_name_for_tag(root: Path, name: str) -> bool:
    """Whether git takes a name for a tag."""
    try:
        run(root, "check-ref-format", f"refs/tags/{name}")
    except GitFailed:
        return False
    return not name.startswith("-")


def remote_of(root: Path, branch: str) -> str:
    """The remote that a branch is pushed to; empty where there is none."""
    remotes = run(root, "remote").split()
    try:
        said = run(root, "config", f"branch.{branch}.remote").strip()
    except GitFailed:
        said = "origin"
    return said if said in remotes else ""


def nearest(root: Path, tags: Sequence[str]) -> str:
    """Of tags that HEAD comes from, the one with the fewest commits since. Raises GitFailed."""
    matching = [f"--match={tag}" for tag in tags]  # no tag's name has * or ? or [ in it
    return run(root, "describe", "--tags", "--abbrev=0", *matching, "HEAD").strip()


def extract(root: Path, commit: str, target: Path, inner: str = ".") -> None:
    """Writes a commit's files (those below ``inner``) into a folder, as a clean checkout has them. Raises GitFailed.

    The files come as an archive, so nothing is left registered in the repository when a run is killed.
    """
    target.mkdir(parents=True, exist_ok=True)
    arguments = ("archive", "--format=tar", commit, "--", inner)
    with subprocess.Popen(
        _command(root, arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        try:
            with tarfile.open(fileobj=program.stdout, mode="r|") as archive:
                archive.extractall(target, filter="data")
        except tarfile.TarError as error:
            said = program.stderr.read().decode("utf-8", "replace").strip()
            raise GitFailed("git-failed", command="archive", reason=said or str(error)) from error
        program.stdout.read()


def texts(root: Path, names: Sequence[str]) -> dict[str, str]:
    """What files said at commits, by names as ``commit:path``, in one call; empty for what wasn't there."""
    names = [name for name in dict.fromkeys(names) if "\n" not in name]
    answer = run(root, "cat-file", "--batch", text="".join(f"{name}\n" for name in names)).encode()
    found: dict[str, str] = {}
    for name in names:
        head, _, answer = answer.partition(b"\n")
        size = head.rpartition(b" ")[2]
        length = int(size) if size.isdigit() and b" blob " in head else 0
        found[name] = answer[:length].decode("utf-8", "replace")
        answer = answer[length + 1 :] if length or size.isdigit() else answer
    return found


def _command(root: Path, arguments: Sequence[str]) -> list[str]:
    return ["git", "-C", str(root), "-c", "core.quotepath=off", "-c", "color.ui=false", *arguments]


def _environment() -> dict[str, str]:
    """Without what leads git elsewhere (a hook's GIT_DIR), and in English, since its words may be told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


#: Who commits, and whether git may be asked about this folder at all.
_KEPT = (
    "GIT_AUTHOR_NAME",
    "GIT_AUTHOR_EMAIL",
    "GIT_AUTHOR_DATE",
    "GIT_COMMITTER_NAME",
    "GIT_COMMITTER_EMAIL",
    "GIT_COMMITTER_DATE",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_COUNT",
    "GIT_SSH_COMMAND",
    "GIT_SSH",
)
