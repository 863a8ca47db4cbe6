"""Action plans: what a service will do next, agreed with the charter team.

Nouns: plan, planned action. Start reading in ``models.py``.
"""
