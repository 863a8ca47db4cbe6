"""What people and officers type in about applications."""

from wagtail_charter.applications.forms.cases import CaseForm

__all__ = ["CaseForm"]
