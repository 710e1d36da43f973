"""The command ``journeybook``. Each command calls one room and tells what came of it; longer words are in ``data``.

``group`` has what all commands share; the others are the commands, in the order in which the help lists them.
"""

from journeybook.cli import content, explain, edit, schema, site, exports, sheets, changes, health, hosts  # noqa: F401, I001 - they register themselves, in this order
from journeybook.cli.group import journeybook, main

__all__ = ["journeybook", "main"]
