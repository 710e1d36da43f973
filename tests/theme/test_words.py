"""The interface words of kinds, fields and values: complete, the same in both languages, and not mixed up.

Readers see a label for whatever editors may write, so the model's classes say what must be here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from journeybook.load.reader import read_tree
from journeybook.load.source import read
from journeybook.model import KINDS
from journeybook.model.base import Shape
from journeybook.model.types import choices

LANG = Path(__file__).parents[2] / "theme/lang"
LANGUAGES = ("en", "vi")

#: English words and names that Vietnamese readers use as they are.
ENGLISH_IN_VIETNAMESE = {"CRM"}

#: Vietnamese words that happen to be spelled like an English one of the other file.
SPELLED_ALIKE = {"do", "so"}

_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?P<onset>b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|nh|ngh?|ph?|qu|r|s|th?|tr?|v|x)?"
    r"(?P<vowels>[ou]?(?:iê|yê|ia|ya|uô|ua|ươ|ưa|[aăâeêioôơuưy]))"
    r"(?P<coda>ch?|m|nh?|ng|p|t|[iyou])?"
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_STOP_TONES = ("\u0301", "\u0323")


def all_classes(cls: type[Shape] = Shape) -> Iterator[type[Shape]]:
    for each in cls.__subclasses__():
        yield each
        yield from all_classes(each)


#: Every class that editors fill in; those that only collect what others share aren't written about.
CLASSES = sorted(
    {each for each in all_classes() if each.__module__.startswith("journeybook.") and not each.__subclasses__()},
    key=lambda each: each.__name__,
)
FIELDS = [(cls, name) for cls in CLASSES for name in cls.names()]
CHOICES = [(cls, name) for cls, name in FIELDS if choices(cls, name)]


@cache
def words(language: str) -> dict[str, dict[str, Any]]:
    """The file's content; read as the editors' files are, so that every scalar is a text."""
    tree = read_tree(read(LANG / f"fields.{language}.yaml", f"fields.{language}.yaml"))
    assert tree.faults == []
    assert isinstance(tree.value, dict)
    return tree.value


def chosen(section: dict[str, Any], cls: type[Shape], name: str) -> Any:
    """What a section says about a class's field, or else about all fields of that name."""
    return section.get(f"{cls.__name__}.{name}", section.get(name))


def outline(value: Any) -> Any:
    """The keys of nested maps, in order, without what they hold."""
    return [(key, outline(each)) for key, each in value.items()] if isinstance(value, dict) else None


def texts(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Each text with its place."""
    if not isinstance(value, dict):
        yield at, value
        return
    for key, each in value.items():
        yield from texts(each, f"{at}/{key}")


def is_vietnamese(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: letters in order, and a fitting tone before c, ch, p, t."""
    apart = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", apart.translate(_TONES))
    found = _SYLLABLE.fullmatch(bare)
    if not found:
        return False
    return found["coda"] not in ("c", "ch", "p", "t") or any(tone in apart for tone in _STOP_TONES)


def english_words_in(text: str, english: set[str]) -> list[str]:
    """Words of a Vietnamese text that are English by spelling, or stand in the English file too."""
    return [
        word
        for word in _WORD.findall(text)
        if word not in ENGLISH_IN_VIETNAMESE and (not is_vietnamese(word) or word.lower() in english - SPELLED_ALIKE)
    ]


def english_vocabulary() -> set[str]:
    return {word.lower() for _, text in texts(words("en")) for word in _WORD.findall(text)}


def test_both_files_have_the_same_keys_in_the_same_order():
    """Whoever adds a word in one language finds its place in the other."""
    assert outline(words("en")) == outline(words("vi"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_composed_text_with_three_parts(language):
    """Words are NFC, as all that readers search for, and stand under kinds, fields or values."""
    text = (LANG / f"fields.{language}.yaml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert list(words(language)) == ["kinds", "fields", "values"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty(language):
    """Every key has a text, without space around it."""
    empty = [at for at, text in texts(words(language)) if not isinstance(text, str) or not text or text != text.strip()]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_words(language):
    """One, many and a sentence for the list's top: for each kind, for stages and for free pages."""
    kinds = words(language)["kinds"]
    assert list(kinds) == [*KINDS, "stage", "page"]
    assert {tuple(each) for each in kinds.values()} == {("one", "many", "lead")}
    assert [kind for kind, each in kinds.items() if not each["lead"].endswith(".")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label(language):
    """Each name has a label of its own, also where only the name is known: in anchors, changes and links."""
    labels = words(language)["fields"]
    assert sorted({name for _, name in FIELDS if name not in labels}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_fields_of_one_class_have_different_labels(language):
    """Nobody reads the same heading twice on a page and wonders which is which."""
    labels = words(language)["fields"]
    counted = {cls.__name__: Counter(chosen(labels, cls, name) for name in cls.names()) for cls in CLASSES}
    assert [(cls, label) for cls, each in counted.items() for label, times in each.items() if times > 1] == []


def test_labels_begin_with_a_capital_and_end_without_a_stop():
    """They serve as headings and row labels alike."""
    odd = [
        text
        for language in LANGUAGES
        for text in words(language)["fields"].values()
        if not text[0].isupper() or text[-1] in ".:;,"
    ]
    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("cls", "name"), CHOICES, ids=lambda each: getattr(each, "__name__", each))
def test_every_allowed_value_has_words(language, cls, name):
    """The values that a field allows have words, in the class's order, and no others do."""
    assert list(choices(cls, name)) == list(chosen(words(language)["values"], cls, name) or {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_tiers_and_truths_have_words(language):
    """These two are numbers and yes or no to the model, and words to readers."""
    assert list(words(language)["values"]["tier"]) == ["1", "2", "3", "4"]
    assert list(words(language)["values"]["truth"]) == ["true", "false"]


def test_words_of_one_field_tell_its_values_apart():
    """Two values never read the same."""
    alike = [
        (language, field)
        for language in LANGUAGES
        for field, each in words(language)["values"].items()
        if len(set(each.values())) < len(each)
    ]
    assert alike == []


def test_no_words_are_left_over():
    """A key names a field that exists, and differs from the words it would fall back to."""
    fields = {name for _, name in FIELDS} | {f"{cls.__name__}.{name}" for cls, name in FIELDS}
    closed = {name for _, name in CHOICES} | {f"{cls.__name__}.{name}" for cls, name in CHOICES}
    assert words("en")["fields"].keys() - fields == set()
    assert words("en")["values"].keys() - closed == {"tier", "truth"}
    for section in ("fields", "values"):
        parts = [words(language)[section] for language in LANGUAGES]
        same = [key for key in parts[0] if all(part[key] == part.get(key.partition(".")[2]) for part in parts)]
        assert same == []


def test_the_vietnamese_file_is_vietnamese():
    """No English word is left in it but those that Vietnamese readers use as they are."""
    english = english_vocabulary()
    left = {at: found for at, text in texts(words("vi")) if (found := english_words_in(text, english))}
    assert left == {}


def test_allowed_english_words_are_in_use():
    """The two lists of exceptions stay as short as they can be."""
    used = {word for _, text in texts(words("vi")) for word in _WORD.findall(text)}
    assert ENGLISH_IN_VIETNAMESE - used == set()
    assert SPELLED_ALIKE - ({word.lower() for word in used} & english_vocabulary()) == set()


@pytest.mark.parametrize("text", ["Nhãn của segment", "Buying committee", "Kênh that dùng", "What they want"])
def test_english_left_in_a_text_is_found(text):
    """The search for English finds whole texts and single words, also ones that look Vietnamese."""
    assert english_words_in(text, set()) != []


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định ngoằn ngoèo, khuỷu tay, nghiêng về phía giếng",
        "Người ảnh hưởng trực tuyến được tham vấn, hoặc huýt gió",
    ],
)
def test_vietnamese_is_not_taken_for_english(text):
    """Syllables with rare letters pass, as do all tones."""
    assert english_words_in(text, set()) == []
