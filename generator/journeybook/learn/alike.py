"""Whether two sentences say nearly the same: by the words that they share, weighed by how rare these are in a book."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from journeybook.model.texts import Text
from journeybook.vietnamese import fold

_WORD = re.compile(r"\w+")
#: Texts that share so much of the weight of the shorter one are near. Low on purpose: an answer lost costs little, a
#: second right answer costs the learner's trust.
_NEAR = 0.28
#: A text that has so much of the weight of a title speaks of that thing.
_MOST = 0.5


class Likeness:
    """Knows how common each word is among the texts of a book."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._bare: dict[str, str] = {}
        self._kept: dict[str, tuple[frozenset[str], float]] = {}
        found = Counter(word for text in texts for word in {w for words in text.values() for w in _WORD.findall(words)})
        common: Counter[str] = Counter()
        for word, count in found.items():
            common[self._fold(word)] += count
        self._rarest = math.log(1 + len(texts))
        self._weights = {word: self._rarest - math.log(1 + count) for word, count in common.items()}

    def _fold(self, word: str) -> str:
        """A word without marks and capitals: a book has far fewer words than texts."""
        bare = self._bare.get(word)
        if bare is None:
            bare = self._bare[word] = fold(word)
        return bare

    def is_near(self, one: Text, other: Text) -> bool:
        """Whether two texts are near in any language that both have."""
        return any(
            language in other and self._share(words, other[language]) >= _NEAR for language, words in one.items()
        )

    def covers(self, text: Text, title: Text) -> bool:
        """Whether a text speaks of most of what a title says, in any language that both have."""
        return any(language in text and self._part(words, text[language]) >= _MOST for language, words in title.items())

    def _part(self, title: str, text: str) -> float:
        ours, weight = self._of(title)
        return self._weight(ours & self._of(text)[0]) / weight if weight else 0.0

    def _share(self, one: str, other: str) -> float:
        ours, our_weight = self._of(one)
        theirs, their_weight = self._of(other)
        common = ours & theirs
        # A word or two shared with a title says little of a whole sentence.
        shorter = max(min(our_weight, their_weight), max(our_weight, their_weight) / 2)
        if not common or not shorter:
            return 1.0 if ours == theirs else 0.0
        return self._weight(common) / shorter

    def _of(self, text: str) -> tuple[frozenset[str], float]:
        kept = self._kept.get(text)
        if kept is None:
            words = frozenset(map(self._fold, _WORD.findall(text)))
            kept = self._kept[text] = words, self._weight(words)
        return kept

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(word, self._rarest) for word in words)
