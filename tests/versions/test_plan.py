"""Which versions there are, and which is the newest."""

from __future__ import annotations

import random

from journeybook.versions.plan import fits, name_of_tag, newest, newest_first, planned

NEWEST_FIRST = [
    *("2026.10", "2026.9.1", "2026.9", "2026.2", "2026.2-rc2", "2026.2-rc1", "2026.2b1"),
    *("v2.0", "v1.10", "v1.9"),
]


def test_numbers_count_as_numbers_and_trials_come_before_their_release() -> None:
    """2026.10 is newer than 2026.9, and 2026.2 than 2026.2-rc1."""
    shuffled = NEWEST_FIRST[:]
    random.Random(1).shuffle(shuffled)
    assert NEWEST_FIRST == newest_first(shuffled)


def test_the_newest_is_the_newest_release() -> None:
    """A trial or a hidden version only where there is nothing else."""
    chosen = newest(planned([("2026.2-rc1", "c"), ("2026.1", "b"), ("2025.1", "a")], []))
    assert chosen is not None
    assert "2026.1" == chosen.name
    hidden = newest(planned([("2026.2", "c"), ("2026.1", "b")], ["2026.2"]))
    assert hidden is not None
    assert "2026.1" == hidden.name
    only = newest(planned([("v1-beta", "a")], []))
    assert only is not None
    assert newest([]) is None


def test_patterns_say_which_tags_are_versions() -> None:
    """And a tag's last part becomes part of an address."""
    assert ["v1.0", "2026.1"] == [tag for tag in ("v1.0", "2026.1", "draft", "1999.1") if fits(tag, ("v*", "20*"))]
    assert ["2026.1", "a-b"] == [name_of_tag("book/2026.1"), name_of_tag("x/a b")]
    assert ["latest-"] == [version.name for version in planned([("latest", "a")], [])]
