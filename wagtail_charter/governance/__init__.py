"""What the law asks of whoever runs the site: what is held and for how long, people's rights, two public statements.

Nouns: holding, hold, run, privacy page, accessibility statement. Each room says in its ``retention.py`` what it holds;
this one walks the rooms. Start reading in ``retention/rooms.py`` and ``retention/destroying.py``.
"""
