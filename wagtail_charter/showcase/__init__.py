"""What services tell about themselves: the showcase, its list and its entries.

Nouns: index, entry, listing (the plain row that lists read), theme, content note, glossary term, review. Start
reading in ``pages.py``; how the list is kept right stands in ``services.py``.
"""
