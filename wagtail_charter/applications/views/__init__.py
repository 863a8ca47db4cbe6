"""The pages below an application page. Each module announces its routes when it is imported here."""

from wagtail_charter.applications.views import beginning, interest, questions

__all__ = ["beginning", "interest", "questions"]
