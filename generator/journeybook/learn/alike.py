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
_NEAR = 0.3


class Likeness:
    """Knows how common each word is among the texts of a book."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._folded: dict[str, str] = {}
        found = Counter(word for text in texts for word in self._words(text))
        self._rarest = math.log(1 + len(texts))
        self._weights = {word: self._rarest - math.log(1 + count) for word, count in found.items()}
        self._kept: dict[str, tuple[frozenset[str], float]] = {}

    def folded(self, text: str) -> str:
        """A text without marks and capitals, made once."""
        found = self._folded.get(text)
        if found is None:
            found = self._folded[text] = fold(text)
        return found

    def _words(self, text: Text) -> set[str]:
        return {word for words in text.values() for word in _WORD.findall(self.folded(words))}

    def is_near(self, one: Text, other: Text) -> bool:
        """Whether two texts are near in any language that both have."""
        return any(self._share(one[language], other[language]) >= _NEAR for language in one.keys() & other.keys())

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
            words = frozenset(_WORD.findall(self.folded(text)))
            kept = self._kept[text] = words, self._weight(words)
        return kept

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(word, self._rarest) for word in words)
