"""Whether two sentences say nearly the same: by the words that they share, weighed by how rare these are in a book."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from journeybook.model.texts import Text
from journeybook.vietnamese import fold

_WORD = re.compile(r"\w+")
#: Texts that share so much of the weight of the shorter one are near. Low on purpose: an answer lost costs little, a
#: second right answer costs the learner's trust.
_NEAR = 0.28
#: A text that has so much of the weight of a title speaks of that thing.
_MOST = 0.5


Weighed = tuple[frozenset[str], float]


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

    def covers(self, text: Text, title: Text) -> bool:
        """Whether a text speaks of most of what a title says, in any language that both have."""
        return any(language in text and self._part(words, text[language]) >= _MOST for language, words in title.items())

    def _part(self, title: str, text: str) -> float:
        ours, weight = self.weigh(title)
        return self._weight(ours & self.weigh(text)[0]) / weight if weight else 0.0

    def is_near_any(self, one: str, others: Sequence[Weighed]) -> bool:
        """Whether a text says nearly the same as one of several."""
        ours, our_weight = self.weigh(one)
        for theirs, their_weight in others:
            common = ours & theirs
            # A word or two shared with a title says little of a whole sentence.
            least = _NEAR * max(min(our_weight, their_weight), max(our_weight, their_weight) / 2)
            if not common or not least:
                if ours == theirs:
                    return True
            elif len(common) * self._rarest >= least and self._weight(common) >= least:
                return True
        return False

    def weigh(self, text: str) -> Weighed:
        """The words of a text, and what they weigh together."""
        kept = self._kept.get(text)
        if kept is None:
            words = frozenset(map(self._fold, _WORD.findall(text)))
            kept = self._kept[text] = words, self._weight(words)
        return kept

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(word, self._rarest) for word in words)


class Sayings:
    """What is said of, or to, each of many, ready to be compared."""

    def __init__(self, likeness: Likeness, said: Mapping[str, Iterable[Text]]) -> None:
        self._likeness, self._said = likeness, said
        self._weighed: dict[tuple[str, str], list[Weighed]] = {}

    def is_known(self, who: str) -> bool:
        """Whether somebody is among them."""
        return who in self._said

    def have_near(self, who: str, text: Text) -> bool:
        """Whether something near a text is said, in any language that both have."""
        return any(self._likeness.is_near_any(words, self._of(who, language)) for language, words in text.items())

    def _of(self, who: str, language: str) -> list[Weighed]:
        weighed = self._weighed.get((who, language))
        if weighed is None:
            weighed = [self._likeness.weigh(text[language]) for text in self._said[who] if language in text]
            self._weighed[who, language] = weighed
        return weighed
