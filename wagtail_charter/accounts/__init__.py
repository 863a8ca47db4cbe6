"""Accounts: the people of the portal, and how they sign in with a code.

Nouns: portal account, sign-in request. Start reading in ``services.py``.
"""
