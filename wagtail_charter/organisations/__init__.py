"""Who takes part: legal bodies, the services they run, their sites and their partners.

Nouns: organisation, identifier, service, site, partnership, region, care board, setting, practice theme. Start
reading in ``models.py`` and ``services.py``.
"""
