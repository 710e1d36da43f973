"""Files of tables → a plan: which things are new, which change and how, and every problem with its cell.

The records that come of the tables go the road that all others go, so whatever is wrong with them is told in the same
words. Nothing is written before all is right, and then only what the plan says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from journeybook.book import Book
from journeybook.check import Checked, check
from journeybook.edit.write import write_all
from journeybook.exchange.sheets import house
from journeybook.exchange.sheets.csv_files import read_csv
from journeybook.exchange.sheets.fill import bare, data_of, lanes_of, things_of
from journeybook.exchange.sheets.forms import Wrong
from journeybook.exchange.sheets.gather import Draft, Gathered, gather
from journeybook.exchange.sheets.layout import Labels, fields, layouts, shape_of
from journeybook.exchange.sheets.patch import Edit, Patch
from journeybook.exchange.sheets.raw import RawSheet, Reader, Unread
from journeybook.exchange.sheets.table import Place
from journeybook.exchange.sheets.workbook import read_xlsx
from journeybook.ids import as_id, is_id
from journeybook.link import link
from journeybook.load import Loaded, Mark, Record, load
from journeybook.load.reader import read_tree
from journeybook.load.source import Source, Unreadable
from journeybook.model import FOLDERS, KINDS
from journeybook.problems import Problem, in_order
from journeybook.road import travel, without_collecting
from journeybook.sentences import said
from journeybook.settings import Settings
from journeybook.versions import snapshot
from journeybook.versions.changes import Changes
from journeybook.versions.diff import compare
from journeybook.vietnamese import fold

#: The path of what comes from tables; no file has it.
_TABLES = "\0tables"


@dataclass(frozen=True)
class Finding:
    """Something wrong, at a cell (or, where the book suffers by it, in a file of the book)."""

    place: Place | None
    problem: Problem | None = None
    wrong: Wrong | None = None
    label: str = ""
    """What the table calls the field."""
    allowed: tuple[str, ...] = ()
    """The words that may be picked for it."""

    def told(self, language: str, *, files: bool = False) -> str:
        """The finding with its place; with the file's name, where there are several."""
        if self.place is None and self.problem:
            where = f"{self.problem.path}:{self.problem.line}:{self.problem.column}"
        else:
            place = self.place or Place("", "", 1, 1)
            where = said("sheet-where", language, sheet=place.sheet, row=str(place.row), column=letters(place.column))
            where = f"{place.file}: {where}" if files else where
        if self.wrong:
            return f"{where}: {said(self.wrong.what, language, **self.wrong.fill)}\n"
        assert self.problem
        message, hint = self._words(self.problem, language)
        return f"{where}: {message}\n" + (f"    → {hint}\n" if hint else "")

    def _words(self, problem: Problem, language: str) -> tuple[str, str]:
        """The checker's words, but where they speak of lines and files and a table has cells and rows."""
        if self.place is None:
            return problem.message(language), problem.hint(language)
        label = self.label or str(problem.args.get("name", ""))
        if problem.slip == "missing-field":
            return said("sheet-missing", language, field=label), ""
        if problem.slip == "bad-value.choice" and self.allowed:
            found = problem.args["found"]
            return said("sheet-choice", language, found=found, field=label, all=", ".join(self.allowed)), ""
        if problem.slip == "unknown-reference":
            near = problem.args.get("near")
            hint = "sheet-unknown-id-near" if near else "sheet-unknown-id"
            return problem.message(language), said(hint, language, near=near)
        return problem.message(language), problem.hint(language)


@dataclass(frozen=True)
class FileEdit:
    """A file as it becomes, and as it was. ``loses`` says that comments in it go away."""

    file: Path
    text: str
    before: bytes | None = None
    loses: bool = False

    @property
    def new(self) -> bool:
        """Whether there was no such file."""
        return self.before is None


@dataclass
class Plan:
    """What an import would do."""

    changes: Changes | None = None
    findings: list[Finding] = field(default_factory=list)
    edits: list[FileEdit] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    """Things whose files can't be changed so that they say what they should."""
    left: int = 0
    """Rows that are remarks or examples."""
    notes: list[str] = field(default_factory=list)
    """Things of which only the editors' notes change."""

    @property
    def loses(self) -> list[Path]:
        """The files that would lose comments."""
        return [edit.file for edit in self.edits if edit.loses]


class BookBroken(Exception):
    """The book itself has mistakes; they must be put right first."""

    def __init__(self, problems: list[Problem], book: Book) -> None:
        super().__init__()
        self.problems, self.book = problems, book


def letters(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def prepare(settings: Settings, files: Sequence[Path], labels: Labels, today: date, kind: str = "") -> Plan:
    """Reads files and finds out what they would change. Raises Unread and BookBroken."""
    sheets = [sheet for file in files for sheet in _read(file)]
    travelled = travel(settings, today)
    if not travelled.ok:
        raise BookBroken([each for each in travelled.problems if each.severity == "error"], travelled.book)
    book, plan = travelled.book, Plan()
    lanes = lanes_of(book)
    names = _names(book)
    reader = Reader(labels, [lane for each in lanes.values() for lane in each], names)
    for sheet in sheets:
        reader.read(sheet, FOLDERS_OF.get(kind, kind))
    made = reader.made
    if not made.tables and not made.wrong:
        raise Unread("sheet-nothing", files=", ".join(file.name for file in files))
    plan.left = made.left
    things = things_of(book)
    gathered = gather(made.tables, things, labels, lanes, names)
    places = reader.places.all
    plan.findings = [Finding(places[each.place], wrong=each) for each in (*made.wrong, *gathered.wrong)]
    with without_collecting():
        new = _checked(settings, gathered, plan, places, labels)
    plan.findings.sort(key=lambda each: _order(each, sheets))
    if plan.findings:
        return plan
    plan.changes = compare(snapshot.of_book(book, drafts=True), snapshot.of_book(new, drafts=True))
    _edit(settings, gathered, things, new, plan)
    return plan


FOLDERS_OF: Mapping[str, str] = {kind: cls.FOLDER for kind, cls in KINDS.items()}


def _order(finding: Finding, sheets: Sequence[RawSheet]) -> tuple[int, int, int]:
    place = finding.place
    if place is None:
        return len(sheets), 0, 0
    at = next((no for no, each in enumerate(sheets) if (each.file, each.name) == (place.file, place.sheet)), 0)
    return at, place.row, place.column


def _read(file: Path) -> list[RawSheet]:
    ending = file.suffix.lower()
    if ending in (".csv", ".tsv", ".txt"):
        return read_csv(file)
    if ending in (".xlsx", ".xlsm"):
        return read_xlsx(file)
    raise Unread("sheet-old-excel" if ending in (".xls", ".ods", ".numbers") else "sheet-what-file", file=file.name)


def _names(book: Book) -> dict[str, dict[str, str]]:
    """Ids by kind and folded title, where the title is that of one thing."""
    found: dict[str, dict[str, set[str]]] = {}
    for entry in book.entries.values():
        for title in (getattr(entry.thing, "title", None) or {}).values():
            found.setdefault(entry.kind, {}).setdefault(fold(title), set()).add(entry.id)
    return {
        kind: {title: next(iter(ids)) for title, ids in titles.items() if len(ids) == 1}
        for kind, titles in found.items()
    }


# Checking.


def _checked(settings: Settings, gathered: Gathered, plan: Plan, places: Sequence[Place], labels: Labels) -> Book:
    """The book as it would be; what is wrong with it goes into the plan."""
    loaded = load(settings, FOLDERS)
    records = [_record(draft) for draft in gathered.drafts.values()]
    for draft in gathered.drafts.values():
        if problem := _bad_id(draft):
            plan.findings.append(Finding(places[draft.first], problem))
    taken = {record.key for record in records}
    loaded.records = [record for record in loaded.records if record.key not in taken or record.defaults] + records
    checked = check(loaded.records, settings)
    linked = link(checked, loaded, settings)
    told = {each.wrong.place for each in plan.findings if each.wrong}
    for problem in in_order([*checked.problems, *linked.problems]):
        if problem.severity != "error":
            continue
        if problem.path != _TABLES:
            plan.findings.append(Finding(None, problem))
        elif problem.line - 1 not in told:
            plan.findings.append(_at_cell(problem, places, labels))
    return linked.book


def _at_cell(problem: Problem, places: Sequence[Place], labels: Labels) -> Finding:
    """A problem with what the table calls its field."""
    name = str(problem.args.get("field") or problem.args.get("name") or "")
    known = [
        field
        for layout in layouts(labels.languages).values()
        if (field := fields(layout.cls, labels.languages).get(name))
    ]
    allowed = str(problem.args.get("allowed", "")).split(", ")
    field = next((each for each in known if list(each.choices) == allowed), known[0] if known else None)
    if field is None:
        return Finding(places[problem.line - 1], problem)
    words = tuple(labels.words.value(field.name, each, field.shape) for each in field.choices)
    return Finding(places[problem.line - 1], problem, label=labels.field(field), allowed=words)


def _bad_id(draft: Draft) -> Problem | None:
    if draft.id == "index":
        return Problem("bad-id.reserved", _TABLES, args={"id": draft.id})
    if is_id(draft.id):
        return None
    return Problem("bad-id", _TABLES, args={"id": draft.id, "right": as_id(draft.id) or "…"})


def _record(draft: Draft) -> Record:
    at, name = (draft.first + 1, 1), draft.id if is_id(draft.id) else as_id(draft.id)
    return Record(draft.kind, name, _as_written(draft.data), draft.mark, Source(_TABLES, ""), at=at, first=at)


def _as_written(value: Any) -> Any:
    """Values as a YAML file has them: all single ones are text."""
    if isinstance(value, dict):
        return {str(name): _as_written(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_written(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


# Writing.


def _edit(
    settings: Settings, gathered: Gathered, things: Mapping[str, Mapping[str, Any]], new: Book, plan: Plan
) -> None:
    """What becomes of the book's files."""
    changed: dict[str, list[tuple[Record, Mapping[str, Any], Mapping[str, Any]]]] = {}
    loaded = load(settings, FOLDERS)
    records = {record.key: record for record in loaded.records if not record.defaults and not record.again}
    for key, draft in gathered.drafts.items():
        old, said_now = things.get(key), data_of(new.entries[key].thing)
        if old is None:
            plan.edits.append(_new_file(settings, draft, said_now))
        elif old != said_now:
            changed.setdefault(records[key].path, []).append((records[key], old, said_now))
            if {**old, "notes": 0} == {**said_now, "notes": 0}:
                plan.notes.append(key)
    for path, changes in changed.items():
        file = settings.folder / path
        before = file.read_bytes()
        text, loses = _patched(before, changes, loaded, settings)
        if text is None:
            plan.by_hand += [record.key for record, _, _ in changes]
        else:
            plan.edits.append(FileEdit(file, text, before, loses))


def _new_file(settings: Settings, draft: Draft, data: Mapping[str, Any]) -> FileEdit:
    lines = house.lines(house.short(data, draft.kind, settings.languages))
    file = settings.content / KINDS[draft.kind].FOLDER / f"{draft.id}.yaml"
    return FileEdit(file, "\n".join(lines) + "\n")


def _patched(
    before: bytes,
    changes: Sequence[tuple[Record, Mapping[str, Any], Mapping[str, Any]]],
    loaded: Loaded,
    settings: Settings,
) -> tuple[str | None, bool]:
    """A file's text with the changes in it, and whether comments are lost; no text where it wouldn't say the same."""
    raw = before.decode("utf-8")
    end_of_line = "\r\n" if "\r\n" in raw else "\n"
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for whole in (False, True):
        patch = Patch(lines, settings.languages)
        for record, old, new in changes:
            cls, end = shape_of(record.kind), _end(record, loaded, len(lines))
            if whole or not patch.entry(cls, old, new, record.mark, end):
                _replace(patch, record, new, end, settings)
        text = patch.text()
        if _says(text, raw, changes, settings):
            return text.replace("\n", end_of_line), patch.comments
    return None, False


def _end(record: Record, loaded: Loaded, count: int) -> int:
    """The line before which an entry ends."""
    if not record.collected:
        return count
    after = [each.at[0] - 1 for each in loaded.records if each.path == record.path and each.at[0] > record.at[0]]
    return min(after, default=count)


def _replace(patch: Patch, record: Record, new: Mapping[str, Any], end: int, settings: Settings) -> None:
    """A whole entry anew."""
    said_short = house.short(new, record.kind, settings.languages)
    while end > 1 and not patch.lines[end - 1].strip():
        end -= 1
    if record.collected:
        lines = house.lines({record.id: said_short})
        start = record.at[0] - 1
    else:
        lines, start = house.lines(said_short), record.first[0] - 1
    patch.edits.append(Edit(start, end, lines))


def _says(
    text: str,
    before: str,
    changes: Sequence[tuple[Record, Mapping[str, Any], Mapping[str, Any]]],
    settings: Settings,
) -> bool:
    """Whether a file's new text says what it should of the things that change, and of all others what it said."""
    path = changes[0][0].path
    try:
        tree, former = (read_tree(Source(path, each.lstrip("\ufeff"))) for each in (text, before))
    except Unreadable:
        return False
    if changes[0][0].collected:
        ours = {record.id for record, _, _ in changes}
        others = [{name: each for name, each in said.value.items() if name not in ours} for said in (tree, former)]
        if others[0] != others[1]:
            return False
    for record, _, new in changes:
        data = tree.value
        if record.collected:
            data = {
                **(data.get("_defaults") or {}),
                **{n: v for n, v in (data.get(record.id) or {}).items() if v is not None},
            }
        again = Record(record.kind, record.id, data, Mark(0, 0), Source(path, ""), collected=record.collected)
        told: Checked = check([again], settings)
        entry = told.entries.get(record.key)
        if entry is None or not entry.whole or bare(data_of(entry.thing)) != bare(new):
            return False
    return True


def write(plan: Plan) -> None:
    """Writes what the plan says, all or nothing. Raises ChangedMeanwhile, and FileExistsError for new files."""
    begun: list[Path] = []
    try:
        for edit in (each for each in plan.edits if each.new):
            edit.file.parent.mkdir(parents=True, exist_ok=True)
            with edit.file.open("x", encoding="utf-8", newline="") as stream:
                begun.append(edit.file)
                stream.write(edit.text)
        before = {edit.file: edit.before for edit in plan.edits if edit.before is not None}
        write_all({edit.file: edit.text.encode("utf-8") for edit in plan.edits if not edit.new}, before)
    except BaseException:
        for file in begun:
            file.unlink()
        raise
