"""What awarded services say about their work, for visitors to find.

Nouns: showcase index, showcase entry, listing. Start reading in ``pages.py``.
"""
