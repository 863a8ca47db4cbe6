"""Assessing: how ratings become a level.

Nouns: rating, level, rule. Start reading in ``rules.py``.
"""
