"""Journeybook turns a folder of YAML into a checked, cross-linked site.

The map, one sentence per room, in the order in which data flows:

``settings``   what the configuration says of the book.
``load``       folder → Records: reads YAML with the place of every key and value; judges no meaning.
``model``      one typed class per kind; everything else (checks, schema, labels) derives from these.
``check``      Record → typed thing; all mistakes of shape at once.
``audience``   checked things → those of them that may leave the house, where a site for others is built.
``link``       things → Book: every reference resolved, in both directions.
``book``       the Book and the questions one can ask of it.
``rules``      Book → Problems: what is allowed, yet shouldn't stay as it is.
``road``       the rooms above in one call: the checker and the site both go this way.
``trust``      Book → how far it can be trusted: evidence, freshness, coverage, targets; budgets for these.
``learn``      Book → questions for learners, each with one right answer that the Book proves.
``render``     Book → Pages: addresses, sections, HTML.
``search``     Pages → the index that the search worker asks.
``outlets``    Pages → somewhere: MkDocs today.
``exchange``   Book → other formats: ``book.json``, PDF, spreadsheets; and from spreadsheets back.
``versions``   two states of a book → what changed between them, in words; what git knows of them; new releases.
``edit``       files changed as a careful colleague would: only what is meant, all or none of them.
``mend``       a book with mistakes → the same without those that have one certain way out.
``schema``     the model → JSON Schemas, with which editors complete and explain what people write.
``publish``    all versions of a book → one site that is shown at once: built, shelved, arranged, swapped.
``cli``        the command ``journeybook``; each command calls one room.

Beside them: ``problems`` (findings), ``explained`` (what each means, with examples), ``formats`` (findings as programs
and hosts take them), ``excerpts`` (the lines that they are about), ``tell`` (the same at a terminal), ``sentences``
(what commands and settings say), ``garbled`` (Vietnamese that came apart; part of ``load``), ``private`` (what looks
like somebody's own), ``memory`` (what a preview needn't read again), ``repository`` (where files are edited),
``codeowners`` (who is asked about changes), ``ci`` (what hosts run), ``custom`` (what a book's own rules are written
with), ``conversations`` (objections, questions and
messages of the whole book), ``freshness`` and ``reviews`` (what should be read again), ``scores`` (what criteria come
to), ``references`` (how texts name things), ``resolve`` (what a name comes to; part of ``link``), ``order`` (circles
and the order of stages; part of ``link``), ``translation`` (which texts lack a language), ``begin``, ``answers`` and
``samples`` (new books and files), ``guides`` (how to write), ``fields`` (what each field is for), ``picture_size``,
``ids``, ``today``, and ``vietnamese`` (folding, sorting, nearest names).
"""

__version__ = "0.1.0"
