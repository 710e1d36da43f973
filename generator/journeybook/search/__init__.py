"""What readers search: the texts of all pages of one language, as compact as a browser likes to fetch them.

``entries`` takes the texts out of the pages' sections, ``index`` packs them. The worker in ``theme/search`` reads them.
"""

from journeybook.search.entries import entry_of_free_page, entry_of_page
from journeybook.search.index import Entry, Index, Part

__all__ = ["Entry", "Index", "Part", "entry_of_free_page", "entry_of_page"]
