"""A figure on its way: a thin bar, a tick where it should be, a mark where it began."""

from __future__ import annotations

from journeybook.render.charts.drawing import px, said, share

_ROOM = 1.08
"""The longest bar leaves a little room, so a tick at the end is seen as one."""


def bar(
    title: str,
    *,
    actual: float | None,
    target: float | None = None,
    baseline: float | None = None,
    percent: bool = False,
    missed: bool = False,
) -> str:
    """The bar; empty where there is nothing to compare. From zero, or from below it where a figure is."""
    given = [each for each in (actual, target, baseline) if each is not None]
    if actual is None or len(given) == 1:
        return ""
    low, high = min(0.0, *given), max(0.0, *given)
    if percent and low >= 0 and high <= 100:  # noqa: PLR2004 - a hundred of a hundred is all
        high = 100
    elif high > 0:
        high *= _ROOM
    if low < 0:
        low *= _ROOM
    span = high - low or 1

    def at(value: float) -> float:
        return (value - low) / span

    start, end = sorted((at(0), at(actual)))
    look = "jb-bar__missed" if missed else "jb-bar__met" if target is not None else "jb-bar__plain"
    parts = [
        '<rect class="jb-bar__ground" y="5" width="100%" height="6" rx="3"/>',
        f'<rect class="{look}" x="{share(start)}" y="5" width="{share(end - start)}" height="6" rx="3"/>',
    ]
    if baseline is not None:
        parts.append(f'<circle class="jb-bar__baseline" cx="{share(at(baseline))}" cy="8" r="{px(3.5)}"/>')
    if target is not None:
        parts.append(f'<rect class="jb-bar__target" x="{share(at(target))}" y="1" width="2" height="14"/>')
    return (
        f'<svg class="jb-drawing jb-bar" width="100%" height="16" role="img"><title>{said(title)}</title>'
        f"{''.join(parts)}</svg>"
    )
