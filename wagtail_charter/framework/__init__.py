"""The charter itself: what is asked of a service, and what each level means.

Nouns: edition, value, theme, evidence statement, criterion, rating point, level, level rule. Start reading in
``services.py``.
"""
