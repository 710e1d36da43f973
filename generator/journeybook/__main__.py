"""``python -m journeybook``: the same as the command ``journeybook``."""

from journeybook.cli import main

main()
