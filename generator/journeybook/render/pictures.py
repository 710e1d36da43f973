"""Pictures that can't do anything: an SVG is a document of its own and may carry scripts."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"
_KEPT = {
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "filter",
    "feGaussianBlur",
    "feOffset",
    "feBlend",
    "feMerge",
    "feMergeNode",
    "feColorMatrix",
    "feComposite",
    "feFlood",
    "metadata",
    "switch",
}
_HARMFUL_VALUE = re.compile(
    r"javascript:|data:(?!image/(?:png|jpeg|gif|webp))|expression\(|@import|url\(\s*['\"]?(?!#)", re.IGNORECASE
)
#: What is shown in place of an SVG that can't be read.
EMPTY = f'<svg xmlns="{_SVG}" viewBox="0 0 1 1"/>'.encode()


def harmless_svg(svg: bytes) -> bytes:
    """The drawing without scripts, event handlers, styles and anything from elsewhere; EMPTY if it can't be read."""
    if b"<!ENTITY" in svg or b"<!DOCTYPE" in svg:
        svg = re.sub(rb"<!DOCTYPE[^>\[]*(\[.*?\])?\s*>", b"", svg, flags=re.DOTALL)
    try:
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError, LookupError):
        return EMPTY
    if root.tag not in (f"{{{_SVG}}}svg", "svg"):
        return EMPTY
    _clean(root)
    ElementTree.register_namespace("", _SVG)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=False))


def _clean(element: ElementTree.Element) -> None:
    for name, value in list(element.attrib.items()):
        bare = name.rpartition("}")[2].lower()
        elsewhere = bare == "href" and not value.strip().startswith("#")
        if bare.startswith("on") or elsewhere or _HARMFUL_VALUE.search(value):
            del element.attrib[name]
    for child in list(element):
        if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] not in _KEPT:
            element.remove(child)
        else:
            _clean(child)
