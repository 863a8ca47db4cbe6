"""The ground floor: what two or more rooms share, and in which no noun of the scheme appears.

Nouns: term, private file, page view, form, element. Start reading in ``forms.py`` and ``models.py``.
"""
