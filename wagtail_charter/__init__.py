"""A Wagtail app with which an organisation runs a charter award scheme from its own site."""

__version__ = "0.1.0"
