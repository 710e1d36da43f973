"""What gives an answer away before anybody has thought about it: words shared with the question, he or she."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from journeybook.model.texts import Text
from journeybook.vietnamese import fold

_WORD = re.compile(r"\w+")
#: Words that stand in any title and hint at nothing.
_PLAIN = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "our", "the", "to", "with"}
    | {"các", "cho", "của", "những", "tại", "theo", "và", "với"}
)
#: Words by which texts call somebody, by language: a man, a woman.
_CALLED = {"en": ("he him his himself", "she her hers herself"), "vi": ("anh ông", "chị cô bà")}
_MAN, _WOMAN = "man", "woman"
#: What only looks like these words: references, and in Vietnamese everybody at once, a language, names.
_OTHERWISE = re.compile(
    r"\[\[[^|\]]*|(?i:\banh chị em\b|\banh chị\b|\banh em\b|\bchị em\b|\bông bà\b|\bbà con\b|\bcô chú\b)"
    r"|(?i:\b(?:tiếng|nước|người) anh\b)|[^\W\d_]+ Anh\b"
)


def share_a_word(one: Text | None, other: Text | None) -> bool:
    """Whether two titles have a word in common in some language; words that stand anywhere don't count."""
    ours, theirs = one or Text(), other or Text()
    return any(language in theirs and _words(words) & _words(theirs[language]) for language, words in ours.items())


def called(texts: Iterable[Text]) -> frozenset[str]:
    """Whether texts speak of, or to, a man or a woman; nothing where they don't tell.

    Where many texts are about one person, others may come up in some: what is said seldom doesn't count.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        for language, words in text.items():
            if language in _CALLED:
                counts.update(_called_in(words, language))
    most = max(counts.values(), default=0)
    return frozenset(who for who, count in counts.items() if 3 * count > most)


def _called_in(words: str, language: str) -> Iterable[str]:
    said = _WORD.findall(_OTHERWISE.sub(" ", words).lower())
    for who, names in zip((_MAN, _WOMAN), _CALLED[language], strict=True):
        yield from (who for each in said if each in names.split())


def _words(title: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _WORD.findall(title.lower()) if word not in _PLAIN)
