"""What the showcase announces.

``entry_saved``: sent after an entry page was saved with its relations, however that came about; argument
``instance``. Our own listing follows it, and a host may.
"""

from django.dispatch import Signal

entry_saved = Signal()
