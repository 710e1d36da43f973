"""Charts as static SVG: plain data in, a string out. They know nothing of books, pages or languages.

A drawing takes any width: places along it are percentages, heights and letters are pixels, so letters never shrink.
Whatever must not overlap is placed so that it doesn't at the narrowest width nor at the widest, nor between.

``drawing``    what all share: boxes, the width of words, lines of words, names for those who can't see.
``curve``      how a journey feels, stage by stage: a line per person; ``places`` are those of its lines and words.
``plane``      things between two measures: segments by feasibility and attractiveness, opportunities by effort, impact.
``committee``  who sits in a buying committee, who moves whom, who can stop it, which seats are empty.
``bar``        a figure on its way from where it began to its target.
"""

from journeybook.render.charts.bar import bar
from journeybook.render.charts.committee import Chair, Influence, committee
from journeybook.render.charts.curve import curve
from journeybook.render.charts.places import Dot, Line, Note
from journeybook.render.charts.plane import Spot, plane

__all__ = ["Chair", "Dot", "Influence", "Line", "Note", "Spot", "bar", "committee", "curve", "plane"]
