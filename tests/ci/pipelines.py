"""Pipelines as tests read and run them: the steps of a workflow in bash, with a ``gh`` that keeps what it is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.publish.repository import WHO

ROOT = Path(__file__).parents[2]

#: Stands for GitHub: comments and issues are kept in a file, and found with jq as the real program does.
GH = """\
#!{python}
import json, os, subprocess, sys
from pathlib import Path

state, words = Path(os.environ["GH_STATE"]), sys.argv[1:]
kept = json.loads(state.read_text()) if state.exists() else []
option = lambda name: words[words.index(name) + 1]
body = lambda: Path(option("--field").removeprefix("body=@")).read_text()
bot = {{"user": {{"type": "Bot"}}, "pull_request": None}}

if "--jq" in words:
    print(subprocess.check_output(["jq", option("--jq")], input=json.dumps(kept), text=True), end="")
elif "PATCH" in words:
    number = int(words[words.index("PATCH") + 1].rpartition("/")[2])
    [each.update(body=body()) for each in kept if each["id"] == number]
elif "POST" in words:
    kept.append({{**bot, "id": len(kept) + 1, "body": body()}})
elif words[:2] == ["issue", "create"]:
    text = Path(option("--body-file")).read_text()
    kept.append({{**bot, "number": len(kept) + 1, "title": option("--title"), "body": text}})
elif words[:2] == ["issue", "edit"]:
    text = Path(option("--body-file")).read_text()
    [each.update(body=text) for each in kept if str(each["number"]) == words[2]]
elif words[:2] == ["issue", "close"]:
    kept = [each for each in kept if str(each["number"]) != words[2]]
else:
    sys.exit(f"gh doesn't know: {{words}}")
state.write_text(json.dumps(kept))
"""


def loaded(text: str) -> dict[str, Any]:
    """A workflow; YAML reads its key ``on`` as true, which GitHub doesn't."""
    workflow = yaml.safe_load(text)
    if True in workflow:
        workflow["on"] = workflow.pop(True)
    assert isinstance(workflow, dict)
    return workflow


def step(workflow: dict[str, Any], job: str, name: str) -> dict[str, Any]:
    return next(step for step in workflow["jobs"][job]["steps"] if step.get("name") == name)


def run_step(step: dict[str, Any], folder: Path, space: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a step's script as GitHub does, with the ``env`` filled in by the caller."""
    programs = space / "bin"
    programs.mkdir(parents=True, exist_ok=True)
    (programs / "gh").write_text(GH.format(python=sys.executable), encoding="utf-8")
    (programs / "gh").chmod(0o755)
    known = {
        "PATH": f"{programs}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "BOOK": ".",
        "RUNNER_TEMP": str(space),
        "GITHUB_STEP_SUMMARY": str(space / "summary.md"),
        "GITHUB_REPOSITORY": "example/journeybook",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REF_NAME": "main",
        "GH_STATE": str(space / "gh.json"),
        "LANG": "C.UTF-8",
    }
    asked = step.get("env", {}).keys() - {"GH_TOKEN"}
    assert asked <= environment.keys(), f"the step wants {asked}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, **WHO, **known, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
