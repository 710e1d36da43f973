"""From page to file: where a file of the book is edited, at its line, and where something wrong is reported.

Hosts of repositories write these addresses each in its own way; a template in the configuration goes before them.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

#: How a host names a line within an address.
_LINES = {"bitbucket": "#lines-{line}"}
#: The form in which a host takes a prefilled issue: its path, and the names of title and text.
_ISSUES = {
    "github": ("issues/new", "title", "body"),
    "gitlab": ("-/issues/new", "issue[title]", "issue[description]"),
    "gitea": ("issues/new", "title", "body"),
    "bitbucket": ("issues/new", "title", "content"),
}


_REQUESTS = {"github": "pull", "gitlab": "-/merge_requests", "gitea": "pulls", "bitbucket": "pull-requests"}


@dataclass(frozen=True)
class Repository:
    """Where a book's files live. All is empty for a book that says nothing of it."""

    home: str = ""
    """The repository's address, without a last slash."""
    host: str = ""
    """Which host's forms it takes: ``github``, ``gitlab``, ``gitea``, ``bitbucket``; or none that is known."""
    edit_uri: str = ""
    """What stands before a path in the content's folder, relative to ``home`` or whole; may hold ``{path}``."""
    prefix: str = ""
    """The content's folder, as paths of the book begin: ``content/``."""
    edit_template: str = ""
    report_template: str = ""

    def edit(self, path: str, line: int) -> str | None:
        """The address at which a file is edited, at a line (from 1); None where there is no such place.

        ``path`` is relative to the folder of ``mkdocs.yml``.
        """
        if self.edit_template:
            return self.edit_template.format(path=quote(path), line=line)
        if not self.edit_uri:
            return None
        file = quote(path.removeprefix(self.prefix))
        if "{" in self.edit_uri:
            address = self.edit_uri.format(path=file, path_noext=file.rpartition(".")[0])
        else:
            address = f"{self.edit_uri}{file}"
        if not address.startswith(("http://", "https://")):
            address = f"{self.home}/{address}"
        return f"{address}{_LINES.get(self.host, '#L{line}').format(line=line) if line > 1 else ''}"

    def request(self, number: int) -> str | None:
        """Where a pull request is read; None where the host isn't known."""
        return f"{self.home}/{_REQUESTS[self.host]}/{number}" if self.home and self.host in _REQUESTS else None

    def report(self, title: str, text: str) -> str | None:
        """The address of a new issue with title and text filled in; None where nothing takes one."""
        if self.report_template:
            return self.report_template.format(title=quote(title, safe=""), body=quote(text, safe=""))
        if self.host not in _ISSUES or not self.home:
            return None
        where, name_of_title, name_of_text = _ISSUES[self.host]
        return f"{self.home}/{where}?{urlencode({name_of_title: title, name_of_text: text}, quote_via=quote)}"
