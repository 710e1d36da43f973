"""Any two published versions side by side: the comparing is the browser's (``theme/changes``), the words are ours."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from journeybook.model import CLASSES, Company, Person, Persona
from journeybook.model.base import Shape
from journeybook.model.types import parts
from journeybook.render.views.common import View
from journeybook.render.words_files import theme_folder

if TYPE_CHECKING:
    from journeybook.render.pages import Edition
    from journeybook.render.words import Words

ADDRESS = "changes/compare/"
TEMPLATE = "pages/changes-compare.html"
#: The files of the script, in the order in which they build upon each other.
_FILES = ("diff", "names", "show", "page")
#: Comments that have lines of their own, and the space before what stands in a line.
_ASIDE = re.compile(r"^\s*(?:/\*.*?\*/\s*|//[^\n]*\n\s*)*", re.DOTALL | re.MULTILINE)


@cache
def script() -> tuple[str, bytes]:
    """The script and its address; no other page loads it. On its way it does without comments and indents."""
    text = "\n".join((theme_folder() / f"changes/{name}.js").read_text(encoding="utf-8") for name in _FILES)
    content = f"{{\n{_ASIDE.sub('', text)}}}\n".encode()  # a block: with instant navigation it is run again
    return f"assets/journeybook/changes/compare.{sha256(content).hexdigest()[:8]}.js", content


def versus(ed: Edition) -> View:
    """What the page needs; its words are for the language of the edition."""
    listed = (theme_folder() / "pages/changes.html").is_file()
    return {"words": _words(ed.words), "script": script()[0], "changes": listed}


def _words(words: Words) -> dict[str, Any]:
    ours = "versus-"
    say = {name.removeprefix(ours): said for name, said in words.part("ui").items() if name.startswith(ours)}
    say |= {"any": words.ui("filter-any"), "clear": words.ui("filter-clear"), "shown": words.ui("filter-count")}
    return {
        "language": words.language,
        "say": say,
        "kinds": [{"kind": cls.KIND, "many": words.kind(cls.KIND, "many"), "folder": cls.FOLDER} for cls in CLASSES],
        **{name: words.part(name) for name in ("fields", "values", "day", "months")},
        **_shapes(),
    }


@cache
def _shapes() -> dict[str, Any]:
    """Which class describes each kind, what its fields hold, and what they say where nothing is said."""
    inner: dict[str, dict[str, str]] = {}
    defaults: dict[str, dict[str, Any]] = {}

    def look(cls: type[Shape]) -> None:
        if cls.__name__ in inner:
            return
        holds = inner[cls.__name__] = {}
        for written, name in cls.names().items():
            field = cls.model_fields[name]
            if isinstance(field.default, str | int):
                defaults.setdefault(cls.__name__, {})[written] = field.default
            for each in parts(field.annotation):
                if issubclass(each, Shape):
                    holds[written] = each.__name__
                    look(each)

    of_kind = {cls.KIND: cls for cls in CLASSES if cls is not Persona}
    several: tuple[type[Shape], ...] = (*of_kind.values(), Person, Company)
    for each in several:
        look(each)
    return {
        # A persona's own kind says which of two classes describes it.
        "shapes": {**{kind: cls.__name__ for kind, cls in of_kind.items()}, "persona": "Person", "company": "Company"},
        "inner": {name: holds for name, holds in inner.items() if holds},
        "defaults": defaults,
    }
