"""Book → how far it can be trusted: what claims rest on, how old things are, what is covered, which targets are met.

``claims`` finds what is said about customers and what it rests on; ``ages`` says how fresh things are; ``measures``
finds targets that are missed; ``coverage`` counts who and what is spoken of; ``health`` puts all of it together;
``past`` works out the same figures of earlier versions; ``budget`` holds a book to limits that it has set itself;
``told`` says all of it at a terminal, ``data`` to programs.
"""
