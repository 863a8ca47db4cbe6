"""Letters: what the scheme writes to people, kept in an outbox until it has left.

Nouns: letter. Start reading in ``services.py``.
"""
