"""Book → Pages: for each language, every page with its address, title and sections.

``words``      what the interface says in a language.
``addresses``  where each thing and stage is found.
``text``       Markdown texts → harmless HTML, references become links.
``views``      what a kind's page shows, worked out from the Book; templates only show it.
``pages``      which pages there are, and how one is made.
``environment``  what templates may say.
"""
