"""Applying: the application of a service in a round.

Nouns: round, application. Start reading in ``states.py``, then ``services.py``.
"""
