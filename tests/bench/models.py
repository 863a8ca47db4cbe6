"""The bare page: what everything is measured by."""

from wagtail.models import Page


class BarePage(Page):
    """The least that a page of a site can be: a page type of its own with a template of one line."""

    template = "bench/bare_page.html"
