"""Training days, workshops and awards events.

Nouns: event page, session. Start reading in ``pages.py``.
"""
