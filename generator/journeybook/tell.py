"""Problems as people at a terminal read them: in colour where there is any, with one line at the end that sums up."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Self, TextIO

import click

from journeybook.problems import Problem, as_text, counts

_SECONDS_BETWEEN = 0.1
_COLOURS: Mapping[str, str] = {"error": "red", "warning": "yellow", "info": "blue"}

# Each count with its word for one and for many.
_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "error": ("{} error", "{} errors"),
        "warning": ("{} warning", "{} warnings"),
        "info": ("{} note", "{} notes"),
        "files": ("{} in one file.", "{} in {} files."),
        "none": ("No problems in one entry.", "No problems in {} entries."),
    },
    "vi": {
        "error": ("{} lỗi", "{} lỗi"),
        "warning": ("{} cảnh báo", "{} cảnh báo"),
        "info": ("{} điều nên biết", "{} điều nên biết"),
        "files": ("{} trong một tệp.", "{} trong {} tệp."),
        "none": ("Một mục, không có vấn đề nào.", "{} mục, không có vấn đề nào."),
    },
}

# What the commands say when they are done; each ends with what to do next.
_SAID: Mapping[str, Mapping[str, str]] = {
    "en": {
        "begun": "Wrote {path}.\nNext: put your own words into it, then run: journeybook check",
        "begun-book": "A small book is in {folder} ({files} files).\n"
        "Next:\n"
        "  cd {folder}\n"
        "  journeybook check              tells what is wrong or missing\n"
        "  journeybook serve              shows the site in a browser\n"
        "  journeybook new persona ID     begins a persona of your own",
        "built": "Built {pages} pages ({languages}) in {seconds} s. The site is in {folder}\n"
        "Next: copy that folder to a web server; to look at it here, run: journeybook serve",
        "building": "Building page {done} of {all}",
        "reading": "Reading the book",
        "finishing": "All pages are built; finishing the site",
        "not-built": "Nothing was built, for the reasons above.",
        "not-exported": "Nothing was exported: the book has errors.",
        "printing": "Printing page {done} of {all}",
        "printed": "Wrote {files} PDF files into {folder}",
        "printed-one": "Wrote {file}",
        "no-browser": "PDF files are made with Chromium, and none was found. Install Chromium, Google Chrome or Edge; "
        "if it is installed, set CHROMIUM to its path: CHROMIUM=/opt/chrome/chrome journeybook export pdf",
        "no-such-browser": "CHROMIUM names “{name}”, and there is no such program.",
        "not-printed": "The browser made no PDF file of {why}",
        "no-such-page": "“{name}” is not in this book. Name things as persona:lisa-barone or personas/lisa-barone.",
        "no-such-page-near": "“{name}” is not in this book. Did you mean “{near}”?",
        "no-such-language": "This book isn't in “{name}”; its languages: {languages}.",
    },
    "vi": {
        "begun": "Đã viết {path}.\nTiếp theo: điền lời của bạn vào, rồi chạy: journeybook check",
        "begun-book": "Đã tạo một cuốn sổ nhỏ trong {folder} ({files} tệp).\n"
        "Tiếp theo:\n"
        "  cd {folder}\n"
        "  journeybook check              cho biết chỗ nào sai hoặc thiếu\n"
        "  journeybook serve              xem site trong trình duyệt\n"
        "  journeybook new persona ID     bắt đầu một chân dung của riêng bạn",
        "built": "Đã dựng {pages} trang ({languages}) trong {seconds} giây. Site nằm ở {folder}\n"
        "Tiếp theo: chép thư mục ấy lên máy chủ web; muốn xem ngay tại đây, chạy: journeybook serve",
        "building": "Đang dựng trang {done} trên {all}",
        "reading": "Đang đọc sổ",
        "finishing": "Đã dựng mọi trang; đang hoàn tất site",
        "not-built": "Chưa dựng được gì, vì những lý do ở trên.",
        "not-exported": "Chưa xuất được gì: sổ còn lỗi.",
        "printing": "Đang in trang {done} trên {all}",
        "printed": "Đã viết {files} tệp PDF vào {folder}",
        "printed-one": "Đã viết {file}",
        "no-browser": "Tệp PDF được in bằng Chromium, mà máy này không tìm thấy. Hãy cài Chromium, Google Chrome hoặc "
        "Edge; nếu đã cài, hãy đặt CHROMIUM là đường dẫn: CHROMIUM=/opt/chrome/chrome journeybook export pdf",
        "no-such-browser": "CHROMIUM ghi “{name}”, nhưng không có chương trình này.",
        "not-printed": "Trình duyệt không in được PDF của {why}",
        "no-such-page": "Sổ này không có “{name}”. Hãy viết như persona:lisa-barone hoặc personas/lisa-barone.",
        "no-such-page-near": "Sổ này không có “{name}”. Ý bạn là “{near}”?",
        "no-such-language": "Sổ này không có bản “{name}”; các ngôn ngữ của sổ: {languages}.",
    },
}


def said(what: str, language: str = "en", **args: object) -> str:
    """A sentence of the commands, filled in."""
    return _SAID[language if language in _SAID else "en"][what].format(**args)


def as_coloured_text(problems: Sequence[Problem], language: str = "en") -> str:
    """The same as ``as_text``, with the severity in its colour, the place in bold and the hint dimmed."""
    lines = []
    for problem in problems:
        place = click.style(f"{problem.path}:{problem.line}:{problem.column}:", bold=True)
        severity = click.style(problem.severity, fg=_COLOURS[problem.severity])
        lines.append(f"{place} {severity} [{problem.code}] {problem.message(language)}\n")
        if hint := problem.hint(language):
            lines.append(click.style(f"    → {hint}", dim=True) + "\n")
    return "".join(lines)


def summed_up(problems: Sequence[Problem], entries: int, language: str = "en") -> str:
    """One line: ``2 errors, 1 warning in 3 files.`` or ``No problems in 86 entries.``"""
    words = _WORDS[language if language in _WORDS else "en"]
    if not problems:
        return words["none"][entries != 1].format(entries)
    parts = [words[severity][number != 1].format(number) for severity, number in counts(problems).items() if number]
    files = len({problem.path for problem in problems})
    return words["files"][files != 1].format(", ".join(parts), files)


def for_terminal(problems: Sequence[Problem], entries: int, language: str = "en", *, colour: bool = False) -> str:
    """All problems and the line that sums them up."""
    told = (as_coloured_text if colour else as_text)(problems, language)
    last = summed_up(problems, entries, language)
    if colour:
        worst = next((severity for severity, number in counts(problems).items() if number), None)
        last = click.style(last, bold=True, fg=_COLOURS[worst] if worst else "green")
    return f"{told}{last}\n"


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user hasn't said no to colours."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def user_language() -> str:
    """The language of the terminal's user, if problems are told in it; else English."""
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "vi" if said.lower().startswith("vi") else "en"


class ProgressLine:
    """One line on a terminal that says how far a long work is, and goes away when it ends; elsewhere nothing."""

    def __init__(self, language: str = "en") -> None:
        self.language, self.shown_at = language, 0.0
        self.stream = sys.stderr if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" else None

    def __enter__(self) -> Self:
        self._show(said("reading", self.language))
        return self

    def __call__(self, done: int, every: int) -> None:
        if done >= every:
            self._show(said("finishing", self.language))
        elif time.monotonic() - self.shown_at >= _SECONDS_BETWEEN:
            self._show(said("building", self.language, done=done, all=every))

    def printing(self, done: int, every: int) -> None:
        """How many pages are printed."""
        self._show(said("printing", self.language, done=done, all=every))

    def __exit__(self, *reason: object) -> None:
        self._show("")

    def _show(self, words: str) -> None:
        if self.stream:
            self.shown_at = time.monotonic()
            click.echo(f"\r\x1b[K{words}", file=self.stream, nl=False)
