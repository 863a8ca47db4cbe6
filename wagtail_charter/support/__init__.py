"""Somebody to turn to: named contacts and the block that shows them.

Nouns: contact. Start reading in ``models.py``.
"""
