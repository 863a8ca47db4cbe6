"""What is given, and the public register of it.

Nouns: award, level (defined by the framework edition), register, reference. Start reading in ``services.py``.
"""
