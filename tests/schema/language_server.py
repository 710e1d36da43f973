"""The YAML language server that editors run, spoken to as editors do: JSON-RPC through its standard streams."""

from __future__ import annotations

import json
import queue
import subprocess
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import Any

_PATIENCE = 60
"""Seconds for one answer; a slow machine starts Node.js slowly."""


class LanguageServer:
    """One server for one folder; ``settings`` are those of the editor, with dots in their names."""

    def __init__(self, program: Path, folder: Path, settings: Mapping[str, Any]) -> None:
        self.folder, self.settings = folder, _nested(settings)
        self.process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._said: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._problems: dict[str, list[dict[str, Any]]] = {}
        self._number = 0
        Thread(target=self._listen, daemon=True).start()
        workspace = [{"uri": folder.as_uri(), "name": "book"}]
        abilities = {"workspace": {"configuration": True, "workspaceFolders": True}}
        started = {
            "processId": None,
            "rootUri": folder.as_uri(),
            "workspaceFolders": workspace,
            "capabilities": abilities,
        }
        self.ask("initialize", started)
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self.settings})

    def close(self) -> None:
        """Ends it, whatever it is doing."""
        self.process.kill()
        self.process.wait()

    def open(self, path: str, text: str) -> None:
        """Opens a file of the folder with a text, which needn't be what is on disk, and waits for its problems."""
        self.open_all({path: text})

    def open_all(self, texts: Mapping[str, str]) -> None:
        """Opens files at once, since it waits a while before it looks at each."""
        for path, text in texts.items():
            about = {"uri": self._uri(path), "languageId": "yaml", "version": 1, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": about})
        waiting = {self._uri(path) for path in texts}
        while not waiting <= self._problems.keys():  # only then it has read our settings, and knows the files
            self._take(self._next())

    def completion(self, path: str, line: int, column: int) -> list[dict[str, Any]]:
        """What is offered at a place, counted from 1."""
        answer = self.ask("textDocument/completion", self._at(path, line, column))
        return list(answer["items"] if isinstance(answer, dict) else answer or [])

    def hover(self, path: str, line: int, column: int) -> str:
        """What is explained at a place, counted from 1."""
        answer = self.ask("textDocument/hover", self._at(path, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def problems(self, path: str) -> list[tuple[int, int, str]]:
        """What is wrong in an open file: line and column from 1, and what is said."""
        found = (each["range"]["start"] | {"said": each["message"]} for each in self._problems[self._uri(path)])
        return sorted((each["line"] + 1, each["character"] + 1, each["said"]) for each in found)

    def ask(self, method: str, about: Any) -> Any:
        """Asks and waits for the answer."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": about})
        while True:
            said = self._next()
            if said.get("id") == number and "method" not in said:
                assert "error" not in said, said
                return said["result"]
            self._take(said)

    # --- the wire -----------------------------------------------------------------------------------------------------

    def _at(self, path: str, line: int, column: int) -> dict[str, Any]:
        place = {"line": line - 1, "character": column - 1}
        return {"textDocument": {"uri": self._uri(path)}, "position": place}

    def _uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def _tell(self, method: str, about: Any) -> None:
        self._send({"method": method, "params": about})

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        said = self._said.get(timeout=_PATIENCE)
        assert said is not None, "the language server has ended"
        return said

    def _take(self, said: Mapping[str, Any]) -> None:
        """What comes unasked: problems of a file, and questions that an editor must answer."""
        if said.get("method") == "textDocument/publishDiagnostics":
            self._problems[said["params"]["uri"]] = said["params"]["diagnostics"]
        elif "id" in said and "method" in said:
            asked = said["params"].get("items", []) if said.get("params") else []
            self._send({"id": said["id"], "result": [self.settings.get(each.get("section")) for each in asked] or None})

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream
        while True:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not line:
                self._said.put(None)
                return
            self._said.put(json.loads(stream.read(length)))


def _nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """``{"yaml.hover": true}`` → ``{"yaml": {"hover": true}}``."""
    made: dict[str, Any] = {}
    for name, value in settings.items():
        inner = made
        *outer, last = name.split(".") if not name.startswith("[") else [name]
        for part in outer:
            inner = inner.setdefault(part, {})
        inner[last] = value
    return made
