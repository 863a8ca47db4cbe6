"""The pages below an application page. Each module announces its routes when it is imported here.

Addresses are asked in this order; those of one application come last, because any word could be a reference.
"""

from wagtail_charter.applications.views import (
    answering,
    beginning,
    interest,
    questions,
    records,
    sending,
    statements,
    tasks,
)

__all__ = ["answering", "beginning", "interest", "questions", "records", "sending", "statements", "tasks"]
