"""Entries from files: YAML, csv, xlsx, plain text and Word. Start reading in ``loading.py``.

``drafts.py`` says what an entry is before it is a page; ``records.py`` and ``tables.py`` read structured files,
``documents.py`` reads text and Word, ``structure.py`` finds quotes, lists and sign-offs in them; ``loading.py`` checks
everything first and then writes all or nothing.
"""
