"""How fast is Journeybook, and how much memory does it need, for books of 100, 1,000 and 10,000 things?

`generate` writes such a book, `stock` writes the same pages as Markdown for plain MkDocs + Material, and
`run` builds both and prints the comparison. Nothing here is part of the installable package.
"""
