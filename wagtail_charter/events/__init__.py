"""What happened: the append-only history, and the one door through which a state changes.

Nouns: event, actor. Start reading in ``services.py``.
"""
