"""The resource library.

Nouns: resource, topic, audience. Start reading in ``pages.py``.
"""
