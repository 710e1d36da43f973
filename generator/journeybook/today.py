"""Which day it is: the calendar's, or the one that a reproducible build is told by ``SOURCE_DATE_EPOCH``."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from journeybook.settings import WrongSettings


def today() -> date:
    """Today's date. Rooms never ask for it; who starts them passes it in. Raises WrongSettings."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise WrongSettings("wrong-epoch", found=epoch) from None
